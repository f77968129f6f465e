"""Prepared accounts are audited as they will be printed: what is only a change is no question."""

from __future__ import annotations

import pytest
from tests.making.books import books, posting

from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare
from juesuan.tasks.verified import verified

UNIT = {"unit_code": "A", "unit_name": "甲局", "nature": "行政", "included": True}
LINE = {"unit_code": "A", "func": "2010301", "fund_nature": "一般公共", "exp_type": "基本"}
RECEPTION = {**LINE, "econ": "30217", "initial": 1_000_000, "adjusted": 3_000_000}


@pytest.mark.parametrize("practice", ["全年预算", "年初预算"])
def test_a_budget_changed_in_the_year_is_no_question(practice: str) -> None:
    """The table shows one of the two budgets, and it is known which."""
    edition = load("2024")
    rows = [
        posting("A", "6001", "2010301", 2_500_000),
        posting("A", "7101", "2010301", 2_500_000, econ="30217"),
    ]
    prepared = prepare(
        books(2024, unit=[UNIT], ledger=rows, budget=[RECEPTION]),
        edition,
        practice={"三公预算数": practice},
    )
    findings = [finding for account in verified(prepared, edition) for finding in account.findings]
    assert [f.message for f in findings if f.rule == "三公.预算口径"] == []
