"""Balances at the beginning and at the end of the year that cannot be: asked about."""

from __future__ import annotations

from typing import Any

import pytest
from tests.making.books import Rows, books

from juesuan.model.accounts import Unfit
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
ROSTER = [{"unit_code": "A", "unit_name": "甲", "nature": "行政", "included": True}]
PUBLIC = {"func": "2010301", "fund_nature": "一般公共", "fiscal_same_level": True}
SPENT = {"acct": "7101", "econ": "30201", "exp_type": "基本", **PUBLIC}


def row(**given: object) -> dict[str, Any]:
    return {"unit_code": "A", **given}


def asked(ledger: Rows, **more: Any) -> str:  # noqa: ANN401 - tables and switches
    accept = more.pop("accept", ())
    with pytest.raises(Unfit) as caught:
        prepare(books(unit=ROSTER, ledger=ledger, **more), EDITION, accept=accept)
    return str(caught.value)


def test_openings_that_do_not_balance_are_asked_about() -> None:
    ledger = [row(acct="8001", opening=500), row(acct="810107", opening=700, **PUBLIC)]
    message = asked(ledger)
    assert "单位 A 的年初余额借贷不平：资金结存（8001）5.00 元，各项结转结余合计 7.00 元" in message
    assert "年初借贷:A" in message


@pytest.mark.parametrize("funds", [[], [row(acct="8001", opening=700)]])
def test_openings_that_balance_or_leave_the_funds_out_are_not(funds: Rows) -> None:
    ledger = [*funds, row(acct="810107", opening=700, **PUBLIC)]
    prepare(books(unit=ROSTER, ledger=ledger), EDITION)


def test_public_money_is_never_overspent() -> None:
    closing = {"is_closing_entry": True}
    ledger = [
        row(debit=900, **SPENT),
        row(credit=900, **SPENT, **closing),
        row(acct="810106", debit=900, **PUBLIC, **closing),
    ]
    message = asked(ledger)
    assert "单位 A 的一般公共财政拨款年末结转和结余为 -9.00 元" in message
    assert "请查有无漏导年初余额或收入" in message


def test_a_unit_with_openings_alone_has_no_ledger() -> None:
    budget = [row(**{**PUBLIC, "exp_type": "基本", "econ": "30201", "initial": 5, "adjusted": 5})]
    message = asked([row(acct="810107", opening=700, **PUBLIC)], budget=budget)
    assert "单位 A 纳入汇总，账簿中却没有它的发生额" in message
