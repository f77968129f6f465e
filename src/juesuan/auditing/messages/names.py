"""Cells, rows and amounts in the words a reader finds on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from juesuan.model.number import TEXT, UNITS, ZERO, Address, Fact, Facts
from juesuan.notation import spelling
from juesuan.notation.card.scoring import trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Term

MOST_DECIMALS = 6
POINTS = "分"
NUMBERED = re.compile(r"公开0{0,2}(\d{1,2})表")
VAGUE = ("小计", "合计")


BETWEEN = " · "
UNITS_OF_MONEY = ("亿元", "万元", "元")


class Name(NamedTuple):
    """A cell in words: 表号, 行名, 栏名 ("" where the form has but one)."""

    form: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.form} {within(self.row, self.column)}"


def within(*parts: str) -> str:
    """The words that say something, joined as a reader would."""
    return BETWEEN.join(part for part in parts if part)


class CellNames:
    """What the cells of one document are called and how their amounts are shown."""

    def __init__(self, facts: Facts, edition: Edition) -> None:
        self.facts, self.edition = facts, edition

    @cached_property
    def spoken(self) -> Mapping[Address, str]:
        """What sentences call the cells they speak of most."""
        subjects = (s for section in self.edition.narrative.sections for s in section.subjects)
        pairs = ((s.says, s.names[0]) for s in subjects)
        return {
            says.address: name for says, name in reversed(list(pairs)) if isinstance(says, Term)
        }

    def form(self, form: str) -> str:
        """The title of a form; what only the text tells stands in 情况说明."""
        if form == TEXT:
            return "情况说明"
        state, declared = self.facts.forms.get(form), self.edition.form(form)
        return state.title if state else declared.title if declared else form

    def short(self, form: str) -> str:
        """A form by the number it bears here: 05表; by its title where it has none.

        A cell of a form that is not there is a number that only the text tells.
        """
        if not form.isdigit():
            return self.form(form)
        state = self.facts.forms.get(form)
        if state is not None and state.state == "missing":
            return "文中"
        heads = state.heads if state else ()
        printed = next((m[1] for head in heads if (m := NUMBERED.search(head))), form)
        return printed.lstrip("0").zfill(2) + "表"

    def full(self, address: Address) -> str:
        """A cell with the whole title of its form."""
        return str(self.name(address)._replace(form=self.form(address.form)))

    def row(self, form: str, row: str) -> str:
        """The label of a row as printed, else as the classification or the edition has it."""
        state, declared = self.facts.forms.get(form), self.edition.form(form)
        if state and row in state.labels:
            return state.labels[row] or row
        if form == TEXT and row.isdigit():
            return self.edition.functional.name(row, self.edition.year) or row
        if declared is None:
            return row
        fixed = (line.label for side in declared.sides for line in side.rows if line.id == row)
        name = self.edition.codes(declared).name(row, self.edition.year)
        return name or next(fixed, row)

    def name(self, address: Address) -> Name:
        """A cell in words."""
        fact, declared = self.facts.get(address), self.edition.form(address.form)
        row, _, column = (fact.name if fact else "").rpartition(" / ")
        column = "" if address.form == TEXT and address.row.isdigit() else column
        if not row:
            row = column or self.row(address.form, address.row)
            declaration = declared.readable(address.column) if declared else None
            column = declaration.title if declaration and declaration.title != row else ""
        if declared and len(declared.columns) == 1:
            column = ""
        return Name(self.short(address.form), _last(row), _last(column))

    def shown(self, address: Address) -> str:
        """What is printed in a cell; 空白 for nothing, 无此行 where the form lacks its row."""
        fact = self.facts.get(address)
        if fact is None:
            return "（无此行）"
        return self.amount(fact.value, fact) if fact.blank and fact.value else fact.shown()

    def amount(self, value: Decimal, like: Fact | None) -> str:
        """An amount as it would be printed in a cell; points as they come."""
        if like and like.unit == POINTS:
            return trimmed(value)
        unit = UNITS.get(like.unit, UNITS["元"]) if like else UNITS[self.edition.unit]
        return spelling.shown(value, unit, decimals(like))

    def money(self, address: Address) -> str:
        """What is printed in a cell, with its unit: 2,961.68 万元."""
        fact, shown = self.facts.get(address), self.shown(address)
        return spaced(f"{shown}{fact.unit}" if fact and _bare(fact, shown) else shown)

    def plural(self, addresses: Iterable[Address]) -> str:
        """Several cells with what they show."""
        return "、".join(f"{self.name(a)} {spaced(self.shown(a))}" for a in addresses)


def spaced(shown: str) -> str:
    """An amount with a space before its unit: 0.3 万元."""
    unit = next((unit for unit in UNITS_OF_MONEY if shown.endswith(unit)), "")
    number = shown.removesuffix(unit).rstrip()
    return f"{number} {unit}" if unit and number[-1:].isdigit() else shown


def _bare(fact: Fact, shown: str) -> bool:
    """Whether an amount of money is shown without its unit."""
    return fact.unit in UNITS_OF_MONEY and shown[-1:].isdigit()


def _last(column: str) -> str:
    """The last part of a nested column, with the one before where it says nothing alone."""
    *above, last = column.split("/")
    return f"{above[-1]}{last}" if above and last in VAGUE else last


def decimals(fact: Fact | None) -> int:
    """How many decimals a cell is printed with; two where nothing tells."""
    if fact is None or fact.half == ZERO:
        return 2 if fact is None or fact.unit or fact.blank else 0  # what is counted has no unit
    places = 0
    while fact.half * 2 * 10**places < UNITS.get(fact.unit, 1) and places < MOST_DECIMALS:
        places += 1
    return places
