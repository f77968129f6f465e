"""The books of an invented department give, cell by cell, what its events give without them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from tests.lanes import seeds
from tests.making.books import Rows, books
from tests.making.department_events import Department, lived
from tests.making.department_tables import ledger, tables
from tests.making.department_unit import NATURES

from juesuan.model.accounts import Prepared, Unfit
from juesuan.model.books import Books
from juesuan.model.number import Facts
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
ROSTER = [
    {"unit_code": c, "unit_name": c, "nature": n, "included": True} for c, n in NATURES.items()
]


def whole_books(made: Department, lines: Rows) -> Books:
    budget = [row for unit in made.units for row in unit.budget]
    reasons = [{"anchor": "结转"}]
    return books(unit=ROSTER, ledger=lines, budget=budget, interunit=made.register, reason=reasons)


@pytest.mark.parametrize("marks", ["all", "yearly"])
@pytest.mark.parametrize("style", ["凭证", "余额"])
@pytest.mark.parametrize("seed", seeds(8, 20))
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


def prepared(made: Books, style: str) -> Prepared | None:
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


DETAILS = {
    "8101": ["01", "02", "03", "04", "05", "06", "07"],
    "8102": ["01", "02", "03", "05"],
    "8201": ["01", "02", "03", "05"],
    "8202": ["02", "03", "04"],
}


@pytest.mark.parametrize("head", DETAILS)
@pytest.mark.parametrize("seed", seeds(3, 8))
def test_detail_accounts_of_other_numbers_are_right_or_refused(seed: int, head: str) -> None:
    random = Random(seed)  # noqa: S311 - not a secret
    year = lived(random)
    lines = ledger(year.units, "all", "凭证", random)
    details = DETAILS[head]
    numbers = random.sample(details, len(details))
    other = {head + a: head + b for a, b in zip(details, numbers, strict=True)}
    renamed = [{**row, "acct": other.get(row["acct"], row["acct"])} for row in lines]
    try:
        made = prepare(whole_books(year, renamed), EDITION)
    except Unfit as unfit:
        told = "\n".join(problem.message for problem in unfit.problems)
        assert "编号不同的" in told or "看不出对方科目" in told
        return
    for unit in year.units:
        assert differing(made.units[unit.code].facts, tables(unit)) == {}
