"""The books of an invented department give, cell by cell, what its events give without them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from tests.department_events import NATURES, Department, ledger, lived, tables
from tests.prepare_books import Rows, SmallBooks, books

from juesuan.model import Facts
from juesuan.notation.edition import load
from juesuan.prepare import Prepared, Unfit, prepare

EDITION = load("2023")
ROSTER = [
    {"unit_code": c, "unit_name": c, "nature": n, "included": True} for c, n in NATURES.items()
]


def whole_books(made: Department, lines: Rows) -> SmallBooks:
    budget = [row for unit in made.units for row in unit.budget]
    reasons = [{"anchor": "结转"}]
    return books(unit=ROSTER, ledger=lines, budget=budget, interunit=made.register, reason=reasons)


@pytest.mark.parametrize("marks", ["all", "yearly"])
@pytest.mark.parametrize("style", ["凭证", "余额"])
@pytest.mark.parametrize("seed", range(20))
def test_every_cell_is_what_the_events_give(seed: int, style: str, marks: str) -> None:
    random = Random(seed)  # noqa: S311 - not a secret
    year = lived(random)
    made = prepared(whole_books(year, ledger(year.units, marks, style, random)), style)
    if made is None:
        return
    whole: dict[str, int] = {}
    for unit in (*year.units, year.taken_out):
        wanted = tables(unit)
        for cell, amount in wanted.items():
            whole[cell] = whole.get(cell, 0) + amount
        if unit is not year.taken_out:
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
    """Every cell of either side that the other has otherwise; a cell that is absent is zero."""
    cells = {str(address): facts[address].value for address in facts}
    both = {
        cell: (cells.get(cell, Decimal(0)), Decimal(wanted.get(cell, 0)) / 100)
        for cell in sorted(cells.keys() | wanted.keys())
    }
    return {cell: pair for cell, pair in both.items() if pair[0] != pair[1]}
