"""Feeds: every posting has its place once, every place is a declared cell."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from juesuan.model.number import Address
from juesuan.notation.edition import Edition, load
from juesuan.notation.feed import (
    ITEM,
    KIND,
    OPENING,
    BalanceFeed,
    Feeds,
    Kind,
    Take,
    read_feeds,
)
from juesuan.notation.overlay import DeclarationError

EDITIONS = [load(name) for name in ("2023", "2023-310000", "2024", "2024-370000")]
NATIONAL = EDITIONS[0]
PRACTICE: dict[str, Any] = NATIONAL.declared["practice"]
CHOICES = [
    dict(zip(PRACTICE, chosen, strict=True))
    for chosen in product(*(item["values"] for item in PRACTICE.values()))
]
FUNDS = ("一般公共", "政府性基金", "国资经营", "其他非财政")
TYPES = ("基本", "项目")
WHOLE_LEDGER = ("6001", "6101", "6201", "6301", "6401", "6501", "6601", "6602", "6609")


def bound(cell: Address) -> Address:
    """A cell whose row is a code, for one that stands for many."""
    return cell._replace(row={ITEM: "2010301", KIND: "30201"}.get(cell.row, cell.row))


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "、".join(chosen.values()))
def test_every_receipt_and_every_expense_enters_one_column_or_is_excluded(
    chosen: dict[str, str],
) -> None:
    feeds = NATIONAL.feeds(chosen)
    excluded = {account for item in feeds.excluded for account in item.accounts}
    spent = [account for account in sorted(feeds.classes()) if account[0] == "7"]
    for account, fund, kind in product((*WHOLE_LEDGER, *spent), FUNDS, TYPES):
        form = "02" if account[0] == "6" else "03"
        columns = [
            feed.cell.column
            for feed in feeds.taking(account, form)
            if feed.take.fits(Kind(account, fund, kind))
        ]
        fiscal_only = account == "6001" and fund not in feeds.fiscal
        assert len(columns) == (0 if account in excluded or fiscal_only else 1), (account, fund)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_every_feed_ends_in_a_cell_of_some_form(edition: Edition) -> None:
    feeds = edition.feeds()
    cells = [feed.cell for feed in feeds.cells]
    cells += [balance.cell for balance in feeds.balances]
    cells += [*feeds.budget_cells, *feeds.budget_cells.values(), feeds.running_cell]
    for cell in cells:
        form = (
            NATIONAL.form(cell.form) if edition.form(cell.form) is None else edition.form(cell.form)
        )
        assert form is not None
        capital = cell.form == "08"  # 收入, 年初 and 年末 stand only in some regions' form 08
        assert form.column(cell.column) or capital, cell
        rows = {row.id for side in form.sides for row in side.rows}
        assert cell.row in rows | {ITEM, KIND, "合计"}, cell
    assert all(item.cell.form == "文" for item in feeds.counts)
    assert feeds.running_note.form == "文"


def test_what_is_counted_and_what_is_carried_is_a_table_or_column_there_is() -> None:
    schema, feeds = NATIONAL.books, NATIONAL.feeds()
    for count in feeds.counts:
        table = schema.table(count.table)
        assert not count.column or table.column(count.column).kind in ("integer", "amount")
        assert all(table.column(name) for name in count.where)
    for carry in feeds.carry:
        assert carry.take.accounts <= feeds.classes()
    for transfer in feeds.transfers:
        assert {transfer.giver, transfer.taker} <= {*schema.codes["acct"].entries}


def test_an_account_belongs_to_the_longest_class_that_is_declared() -> None:
    feeds = NATIONAL.feeds()
    assert feeds.account_class("7201") == "7201"
    assert feeds.account_class("720101") == "7201"
    assert (feeds.account_class("7"), feeds.account_class("9999")) == ("", "")
    for account in feeds.classes():
        assert feeds.account_class(account) == account
        assert feeds.account_class(f"{account}01") in (account, f"{account}01")


def test_a_code_stands_for_its_kind_of_row_and_for_this_year() -> None:
    feeds: Feeds = NATIONAL.feeds()
    item = Address("05", "2010301", "2")
    assert [feed.cell.row for feed in feeds.of(item)] == [ITEM]
    for other in ("20103", "合计", "201030A", "20103010"):
        assert feeds.of(item._replace(row=other)) == ()
    assert feeds.of(item._replace(period="上年")) == ()
    assert feeds.of(item._replace(column="9")) == ()
    assert [feed.cell.row for feed in feeds.of(Address("06", "30201", "1"))] == [KIND]
    assert all(feed in feeds.of(bound(feed.cell)) for feed in feeds.cells)


@pytest.mark.parametrize(
    "kind, fits",
    [
        (Kind("7201", "一般公共", "基本"), True),
        (Kind("7202", "一般公共", "基本"), False),
        (Kind("7201", "事业", "基本"), False),
        (Kind("7201", "一般公共", "项目"), False),
        (Kind("7201", "一般公共", "基本", closing=True), False),
    ],
)
def test_postings_fit_by_account_fund_and_type_and_never_where_they_close(
    kind: Kind,
    fits: bool,  # noqa: FBT001
) -> None:
    take = Take(frozenset({"7201"}), "借-贷", frozenset({"一般公共"}), frozenset({"基本"}))
    assert take.fits(kind) is fits
    assert take._replace(side=OPENING).fits(kind._replace(closing=True)) == take.fits(
        kind._replace(closing=False)
    )
    assert take.fits(kind, whatever_account=True) == take.fits(kind._replace(account="7201"))


def test_a_take_without_sets_is_not_restricted() -> None:
    assert Take(frozenset({"7201"}), "借").fits(Kind("7201", "", "随便"))


@pytest.mark.parametrize(
    "chosen, words",
    [
        ({"三公预算": "年初预算"}, "“三公预算 = 年初预算”不存在；可取：债务预算收入、"),
        ({"三公预算数": "调整预算"}, "“三公预算数 = 调整预算”不存在；可取：全年预算、年初预算"),
    ],
)
def test_a_practice_that_is_none_is_refused_with_those_there_are(
    chosen: dict[str, str], words: str
) -> None:
    with pytest.raises(DeclarationError, match=words):
        NATIONAL.feeds(chosen)


def test_a_practice_not_chosen_is_the_usual_one() -> None:
    usual = {name: item["default"] for name, item in PRACTICE.items()}
    assert NATIONAL.feeds().practice == usual
    chosen = NATIONAL.feeds({"债务预算收入": "不计入"})
    assert chosen.practice == usual | {"债务预算收入": "不计入"}
    assert not [*chosen.taking("6501", "02")]
    assert [*NATIONAL.feeds().taking("6501", "02")]


@pytest.mark.parametrize("take", ["7201", "借-贷", "7201 左", ""])
def test_a_take_without_accounts_or_side_is_refused(take: str) -> None:
    feed = [{"cell": "01:其他收入:1", "take": take}]
    with pytest.raises(DeclarationError, match="科目 方向"):
        read_feeds({**NATIONAL.declared, "feed": feed}, {})


def test_a_condition_on_a_practice_that_is_none_is_refused() -> None:
    feed = [{"cell": "01:其他收入:1", "take": "6609 贷-借", "when": {"债务收入": "不计入"}}]
    with pytest.raises(DeclarationError, match="没有这样的口径开关：债务收入"):
        read_feeds({**NATIONAL.declared, "feed": feed}, {})


def test_balances_show_columns_of_the_roll_forward() -> None:
    balances = NATIONAL.feeds().balances
    closing = BalanceFeed(Address("01", "年末结转和结余", "1"), "close", frozenset())
    assert closing in balances
    assert {item.column for item in balances} >= {"opening", "close"}


def test_a_cell_is_fed_by_its_own_row_only() -> None:
    feeds = NATIONAL.feeds()
    assert feeds.of(Address("09", "三公经费", "8"))
    assert feeds.of(Address("09", "合计", "8")) == ()


def test_surplus_of_plain_units_is_carried_or_not_as_was_chosen() -> None:
    name = "行政单位非财政拨款结余"
    counted, apart = (NATIONAL.feeds({name: value}) for value in PRACTICE[name]["values"])
    assert counted.closing.plain == tuple(NATIONAL.declared["closing"]["plain"]) != ()
    assert apart.closing.plain == ()
    assert counted.closing.fiscal == apart.closing.fiscal
