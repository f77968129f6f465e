"""One fault in the books of an invented department: refused, and the message says where."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from tests.lanes import seeds
from tests.making.department_events import Department, lived
from tests.making.department_tables import ledger
from tests.preparing.test_year import EDITION, whole_books

from juesuan.model.accounts import Unfit
from juesuan.preparing.pipeline import prepare

Lines = list[dict[str, Any]]
Fault = Callable[[Department, Lines], Lines]


def first(lines: Lines, **wanted: object) -> dict[str, Any]:
    return next(row for row in lines if all(row.get(k) == v for k, v in wanted.items()))


def changed(lines: Lines, one: dict[str, Any], **changes: object) -> Lines:
    return [{**row, **changes} if row is one else row for row in lines]


def unbalanced(_: Department, lines: Lines) -> Lines:
    one = first(lines, unit_code="102", acct="6001")
    return changed(lines, one, credit=one["credit"] + 1)


def nothing_registered(made: Department, lines: Lines) -> Lines:
    made.register.clear()
    return lines


def one_not_registered(made: Department, lines: Lines) -> Lines:
    del made.register[0]
    return lines


def registered_too_high(made: Department, lines: Lines) -> Lines:
    made.register[2]["amount"] += 1
    return lines


def registered_too_low(made: Department, lines: Lines) -> Lines:
    made.register[2]["amount"] -= 1
    return lines


def registered_the_wrong_way(made: Department, lines: Lines) -> Lines:
    row = made.register[0]
    row["payer_unit"], row["payee_unit"] = row["payee_unit"], row["payer_unit"]
    return lines


def without_year_end(_: Department, lines: Lines) -> Lines:
    return [r for r in lines if r["unit_code"] != "104" or not r.get("is_closing_entry")]


def closed_by_half(_: Department, lines: Lines) -> Lines:
    """One closing of 8101 lacks: the ledger closes at another amount than the year gives."""
    at = lines.index(first(lines, unit_code="101", acct="6001", is_closing_entry=True))
    return lines[:at] + lines[at + 2 :]


def without_item(_: Department, lines: Lines) -> Lines:
    return changed(lines, first(lines, unit_code="103", acct="7201"), func=None)


def kind_of_projects(_: Department, lines: Lines) -> Lines:
    return changed(lines, first(lines, unit_code="103", acct="7201", econ="30201"), econ="30902")


def fund_unlike(_: Department, lines: Lines) -> Lines:
    one = first(lines, unit_code="101", acct="7101", fund_nature="一般公共")
    return changed(lines, one, fund_nature="政府性基金")


def surplus_turned(_: Department, lines: Lines) -> Lines:
    """The transfer of 8501 stands on the wrong sides."""
    found: Lines = []
    for before, row in zip([{}, *lines], lines, strict=False):
        own = row["unit_code"] == "104" and row.get("is_closing_entry")
        if own and {before.get("acct"), row["acct"]} == {"8501", "8701"}:
            found[-1] = _turned(before)
            found.append(_turned(row))
        else:
            found.append(row)
    assert found != lines
    return found


def _turned(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "debit": row.get("credit"), "credit": row.get("debit")}


def left_open(_: Department, lines: Lines) -> Lines:
    """8501 of an administrative unit is not transferred."""
    at = max(
        i
        for i, row in enumerate(lines)
        if row["unit_code"] == "101" and row["acct"] == "8501" and row.get("is_closing_entry")
    )
    other = at + 1 if lines[at + 1]["acct"] == "820204" else at - 1
    assert lines[other]["acct"] == "820204"
    return [row for i, row in enumerate(lines) if i not in (at, other)]


FAULTS: list[tuple[Fault, str]] = [
    (unbalanced, "单位 102 的平时分录借贷不平"),
    (nothing_registered, "单位 103 的 7501 付出"),
    (nothing_registered, "单位 104 的 7401 付出"),
    (nothing_registered, "单位 101 的 7901 付出"),
    (one_not_registered, "单位 103 的 7501 付出"),
    (registered_too_high, "账上可抵销"),
    (registered_too_low, "单位 104 的 7401 付出 0.01 元，单位 103 的 6301 收到 0.01 元"),
    (registered_the_wrong_way, "往来 104 → 103 登记"),
    (without_year_end, "单位 104"),
    (closed_by_half, "单位 101 平时发生额与年末结转分录转出的数不等"),
    (without_item, "功能分类“”"),
    (kind_of_projects, "单位 103 的一般公共预算基本支出记有经济分类“30902”"),
    (fund_unlike, "单位 101 科目 8101、8102（一般公共） 账上年末余额"),
    (surplus_turned, "单位 104"),
    (left_open, "单位 101 的 8501 其他结余年末应无余额"),
]


BY_MARKS = (without_year_end, surplus_turned, left_open)  # need every entry marked to be made
CASES = [(*case, marks) for case in FAULTS for marks in ("all", "yearly")]


@pytest.mark.parametrize("seed", seeds(2, 3))
@pytest.mark.parametrize(
    "fault, said, marks", [c for c in CASES if c[2] == "all" or c[0] not in BY_MARKS]
)
def test_a_fault_is_refused_and_named(fault: Fault, said: str, seed: int, marks: str) -> None:
    random = Random(seed)  # noqa: S311 - not a secret
    made = lived(random)
    lines = fault(made, ledger(made.units, marks, "凭证", random))
    with pytest.raises(Unfit) as caught:
        prepare(whole_books(made, lines), EDITION)
    assert said in "\n".join(problem.message for problem in caught.value.problems)
