"""What books are: names a column may carry, rows that add up, problems told where they stand."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.books import (
    BooksError,
    BooksTable,
    Closing,
    Column,
    Kind,
    Problem,
    RowCount,
    Schema,
    Tally,
)

CODE = Column("acct", "科目", "code", "预算会计科目编码", aliases=("科目编码",))
SIDE = Column("side", "方向", "enum", "借方还是贷方", values=("借", "贷"))
LEDGER = BooksTable("ledger", "明细账", "", (CODE, SIDE), aliases=("序时账",))
META = BooksTable("meta", "封面", "", (Column("year", "年度", "integer", ""),))
COUNTS = st.builds(RowCount, st.integers(0, 99), st.integers(-(10**9), 10**9))
REASONS = st.lists(st.tuples(st.text(max_size=3), COUNTS), max_size=4).map(tuple)


def test_tables_and_columns_go_by_english_chinese_and_other_names() -> None:
    schema = Schema((META, LEDGER), {}, (), Closing("ledger", "", "", "", "", "", ()))
    assert schema.table("ledger").names == ("ledger", "明细账", "序时账")
    assert LEDGER.column("acct").names == ("acct", "科目", "科目编码")
    assert (LEDGER.of_kind("enum"), LEDGER.of_kind("date")) == (("side",), ())
    for lacking in (lambda: schema.table("账"), lambda: LEDGER.column("科目")):
        with pytest.raises(StopIteration):
            lacking()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_column_says_what_it_may_hold(kind: Kind) -> None:
    column = Column("a", "甲", kind, "甲的说明", values=("借", "贷"))
    assert column.allowed
    assert (kind in ("text", "code")) == (column.allowed == "甲的说明")
    assert SIDE.allowed == "借、贷"


@given(COUNTS, REASONS, REASONS, st.integers(-2, 2), st.integers(-2, 2))
def test_rows_are_balanced_where_all_that_came_went_somewhere(
    taken: RowCount,
    excluded: tuple[tuple[str, RowCount], ...],
    refused: tuple[tuple[str, RowCount], ...],
    rows: int,
    cents: int,
) -> None:
    parts = [taken, *(count for _, count in (*excluded, *refused))]
    came = RowCount(sum(part.rows for part in parts), sum(part.cents for part in parts))
    off = RowCount(came.rows + rows, came.cents + cents)
    assert Tally("ledger", came, taken, excluded, refused).balanced
    assert Tally("ledger", off, taken, excluded, refused).balanced == (off == came)


@pytest.mark.parametrize(
    "problem, words",
    [
        (
            Problem("明细账", 7, "金额", "1,2", "金额，最多到分", "不是一个完整的金额"),
            "明细账 第7行 “金额”：不是一个完整的金额（现为“1,2”）；应为：金额，最多到分",
        ),
        (Problem("明细账", None, "", "", "", "没有这张表"), "明细账：没有这张表"),
    ],
)
def test_a_problem_says_where_what_and_what_is_right(problem: Problem, words: str) -> None:
    assert str(problem) == words


def test_books_that_are_refused_show_the_first_problems_and_count_the_rest() -> None:
    problems = tuple(Problem("明细账", row, "", "", "", "缺金额") for row in range(2, 7))
    message = str(BooksError(problems))
    assert [f"第{row}行" in message for row in range(2, 7)] == [True] * 3 + [False] * 2
    assert message.endswith("……共 5 处")
    assert "共" not in str(BooksError(problems[:3]))
    assert BooksError(problems).problems == problems
