"""What a spreadsheet left behind: errors of formulas in place of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.auditing.text.places import Hit, gathered, hits, paragraphs, quoted
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule

ERROR = re.compile(r"#(?:(?:DIV/0|REF|VALUE|NUM|NULL|SPILL|CALC)[!！]|NAME[?？]|N/A)")


@rule(
    "格式.公式错误",
    basis=TEMPLATE,
    mend="在表格软件中改正公式，重新计算后再公开",
    example="合计一格印作“#DIV/0!”",
)
def formula_errors(reading: Reading, _: Edition) -> Iterator[Remark]:
    """公开的表格里不应残留公式的错误值。"""
    cells = [
        Hit(item.place, text)
        for item in reading.unread
        for text in (item.text, item.row)
        if ERROR.fullmatch(text.strip())
    ]
    places = list(
        dict.fromkeys((*cells, *hits(paragraphs(reading, "text", "heading", "cell"), ERROR)))
    )
    texts = quoted(dict.fromkeys(place.text for place in places))
    yield from gathered("错误", f"公式错误残留 {len(places)} 处：{texts}", places)
