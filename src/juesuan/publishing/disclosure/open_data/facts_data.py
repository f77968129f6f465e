"""The numbers of a disclosure as data: rows of CSV, an object of JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from juesuan.model.disclosure import Disclosure
from juesuan.model.number import UNITS, Address, Fact
from juesuan.notation import spelling
from juesuan.publishing.disclosure.open_data.cell_names import cell_names
from juesuan.publishing.markup import Html, element
from juesuan.publishing.report.data import BOM, SCHEMA, sheet_text, steady

# The columns of facts.csv: title, type, what it holds.
COLUMNS = (
    ("地址", "string", "这个数的名字：表:行:栏，其他期间的再加 @期间"),
    ("表号", "string", "所在的表"),
    ("行", "string", "所在的行：科目编码或项目名称"),
    ("栏", "string", "所在的栏"),
    ("期间", "string", "空白是本年"),
    ("名称", "string", "表中的行名和栏名"),
    ("金额", "number", "公开的数，元"),
    ("印出", "string", "按金额单位印出的文字；空白是零"),
    ("单位", "string", "印出的数的金额单位"),
    ("精确金额", "number", "取整以前的数，元；空白是不知道"),
)


class PublishedFact(NamedTuple):
    """One number to be published: what it is, as shown, and before rounding where known."""

    address: Address
    name: str
    value: str
    printed: str
    unit: str
    exact: str


def data_of(disclosure: Disclosure) -> Iterator[PublishedFact]:
    """Every number that is shown, in the order of the facts."""
    names, printed, units = cell_names(disclosure), *_printed(disclosure)
    for address, fact in disclosure.shown.items():
        unit = units.get(address, disclosure.unit)
        exact = disclosure.exact.get(address) if disclosure.exact is not None else None
        yield PublishedFact(
            address,
            fact.name or names.get(address, ""),
            f"{fact.value:f}",
            printed[address] if address in printed else _shown(fact, unit),
            unit,
            "" if exact is None else f"{exact.value:f}",
        )


def _printed(disclosure: Disclosure) -> tuple[dict[Address, str], dict[Address, str]]:
    """The text and the unit of every number in a table."""
    printed: dict[Address, str] = {}
    units: dict[Address, str] = {}
    for table in disclosure.tables:
        texts = {(cell.row, cell.column): cell.text for cell in table.grid.cells}
        for field, address in table.cells.items():
            printed.setdefault(address, texts[field])
            units.setdefault(address, table.unit or disclosure.unit)
    return printed, units


def _shown(fact: Fact, unit: str) -> str:
    return fact.printed or spelling.shown(fact.value, UNITS[unit])


def facts_csv(disclosure: Disclosure) -> bytes:
    """The numbers as CSV for Excel, with a byte order mark; no text becomes a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(title for title, _, _ in COLUMNS)
    for datum in data_of(disclosure):
        form, row, column, period = datum.address
        texts = (str(datum.address), form, row, column, period, datum.name)
        shown = (datum.value, datum.printed, datum.unit, datum.exact)
        writer.writerow(map(sheet_text, (*texts, *shown)))
    return (BOM + file.getvalue()).encode("utf-8", "backslashreplace")


def facts_json(disclosure: Disclosure, indent: int | None = 2) -> str:
    """The numbers as JSON, the keys as in docs/json.md."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "edition": disclosure.edition,
        "department": disclosure.department,
        "year": disclosure.year,
        "title": disclosure.title,
        "date": disclosure.date.isoformat(),
        "draft": disclosure.mark,
        "rounding": disclosure.rounding,
        "facts": [_object(datum) for datum in data_of(disclosure)],
    }
    return steady(json.dumps(data, ensure_ascii=False, indent=indent))


def _object(datum: PublishedFact) -> dict[str, str]:
    return datum._asdict() | {"address": str(datum.address)}


def facts_script(disclosure: Disclosure, name: str) -> Html:
    """The same inside a page; no sign in it can end the element."""
    text = facts_json(disclosure, None)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return element("script", Html(text), type="application/json", id=name)
