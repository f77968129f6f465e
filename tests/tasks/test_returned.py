"""What came back is told by its content: each kind that can hold replies, and what to do else."""

from __future__ import annotations

import pytest
from tests.making.old_workbooks import old_workbook, ole
from tests.making.workbooks import odf

from juesuan.model.page import Limits, Unreadable
from juesuan.model.review import Reply
from juesuan.sources.folders import Source
from juesuan.tasks.returned import replies_in

MARK = "0123456789ab@a1a1a1a1"
ROWS = [["编号", "部门答复", "处理结果"], [MARK, "同意", "已改正"]]
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
MANIFEST = f'<manifest:manifest xmlns:manifest="{NAMESPACE}"/>'


def replies(data: bytes) -> tuple[Reply, ...]:
    return replies_in(Source("回/甲", data), "", (), Limits())


def as_ods() -> bytes:
    """The rows as a workbook of LibreOffice."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in ROWS
    )
    table = f'<table:table table:name="甲">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return odf(body, **{"META-INF_manifest": MANIFEST})


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_workbook_saved_by_another_program_is_read_too(kind: str) -> None:
    data = old_workbook([("甲", 0, ROWS)]) if kind == "xls" else as_ods()
    assert replies(data) == (Reply(MARK, "同意", outcome="已改正", source="甲"),)


@pytest.mark.parametrize(
    "data, reason",
    [
        (ole(b"x", "WordDocument"), "旧版 DOC 里的批注读不出来：请在 WPS 或 Office 中另存为 DOCX"),
        ("属实，将改。".encode(), "不是填好的汇总工作簿"),
        (b'{"a": 1}', "不是审核包导出的答复"),
    ],
)
def test_what_can_hold_no_reply_is_told_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        replies(data)
