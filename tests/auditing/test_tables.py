"""Each equation alone: the interval arithmetic, exactly, and what rounding excuses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.golden_forms import EDITIONS, fact, golden, with_cells

from juesuan.auditing.tables.check import (
    YUAN,
    Amount,
    Amounts,
    Check,
    amount_of,
    broken,
    check_all,
    check_one,
    is_rare,
)
from juesuan.model.number import Address, Facts, FormState
from juesuan.notation.edition import load
from juesuan.notation.equation import Equation

FORM = "03"
UNITS = st.integers(-10_000_000, 10_000_000)


def facts(*printed: str, unit: str = "万元", partial: bool = False) -> Facts:
    found = {}
    for index, text in enumerate(printed):
        address = Address(FORM, "合计", str(index + 1))
        found[address] = fact(address, text, f"合计 / {index + 1}", unit)
    columns = tuple(str(n) for n in range(1, 7))
    state = FormState(FORM, "支出决算表", "read", columns=columns, partial=partial)
    return Facts(found, {FORM: state})


def check(text: str, found: Facts, **how: Decimal) -> Check:
    severity = "提示" if how else "错误"
    equation = Equation.parse(text, FORM, severity, "", how.get("slack", Decimal(0)))  # type: ignore[arg-type]
    ground = next(iter(equation.ground(found)))
    verdict = check_one(ground, Amounts(found), load("2023"))
    assert verdict is not None
    return verdict


@pytest.mark.parametrize(
    "printed, verdict",
    [
        (("3.00", "1.00", "2.00"), "holds"),
        (("3.01", "1.00", "2.00"), "tail"),
        (("3.02", "1.00", "2.00"), "broken"),
        (("1.01", "1.00", ""), "tail"),
        (("1.02", "1.00", ""), "broken"),
        (("", "", ""), "holds"),
    ],
)
def test_blanks_are_exact_and_printed_numbers_are_intervals(
    printed: tuple[str, ...], verdict: str
) -> None:
    assert check("合计:1 = 合计:2 + 合计:3", facts(*printed)).verdict == verdict


@pytest.mark.parametrize(
    "text, printed, verdict",
    [
        ("合计:1 >= 合计:2", ("2.00", "1.00"), "holds"),
        ("合计:1 >= 合计:2", ("1.00", "1.01"), "tail"),
        ("合计:1 >= 合计:2", ("1.00", "1.02"), "broken"),
        ("合计:1 <= 合计:2", ("1.00", "1.02"), "holds"),
        ("合计:1 <= 合计:2", ("1.02", "1.00"), "broken"),
    ],
)
def test_inequalities(text: str, printed: tuple[str, ...], verdict: str) -> None:
    assert check(text, facts(*printed)).verdict == verdict


@given(st.lists(st.tuples(st.integers(-3, 3), UNITS), min_size=1, max_size=6))
def test_verdicts_agree_with_exact_fractions(terms: list[tuple[int, int]]) -> None:
    terms = [(factor or 1, value) for factor, value in terms]
    found = facts(*(f"{Decimal(value) / 100:.2f}" for _, value in terms))
    left = " + ".join(f"合计:{i + 1} * {f}" for i, (f, _) in enumerate(terms) if f > 0) or "0"
    right = " + ".join(f"合计:{i + 1} * {-f}" for i, (f, _) in enumerate(terms) if f < 0) or "0"
    verdict = check(f"{left} = {right}", found).verdict
    residual = sum((Fraction(f) * Fraction(v, 100) for f, v in terms), Fraction(0))
    bound = sum((abs(Fraction(f)) * Fraction(1, 200) for f, _ in terms), Fraction(0))
    exact = "holds" if not residual else "tail" if abs(residual) <= bound else "broken"
    assert verdict == exact


def test_an_expectation_has_a_slack() -> None:
    found = facts("102.00", "100.00")
    assert check("合计:1 = 合计:2", found, slack=Decimal("0.02")).verdict == "tail"
    assert check("合计:1 = 合计:2", found, slack=Decimal("0.01")).verdict == "broken"


def test_what_is_unknown_is_not_checked_and_says_why() -> None:
    found = facts("1.00", "1.00")
    assert check("合计:1 = 05:合计:1", found).why.endswith("缺失")
    narrow = Facts(dict(found), {FORM: FormState(FORM, "支出决算表", "read", columns=("1", "2"))})
    assert check("合计:1 = 合计:4", narrow).why == "支出决算表没有“上缴上级支出”一栏"
    assert check("合计:1 = 合计:1@上年", found).why == "缺少上年的数字"
    assert check("合计:1 = 合计:5", found).why == "支出决算表有未读懂的格"


def test_a_column_the_edition_does_not_have_is_no_matter() -> None:
    found = facts("1.00", "1.00")
    ground = next(iter(Equation.parse("合计:1 = 合计:年末", FORM).ground(found)))
    assert check_one(ground, Amounts(found), load("2023")) is None


def test_sums_over_a_form_not_fully_read_prove_nothing() -> None:
    reading, edition = golden("jinan-lixia-2023")
    state = reading.facts.forms["06"]
    forms = {**reading.facts.forms}
    forms["06"] = FormState(
        state.id, state.title, "read", columns=state.columns, labels=state.labels, partial=True
    )
    cells = with_cells(reading.facts, {"06:30102:1": "1.00", "06:30101:1": "1.00"})
    found = Facts(dict(cells), forms)
    checks = check_all(found, edition)
    assert not list(broken(checks))
    assert any("未读懂" in check.why for check in checks)


@pytest.mark.parametrize("name", EDITIONS)
def test_published_accounts_break_no_equation(name: str) -> None:
    reading, edition = golden(name)
    assert not list(broken(check_all(reading.facts, edition)))


def test_the_tails_of_jinan_are_those_found_by_hand() -> None:
    reading, edition = golden("jinan-lixia-2023")
    checks = check_all(reading.facts, edition)
    tails = [check for check in checks if check.verdict == "tail" and check.hard]
    assert len(tails) == 27
    largest = max(tails, key=lambda check: abs(float(check.residual)))
    assert (largest.addresses[0].row, largest.residual) == ("302", 200 * YUAN)


def test_a_tail_can_be_rare() -> None:
    found = facts("1.02", "1.00", "0.01", "0.01", "0.01")
    one = check("合计:1 = 合计:2 + 合计:3 + 合计:4 + 合计:5", found)
    assert one.verdict == "tail"
    assert not is_rare(one, Amounts(found))
    wide = facts("1.00", *["1.00"] * 5)
    text = "合计:1 * 5 = 合计:2 + 合计:3 + 合计:4 + 合计:5 + 合计:6"
    assert not is_rare(check(text, wide), Amounts(wide))


def test_what_is_finer_than_a_micro_widens_the_interval() -> None:
    one = fact(Address(FORM, "合计", "1"), "1.00")
    assert amount_of(one) == Amount(10_000 * YUAN, 50 * YUAN)
    finer = one._replace(value=Decimal("0.00000015"), half=Decimal(0))
    assert amount_of(finer) == Amount(0, 1)
