"""The equations of a card: declared once over its rows and columns, placed on one project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.project import FORM
from juesuan.notation.card.figure import addressable
from juesuan.notation.card.layout import FUND, ROWS
from juesuan.notation.equation import Equation
from juesuan.notation.formula import FormulaError, Term
from juesuan.notation.overlay import DeclarationError

HEADING, INDICATORS, COLUMNS = "表头", "{指标}", "{栏}"
SLIGHT: Mapping[str, Severity] = {"尾差": "尾差", "提示": "提示"}
Terms = Iterable[tuple[Decimal, Term]]


class CardEquation(NamedTuple):
    """A relation that every card must keep, and the rule that speaks where one does not.

    `slight` is how grave a difference is that the numbers as printed allow by themselves.
    """

    id: str
    rule: str
    equation: Equation
    slight: Severity = "尾差"

    @property
    def sums(self) -> bool:
        """Whether it adds up all indicators."""
        return any(term.each for _, term in self.equation.terms())

    def of(self, project: str) -> Equation:
        """The equation over the addresses of one project: 绩效:<项目>:<行>:<栏>."""
        first, right = self.equation.left, self.equation.right
        return replace(self.equation, left=_placed(first, project), right=_placed(right, project))


def address_row(project: str, row: str) -> str:
    """The row of a project as addresses name it; a variable stays one."""
    return row if row.startswith("{") else f"{addressable(project)}:{row}"


def _placed(terms: Terms, project: str) -> tuple[tuple[Decimal, Term], ...]:
    return tuple(
        (factor, replace(term, address=a._replace(row=address_row(project, a.row))))
        for factor, term in terms
        for a in (term.address,)
    )


def read_card_equations(declared: Iterable[Mapping[str, Any]]) -> tuple[CardEquation, ...]:
    """The declared equations of a card; raises DeclarationError naming the one that is wrong."""
    return tuple(map(_equation, declared))


def _equation(data: Mapping[str, Any]) -> CardEquation:
    name, why, slight = data["id"], data.get("why", ""), data.get("slight", "尾差")
    try:
        equation = Equation.parse(data["says"], FORM, "提示" if why else "错误", why)
    except FormulaError as error:
        raise DeclarationError(f"自评表的等式“{name}”有误：{error}") from error
    addresses = (term.address for _, term in equation.terms())
    strange = [f"{a.row}:{a.column}" for a in addresses if not _is_card(a.row, a.column)]
    if strange:
        raise DeclarationError(f"自评表的等式“{name}”中没有这样的数：{'、'.join(strange)}")
    if slight not in SLIGHT:
        raise DeclarationError(f"自评表的等式“{name}”的 slight 应为{'或'.join(SLIGHT)}")
    return CardEquation(name, data["rule"], equation, SLIGHT[slight])


def _is_card(row: str, column: str) -> bool:
    """Whether a card has such a number."""
    return row in (*ROWS, HEADING, INDICATORS) and column in (*FUND, COLUMNS)
