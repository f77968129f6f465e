"""Replies filled into 汇总.xlsx, or into any workbook with its columns 编号 and 部门答复."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from juesuan.desk.finding_marks import MARK
from juesuan.model.page import Unreadable
from juesuan.model.review import Reply
from juesuan.packed import DAMAGE
from juesuan.publishing.desk.overview_workbook import MARK as MARKED
from juesuan.publishing.desk.overview_workbook import OUTCOME, REPLY

WITHOUT = f"没有“{MARKED}”和“{REPLY}”两栏：请用 juesuan 写出的汇总工作簿填写，不要删这两栏"
AUTHOR = "答复人"


def replies_in_workbook(data: bytes) -> list[Reply]:
    """The replies in every sheet that has the columns; raises Unreadable where none has."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - for a workbook only

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [
            [list(map(str, row)) for row in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        ]
    except (CalamineError, *DAMAGE) as error:
        raise Unreadable("工作簿读不了：请在 WPS 或 Office 中打开并另存后再试") from error
    headed = [(rows, at) for rows in sheets if (at := _head(rows)) is not None]
    if not headed:
        raise Unreadable(WITHOUT)
    return [reply for rows, at in headed for reply in _replies(rows[at], rows[at + 1 :])]


def _head(rows: list[list[str]]) -> int | None:
    return next((at for at, row in enumerate(rows) if MARKED in row and REPLY in row), None)


def _replies(heads: list[str], rows: list[list[str]]) -> Iterator[Reply]:
    for row in rows:
        fields = dict(zip(heads, (text.strip() for text in row), strict=False))
        mark = MARK.search(fields.get(MARKED, ""))
        text, outcome = fields.get(REPLY, ""), fields.get(OUTCOME, "")
        if mark and (text or outcome):
            yield Reply(mark[0], text, fields.get(AUTHOR, ""), outcome)
