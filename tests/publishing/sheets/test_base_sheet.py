"""The exact amounts: each that is not zero or printed, sums live where all parts stand there."""

from decimal import Decimal

from tests.making.drawn import drawn
from tests.publishing.sheets.test_live_sums import accounts
from xlsxwriter.worksheet import Worksheet

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import load
from juesuan.publishing.sheets.base_sheet import BaseAmounts, base_amounts, draw_base
from juesuan.publishing.sheets.cell_formats import Drawing

TOTAL = Address.parse("03:合计:1")
PRIOR = Address.parse("03:合计:1@上年")
PRINTED, UNPRINTED = Address.parse("01:其他收入:1"), Address.parse("02:合计:7")
COUNT = Address.parse("文:车辆:1")


def base(facts: Facts, drawing: Drawing) -> BaseAmounts:
    return base_amounts(facts, load("2023"), [PRINTED], "底数", drawing)


def test_amounts_of_the_year_stand_row_by_row_and_counts_do_not() -> None:
    facts = accounts("2023")
    more = {
        PRIOR: Fact(PRIOR, Decimal("5.25"), name="上年支出"),
        COUNT: Fact(COUNT, Decimal(3), unit="辆"),
    }
    zeros = {address: Fact(address, Decimal(0), name="一个零") for address in (PRINTED, UNPRINTED)}
    extended = Facts({**facts, **more, **zeros}, facts.forms)

    def draw(page: Worksheet, drawing: Drawing) -> None:
        amounts = base(extended, drawing)
        assert amounts.places.keys().isdisjoint({COUNT, PRIOR, UNPRINTED})
        draw_base(page, amounts, {TOTAL: "合计 / 本年支出合计"}, drawing)

    rows = {row[0].value: [cell.value for cell in row[1:]] for row in drawn(draw)}
    assert str(PRIOR) not in rows
    assert rows[str(PRINTED)] == ["一个零", 0]
    assert rows[str(TOTAL)][0] == "合计 / 本年支出合计"
    assert str(rows[str(TOTAL)][1]).startswith("=ROUND(C")


def test_an_amount_is_printed_by_its_unit() -> None:
    def draw(_: Worksheet, drawing: Drawing) -> None:
        amounts = base(accounts("2023"), drawing)
        cell = f"C{amounts.places[TOTAL].row + 1}"
        assert amounts.rounded(TOTAL, "万元", 2, "公开03表") == f"=ROUND('底数'!{cell}/10000,2)"
        assert amounts.rounded(TOTAL, "元", 2, "底数") == f"=ROUND({cell},2)"
        assert amounts.rounded(COUNT, "元", 2, "底数") == ""

    drawn(draw)


def test_a_sum_of_parts_of_a_fen_is_no_formula() -> None:
    """ROUND to the 分 would not give it."""
    facts = accounts("2023")
    half = {a: f._replace(value=f.value / 8) for a, f in facts.items()}

    def draw(_: Worksheet, drawing: Drawing) -> None:
        exact = base(facts, drawing)
        parts = base(Facts(half, facts.forms), drawing)
        assert TOTAL in exact.sums
        assert all(
            half[a].value == round(half[a].value, 2)
            for ground in parts.sums.values()
            for _, a in ground.terms
            if a in half
        )

    drawn(draw)
