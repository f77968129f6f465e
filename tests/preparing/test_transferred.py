"""Year-end transfers behind a figure; amounts left on accounts that meet, whoever has them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from tests.making.department_events import lived
from tests.making.department_tables import ledger
from tests.making.written_tables import TABLES
from tests.preparing.test_year import EDITION, whole_books

from juesuan.model.accounts import Obstacle
from juesuan.model.number import Address
from juesuan.preparing.internal.consolidate import Book
from juesuan.preparing.internal.unregistered import unregistered
from juesuan.preparing.pipeline import prepare
from juesuan.publishing.prepared.delivery import write_prepared
from juesuan.tasks.trace import trace

FEEDS = EDITION.feeds()
CELL = Address("03", "2010350", "1")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = Random(4)  # noqa: S311 - not a secret
    made = lived(random)
    home = tmp_path_factory.mktemp("transfers") / "out"
    whole = prepare(whole_books(made, ledger(made.units, "all", "凭证", random)), EDITION)
    write_prepared(whole, home, EDITION, TABLES)
    return home


def net(home: Path, row: str, unit: str, accounts: tuple[str, ...], side: str) -> int:
    """What the traced lines on some accounts come to on one side."""
    found = trace(home, Address("01", row, "1"), unit=unit).postings.to_pylist()
    return sum(line[side] or 0 for line in found if line["acct"].startswith(accounts))


@pytest.mark.parametrize("unit", ["103", "104"])
def test_use_and_distribution_are_traced_to_what_the_accounts_gave(
    written: Path, unit: str
) -> None:
    use = trace(written, Address("01", "使用非财政拨款结余", "1"), unit=unit).value
    given = trace(written, Address("01", "结余分配", "1"), unit=unit).value
    assert use or given
    covered = net(written, "使用非财政拨款结余", unit, ("8501", "7201"), "credit")
    assert covered == use * 100
    assert net(written, "结余分配", unit, ("8701",), "credit") == given * 100


def test_whatever_moved_between_units_and_accounts_every_figure_is_the_sum_of_its_rows(
    written: Path,
) -> None:
    for unit in ("", "103"):
        for cell in (
            "01:年末结转和结余:1",
            "01:结余分配:1",
            "03:合计:1",
            "02:合计:3",
            "01:支出总计:1",
        ):
            basis = trace(written, Address.parse(cell), unit=unit)
            assert basis.total == basis.value


def test_the_closing_is_traced_to_the_transfers_too(written: Path) -> None:
    found = trace(written, Address("01", "年末结转和结余", "1"), unit="103").postings
    accounts = {str(account)[:4] for account in found["acct"].to_pylist()}
    assert {"8701", "8501", "8101", "6101", "7201"} <= accounts


def test_a_unit_that_distributes_nothing_has_no_such_lines(written: Path) -> None:
    for row in ("使用非财政拨款结余", "结余分配"):
        assert trace(written, Address("01", row, "1"), unit="101").postings.num_rows == 0


def asked(rest: Mapping[tuple[str, str, str], int]) -> list[str]:
    book = Book({key: {CELL: amount} for key, amount in rest.items()})
    units = {unit for unit, _, _ in rest}
    found: list[Obstacle] = list(unregistered(book, units, FEEDS))
    return sorted(problem.name for problem in found)


def test_what_is_left_on_both_sides_is_asked_about_however_little() -> None:
    rest = {("A", "7501", "2010350"): 70_000, ("B", "6201", "2080505"): 100}
    assert asked(rest) == ["未登记往来:A→B:7501"]


def test_the_payee_that_received_most_nearly_as_much_is_proposed() -> None:
    rest = {("A", "7401", "1"): 70_000, ("B", "6301", "1"): 100, ("C", "6301", "1"): 69_000}
    assert asked(rest) == ["未登记往来:A→C:7401"]


def test_nobody_pays_himself_and_one_side_alone_asks_nothing() -> None:
    assert asked({("A", "7501", "1"): 70_000, ("A", "6201", "1"): 70_000}) == []
    assert asked({("A", "7501", "1"): 70_000}) == asked({("A", "6201", "1"): 70_000}) == []


def test_what_several_items_received_together_is_found() -> None:
    rest = {("A", "7901", "1"): 500_000, ("B", "6609", "1"): 300_000, ("B", "6609", "2"): 200_000}
    rest |= {("B", "6609", "3"): 777_777}
    assert asked(rest) == ["未登记往来:A→B:7901"]


def test_the_same_amount_in_many_units_is_one_question() -> None:
    payers = {(f"A{n}", "7501", "1"): 500_000 for n in range(300)}
    payees = {(f"B{n}", "6201", "1"): 500_000 for n in range(300)}
    assert asked({**payers, **payees}) == ["未登记往来:7501:5000.00"]
