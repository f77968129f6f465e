"""Whatever the books: equations hold exactly, order and grouping of units change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.books import books, posting

from juesuan.auditing.tables.check import check_all
from juesuan.model.accounts import Account, Prepared, Rounding, Unfit
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
UNITS = ("A", "B", "C")
NATURES = {"A": "行政", "B": "公益一类", "C": "参公"}
FUNCS = ("2010301", "2010350", "2080505", "2120399", "2230199")
ECONS = ("30101", "30201", "30212", "30217", "30231", "31013", "39999", "30901")
FISCAL = ("一般公共", "政府性基金", "国资经营")
FUNDS = (*FISCAL, "财政专户", "事业", "经营", "其他非财政")
MEETING = ("7501", "7401", "7901", "6201", "6301", "6609")  # flows of a register stay covered
Row = Mapping[str, Any]

amounts = st.one_of(
    st.integers(-30_000, 5_000_000), st.integers(1, 40).map(lambda n: n * 1_000_000), st.just(5_000)
)

COSTLY = settings(max_examples=examples(50, 8))  # an example is a whole preparation or two


@st.composite
def income(draw: st.DrawFn) -> Row:
    fund = draw(st.sampled_from(FUNDS))
    other = st.sampled_from(["6101", "6301", "6401", "6501", "6601", "6602", "6609"])
    account = "6001" if fund in FISCAL else draw(other)
    func, amount = draw(st.sampled_from(FUNCS)), draw(amounts)
    amount = abs(amount) if account in MEETING else amount
    return posting(draw(st.sampled_from(UNITS)), account, func, amount, fund)


@st.composite
def spending(draw: st.DrawFn) -> Row:
    fund = draw(st.sampled_from(FUNDS))
    accounts = ["7101", "7201", "7901"] + (
        [] if fund in FISCAL else ["7301", "7401", "7501", "7701"]
    )
    account, amount = draw(st.sampled_from(accounts)), draw(amounts)
    meets = account in MEETING and fund not in FISCAL
    type_ = "基本" if meets else draw(st.sampled_from(["基本", "项目"]))
    row = posting(
        draw(st.sampled_from(UNITS)),
        account,
        draw(st.sampled_from(FUNCS)),
        abs(amount) if meets else amount,
        fund,
        exp_type=type_,
        econ=draw(st.sampled_from(ECONS[:7] if type_ == "基本" else ECONS)),
        project_code="P1" if type_ == "项目" else None,
    )
    if not meets and draw(st.booleans()):  # a refund stands on the other side
        row["credit"] = draw(st.integers(0, 10_000))
    return row


@st.composite
def balance(draw: st.DrawFn) -> Row:
    fund = draw(st.sampled_from(FUNDS))
    moves = ["8101", "810101", "810102", "810103", "810104", "810105", "8102", "810201"]
    account = draw(st.sampled_from(moves if fund in FISCAL else ["8201", "820101", "8401"]))
    row: dict[str, Any] = {"unit_code": draw(st.sampled_from(UNITS)), "fund_nature": fund}
    row |= {"acct": account}
    row |= {"func": draw(st.sampled_from(FUNCS)), "fiscal_same_level": True}
    side = "opening" if len(account) == 4 else "debit"
    return row | {side: draw(amounts)}


@st.composite
def some_books(draw: st.DrawFn) -> dict[str, list[Row]]:
    rows = draw(st.lists(st.one_of(income(), spending(), balance()), max_size=40))
    flows = []
    for paid, got in draw(
        st.lists(
            st.sampled_from([("7501", "6201"), ("7401", "6301"), ("7901", "6609")]), max_size=4
        )
    ):
        payer, payee = draw(st.permutations(UNITS))[:2]
        func, amount = draw(st.sampled_from(FUNCS)), draw(st.integers(1, 9_999_999))
        rows.append(posting(payer, paid, func, amount, "其他非财政"))
        rows.append(posting(payee, got, func, amount, "其他非财政"))
        flows.append({
            "payer_unit": payer, "payee_unit": payee, "payer_acct": paid, "payee_acct": got,
            "func": func, "amount": amount,
        })  # fmt: skip
    roster = [
        {"unit_code": u, "unit_name": u, "nature": NATURES[u], "included": True} for u in UNITS
    ]
    return {"unit": roster, "ledger": rows, "interunit": flows, "reason": [{"anchor": "结转"}]}


def prepared(tables: Mapping[str, list[Row]], rounding: Rounding = "each") -> Prepared:
    """Prepare, accepting what may be accepted (negative amounts make ≥ fail, not =)."""
    made = books(2023, **tables)
    try:
        return prepare(made, EDITION, rounding=rounding)
    except Unfit as unfit:
        if any(problem.final for problem in unfit.problems):
            raise
        known = [problem.name for problem in unfit.problems]
        return prepare(made, EDITION, rounding=rounding, accept=known)


def exact(account: Account) -> dict[Address, Decimal]:
    return {cell: fact.value for cell, fact in account.facts.items() if fact.value}


@COSTLY
@given(some_books())
def test_every_equation_holds_exactly(tables: dict[str, list[Row]]) -> None:
    made = prepared(tables)
    for account in (made.department, *made.units.values()):
        for check in check_all(account.facts, EDITION):
            if check.hard and check.ground.equation.relation == "=":
                assert check.verdict == "holds", check.ground.equation.text


@COSTLY
@given(some_books())
def test_everything_that_came_in_is_taken_or_excluded(tables: dict[str, list[Row]]) -> None:
    made = prepared(tables)
    for name in ("debit", "credit"):
        came = sum(row.get(name) or 0 for row in tables["ledger"])
        assert sum(getattr(row, name) for row in made.tally) == Decimal(came) / 100
    assert sum(row.lines for row in made.tally) == len(tables["ledger"])


@COSTLY
@given(some_books(), st.randoms(use_true_random=False))
def test_order_changes_nothing(tables: dict[str, list[Row]], random: Random) -> None:
    first = prepared(tables)
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in tables.items()}
    second = prepared(shuffled)
    assert exact(first.department) == exact(second.department)
    assert first.eliminations == second.eliminations
    for unit in UNITS:
        assert exact(first.units[unit]) == exact(second.units[unit])
    assert first.carry == second.carry


@COSTLY
@given(some_books(), st.sampled_from([("A", "B"), ("B", "C"), ("A", "C")]))
def test_consolidating_step_by_step_gives_the_same(
    tables: dict[str, list[Row]], pair: tuple[str, str]
) -> None:
    """Two units taken together first, with what flows between them, then with the third."""

    def merged(row: Row) -> Row:
        names = ("unit_code", "payer_unit", "payee_unit")
        return {k: pair[0] if k in names and v == pair[1] else v for k, v in row.items()}

    second = {name: [merged(row) for row in rows] for name, rows in tables.items()}
    second["unit"] = [row for row in tables["unit"] if row["unit_code"] != pair[1]]
    before, after = exact(prepared(tables).department), exact(prepared(second).department)
    note = Address("文", "机关运行经费", "1")  # of the natures of the units, not of a sum
    assert {c: v for c, v in before.items() if c != note} == {
        c: v for c, v in after.items() if c != note
    }


@COSTLY
@given(some_books())
def test_balanced_rounding_moves_no_cell_by_a_whole_unit(tables: dict[str, list[Row]]) -> None:
    account = prepared(tables, "balanced").department
    for cell, fact in account.facts.items():
        shown = account.shown[cell].value
        if cell.form == "文":
            continue
        assert abs(shown - fact.value) < 100
        assert shown % 100 == 0
        assert fact.value or not shown
        assert fact.value % 100 or shown == fact.value
    broken = [
        check.ground.equation.text
        for check in check_all(account.shown, EDITION)
        if check.hard
        and (check.residual if check.ground.equation.relation == "=" else check.residual < 0)
    ]
    assert len(broken) == len(account.broken)


def test_books_with_nothing_in_them_give_empty_accounts() -> None:
    made = prepared(
        {"unit": [{"unit_code": "A", "unit_name": "甲", "nature": "行政"}], "ledger": []}
    )
    assert exact(made.department) == {}
