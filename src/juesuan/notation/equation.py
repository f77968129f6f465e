"""Equations: declared once with variables over rows and columns, grounded on what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.number import Address, Facts
from juesuan.notation import formula
from juesuan.notation.formula import FormulaError, Linear, Term

Relation = Literal["=", ">=", "<="]
LEVELS = {"指标": 0, "类": 3, "款": 5, "项": 7}
PATH = "/"  # a row of a card is an indicator: 一级/二级/三级
BINDING = frozenset({"行", "科目", *LEVELS})
TOTAL = "合计"
TOP = LEVELS["类"]
REST = "未读到的各行"


class Ground(NamedTuple):
    """One instance: Σ coefficient × address (+ constant) `relation` 0, left side first.

    `split` counts the terms that stand left of the relation as written.
    """

    equation: Equation
    terms: tuple[tuple[int | Decimal, Address], ...]
    split: int
    constant: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A declared relation between cells; variables in braces range over rows and columns.

    Rows: {行} every row read, {类} {款} {项} {科目} the codes read, {下级} the children of the row
    bound to {科目}, {指标} the indicators of a card; columns: {栏} those read. Under Σ a variable
    not bound outside is summed over. Every code of the form stands in the one it is `within`: one
    that stands there alone is a part of a sum, too, of nothing. Of what usually holds nothing is
    said where the text gives the reason why what is `explained` is more than its budget.
    """

    text: str
    form: str
    relation: Relation
    left: tuple[tuple[Decimal, Term], ...]
    right: tuple[tuple[Decimal, Term], ...]
    constant: Decimal
    severity: Severity = "错误"
    message: str = ""
    slack: Decimal = Decimal(0)
    within: str = ""
    explained: str = ""

    @classmethod
    def parse(
        cls,
        text: str,
        form: str,
        severity: Severity = "错误",
        message: str = "",
        slack: Decimal = Decimal(0),
    ) -> Equation:
        """Read a relation; raises FormulaError where it is not linear or has loose variables."""
        sign, first, second = _sides(text, form)
        constant = first.constant - second.constant
        equation = cls(
            text, form, sign, first.terms, second.terms, constant, severity, message, slack
        )
        _refuse_loose(equation)
        return equation

    def terms(self) -> tuple[tuple[int | Decimal, Term], ...]:
        """All terms moved to the left side."""
        return _plan(self).terms

    def variables(self) -> frozenset[str]:
        """The variables that are bound outside of any Σ, without their braces."""
        return _plan(self).variables

    def forms(self) -> frozenset[str]:
        """The forms whose cells the equation speaks of."""
        return _plan(self).forms

    def ground(self, facts: Facts) -> Iterator[Ground]:
        """Its instances on the rows and columns that were read, each address without variables.

        A sum over the rows of a form that was not wholly read has the row REST among its terms.
        There are none where it speaks of a column or row that a form may have besides and has not.
        """
        if any(facts.unshown(term.address) for _, term in self.terms()):
            return
        names = self.variables()
        rows = next((name for name in names if name != "栏"), None)
        codes = _codes(facts, self.forms()) if rows or _plan(self).sums else NO_CODES
        codes = _with_absent(codes, facts, self) if self.within and _plan(self).sums else codes
        columns: Sequence[str] = (
            facts.forms[self.form].columns if "栏" in names and self.form in facts.forms else ("",)
        )
        for row in _rows(rows, facts, self.form, codes):
            for column in columns:
                yield from self._instance({rows or "": row, "栏": column}, codes, facts)

    def _instance(
        self, bound: Mapping[str, str], codes: CodeLevels, facts: Facts
    ) -> Iterator[Ground]:
        terms: list[tuple[int | Decimal, Address]] = []
        split = 0
        for index, (coefficient, term) in enumerate(self.terms()):
            if term.address.row[0] != "{" and term.address.column[0] != "{":
                terms.append((coefficient, term.address))
                split = len(terms) if index < len(self.left) else split
                continue
            addresses = list(_addresses(term, bound, codes))
            if not addresses and _told_lower(term, facts):
                return
            if term.each and not facts.whole(term.address.form):
                addresses.append(_rest(term, bound))
            terms += [(coefficient, address) for address in addresses]
            split = len(terms) if index < len(self.left) else split
        yield Ground(self, tuple(terms), split, self.constant)


class _Plan(NamedTuple):
    """What is worked out once for each declared equation."""

    terms: tuple[tuple[int | Decimal, Term], ...]
    variables: frozenset[str]
    forms: frozenset[str]
    sums: bool


class CodeLevels(NamedTuple):
    """The codes that were read, by level and by the code above them; at level 0 indicators."""

    all: tuple[str, ...]
    levels: Mapping[int, list[str]]
    below: Mapping[str, list[str]]


NO_CODES = CodeLevels((), {}, {})


@lru_cache(maxsize=4096)
def _sides(text: str, form: str) -> tuple[Relation, Linear, Linear]:
    """A relation and its two sides; editions share most of their equations."""
    left, relation, right = formula.parse_relation(text, form)
    sign: Relation = "=" if relation == "=" else ">=" if relation == ">=" else "<="
    return sign, formula.linear(left), formula.linear(right)


def _refuse_loose(equation: Equation) -> None:
    """Raise FormulaError for a variable that nothing binds, or a second one over rows."""
    bound = equation.variables()
    rows, columns = set[str](), set[str]()
    for _, term in equation.terms():
        rows |= _named(term.address.row) if term.each else set()
        columns |= _named(term.address.column)
    summed = bound | LEVELS.keys() | ({"下级"} if "科目" in bound else set())
    loose = (bound - {"栏"} - BINDING) | (rows - summed) | (columns - {"栏"})
    if loose:
        raise FormulaError(f"公式“{equation.text}”中的变量 {sorted(loose)} 没有定义")
    if len(bound & BINDING) > 1:
        raise FormulaError(f"公式“{equation.text}”中的行变量只能有一个，Σ 之内的除外")


def _named(part: str) -> set[str]:
    return {part[1:-1]} if part.startswith("{") else set()


@lru_cache(maxsize=4096)
def _plan(equation: Equation) -> _Plan:
    terms = (*equation.left, *((-factor, term) for factor, term in equation.right))
    names = set[str]()
    for _, term in terms:
        for part in term.address[2:3] if term.each else term.address[1:3]:
            names |= _named(part)
    whole = tuple((int(f) if f == int(f) else f, term) for f, term in terms)
    forms = frozenset(t.address.form for _, t in terms)
    return _Plan(whole, frozenset(names), forms, any(term.each for _, term in terms))


def _codes(facts: Facts, forms: Iterable[str]) -> CodeLevels:
    rows = dict.fromkeys(row for form in sorted(forms) for row in facts.rows(form))
    codes = tuple(row for row in rows if row.isdigit())
    levels: dict[int, list[str]] = {0: [row for row in rows if PATH in row]}
    below: dict[str, list[str]] = {}
    for code in codes:
        levels.setdefault(len(code), []).append(code)
        below.setdefault(code[:-2], []).append(code)
    return CodeLevels(codes, levels, below)


def _with_absent(codes: CodeLevels, facts: Facts, equation: Equation) -> CodeLevels:
    """The codes, and those that a form lacks beside others of the same code above them."""
    if equation.forms() != {equation.form} or not facts.whole(equation.form):
        return codes
    present, below, levels = set(codes.all), dict(codes.below), dict(codes.levels)
    for code in facts.rows(equation.within):
        if code.isdigit() and code not in present and (code[:-2] in below or len(code) == TOP):
            below[code[:-2]] = [*below.get(code[:-2], ()), code]
            levels[len(code)] = [*levels.get(len(code), ()), code]
    return codes._replace(below=below, levels=levels)


def _rows(name: str | None, facts: Facts, form: str, codes: CodeLevels) -> Iterable[str]:
    if name is None:
        return ("",)
    if name == "行":
        return facts.rows(form)
    if name == "科目":
        return codes.all
    return codes.levels.get(LEVELS[name], ())


def _told_lower(term: Term, facts: Facts) -> bool:
    """Whether a sum without a row is not zero: a table of 项 alone has no 类 to add up."""
    lower = term.each and any(map(str.isdigit, facts.rows(term.address.form)))
    return term.address.row == "{下级}" or lower


def _rest(term: Term, bound: Mapping[str, str]) -> Address:
    """What a sum is short of where rows of its form are not known."""
    column = term.address.column
    return term.address._replace(row=REST, column=bound["栏"] if column.startswith("{") else column)


def _addresses(term: Term, bound: Mapping[str, str], codes: CodeLevels) -> Iterator[Address]:
    form, row, column, period = term.address
    if column.startswith("{"):
        column = bound["栏"]
    if not row.startswith("{"):
        yield Address(form, row, column, period)
        return
    name = row[1:-1]
    if name == "下级":
        rows: Iterable[str] = codes.below.get(bound["科目"], ())
    elif name in bound:
        rows = (bound[name],)
    else:
        rows = codes.levels.get(LEVELS[name], ())
    for code in rows:
        yield Address(form, code, column, period)
