"""Lattices: the rules around cells enclose these cells and no others."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.pdf import grids, pdf, read, say, stroke, table
from tests.making.runs import rules, walls

from juesuan.model.page import Box
from juesuan.sources.pdf.lattice import Lattice, crossings, lattices
from juesuan.sources.pdf.rulings import GAP, Ruling, Rulings

MANY = 10_000
Span = tuple[int, int, int, int]


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Span]]:
    """A grid wholly covered by cells, each a rectangle of fields."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(row, column) for row in range(height) for column in range(width)}
    spans: list[Span] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        rows, columns = draw(st.integers(1, height - row)), draw(st.integers(1, width - column))
        covered = {*product(range(row, row + rows), range(column, column + columns))}
        if not covered <= free:
            rows = columns = 1
            covered = {(row, column)}
        free -= covered
        spans.append((row, column, rows, columns))
    return height, width, spans


def fields(lattice: Lattice) -> set[Box]:
    """The rectangles of the closed patches."""
    return {lattice.rectangle(patch) for patch in lattice.patches if patch.closed}


@given(tilings())
def test_the_cells_whose_borders_are_drawn_are_found(tiling: tuple[int, int, list[Span]]) -> None:
    _, _, spans = tiling
    tables = lattices(walls(spans), MANY)
    if len(spans) == 1:
        assert tables == []  # a frame is no table
        return
    (lattice,) = tables
    assert fields(lattice) == {
        Box(20 * (1 + c), 20 * (1 + r), 20 * (1 + c + cs), 20 * (1 + r + rs))
        for r, c, rs, cs in spans
    }


@given(tilings())
def test_every_point_lies_in_the_patch_that_holds_it(tiling: tuple[int, int, list[Span]]) -> None:
    for lattice in lattices(walls(tiling[2]), MANY):
        for x, y in product(range(5, 140, 10), range(5, 140, 10)):
            holding = [
                number
                for number, patch in enumerate(lattice.patches)
                for box in [lattice.rectangle(patch)]
                if box.x0 <= x < box.x1 and box.y0 <= y < box.y1
            ]
            at = lattice.patch_at(x, y)
            assert holding == ([] if at is None else [at])
        assert (lattice.height, lattice.width) == (len(lattice.owner), len(lattice.owner[0]))


LINES = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(5, 60)).map(
        lambda each: Ruling(each[0], each[1], each[1] + each[2])
    ),
    max_size=8,
)


@given(LINES, LINES)
def test_pairs_to_look_at_are_counted_as_they_are(across: list[Ruling], down: list[Ruling]) -> None:
    rulings = Rulings(tuple(sorted(across)), tuple(sorted(down)))
    wanted = sum(d.start - GAP <= a.at <= d.end + GAP for a in across for d in down)
    assert crossings(rulings) == wanted


@given(LINES, LINES)
def test_whatever_crosses_every_field_has_one_patch(
    across: list[Ruling], down: list[Ruling]
) -> None:
    for lattice in lattices(Rulings(tuple(sorted(across)), tuple(sorted(down))), MANY):
        covered = [
            (row, column)
            for patch in lattice.patches
            for row in range(patch.row, patch.row + patch.rows)
            for column in range(patch.column, patch.column + patch.columns)
        ]
        assert sorted(covered) == [*product(range(lattice.height), range(lattice.width))]
        for number, patch in enumerate(lattice.patches):
            assert lattice.owner[patch.row][patch.column] == number


def test_tables_apart_are_two_and_an_inner_one_comes_first() -> None:
    outer, inner = rules([0, 100, 300], [0, 200]), rules([120, 160, 200], [20, 60, 100])
    both = Rulings(
        tuple(sorted((*outer.across, *inner.across))), tuple(sorted((*outer.down, *inner.down)))
    )
    assert [each.box for each in lattices(both, MANY)] == [
        Box(120, 20, 200, 100),
        Box(0, 0, 300, 200),
    ]


def test_a_lattice_of_too_many_fields_is_a_drawing() -> None:
    ruled = rules(range(0, 100, 10), range(0, 100, 10))
    assert lattices(ruled, 99) == []
    assert len(lattices(ruled, 100)) == 1


@pytest.mark.parametrize("one", [rules([0, 100], [0, 50]), rules([0], [0, 50]), Rulings((), ())])
def test_a_frame_or_a_line_is_no_table(one: Rulings) -> None:
    assert lattices(one, MANY) == []


def test_open_sides_are_closed_by_the_reach_of_the_rules() -> None:
    content = "".join(stroke(50, y, 350, y) for y in (240, 220, 200))
    content += stroke(150, 240, 150, 200) + stroke(250, 240, 250, 200)
    for y, row in ((226, ("科目", "名称", "金额")), (206, ("201", "行政运行", "8.37"))):
        content += "".join(say(x, y, text) for x, text in zip((60, 160, 260), row, strict=True))
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["科目", "名称", "金额"], ["201", "行政运行", "8.37"]]


def test_a_cell_without_its_outer_border_is_open_and_others_are_closed() -> None:
    whole = rules([0, 100, 200], [0, 50, 100])
    right = tuple(rule._replace(end=50) if rule.at == 200 else rule for rule in whole.down)
    (lattice,) = lattices(whole._replace(down=right), MANY)
    assert [(patch.row, patch.column, patch.closed) for patch in lattice.patches] == [
        (0, 0, True),
        (0, 1, True),
        (1, 0, True),
        (1, 1, False),
    ]


@pytest.mark.parametrize("reach, width", [(9, 2), (7, 1)])
def test_rules_that_reach_far_enough_alike_imply_a_border(reach: int, width: int) -> None:
    across = tuple(Ruling(y, 0, 100 + reach) for y in (0, 50, 100))
    down = (Ruling(0, 0, 100), Ruling(100, 0, 100))
    (lattice,) = lattices(Rulings(across, down), MANY)
    assert (lattice.width, lattice.height) == (width, 2)


def test_rules_that_end_each_elsewhere_imply_none() -> None:
    across = (Ruling(0, 0, 130), Ruling(50, 0, 120), Ruling(100, 0, 110))
    (lattice,) = lattices(Rulings(across, (Ruling(0, 0, 100), Ruling(100, 0, 100))), MANY)
    assert lattice.width == 1
