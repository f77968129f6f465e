"""Amounts in 分 are exact 元; books that do not give accounts say everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import ibis
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.accounts import (
    Account,
    BooksRows,
    CarryRow,
    Obstacle,
    Prepared,
    Unfit,
    records,
    yuan,
)
from juesuan.model.books import Books
from juesuan.model.number import Facts


def made(**columns: list[int]) -> ibis.Table:
    """A table of the query engine."""
    return ibis.memtable(pa.table(columns))


NOTHING = Account("", "某局", Facts({}, {}), Facts({}, {}))


@given(st.integers(-(10**17), 10**17))
def test_an_amount_in_fen_is_exact_in_yuan(fen: int) -> None:
    assert yuan(fen) * 100 == fen
    assert f"{yuan(fen):.2f}" == f"{yuan(fen)}"


def test_every_obstacle_is_told_and_how_to_accept_it_where_one_may() -> None:
    obstacles = [
        Obstacle("年初余额", "年初余额与上年年末不符"),
        Obstacle("借贷", "借贷不平", final=True),
    ]
    refused = Unfit(iter(obstacles))
    assert refused.problems == tuple(obstacles)
    first, second = str(refused).splitlines()
    assert first.endswith("（可按名称接受：年初余额）")
    assert second == "借贷不平"


def test_the_roll_forward_is_made_when_asked_for_and_once() -> None:
    row = CarryRow("01", "一般公共", "2010301", "", *map(Decimal, range(11)))
    asked: list[int] = []

    def roll() -> Iterator[CarryRow]:
        asked.append(1)
        yield row

    prepared = Prepared(
        2023,
        "2023",
        {},
        "each",
        NOTHING,
        {},
        (),
        (),
        (),
        roll(),
        made(line=[1]),
        BooksRows({}, frozenset(), {}),
    )
    assert asked == []
    assert prepared.carry == (row,)
    assert prepared.carry == (row,)
    assert asked == [1]


def test_the_rows_of_a_table_and_of_one_that_is_absent() -> None:
    books = Books(2023, {"meta": made(year=[2023, 2024])}, ())
    assert records(books, "meta") == [{"year": 2023}, {"year": 2024}]
    assert records(books, "vouchers") == []
