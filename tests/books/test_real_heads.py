"""Heads of real packages, with their public sources, are known to the books."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.making.books_written import SCHEMA

from juesuan.books.heads import amount_head
from juesuan.books.origins.gathered import Known
from juesuan.books.origins.understood import understood
from juesuan.books.sheet import field_of, match_header
from juesuan.notation.overlay import declaration

HEADS = [
    (source["name"], head, meant)
    for source in declaration("books", "heads.toml")["source"]
    for head, meant in source["heads"].items()
]


def test_there_are_sixty_and_more() -> None:
    assert len({head for _, head, _ in HEADS}) >= 60


@pytest.mark.parametrize("head, meant", [(head, meant) for _, head, meant in HEADS])
def test_a_real_head_is_known(head: str, meant: str) -> None:
    table, _, column = meant.partition(".")
    declared = SCHEMA.table(table)
    field = field_of(declared, head)
    if field.column is None:  # a side of a balance, or a movement in words that are put together
        amount = amount_head(head)
        assert amount is not None
        kinds = {"opening": ("年初", "期初"), "closing": ("期末",)}
        assert amount.time in kinds.get(column, ("本期", "累计"))
        assert amount.side == {"debit": "借", "credit": "贷"}.get(column, amount.side)
    else:
        assert field.column.name == column


def test_both_sides_of_a_balance_are_one_column() -> None:
    table = SCHEMA.table("ledger")
    for (_, debit, meant), (_, credit, other) in pairwise(HEADS):
        if meant == other and meant in ("ledger.opening", "ledger.closing") and "贷" in credit:
            head = ["科目编码", debit, credit, "借方发生额", "贷方发生额"]
            _, fields = match_header(table, [head])
            found = understood(table, fields, Known(SCHEMA)).fields
            assert meant.partition(".")[2] in [one.column.name for one in found if one.column]
