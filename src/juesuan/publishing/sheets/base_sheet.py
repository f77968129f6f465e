"""底数（元）: the exact amounts behind the tables, one a row, the sums among them live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from juesuan.model.number import UNITS, Address, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import DECIMALS, CellAmount, amount_format
from juesuan.publishing.sheets.list_sheet import ListColumn, ListSheet, draw_list, first_row
from juesuan.publishing.sheets.live_sums import live_sums, sum_of
from juesuan.publishing.sheets.sheet_names import CellPlace, reference
from juesuan.publishing.sheets.table_sheet import LiveAmount

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "底数（元）"
REMARKS = ("各数以元为单位，精确到分；合计、小计是本表内的算式，改动明细，合计和各表随之重算。",)
COLUMNS = (ListColumn("地址", 15), ListColumn("名称", 19), ListColumn("金额（元）", 12))
AMOUNT = 2  # the column of the amounts
EXACT = amount_format("0.00")


@dataclass(frozen=True)
class BaseAmounts:
    """The exact amounts of a workbook, in 元: where each stands, which sum gives it."""

    facts: Facts
    places: Mapping[Address, CellPlace]
    sums: Mapping[Address, Ground]

    def rounded(self, address: Address, unit: str, decimals: int, home: str) -> str:
        """The formula that prints an amount in a unit, "" where it stands nowhere here."""
        if address not in self.places:
            return ""
        cell, scale = reference(self.places[address], home), UNITS[unit]
        return f"=ROUND({cell}{f'/{scale}' if scale > 1 else ''},{decimals})"


def base_amounts(
    facts: Facts, edition: Edition, printed: Iterable[Address], sheet: str, drawing: Drawing
) -> BaseAmounts:
    """Every amount of this year that is not zero or that a table prints, in order of the facts."""
    shown = frozenset(printed)
    first = first_row(drawing, len(REMARKS))
    amounts = (
        address
        for address, fact in facts.items()
        if fact.unit in UNITS and (address in shown or (fact.value and not address.period))
    )
    places = {
        address: CellPlace(sheet, row, AMOUNT) for row, address in enumerate(amounts, start=first)
    }
    grounds = live_sums(facts, edition).items()
    sums = {a: ground for a, ground in grounds if a in places and _stands(ground, facts, places)}
    return BaseAmounts(facts, places, sums)


def _stands(ground: Ground, facts: Facts, places: Mapping[Address, CellPlace]) -> bool:
    """Whether all that is summed stands on the sheet, to the 分."""
    values = {address: facts[address].value for _, address in ground.terms if address in facts}
    return all(
        value == round(value, DECIMALS) and (address in places or not value)
        for address, value in values.items()
    )


def draw_base(
    page: Worksheet, base: BaseAmounts, names: Mapping[Address, str], drawing: Drawing
) -> None:
    """Draw the amounts; `names` say in words what has no name of its own."""
    rows = []
    for address, place in base.places.items():
        fact = base.facts[address]
        ground = base.sums.get(address)
        formula = sum_of(ground, base.places, place.sheet) if ground else ""
        amount = LiveAmount(exact_amount(fact.value), formula)
        rows.append((str(address), fact.name or names.get(address, ""), amount))
    draw_list(page, ListSheet(TITLE, REMARKS, COLUMNS, rows), drawing)


def exact_amount(value: Decimal) -> CellAmount:
    """An amount in 元 to the 分, a zero printed as one."""
    return CellAmount(value, DECIMALS, EXACT)
