"""The books of an invented department give, cell by cell, what its events give without them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from tests.department_events import NATURES, ledger, lived, tables
from tests.prepare_books import SmallBooks, books

from juesuan.model import Address, Facts
from juesuan.notation.edition import load
from juesuan.prepare import Prepared, Unfit, prepare

EDITION = load("2023")


@pytest.mark.parametrize("marks", ["all", "yearly"])
@pytest.mark.parametrize("style", ["凭证", "余额"])
@pytest.mark.parametrize("seed", range(20))
def test_every_cell_is_what_the_events_give(seed: int, style: str, marks: str) -> None:
    random = Random(seed)  # noqa: S311 - not a secret
    units = [lived(code, random) for code in NATURES]
    roster = [
        {"unit_code": c, "unit_name": c, "nature": n, "included": True} for c, n in NATURES.items()
    ]
    lines = ledger(units, marks, style, random)
    made = prepared(books(unit=roster, ledger=lines, reason=[{"anchor": "结转"}]), style)
    if made is None:
        return
    whole: dict[str, int] = {}
    for unit in units:
        wanted = tables(unit)
        for cell, amount in wanted.items():
            whole[cell] = whole.get(cell, 0) + amount
        assert differing(made.units[unit.code].facts, wanted) == {}
    assert differing(made.department.facts, whole) == {}


def prepared(made: SmallBooks, style: str) -> Prepared | None:
    """The accounts; none where sums alone do not tell what 8701 covered, which must be said."""
    try:
        return prepare(made, EDITION)
    except Unfit as unfit:
        said = [problem.message for problem in unfit.problems]
    if style == "凭证" or not all("看不出对方科目" in message for message in said):
        pytest.fail("\n".join(said))
    return None


def differing(facts: Facts, wanted: dict[str, int]) -> dict[str, tuple[Decimal, Decimal]]:
    found = {}
    for cell, amount in wanted.items():
        fact = facts.get(Address.parse(cell))
        value = fact.value if fact else Decimal(0)
        if value != Decimal(amount) / 100:
            found[cell] = (value, Decimal(amount) / 100)
    return found
