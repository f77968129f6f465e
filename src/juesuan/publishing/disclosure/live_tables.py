"""What stands in the number fields of printed tables: values, or formulas that give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from juesuan.model.disclosure import Disclosure, PageTable
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground
from juesuan.publishing.sheets.base_sheet import BaseAmounts
from juesuan.publishing.sheets.cell_values import CellAmount
from juesuan.publishing.sheets.checks_sheet import (
    CheckedLayer,
    Checks,
    PrintedOtherwise,
    checked,
)
from juesuan.publishing.sheets.live_sums import live_sums, sum_of
from juesuan.publishing.sheets.sheet_names import CellPlace
from juesuan.publishing.sheets.table_sheet import LiveAmount, TableSheet


@dataclass(frozen=True)
class LiveTables:
    """The tables of a disclosure, with the exact amounts they are printed from, if there are any.

    Rounded each on its own, a number is its exact amount rounded; rounded in balance, a sum is
    that of the printed numbers; without exact amounts every number is only itself.
    """

    disclosure: Disclosure
    edition: Edition
    sheets: Sequence[TableSheet]
    base: BaseAmounts | None

    @cached_property
    def places(self) -> Mapping[Address, CellPlace]:
        """Where each number of a form is printed first."""
        places: dict[Address, CellPlace] = {}
        for sheet in self._forms():
            for at, address, _ in sheet.amounts:
                places.setdefault(address, sheet.place(*at))
        return places

    @cached_property
    def printed(self) -> Facts:
        """The numbers as they are printed, in 元, beside those that no table prints."""
        shown = self.disclosure.shown
        facts = dict(shown)
        for sheet in self._forms():
            for _, address, amount in sheet.amounts:
                fact = shown.get(address)
                if fact or amount.value:
                    scale = UNITS[sheet.table.unit]
                    half = (
                        scale.scaleb(-amount.decimals) / 2 if scale > 1 and amount.value else ZERO
                    )
                    facts[address] = Fact(address, amount.value * scale, half)
        return Facts(facts, shown.forms, shown.unknown)

    @cached_property
    def sums(self) -> Mapping[Address, Ground]:
        """The equation that gives each sum, in the layer where sums are live."""
        if self.base is None:
            return {}
        if self.disclosure.rounding == "each":
            return self.base.sums
        units = {a: sheet.table.unit for sheet in self._forms() for a in sheet.table.cells.values()}
        grounds = live_sums(self.printed, self.edition)
        return {target: one for target, one in grounds.items() if self._stands(one, units)}

    def fields(self, sheet: TableSheet) -> dict[tuple[int, int], LiveAmount]:
        """The number in each field of a table."""
        return {
            at: LiveAmount(amount, self._formula(sheet, address, amount))
            for at, address, amount in sheet.amounts
        }

    def leaves(self) -> Iterator[tuple[Address, CellPlace]]:
        """The printed numbers that no sum gives, and where they stand."""
        for address, place in self.places.items():
            if address in self.disclosure.shown and address not in self.sums:
                yield address, place

    def checks(self) -> Checks:
        """The declared equations over the exact amounts, and over those in which sums are live."""
        exact, balanced = self.disclosure.exact, self.disclosure.rounding == "balanced"
        layers = []
        if exact is not None:
            layers.append(CheckedLayer("底数", "元", checked(exact, self.edition)))
        if exact is None or balanced:
            grounds = checked(self.printed, self.edition)
            layers.append(CheckedLayer("印出的数", self.edition.unit, grounds))
        otherwise = () if exact is None else tuple(self._otherwise(exact))
        return Checks(tuple(layers), otherwise, balanced)

    def _forms(self) -> Iterator[TableSheet]:
        return (s for s in self.sheets if s.table.kind == "form" and s.table.unit in UNITS)

    def _formula(self, sheet: TableSheet, address: Address, amount: CellAmount) -> str:
        if self.base is None or sheet.table.kind != "form" or sheet.table.unit not in UNITS:
            return ""
        if self.disclosure.rounding == "balanced":
            ground = self.sums.get(address)
            return sum_of(ground, self.places, sheet.name) if ground else ""
        if rounded(self.base.facts, address, sheet.table.unit, amount) != amount.value:
            return ""
        return self.base.rounded(address, sheet.table.unit, amount.decimals, sheet.name)

    def _stands(self, ground: Ground, units: Mapping[Address, str]) -> bool:
        """Whether all that is summed is printed, in one unit."""
        used = [a for _, a in ground.terms if a in self.printed and self.printed[a].value]
        return all(a in self.places for a in used) and len({units[a] for a in used}) <= 1

    def _otherwise(self, exact: Facts) -> Iterator[PrintedOtherwise]:
        """The numbers that are not printed as their exact amounts round."""
        for sheet in self._forms():
            for _, address, amount in sheet.amounts:
                value = rounded(exact, address, sheet.table.unit, amount)
                if value != amount.value:
                    yield PrintedOtherwise(address, amount.value, value)


def rounded(
    facts: Mapping[Address, Fact], address: Address, unit: str, amount: CellAmount
) -> Decimal:
    """An exact amount in a unit, as many decimals as are printed; 0 for none."""
    fact = facts.get(address)
    step = Decimal(1).scaleb(-amount.decimals)
    return (fact.value / UNITS[unit]).quantize(step, ROUND_HALF_UP) if fact else Decimal(0)


def names_in_words(tables: Sequence[PageTable]) -> dict[Address, str]:
    """What each number is, by the words before it in its row and above it in its column."""
    names: dict[Address, str] = {}
    for table in tables:
        for (row, column), address in table.cells.items():
            before = _words(table, [(row, c) for c in range(column - 1, -1, -1)])
            above = dict.fromkeys(_words(table, [(r, column) for r in range(table.heads)]))
            names.setdefault(address, " / ".join(filter(None, (*before[:1], "/".join(above)))))
    return names


def _words(table: PageTable, fields: Sequence[tuple[int, int]]) -> list[str]:
    """The texts among some fields that are words."""
    cells = ((at, table.grid.fields[at[0]][at[1]]) for at in fields)
    return [
        cell.text
        for at, cell in cells
        if cell and cell.text and at not in table.cells and not cell.text.isdigit()
    ]
