"""A voucher with a line missing is named, with its file, its row and what it lacks."""

from __future__ import annotations

from typing import Any

import pytest
from tests.making.books import SCHEMAS, Rows, books, posting

from juesuan.model.accounts import Unfit
from juesuan.model.books import Doubt
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
ROSTER = [{"unit_code": "A", "unit_name": "甲", "nature": "行政", "included": True}]


@pytest.fixture(autouse=True)
def _numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    more = dict.fromkeys(("voucher", "posted", "period"), "string")
    monkeypatch.setitem(SCHEMAS, "ledger", SCHEMAS["ledger"] | more)


def lines(number: str, received: int, paid: int) -> list[dict[str, Any]]:
    of = {"voucher": number, "posted": "2023-06-01", "origin": "凭证.csv"}
    funds = {"unit_code": "A", "acct": "8001", **of}
    return [
        {**funds, "debit": received},
        posting("A", "6001", "2010301", received, **of),
        posting("A", "7101", "2010301", paid, **of),
        {**funds, "credit": paid},
    ]


def text(ledger: Rows, **options: Any) -> str:  # noqa: ANN401 - switches
    with pytest.raises(Unfit) as caught:
        prepare(books(unit=ROSTER, ledger=ledger), EDITION, **options)
    return str(caught.value)


def test_a_voucher_short_of_a_line_is_named_once() -> None:
    ledger = [*lines("记-1", 100, 100), *lines("记-2", 700, 700)[:-1], *lines("记-3", 5, 5)]
    assert text(ledger) == (
        "单位 A 的凭证 记-2（2023-06-01）借贷不平（“凭证.csv”第 5 行起，共 3 行）：借方 14.00 元，"
        "贷方 7.00 元，贷方少 7.00 元：请查这张凭证有无漏导、删去或改动过的行"
        "（可按名称接受：凭证借贷:A:2023-06-01:记-2）"
    )


def test_two_vouchers_that_set_each_other_off_are_both_named() -> None:
    ledger = [*lines("1", 3, 3)[:-1], *lines("2", 3, 3)[:2], lines("2", 3, 3)[3], *lines("3", 1, 1)]
    ledger += lines("4", 1, 1)
    named = text(ledger)
    assert "贷方少 0.03 元" in named
    assert "借方少 0.03 元" in named
    assert "的平时分录借贷不平" not in named


def test_numbers_that_tell_no_vouchers_apart_are_not_asked_about() -> None:
    each = [{**row, "voucher": str(n)} for n, row in enumerate(lines("", 9, 9))]
    prepare(books(unit=ROSTER, ledger=each), EDITION)
    first_only = [{**row, "voucher": ""} for row in lines("1", 9, 9)[1:]]
    prepare(books(unit=ROSTER, ledger=[lines("1", 9, 9)[0], *first_only]), EDITION)


def test_a_doubt_about_the_books_stands_until_it_is_accepted() -> None:
    given = books(unit=ROSTER, ledger=lines("1", 9, 9))
    object.__setattr__(given, "doubts", (Doubt("重复文件:乙", "甲和乙相同"),))
    with pytest.raises(Unfit, match="甲和乙相同（可按名称接受：重复文件:乙）"):
        prepare(given, EDITION)
    assert prepare(given, EDITION, accept=["重复文件:乙"]).accepted[0].name == "重复文件:乙"
