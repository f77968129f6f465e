"""A card is drawn as its layout shows it: what it has a cell for stands there, once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.cards import CARDS, EDITION, WHOLE, bare, made

from juesuan.model.page import Place
from juesuan.model.project import Card, Quote
from juesuan.notation.card import is_card, read_cards, shown, write_card
from juesuan.notation.card.layout import Layout
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions

ALL: dict[str, Layout] = {
    name: drawn
    for edition in ("2023", *(f"2023-{region}" for region in regions()))
    for name, drawn in load(edition).layouts.items()
}
LAYOUTS = st.sampled_from([*ALL.values()])


@given(CARDS, LAYOUTS)
def test_a_written_card_reads_back(card: Card, drawn: Layout) -> None:
    grid = write_card(card, drawn)
    assert is_card(grid, EDITION.vocabulary)
    (read,) = read_cards(grid, EDITION.vocabulary, shown(card, drawn).unit)
    assert bare(read) == shown(card, drawn)


@given(CARDS, LAYOUTS)
def test_every_field_is_covered_once(card: Card, drawn: Layout) -> None:
    grid = write_card(card, drawn)
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(grid.height) for c in range(grid.width)]
    assert grid.height == drawn.height + len(card.indicators) - 1


@given(CARDS, LAYOUTS)
def test_what_is_shown_is_a_part_of_the_card_and_shown_again_the_same(
    card: Card, drawn: Layout
) -> None:
    once = shown(card, drawn)
    assert shown(once, drawn) == once
    assert write_card(once, drawn) == write_card(card, drawn)
    assert once.place == Place()
    assert (once.name, len(once.indicators)) == (card.name, len(card.indicators))
    for kept, whole in zip(once.indicators, card.indicators, strict=True):
        assert (kept.target, kept.weight, kept.score) == (whole.target, whole.weight, whole.score)


def test_a_level_stands_once_for_the_indicators_that_share_it() -> None:
    grid = write_card(made(), ALL["base"])
    levels = [cell for cell in grid.cells if cell.text == "产出指标"]
    assert [(cell.rows, cell.columns) for cell in levels] == [(2, 1)]
    assert sum(cell.text == "数量指标" for cell in grid.cells) == 1


@pytest.mark.parametrize("drawn", ALL.values(), ids=ALL)
def test_amounts_stand_as_printed(drawn: Layout) -> None:
    texts = {cell.text for cell in write_card(made(), drawn).cells}
    assert f"{WHOLE}:全年执行数" not in drawn.slots or "90.00" in texts
    assert {"印制手册数量", "≥50册", "40册", "16"} <= texts


def test_a_card_of_blanks_is_drawn_with_blanks() -> None:
    empty = Card(Quote("甲"), indicators=made().indicators[:1])
    grid = write_card(empty, ALL["central"])
    assert grid.height == ALL["central"].height
    (read,) = read_cards(grid, EDITION.vocabulary)
    assert (read.name, read.total, read.fund().executed) == ("甲", None, None)
