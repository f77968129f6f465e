"""What books may not do, what must match, and what the switches of practice change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.making.books import Rows, books, posting

from juesuan.model.accounts import Prepared, Unfit
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.notation.overlay import DeclarationError
from juesuan.preparing.pipeline import prepare
from juesuan.preparing.rounding import nearest

EDITION = load("2023")
OTHER = "其他非财政"
SWITCHES = {"practice", "accept", "rounding", "engine", "prior"}
ROSTER = [
    {"unit_code": "A", "unit_name": "甲", "nature": "行政", "included": True},
    {"unit_code": "B", "unit_name": "乙", "nature": "公益一类", "included": True},
]
FLOW = {
    "payer_unit": "A", "payee_unit": "B", "payer_acct": "7501", "payee_acct": "6201",
    "func": "2010350", "amount": 500_000,
}  # fmt: skip


def opening(account: str, amount: int, fund: str = OTHER, **more: object) -> dict[str, Any]:
    row = {"unit_code": "A", "acct": account, "func": "2010301", "fund_nature": fund}
    return {**row, "fiscal_same_level": True, "opening": amount, **more}


def made(ledger: Rows, **tables: Any) -> Prepared:  # noqa: ANN401 - tables and switches
    options = {k: tables.pop(k) for k in SWITCHES if k in tables}
    return prepare(books(**{"unit": ROSTER, "ledger": ledger, **tables}), EDITION, **options)


def problems(ledger: Rows, **tables: Any) -> str:  # noqa: ANN401 - as above
    with pytest.raises(Unfit) as caught:
        made(ledger, **tables)
    return str(caught.value)


def amount(prepared: Prepared, cell: str) -> Decimal:
    fact = prepared.department.facts.get(Address.parse(cell))
    return fact.value if fact else Decimal(0)


def test_a_posting_without_its_kind_of_spending_is_refused() -> None:
    text = problems([posting("A", "7101", "2010301", 100, exp_type=None)])
    assert text == (
        "科目 7101、资金性质 一般公共、支出类型 空 的发生额没有取数口径"
        "（借方 1.00 元、贷方 0.00 元，共 1 行）"
    )


def test_everything_wrong_is_said_at_once() -> None:
    text = problems([
        posting("A", "9999", "2010301", 100),
        posting("A", "7101", "2090101", 100),
        posting("Z", "6001", "2010301", 100),
        posting("A", "7301", "2010301", 100),
        posting("A", "6001", "2010301", 100, OTHER),
    ])  # fmt: skip
    for said in ("科目 9999", "“2090101”", "“Z”不在单位表", "经营支出", "科目 6001"):
        assert said in text


def test_a_unit_not_included_is_left_out_and_counted() -> None:
    roster = [ROSTER[0], {**ROSTER[1], "included": False}]
    prepared = made([posting("B", "6001", "2010301", 100)], unit=roster)
    assert [row.why for row in prepared.tally] == ["单位不纳入本部门决算"]
    assert list(prepared.units) == ["A"]


def test_closing_entries_do_not_count() -> None:
    rows = [posting("A", "6001", "2010301", 100), posting("A", "7101", "2010301", 100)]
    closing = [
        {**posting("A", "6001", "2010301", -100), "is_closing_entry": True},
        {**posting("A", "7101", "2010301", -100), "is_closing_entry": True},
    ]
    prepared = made([*rows, *closing])
    assert amount(prepared, "03:合计:1") == 1
    assert sum(row.lines for row in prepared.tally if row.why == "年末结转分录") == 2


def test_debits_are_credits_where_both_sides_are_booked() -> None:
    rows = [
        posting("A", "6001", "2010301", 5000),
        posting("A", "8001", "2010301", 0, debit=5000, credit=0),
    ]
    closing = [
        posting("A", "6001", "2010301", 0, debit=5000, credit=0, is_closing_entry=True),
        posting("A", "8101", "2010301", 0, debit=0, credit=5000, is_closing_entry=True),
    ]
    assert amount(made([*rows, *closing]), "01:收入总计:1") == 50
    assert amount(made(rows[:1]), "01:收入总计:1") == 50
    text = problems([*rows, rows[0], *closing])
    assert text.startswith(
        "单位 A 的平时分录借贷不平：借方合计 50.00 元，贷方合计 100.00 元，相差 50.00 元"
    )
    text = problems([*rows, *closing, closing[1]])
    assert "单位 A 的年末结转分录借贷不平：借方合计 50.00 元，贷方合计 100.00 元" in text
    assert made([*rows, rows[0]], accept=["借贷:A:平时分录"]).accepted


def test_a_month_that_is_missing_is_seen_by_what_is_closed() -> None:
    """Its income and spending come to the same, so that nothing else differs."""
    months = [posting("A", account, "2010301", 5000) for account in ("6001", "7101") * 2]
    closing = [
        posting("A", "6001", "2010301", 0, debit=10000, credit=0, is_closing_entry=True),
        posting("A", "7101", "2010301", 0, debit=0, credit=10000, is_closing_entry=True),
    ]
    assert amount(made([*months, *closing]), "03:合计:1") == 100
    text = problems([*months[:2], *closing])
    assert "单位 A 平时发生额与年末结转分录转出的数不等（6001 平时 50.00 元" in text
    assert "7101 平时 50.00 元、转出 100.00 元，相差 50.00 元" in text


def test_a_unit_with_a_budget_and_no_postings_is_told() -> None:
    rows = [posting("A", "7101", "2010301", 100)]
    budget = {"func": "2010301", "fund_nature": "一般公共", "exp_type": "基本", "amount_begin": 100}
    text = problems(rows, budget=[{"unit_code": "B", **budget}])
    assert "单位 B 纳入汇总，账簿中却没有它的发生额" in text
    assert made(rows, budget=[{"unit_code": "A", **budget}])


def test_money_of_another_treasury_is_not_fiscal() -> None:
    rows = [
        posting("A", "6601", "2010301", 100, fiscal_same_level=False),
        posting("A", "7101", "2010301", 100, fiscal_same_level=False),
    ]
    prepared = made(rows)
    assert amount(prepared, "03:合计:1") == 1
    assert amount(prepared, "05:合计:1") == amount(prepared, "04:本年支出合计:2") == 0
    assert amount(prepared, "02:合计:7") == 1


class TestConsolidation:
    paid = posting("A", "7501", "2010350", 500_000, OTHER)
    got = posting("B", "6201", "2010350", 500_000, OTHER)

    def test_a_matched_flow_is_taken_out_on_both_sides(self) -> None:
        prepared = made([self.paid, self.got], interunit=[FLOW], accept=["未结转:B"])
        assert amount(prepared, "01:上级补助收入:1") == amount(prepared, "03:合计:6") == 0
        assert amount(prepared, "01:年末结转和结余:1") == 0
        (pair,) = prepared.eliminations
        assert (pair.payer, pair.payee, pair.amount) == ("A", "B", Decimal("5000.00"))
        assert str(pair.payer_cell) == "03:2010350:6"
        assert str(pair.payee_cell) == "02:2010350:3"
        assert prepared.units["B"].facts[Address("01", "上级补助收入", "1")].value == 5000

    def test_a_flow_to_outside_stays(self) -> None:
        names = ["未登记往来:A→B:7501", "未结转:B"]
        prepared = made([self.paid, self.got], interunit=[], accept=names)
        assert amount(prepared, "03:合计:6") == 5000

    def test_a_flow_that_nobody_registered_is_asked_about(self) -> None:
        text = problems([self.paid, self.got], accept=["未结转:B"])
        assert "单位 A 的 7501 付出 5,000.00 元，单位 B 的 6201 收到 5,000.00 元" in text
        assert "“内部往来”表" in text

    def test_the_sides_may_book_under_items_of_their_own(self) -> None:
        rows = [self.paid, {**self.got, "func": "2080505"}]
        prepared = made(rows, interunit=[FLOW], accept=["未结转:B"])
        (pair,) = prepared.eliminations
        assert (str(pair.payer_cell), str(pair.payee_cell)) == ("03:2010350:6", "02:2080505:3")
        assert amount(prepared, "02:合计:1") == amount(prepared, "03:合计:1") == 0

    def test_equal_amounts_of_other_receipts_are_asked_about_unless_small(self) -> None:
        for fen, asked in ((500_000, True), (900, False)):
            rows = [
                posting("A", "7901", "2010350", fen, OTHER),
                posting("B", "6609", "2010301", fen, OTHER),
            ]
            text = problems(rows)
            assert ("疑有未登记的内部往来" in text) is asked

    def test_a_difference_blocks_and_is_listed(self) -> None:
        less = {**self.got, "credit": 400_000}
        text = problems([self.paid, less], interunit=[FLOW])
        assert "登记 5,000.00 元，而单位 B 的 6201 科目（2010350）账上可抵销 4,000.00 元" in text

    def test_a_difference_accepted_by_name_leaves_the_rest_standing(self) -> None:
        less = {**self.got, "credit": 400_000}
        name = "往来账面:B:6201:2010350"
        prepared = made([self.paid, less], interunit=[FLOW], accept=[name, "未结转:B"])
        assert name in [problem.name for problem in prepared.accepted]
        assert amount(prepared, "03:合计:6") == 1000
        assert amount(prepared, "01:上级补助收入:1") == 0

    def test_what_only_one_side_says_is_unmatched(self) -> None:
        half = {**FLOW, "payee_acct": None}
        text = problems([self.paid, self.got], interunit=[half])
        assert "付方 5,000.00 元，收方 0.00 元，未抵销差异 5,000.00 元" in text

    def test_accounts_that_do_not_meet_are_named(self) -> None:
        text = problems([self.paid, self.got], interunit=[{**FLOW, "payee_acct": "6401"}])
        assert "7501 ↔ 6401 不是可抵销的一对" in text

    def test_running_costs_count_only_some_natures(self) -> None:
        rows = [posting(u, a, "2010301", 100) for u in "AB" for a in ("6001", "7101")]
        prepared = made(rows)
        assert amount(prepared, "06:公用经费合计:1") == 2
        assert amount(prepared, "文:机关运行经费:1") == 1
        assert Address("文", "机关运行经费", "1") not in prepared.units["B"].facts


class TestCarry:
    def test_adjustments_enter_the_opening_and_want_a_reason(self) -> None:
        moves = [("8101", "opening", 900), ("810101", "credit", 50), ("810104", "debit", 150)]
        rows = [opening(a, 0, "一般公共", **{side: n}) for a, side, n in moves]
        assert "没有说明原因" in problems(rows)
        prepared = made(rows, reason=[{"anchor": "结转:A", "text": "收回存量资金"}])
        assert amount(prepared, "04:年初一般公共预算财政拨款:1") == 8
        (row,) = prepared.carry
        found = [str(x) for x in (row.open, row.open_adj, row.returned, row.close)]
        assert found == ["9.00", "0.50", "1.50", "8.00"]

    def test_an_opening_that_is_not_last_years_closing_blocks(self) -> None:
        before = {"table_id": "01", "row_key": "年末结转和结余", "col": "1", "value": 800}
        text = problems([opening("8201", 900)], prior_year=[before])
        assert "部门年初结转和结余 9.00 元，而上年年末为 8.00 元" in text
        prepared = made([opening("8201", 900)], prior_year=[before], accept=["年初:部门"])
        assert amount(prepared, "01:年末结转和结余:1@上年") == 8

    def test_last_year_may_come_as_facts_prepared_or_printed(self) -> None:
        before = made([opening("8201", 1_234_567)])
        rows = [opening("8201", 1_234_567)]
        for facts in (before.department.facts, before.department.shown):
            prepared = made(rows, prior={"": facts})
            last = amount(prepared, "01:年末结转和结余:1@上年")
            assert last == facts[Address("01", "年末结转和结余", "1")].value
        assert "而上年年末为" in problems([opening("8201", 1_300_000)], prior={"": facts})

    def test_the_carry_table_gives_the_opening_and_is_checked(self) -> None:
        rows = [posting("A", "6601", "2010301", 300, OTHER)]
        line = {"unit_code": "A", "fund_nature": OTHER, "func": "2010301", "open": 700}
        prepared = made(rows, carry=[{**line, "income": 300, "close": 1000}])
        assert amount(prepared, "01:年末结转和结余:1") == 10
        text = problems(rows, carry=[{**line, "income": 200, "close": 900}])
        assert "收入数为 2.00 元，而按账滚动计算为 3.00 元" in text

    def test_8202_belongs_to_units_that_distribute_nothing(self) -> None:
        rows = [opening("8202", 1000), posting("A", "7101", "2010301", 400, OTHER)]
        within = made(rows)
        assert amount(within, "01:年初结转和结余:1") == 10
        assert amount(within, "01:年末结转和结余:1") == 6
        apart = made(
            [opening("8202", 1000)], practice={"行政单位非财政拨款结余": "不计入结转和结余"}
        )
        assert amount(apart, "01:年末结转和结余:1") == 0
        public = made([opening("8202", 1000, unit_code="B")])
        assert amount(public, "01:年末结转和结余:1") == 0

    def test_money_left_without_year_end_entries_asks_for_the_sheet(self) -> None:
        rows = [posting("B", "6101", "2010301", 400, OTHER)]
        text = problems(rows)
        assert "单位 B 没有年末结转分录" in text
        assert "“结转结余”表" in text
        assert "收支相抵 4.00 元" in text
        line = {"unit_code": "B", "fund_nature": OTHER, "income": 400, "distribution": 300}
        prepared = made(rows, carry=[{**line, "close": 100}])
        assert amount(prepared, "01:结余分配:1") == 3
        assert amount(prepared, "01:年末结转和结余:1") == 1

    def test_a_closing_unlike_the_roll_forward_is_refused_with_both_numbers(self) -> None:
        rows = [
            posting("A", "6001", "2010301", 500),
            posting("A", "6001", "2010301", -500, is_closing_entry=True),
            posting("A", "8101", "2010301", 0, debit=0, credit=400, is_closing_entry=True),
        ]
        text = problems(rows)
        assert "单位 A 科目 8101、8102（一般公共） 账上年末余额合计 4.00 元" in text
        assert "滚动计算为 5.00 元，相差 -1.00 元" in text


class TestPractice:
    def test_debt_is_other_income_or_left_out(self) -> None:
        rows = [posting("A", "6501", "2010301", 100, OTHER)]
        assert amount(made(rows), "01:其他收入:1") == 1
        without = made(rows, practice={"债务预算收入": "不计入"})
        assert amount(without, "01:其他收入:1") == 0
        assert without.tally[0].why == "按口径开关，债务收支不计入"

    def test_an_unknown_switch_is_named(self) -> None:
        with pytest.raises(DeclarationError, match="债务预算收入 = 别的"):
            EDITION.feeds({"债务预算收入": "别的"})


def test_budgets_follow_the_same_declarations() -> None:
    line = {"unit_code": "A", "func": "2010301", "fund_nature": "一般公共", "exp_type": "基本"}
    budget = [
        {**line, "econ": "30201", "initial": 700, "adjusted": 800},
        {**line, "econ": "30217", "initial": 100, "adjusted": 300},
    ]
    prepared = made([], budget=budget, accept=["无账:A"])
    wanted = {
        "05:2010301:1@年初预算": 8, "05:合计:2@全年预算": 11, "06:30217:1@年初预算": 1,
        "03:201:1@年初预算": 8, "09:三公经费:6": 3, "09:三公经费:1": 3, "04:收入总计:1": 0,
        "文:机关运行经费:1@年初预算": 8,
    }  # fmt: skip
    assert {cell: amount(prepared, cell) for cell in wanted} == wanted
    first = made([], budget=budget, practice={"三公预算数": "年初预算"}, accept=["无账:A"])
    assert amount(first, "09:三公经费:6") == 1


def test_counts_are_added_up() -> None:
    counts = [{"unit_code": u, "groups": 2, "persons": 5} for u in "AB"]
    contracts = [
        {"unit_code": "A", "kind": "服务", "amount": 1_234_567, "supplier_size": "小"},
        {"unit_code": "B", "kind": "货物", "amount": 100, "supplier_size": "大"},
    ]
    booked = [posting(unit, "7101", "2010301", 100) for unit in "AB"]
    prepared = made(booked, sangong_counts=counts, procurement=contracts)
    shown = prepared.department.shown
    assert shown[Address("文", "出国团组", "1")].printed == "4"
    assert amount(prepared, "文:政府采购支出总额:1") == Decimal("12346.67")
    assert shown[Address("文", "小微企业合同", "1")].printed == "1.23"


def test_a_region_with_more_columns_is_fed_too() -> None:
    rows = [
        posting("A", "6001", "2230199", 500, "国资经营"),
        posting("A", "7101", "2230199", 300, "国资经营"),
    ]
    prepared = prepare(books(unit=ROSTER, ledger=rows), load("2023-310000"))
    assert amount(prepared, "08:合计:1") == 3
    columns = {cell.column for cell in prepared.department.facts if cell.form == "08"}
    assert amount(prepared, "08:合计:年末") == (2 if "年末" in columns else 0)


@pytest.mark.parametrize(
    "fen,rounded",
    [(5000, 10000), (4999, 0), (-5000, -10000), (-4999, 0), (10000, 10000), (0, 0)],
)
def test_rounding_is_half_away_from_zero(fen: int, rounded: int) -> None:
    assert nearest(fen, 10_000) == rounded


@pytest.mark.filterwarnings("ignore")  # of Spark's own way with pandas and sockets
def test_spark_gives_the_same_to_the_cent(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark 是可选件，没有安装")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    rows = [
        posting(unit, account, func, 10**9 + 7 * number, fund)
        for number, (unit, account, func, fund) in enumerate(
            (u, a, f, n)
            for u in "AB"
            for a in ("6001", "7101")
            for f in ("2010301", "2120399")
            for n in ("一般公共", "政府性基金")
        )
    ]
    rows += [opening("8201", 123), {**rows[0], "fiscal_same_level": None}]
    one, two = made(rows), made(rows, engine="spark")
    assert {c: f.value for c, f in one.department.facts.items()} == {
        c: f.value for c, f in two.department.facts.items()
    }
    assert one.carry == two.carry
    assert one.tally == two.tally


def test_an_adjustment_that_was_booked_and_taken_back_is_none() -> None:
    back = [
        opening("810101", 0, "一般公共", debit=500, credit=500),
        opening("8101", 700, "一般公共"),
    ]
    closed = {"is_closing_entry": True}
    year = [
        posting("A", "6001", "2010301", 300),
        posting("A", "7101", "2010301", 300),
        {**posting("A", "6001", "2010301", 0), "debit": 300, **closed},
        {**posting("A", "7101", "2010301", 0), "credit": 300, **closed},
    ]
    prepared = made([*back, *year])
    assert amount(prepared, "04:年末财政拨款结转和结余:2") == Decimal(7)


def test_adjustments_that_set_each_other_off_are_asked_for_not_called_a_difference_of_nothing() -> (
    None
):
    codes = ("2010301", "2010302")
    pairs = [opening("810101", 0, "一般公共", debit=500, credit=500, func=code) for code in codes]
    closed = {"is_closing_entry": True}
    year = [
        posting("A", "6001", "2010301", 300),
        posting("A", "7101", "2010301", 300),
        {**posting("A", "6001", "2010301", 0), "debit": 300, **closed},
        {**posting("A", "7101", "2010301", 0), "credit": 300, **closed},
    ]
    text = problems([*pairs, *year])
    assert "相差 0.00" not in text
    assert "看不出哪一边是调整" in text
