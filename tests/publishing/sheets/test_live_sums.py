"""Which sums are live: those that hold to the 分, none in a circle, none that is not there."""

from decimal import Decimal
from random import Random

import pytest
from tests.making.accounts import ledger, tables

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import load
from juesuan.publishing.sheets.live_sums import live_sums, sum_of, total_of
from juesuan.publishing.sheets.sheet_names import CellPlace

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def accounts(name: str, seed: int = 1) -> Facts:
    edition = load(name)
    return tables(edition, ledger(Random(seed), edition))  # noqa: S311 - accounts, no secrets


@pytest.mark.parametrize("name", EDITIONS)
def test_every_live_sum_holds(name: str) -> None:
    facts = accounts(name)
    sums = live_sums(facts, load(name))
    assert len(sums) > 20
    for target, ground in sums.items():
        parts = [f * facts[a].value for f, a in ground.terms[1:] if a in facts]
        amount = facts.known(target)
        assert amount is not None
        assert amount.value == -sum(parts)


@pytest.mark.parametrize("name", EDITIONS)
def test_no_sum_is_made_of_itself(name: str) -> None:
    sums = live_sums(accounts(name), load(name))

    def depth(address: Address, above: frozenset[Address]) -> int:
        assert address not in above
        inner = [a for _, a in sums[address].terms[1:]] if address in sums else []
        return 1 + max((depth(a, above | {address}) for a in inner), default=0)

    assert max(depth(address, frozenset()) for address in sums) > 3


def test_a_total_that_is_off_by_a_fen_is_not_live() -> None:
    facts = accounts("2023")
    total = Address.parse("03:合计:1")
    assert total in live_sums(facts, load("2023"))
    wrong = dict(facts)
    wrong[total] = Fact(total, facts[total].value + Decimal("0.01"))
    sums = live_sums(Facts(wrong, facts.forms), load("2023"))
    assert total not in sums
    assert all(total not in {a for _, a in ground.terms} for ground in sums.values())


def test_a_sum_speaks_of_the_cells_that_are_there() -> None:
    facts = accounts("2023")
    ground = live_sums(facts, load("2023"))[Address.parse("01:收入总计:1")]
    parts = [address for _, address in ground.terms[1:]]
    places = {address: CellPlace("表", row, 2) for row, address in enumerate(parts)}
    assert sum_of(ground, places, "表") == "=ROUND(C1+C2+C3,2)"
    assert sum_of(ground, {parts[1]: places[parts[1]]}, "别") == "=ROUND('表'!C2,2)"
    assert sum_of(ground, {}, "表") == ""
    assert total_of([(-1, parts[0]), (1, parts[1])], places, "表") == "-C1+C2"
