"""The unit of amount a sheet says above or beside its head, as in 单位：万元."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.books.sheet import UNITS, SheetField
from juesuan.model.books import Problem

SAID = r"(?:(?:人民币|rmb|cny) ?[/:]? ?)?"
SMALL = r"(?:元(?: ?角 ?分)?|分|角)(?: ?人民币)?(?![\u4e00-\u9fff])"
UNIT = rf"([十百千万亿美欧港日]{{1,2}} ?元|{SMALL})"
LABELLED = re.compile(rf"单 ?位 ?[:为]? ?{SAID}{UNIT}")
TITLED = re.compile(rf"\( ?{SAID}{UNIT} ?\)$")
COUNTED = re.compile(rf"以 ?{SAID}{UNIT} ?(?:为单位|计|列示|反映)")
ALONE = re.compile(rf"{SAID}{UNIT}")
UNKNOWN = "写在表头上方的金额单位不认识，金额不能读"
TWO = "写明了两种金额单位，金额不能读"
OPPOSED = "列名中的金额单位与表头上方写明的不同，金额不能读"


def with_unit(
    origin: str, rows: Sequence[Sequence[str]], height: int, fields: tuple[SheetField, ...]
) -> tuple[tuple[SheetField, ...], list[Problem], list[Problem]]:
    """The fields in the unit the sheet says, and problems and remarks; `rows` begin the sheet.

    `height` rows are title and head. A unit in the name of a column must be the same.
    """
    amounts = [field for field in fields if field.column and field.column.kind == "amount"]
    stated = dict.fromkeys(_units(rows[:height], fields)) if amounts else {}
    if not stated:
        return fields, [], []
    allowed = "、".join(UNITS)
    if wrong := [unit for unit in stated if unit not in UNITS]:
        return fields, [Problem(origin, None, "", "、".join(wrong), allowed, UNKNOWN)], []
    if len(stated) > 1:
        return fields, [Problem(origin, None, "", "、".join(stated), "只写一种", TWO)], []
    (unit,) = stated
    factor = UNITS[unit]
    opposed = [
        Problem(origin, None, field.title, unit, "上下一致，或只写一处", OPPOSED)
        for field in amounts
        if field.stated and field.factor != factor
    ]
    done = tuple(field if field.stated else replace(field, factor=factor) for field in fields)
    note = Problem(origin, None, "", "", "", f"表头上方写明单位为{unit}，各列金额按{unit}读入")
    return done, opposed, [] if unit == "元" else [note]


def _units(rows: Sequence[Sequence[str]], fields: Sequence[SheetField]) -> Iterator[str]:
    titles = {field.title for field in fields if field.column}
    for number, row in enumerate(rows, start=1):
        cells = [_plain(cell) for cell in row if cell and cell not in titles]
        if number < len(rows) and not any(cell in titles for cell in row):
            line = " ".join(cells)
            yield from (_unit(text) for text in LABELLED.findall(line))
            yield from (_unit(text) for text in COUNTED.findall(line))
            yield from (_unit(match[1]) for cell in cells if (match := TITLED.search(cell)))
            yield from (_unit(match[1]) for cell in cells if (match := ALONE.fullmatch(cell)))
        else:
            matches = (LABELLED.search(cell) for cell in cells)
            yield from (_unit(match[1]) for match in matches if match)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _unit(text: str) -> str:
    """万 元 -> 万元; 元角分, 元 人民币 -> 元."""
    unit = re.sub(r"\s|人民币", "", text)
    return "元" if unit == "元角分" else unit
