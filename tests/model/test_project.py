"""Figures know how exactly they were printed; projects are named, listed and scored as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.cards import made, number

from juesuan.model.number import UNITS
from juesuan.model.page import Place
from juesuan.model.project import (
    WHOLE,
    Card,
    Evaluated,
    Evaluation,
    Figure,
    Funds,
    Indicator,
    Kind,
    Listed,
    Note,
    ProjectList,
    Projects,
    Quote,
    most_decimals,
)

AMOUNTS = st.integers(-(10**10), 10**10)
WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


@given(AMOUNTS, st.integers(0, 6), st.sampled_from(["", "%", "分", "万元"]), st.booleans())
def test_a_figure_is_as_exact_as_it_was_printed(
    whole: int,
    places: int,
    unit: str,
    wide: bool,  # noqa: FBT001
) -> None:
    value = Decimal(whole).scaleb(-places)
    text = f"{value:,.{places}f}{unit}"
    figure = Figure(value, text.translate(WIDE) if wide else text)
    assert figure.decimals == places
    assert figure.half() * 2 == Decimal(1).scaleb(-places)
    assert figure.half(places + 1) == figure.half() / 10
    assert figure.half(0) == figure.half()


def test_the_most_exact_of_several_figures_decides() -> None:
    assert most_decimals([number("5"), None, number("5.25"), number("90.0%")]) == 2
    assert most_decimals([None]) == 0
    assert made().decimals == 2


def test_money_of_a_source_that_was_not_printed_is_an_empty_row() -> None:
    card = Card(Quote("甲"), funds=(Funds(WHOLE, budget=number(5)),))
    assert card.fund().budget == number(5)
    assert card.fund("其他资金") == Funds("其他资金")
    assert card.fund("其他资金").amounts() == (None, None, None)


@pytest.mark.parametrize("unit", [*UNITS, "美元"])
def test_a_card_in_an_unknown_unit_is_taken_as_one_in_wan(unit: str) -> None:
    assert Card(Quote("甲"), unit=unit).scale == UNITS.get(unit, Decimal(10000))


def test_an_indicator_without_a_third_level_goes_by_its_second() -> None:
    assert Indicator("产出指标", "数量指标", "印数").name == "印数"
    assert Indicator("产出指标", "数量指标", "").name == "数量指标"


def test_the_cards_of_one_kind_keep_their_numbers() -> None:
    cards = tuple(Card(Quote(name)) for name in "甲乙丙")
    kinds: tuple[Kind, ...] = ("部门预算", "转移支付", "部门预算")
    evaluated = Evaluated(2023, "某局", cards, kinds, (), None, ())
    numbered = [(number, card.name) for number, card in evaluated.of("部门预算")]
    assert numbered == [(1, "甲"), (3, "丙")]
    hint, error = Note("提示", "甲", ""), Note("错误", "甲", "")
    evaluations = [Evaluation(evaluated, (), (), notes) for notes in ((), (hint,), (hint, error))]
    assert [each.sound for each in evaluations] == [True, True, False]


def rows(*names: str, **scores: str) -> tuple[Listed, ...]:
    """Rows of a summary table, some with a score."""
    return tuple(
        Listed(name, score=number(scores[name]) if name in scores else None) for name in names
    )


def test_a_list_is_scored_where_every_row_has_a_score() -> None:
    assert ProjectList("汇总表", rows=rows("甲", "乙", 甲="90", 乙="85.5")).scored
    assert not ProjectList("汇总表", rows=rows("甲", "乙", 甲="90")).scored
    assert not ProjectList("汇总表").scored


def test_lists_with_rows_are_named_in_turn_and_the_departments_own_is_the_fullest() -> None:
    empty, single = ProjectList("一"), ProjectList("二", rows=rows("甲"))
    moved = ProjectList("三", "转移支付", rows("乙", "丙", "丁"))
    both = ProjectList("四", rows=rows("甲", "戊"))
    projects = Projects(lists=(empty, single, moved, both))
    assert [*projects.named()] == [("汇总表", single), ("汇总表2", moved), ("汇总表3", both)]
    assert projects.departmental() == (single, both)
    assert projects.fullest() == both
    assert Projects(lists=(empty, moved)).fullest() is None


def test_printed_scores_and_malformed_cells_are_gathered_from_cards_and_lists() -> None:
    there, cell = Place(7), Quote("9O", Place(8))
    total = Figure(Decimal(93), "93", there)
    card = Card(Quote("甲"), total=total, malformed=(cell,))
    listed = ProjectList("汇总表", rows=rows("甲", "乙", 乙="80"), malformed=(cell,))
    projects = Projects((card, Card(Quote("丙"))), (listed,))
    assert [*projects.scores()] == [("甲", Decimal(93), there), ("乙", Decimal(80), Place())]
    assert [*projects.malformed()] == [cell, cell]
