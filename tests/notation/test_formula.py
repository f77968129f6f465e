"""Formulas: what is written is read back, and the linear form means the same number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import Address, Interval
from juesuan.notation.formula import (
    Expression,
    FormulaError,
    Number,
    Operation,
    Term,
    evaluate,
    linear,
    parse,
    parse_relation,
    terms,
    write,
)

CELLS = tuple(Address("01", row, "1", period) for row in "甲乙丙" for period in ("", "上年"))
LEAVES = st.one_of(
    st.integers(0, 999).map(lambda value: Number(Decimal(value))),
    st.decimals(0, 99, places=2).map(lambda value: Number(value.normalize())),
    st.sampled_from(CELLS).map(Term),
)
EXPRESSIONS = st.recursive(
    LEAVES, lambda below: st.builds(Operation, st.sampled_from("+-*/"), below, below), max_leaves=8
)
FACTORS = st.sampled_from([Decimal(n) for n in ("0.5", "1", "2", "4", "5")]).map(Number)
LINEAR = st.recursive(
    LEAVES,
    lambda below: (
        st.builds(Operation, st.sampled_from("+-"), below, below)
        | st.builds(Operation, st.sampled_from("*/"), below, FACTORS)
        | st.builds(Operation, st.just("*"), FACTORS, below)
    ),
    max_leaves=8,
)
AMOUNTS = st.fixed_dictionaries({cell: st.integers(-9, 9).map(Decimal) for cell in CELLS})


def exact(expression: Expression, amounts: dict[Address, Decimal]) -> Fraction | None:
    """The value by fractions: a second reckoning, without rounding."""
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Term):
        return Fraction(amounts[expression.address])
    left, right = exact(expression.left, amounts), exact(expression.right, amounts)
    if left is None or right is None or (expression.sign == "/" and not right):
        return None
    ways: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
        "+": Fraction.__add__,
        "-": Fraction.__sub__,
        "*": Fraction.__mul__,
        "/": Fraction.__truediv__,
    }
    return ways[expression.sign](left, right)


@given(EXPRESSIONS, AMOUNTS)
def test_what_is_written_reads_back_as_the_same_number(
    expression: Expression, amounts: dict[Address, Decimal]
) -> None:
    again = parse(write(expression))
    assert exact(again, amounts) == exact(expression, amounts)
    assert write(again) == write(expression)
    assert [*terms(again)] == [*terms(expression)]


@given(EXPRESSIONS, AMOUNTS, st.decimals(0, 2, places=1))
def test_over_intervals_every_value_of_its_numbers_lies_within(
    expression: Expression, amounts: dict[Address, Decimal], half: Decimal
) -> None:
    spans = {cell: Interval(value - half, value + half) for cell, value in amounts.items()}
    span = evaluate(expression, spans.get, Interval.exactly)
    for share in (-1, 0, 1):
        value = exact(expression, {a: v + share * half for a, v in amounts.items()})
        if span is not None:
            assert value is not None
            room = Fraction(max(abs(span.low), abs(span.high), Decimal(1))) / 10**20
            assert Fraction(span.low) - room <= value <= Fraction(span.high) + room
    if half == 0 and span is not None:
        assert evaluate(expression, amounts.get, Decimal) in (span.low, span.high)


@given(LINEAR, AMOUNTS)
def test_the_linear_form_is_the_same_number(
    expression: Expression, amounts: dict[Address, Decimal]
) -> None:
    form = linear(expression)
    value = form.constant + sum(factor * amounts[term.address] for factor, term in form.terms)
    assert Fraction(value) == exact(expression, amounts)
    assert evaluate(expression, amounts.get, Decimal) == value
    assert [term for _, term in form.terms] == [*terms(expression)]


@pytest.mark.parametrize("text", ["01:甲:1 * 01:乙:1", "5 / 01:甲:1", "(01:甲:1 + 1) / 01:乙:1"])
def test_what_is_not_linear_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="不是线性的"):
        linear(parse(text))


@pytest.mark.parametrize("text", ["01:甲:1 / 0", "01:甲:1 / (2 - 2)"])
def test_a_share_of_nothing_is_refused_and_has_no_value(text: str) -> None:
    with pytest.raises(FormulaError, match="除以零"):
        linear(parse(text))
    assert evaluate(parse(text), lambda _: Decimal(5), Decimal) is None


def test_an_unknown_amount_makes_the_whole_unknown() -> None:
    amounts = {CELLS[0]: Decimal(6)}
    assert evaluate(parse("01:甲:1 / 4 - 50%"), amounts.get, Decimal) == 1
    for text in ("01:甲:1 + 01:乙:1", "0 * 01:乙:1", "01:甲:1 / 01:甲:1@上年"):
        assert evaluate(parse(text), amounts.get, Decimal) is None


@pytest.mark.parametrize(
    "text, meant",
    [
        ("甲:1 + 02:乙:1", "01:甲:1 + 02:乙:1"),
        ("甲:1@上年", "01:甲:1@上年"),
        ("{科目}:{栏}", "01:{科目}:{栏}"),
        ("Σ {类}:1", "Σ 01:{类}:1"),
        ("−甲:1 × 2 ÷ 4", "(0 - 01:甲:1) * 2 / 4"),
        ("8 - (3 - 1)", "8 - (3 - 1)"),
        ("2.50%", "0.025"),
    ],
)
def test_short_addresses_belong_to_the_form_and_signs_are_plain(text: str, meant: str) -> None:
    assert write(parse(text, "01")) == meant


def test_amounts_may_stand_for_their_addresses() -> None:
    shown = write(parse("(甲:1 + 乙:1) / 2", "01"), lambda term: f"<{term.address.row}>")
    assert shown == "(<甲> + <乙>) / 2"


@pytest.mark.parametrize(
    "text, relation",
    [("甲:1 = 乙:1", "="), ("甲:1 ≥ 0", ">="), ("甲:1 <= 乙:1 + 1", "<=")],
)
def test_a_relation_has_two_sides(text: str, relation: str) -> None:
    left, sign, right = parse_relation(text, "01")
    assert (write(left), sign) == ("01:甲:1", relation)
    assert {term.address.form for term in terms(right)} <= {"01"}


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "“结尾”处应为 address 或 number"),
        ("甲:1 +", "“结尾”处"),
        ("甲:1 甲:1", "应为 end"),
        ("(甲:1", "应为 )"),
        ("甲:1 = 1 = 1", "应为 end"),
        ("1 ? 2", "第 2 个字符起无法识别：“ ? 2”"),
        ("Σ 5", "应为 address"),
    ],
)
def test_a_formula_that_is_none_is_refused_and_quoted(text: str, words: str) -> None:
    with pytest.raises(FormulaError) as refused:
        (parse_relation if "=" in text else parse)(text, "01")
    assert f"公式“{text}”" in str(refused.value)
    assert words in str(refused.value)


def test_an_address_without_its_form_is_refused_where_there_is_none() -> None:
    with pytest.raises(FormulaError, match="“甲:1”缺少表号"):
        parse("甲:1")
