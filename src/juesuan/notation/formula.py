"""Formulas over addresses: + - * /, numbers, Σ; they evaluate, explain, linearise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from juesuan.model.number import Address, Interval

Lookup = Callable[[Address], Decimal | None]
Quantity = TypeVar("Quantity", Decimal, Interval)

SEGMENT = r"(?:\{\w+\}|[\w“”、（）]+)"
TOKEN = re.compile(
    rf"\s*(?:(?P<address>(?:{SEGMENT}:)?{SEGMENT}:{SEGMENT}(?:@{SEGMENT})?)"
    r"|(?P<number>\d+(?:\.\d+)?)(?P<percent>%?)"
    r"|(?P<relation>>=|<=|=|≥|≤)"
    r"|(?P<op>[-+*/()Σ−×÷]))",
)
PLAIN = {"−": "-", "×": "*", "÷": "/", "≥": ">=", "≤": "<="}


class FormulaError(ValueError):
    """A formula that cannot be read, or cannot be used as asked; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Term:
    """An address, maybe with variables in braces; `each` sums it over what its variables bind."""

    address: Address
    each: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and one of + - * /."""

    sign: str
    left: Expression
    right: Expression


Expression = Number | Term | Operation


class Linear(NamedTuple):
    """Σ coefficient × term + constant; terms in reading order."""

    terms: tuple[tuple[Decimal, Term], ...]
    constant: Decimal = Decimal(0)


class _Token(NamedTuple):
    kind: str
    text: str


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text.rstrip()):
        match = TOKEN.match(text, position)
        if match is None:
            message = f"公式“{text}”第 {position + 1} 个字符起无法识别：“{text[position:]}”"
            raise FormulaError(message)
        position = match.end()
        if match["number"]:
            number = Decimal(match["number"]) / (100 if match["percent"] else 1)
            yield _Token("number", str(number))
        else:
            kind = "address" if match["address"] else "relation" if match["relation"] else "op"
            yield _Token(kind, PLAIN.get(match[kind], match[kind]))


class _Parser:
    """Recursive descent over the tokens of one formula; `form` completes short addresses."""

    def __init__(self, text: str, form: str) -> None:
        self.text, self.form = text, form
        self.tokens = [*_tokens(text), _Token("end", "")]
        self.at = 0

    def take(self, *wanted: str) -> str | None:
        token = self.tokens[self.at]
        if token.kind in wanted or (token.kind == "op" and token.text in wanted):
            self.at += 1
            return token.text
        return None

    def need(self, *wanted: str) -> str:
        text = self.take(*wanted)
        if text is None:
            token = self.tokens[self.at].text or "结尾"
            message = f"公式“{self.text}”在“{token}”处应为 {' 或 '.join(wanted)}"
            raise FormulaError(message)
        return text

    def sum(self) -> Expression:
        expression = self.product()
        while sign := self.take("+", "-"):
            expression = Operation(sign, expression, self.product())
        return expression

    def product(self) -> Expression:
        expression = self.factor()
        while sign := self.take("*", "/"):
            expression = Operation(sign, expression, self.factor())
        return expression

    def factor(self) -> Expression:
        if self.take("("):
            inner = self.sum()
            self.need(")")
            return inner
        if self.take("-"):
            return Operation("-", Number(Decimal(0)), self.factor())
        if self.take("Σ"):
            return Term(self.address(self.need("address")), each=True)
        if (number := self.take("number")) is not None:
            return Number(Decimal(number))
        return Term(self.address(self.need("address", "number")))

    def address(self, text: str) -> Address:
        if text.partition("@")[0].count(":") == 1:
            if not self.form:
                message = f"公式“{self.text}”中的“{text}”缺少表号"
                raise FormulaError(message)
            text = f"{self.form}:{text}"
        return Address.parse(text)


def plain_address(says: str) -> Address | None:
    """The address a formula consists of; None for anything more."""
    return None if any(mark in says for mark in " +*/") else Address.parse(says)


@lru_cache(maxsize=4096)
def parse(text: str, form: str = "") -> Expression:
    """Read an expression; addresses without a table belong to `form`. Raises FormulaError."""
    parser = _Parser(text, form)
    expression = parser.sum()
    parser.need("end")
    return expression


def parse_relation(text: str, form: str = "") -> tuple[Expression, str, Expression]:
    """Read `left = right`, `left >= right` or `left <= right`. Raises FormulaError."""
    parser = _Parser(text, form)
    left = parser.sum()
    relation = parser.need("relation")
    right = parser.sum()
    parser.need("end")
    return left, relation, right


def terms(expression: Expression) -> Iterator[Term]:
    """The addresses of an expression, in reading order."""
    if isinstance(expression, Term):
        yield expression
    elif isinstance(expression, Operation):
        yield from terms(expression.left)
        yield from terms(expression.right)


def evaluate(
    expression: Expression,
    lookup: Callable[[Address], Quantity | None],
    constant: Callable[[Decimal], Quantity],
) -> Quantity | None:
    """What an expression comes to, over numbers or intervals, which `constant` makes of numbers.

    None where an address is unknown or a divisor is, or may be, zero.
    """
    if isinstance(expression, Number):
        return constant(expression.value)
    if isinstance(expression, Term):
        return lookup(expression.address)
    first = evaluate(expression.left, lookup, constant)
    second = evaluate(expression.right, lookup, constant)
    if first is None or second is None:
        return None
    if expression.sign == "+":
        return first + second
    if expression.sign == "-":
        return first - second
    if expression.sign == "*":
        return first * second
    return None if _may_be_zero(second) else first / second


def _may_be_zero(quantity: Decimal | Interval) -> bool:
    return quantity.may_be_zero if isinstance(quantity, Interval) else not quantity


def _constant(linear: Linear, text: str) -> Decimal:
    if linear.terms:
        message = f"公式不是线性的：{text}"
        raise FormulaError(message)
    return linear.constant


def _divisor(factor: Decimal, text: str) -> Decimal:
    if not factor:
        raise FormulaError(f"公式除以零：{text}")
    return factor


def linear(expression: Expression) -> Linear:
    """The linear form of an expression; FormulaError where there is none."""
    if isinstance(expression, Number):
        return Linear((), expression.value)
    if isinstance(expression, Term):
        return Linear(((Decimal(1), expression),))
    left, right = linear(expression.left), linear(expression.right)
    if expression.sign in "+-":
        sign = Decimal(1 if expression.sign == "+" else -1)
        moved = tuple((sign * factor, term) for factor, term in right.terms)
        return Linear(left.terms + moved, left.constant + sign * right.constant)
    if expression.sign == "*" and not left.terms:
        left, right = right, left
    factor = _constant(right, write(expression))
    if expression.sign == "/":
        factor = 1 / _divisor(factor, write(expression))
    scaled = tuple((coefficient * factor, term) for coefficient, term in left.terms)
    return Linear(scaled, left.constant * factor)


def write(expression: Expression, show: Callable[[Term], str] | None = None) -> str:
    """An expression as text; `show` says what stands for each address (default: its name)."""
    if isinstance(expression, Number):
        return f"{expression.value.normalize():f}"
    if isinstance(expression, Term):
        if show is not None:
            return show(expression)
        return f"{'Σ ' if expression.each else ''}{expression.address}"
    left, right = write(expression.left, show), write(expression.right, show)
    if expression.sign in "*/":
        left = f"({left})" if _is_sum(expression.left) else left
    if expression.sign in "*/-" and (_is_sum(expression.right) or _divides(expression)):
        right = f"({right})"
    return f"{left} {expression.sign} {right}"


def _is_sum(expression: Expression) -> bool:
    return isinstance(expression, Operation) and expression.sign in "+-"


def _divides(expression: Operation) -> bool:
    return expression.sign == "/" and isinstance(expression.right, Operation)
