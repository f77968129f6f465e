"""The golden files as facts, as a reader of the two published documents would have them."""

import csv
from collections.abc import Mapping
from pathlib import Path

from juesuan.model.number import WAN, ZERO, Address, Fact, Facts, FormState
from juesuan.model.page import Place
from juesuan.model.reading import Meta, Reading
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.form import Form

GOLDEN = Path(__file__).parents[1] / "golden"
EDITIONS = {"jinan-lixia-2023": "2023", "shanghai-putuo-finance-2024": "2024-310000"}
NOTE = "本部门没有这项收支，故本表无数据。"


def fact(address: Address, printed: str, name: str = "", unit: str = "万元") -> Fact:
    """One cell printed with two decimals in 万元; a blank is an exact zero."""
    number = spelling.amount(printed)
    if number is None:
        return Fact(address, ZERO, ZERO, "", unit, name)
    half = WAN.scaleb(-number[1]) / 2
    return Fact(address, number[0] * WAN, half, printed, unit, name, Place(page=1))


def printed(name: str) -> dict[Address, str]:
    """The amounts of one golden file as printed."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {Address.parse(row["address"]): row["printed"] for row in csv.DictReader(file)}


def facts_of(cells: Mapping[Address, str], edition: Edition) -> Facts:
    """Facts from printed cells: fixed rows and the columns of every row present are blanks."""
    found: dict[Address, Fact] = {}
    forms = {}
    for form in edition.forms:
        labels = _labels(form, cells, edition)
        for row, column in _cells(form, labels):
            address = Address(form.id, row, column)
            declared = form.column(column)
            title = declared.title if declared else column
            text = cells.get(address, "")
            found[address] = fact(address, text, f"{labels[row]} / {title}")
        filled = any(address.form == form.id for address in cells)
        columns = tuple(column.id for column in form.columns)
        forms[form.id] = FormState(
            form.id,
            form.title,
            "read" if filled else "empty",
            (1,),
            columns,
            form.unshown(columns, labels),
            notes=(NOTE,),
            labels=labels,
            unit="万元",
        )
    return Facts(found, forms)


def _labels(form: Form, cells: Mapping[Address, str], edition: Edition) -> dict[str, str]:
    labels = {row.id: row.label for side in form.sides for row in side.rows}
    for address in cells:
        if address.form == form.id and address.row not in labels:
            name = edition.codes(form).name(address.row, edition.year)
            labels[address.row] = name or address.row
    return labels


def _cells(form: Form, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    fixed = [(r.id, c.id) for side in form.sides for r in side.rows for c in side.columns]
    coded = [(row, c.id) for row in labels for c in form.columns]
    every = fixed if form.layout in ("两侧", "单行") else [*fixed, *coded]
    return list(dict.fromkeys(every))


def golden(name: str) -> tuple[Reading, Edition]:
    """One golden document as read, and its edition."""
    edition = load(EDITIONS[name])
    return reading_of(facts_of(printed(name), edition), edition), edition


def reading_of(facts: Facts, edition: Edition) -> Reading:
    """A reading that holds nothing but these facts."""
    return Reading(Meta("某局", edition.year, edition.id), facts)


def with_cells(facts: Facts, cells: Mapping[str, str]) -> Facts:
    """The same facts with some cells printed otherwise ("" for blank)."""
    found = {address: facts[address] for address in facts}
    for text, amount in cells.items():
        address = Address.parse(text)
        old = found.get(address)
        found[address] = fact(address, amount, old.name if old else "")
    return Facts(found, facts.forms)
