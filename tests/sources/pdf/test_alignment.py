"""A PDF without rules: its tables are grids that say so; one with rules is read as it was."""

from __future__ import annotations

from itertools import chain

from tests.making.aligned import STEP, line, row, table
from tests.making.pdf import TABLE, grids, lines, pdf, read, say

from juesuan.sources.pdf.alignment import Loose, aligned
from juesuan.sources.pdf.unruled import Strip


def loose(number: int, strips: list[Strip]) -> Loose:
    return Loose(number, [word.run for word in chain(*strips)])


def test_a_table_over_two_pages_is_in_the_same_columns() -> None:
    title = line(60, ("支出决算表", 290, "middle"))
    more = [row(40 + STEP * at, f"21{at}", "支出", "1.00", "", "1.00") for at in range(3)]
    first, second = aligned([loose(1, [title, *table()]), loose(2, more)])
    assert [grid.width for grid in (*first.grids, *second.grids)] == [5, 5]
    assert ["".join(run.text) for run in first.rest] == ["支出决算表"]
    assert second.rest == []


def test_a_table_with_a_head_of_its_own_is_another() -> None:
    head = line(40, ("编码", 50, "left"), ("金额", 300, "middle"), ("比率", 400, "middle"))
    rows = [
        line(60 + STEP * at, ("甲", 50, "left"), ("1.00", 300, "middle"), ("2%", 400, "middle"))
        for at in range(3)
    ]
    first, second = aligned([loose(1, table()), loose(2, [head, *rows])])
    assert [grid.width for grid in (*first.grids, *second.grids)] == [5, 3]


def test_a_page_without_rules_is_read_in_columns() -> None:
    body = "".join(
        say(x, 200 - 20 * at, text)
        for at, texts in enumerate([("A", "B", "C"), *[("x", "1.00", "2.00")] * 4])
        for x, text in zip((50, 150, 250), texts, strict=True)
    )
    document = read(pdf(say(50, 250, "one sentence.") + body))
    (grid,) = grids(document)
    assert grid.aligned
    assert (grid.height, grid.width) == (5, 3)
    assert lines(document) == ["one sentence."]


def test_a_page_with_rules_is_read_by_them() -> None:
    assert not any(grid.aligned for grid in grids(read(pdf(TABLE))))
