"""A PDF without rules: its tables are grids that say so; one with rules is read as it was."""

from __future__ import annotations

import io
from collections import Counter
from itertools import chain

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.aligned import STEP, line, row, table, word
from tests.making.pdf import TABLE, grids, lines, pdf, read, ruled, say

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


WORDS = st.tuples(
    st.sampled_from(["合计", "201", "1.00", "支出", "：", "1", "2", "。"]),
    st.integers(0, 60).map(lambda x: 10.0 * x),
    st.integers(0, 30).map(lambda y: 8.0 * y),
)


@given(st.lists(st.lists(WORDS, max_size=40), min_size=1, max_size=3))
def test_no_word_of_any_pages_is_shown_twice(pages: list[list[tuple[str, float, float]]]) -> None:
    placed = [[word(text, x, y) for text, x, y in sorted(set(page))] for page in pages]
    given_pages = [Loose(at, [each.run for each in page]) for at, page in enumerate(placed, 1)]
    outcomes = aligned(given_pages)
    cells = [cell.text for one in outcomes for grid in one.grids for cell in grid.cells]
    rest = ["".join(run.text) for one in outcomes for run in one.rest]
    letters = Counter("".join(each.text for page in placed for each in page))
    # The rest of the last cells of a table may stand on the next page; bold is set twice.
    assert Counter("".join([*cells, *rest]).replace(" ", "")) <= letters


def page_of(rows: int) -> bytes:
    """A page of a sentence and a table without rules."""
    body = "".join(
        say(x, 220 - 20 * at, text)
        for at, texts in enumerate([("A", "B", "C"), *[("x", "1.00", "2.00")] * rows])
        for x, text in zip((50, 150, 250), texts, strict=True)
    )
    return pdf(say(50, 250, "one sentence.") + body)


def together(*files: bytes) -> bytes:
    """The pages of several files as one."""
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        whole.import_pages(pypdfium2.PdfDocument(file))
    data = io.BytesIO()
    whole.save(data)
    return data.getvalue()


def test_a_page_without_rules_is_read_in_columns() -> None:
    document = read(page_of(4))
    (grid,) = grids(document)
    assert grid.aligned
    assert (grid.height, grid.width) == (5, 3)
    assert lines(document) == ["one sentence."]


RULED = ruled([50, 150, 250, 350], [250, 230, 210, 190]) + "".join(
    say(x + 5, y + 5, "1.00") for x in (50, 150, 250) for y in (230, 210, 190)
)


@pytest.mark.parametrize("rows, expected", [(4, [False]), (6, [False, True])])
def test_beside_ruled_tables_a_page_must_be_full_of_amounts(
    rows: int, expected: list[bool]
) -> None:
    document = read(together(pdf(RULED), page_of(rows)))
    assert [grid.aligned for grid in grids(document)] == expected


def test_a_small_ruled_table_stays_beside_tables_without_rules() -> None:
    document = read(together(pdf(TABLE), page_of(4)))
    assert [grid.aligned for grid in grids(document)] == [False, True]


def test_a_page_with_rules_is_read_by_them() -> None:
    assert not any(grid.aligned for grid in grids(read(pdf(TABLE))))
