"""Lines that a printed page has besides its rows: who made it, its number, title and head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from juesuan.books.sheet import Sheet, key
from juesuan.books.typed.texts import Expression, Texts
from juesuan.model.books import Column

if TYPE_CHECKING:
    import ibis

PAGE_LINE = "页眉、页脚、签字和重复的表头行"
MOST = 10_000  # such lines of one ledger; more are no pages
FILLED = "单位（取自名称）"  # what a row has of its sheet's name says nothing of the row
MAKER = (
    "单位|部门|期间|日期|时间|年度|账套|账簿|币种|币别|主管|负责人|制单|制单人|制表|制表人|审核|审核人"
    "|复核|复核人|记账|记账人|会计|出纳|经办|经办人|打印|打印人|编制|编制人|操作员|填报人|页码|注|说明"
)
LABEL = re.compile(rf"[\u4e00-\u9fff]{{0,6}}(?:{MAKER})[:：][^\n]{{0,80}}")
PAGE = re.compile(r"第\d{1,5}页|共\d{1,5}页|第\d{1,5}页[,，、/]?共\d{1,5}页|\d{1,5}/\d{1,5}页?")
AMOUNT = re.compile(r"[-+(（]{0,2}[¥￥]?\d[\d,]*(?:\.\d+)?[)）]?")


def is_page_line(cells: Iterable[tuple[str, str]], names: Iterable[str] = ()) -> bool:
    """Whether a row, as titles of columns with texts, belongs to the page and not to the table.

    `names` are what the table is called in exports. A row with an amount never does.
    """
    texts = [(key(title), key(text)) for title, text in cells if text.strip() and title != FILLED]
    if not texts or any(AMOUNT.fullmatch(text) for _, text in texts):
        return False
    if any(LABEL.fullmatch(text) or PAGE.fullmatch(text) for _, text in texts):
        return True
    if len(texts) == 1:
        return any(key(name) in texts[0][1] for name in names)
    return all(title.startswith(text) or title.endswith(text) for title, text in texts)


def page_lines(
    rows: ibis.Table, cells: Mapping[str, Expression], sheet: Sheet, texts: Mapping[str, Texts]
) -> list[Expression]:
    """Where the lines of pages stand in a ledger: rows whose account is none."""
    accounts = [c for one in sheet.fields if (c := one.column) and c.codes and c.required]
    if sheet.files or not accounts or _coded(texts.get(accounts[0].name)):
        return []
    cell = rows[f"cell_{accounts[0].name}"]
    loose = rows.filter(~cell.re_search(r"^[^0-9A-Za-z\x{4e00}-\x{9fff}]*[0-9]"))
    numbers: dict[str, list[int]] = {}
    titles = _titles(sheet)
    for row in loose.select("origin", "line", **cells).limit(MOST).to_pyarrow().to_pylist():
        texts_of = ((titles[name], str(row[name] or "")) for name in cells)
        if is_page_line(texts_of, sheet.table.exports):
            numbers.setdefault(str(row["origin"]), []).append(int(row["line"]))
    return [(rows["origin"] == o) & rows["line"].isin(lines) for o, lines in numbers.items()]


def _coded(texts: Texts | None) -> bool:
    """Whether every row has a text that begins with a digit."""
    return texts is None or not (texts.blank or any(not w[:1].isdigit() for w in texts.words))


def _titles(sheet: Sheet) -> dict[str, str]:
    named = {f"cell_{one.column.name}": one.title for one in sheet.fields if one.column}
    return named | {f"other_{number}": one.title for number, one in enumerate(sheet.fields)}


def lacks_a_key(fields: Iterable[tuple[Column | None, str]]) -> bool:
    """Whether a cell that every row must have is blank."""
    return any(column and column.required and not text.strip() for column, text in fields)
