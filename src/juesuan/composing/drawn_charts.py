"""The charts that go with the sentences: two years beside each other, shares of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.disclosure import Chart, Series
from juesuan.model.number import UNITS, Facts
from juesuan.notation import formula
from juesuan.notation.edition import Edition
from juesuan.notation.equation import LEVELS
from juesuan.notation.formula import Expression, Term
from juesuan.notation.publication import DeclaredChart
from juesuan.notation.speech.measure import rounded, shown
from juesuan.notation.speech.narrative import PRIOR, at
from juesuan.notation.speech.phrasing import Material


class Plotted(NamedTuple):
    """One number of a chart: its name, its formula, its amount in 元."""

    name: str
    says: Expression
    amount: Decimal


class ChartSource(NamedTuple):
    """What the charts of a section are drawn from; `rows` is its cell of each code.

    `whole` is what its shares are taken of.
    """

    material: Material
    facts: Facts
    edition: Edition
    rows: Term | None
    whole: Expression | None = None


def drawn_chart(number: str, declared: DeclaredChart, source: ChartSource) -> Chart | None:
    """The chart, or None where it cannot be drawn: unknown, negative or all zero."""
    if declared.kind == "columns":
        return _columns(number, declared, source.material)
    return _share(number, declared, source, list(_parts(declared, source)))


def _columns(number: str, declared: DeclaredChart, material: Material) -> Chart | None:
    """This year beside the last."""
    series = []
    for subject in declared.of:
        says = (at(subject.says, PRIOR), subject.says)
        amounts = [formula.evaluate(one, material.lookup, Decimal) for one in says]
        given = [amount for amount in amounts if amount is not None]
        if len(given) < len(amounts) or min(given) < 0 or not any(given):
            return None
        series.append(_series(subject.id, given, says, material))
    years = (f"{material.names['上年']}年度", f"{material.names['年']}年度")
    return _chart(number, declared, material, years, series)


def _parts(declared: DeclaredChart, source: ChartSource) -> Iterator[Plotted]:
    """What the whole is made of, zero left out."""
    for name, says in _named(declared, source):
        amount = formula.evaluate(says, source.material.lookup, Decimal)
        if amount:
            yield Plotted(name, says, amount)


def _named(declared: DeclaredChart, source: ChartSource) -> Iterator[tuple[str, Expression]]:
    yield from ((subject.id, subject.says) for subject in declared.of)
    if not declared.each or source.rows is None:
        return
    rows, edition = source.rows.address, source.edition
    for code in sorted(filter(str.isdigit, source.facts.rows(rows.form))):
        if len(code) == LEVELS[declared.each]:
            yield edition.functional.name(code, edition.year) or code, Term(rows._replace(row=code))


def _share(
    number: str, declared: DeclaredChart, source: ChartSource, parts: Sequence[Plotted]
) -> Chart | None:
    if not parts or min(part.amount for part in parts) < 0:
        return None
    material, amounts = source.material, [part.amount for part in parts]
    series = _series(declared.title, amounts, [part.says for part in parts], material)
    series = series._replace(shares=tuple(_told_shares(amounts, source)))
    return _chart(number, declared, material, [part.name for part in parts], [series])


def _told_shares(amounts: Sequence[Decimal], source: ChartSource) -> Iterator[str]:
    """The shares as the sentences print them; none where the whole is not known."""
    if source.whole is None:
        return
    lookup, manner = source.material.lookup, source.material.manner
    whole = formula.evaluate(source.whole, lookup, Decimal)
    if whole:
        yield from (shown(amount / whole, "百分数", manner) for amount in amounts)


def _series(
    name: str, amounts: Sequence[Decimal], says: Sequence[Expression], material: Material
) -> Series:
    unit = UNITS[material.manner.unit]
    values = tuple(amount / unit for amount in amounts)
    labels = tuple(
        rounded(amount, unit, thousands=material.manner.thousands, trimmed=material.manner.trimmed)
        for amount in amounts
    )
    return Series(name, values, labels, tuple(map(formula.write, says)))


def _chart(
    number: str,
    declared: DeclaredChart,
    material: Material,
    categories: Sequence[str],
    series: Sequence[Series],
) -> Chart:
    unit = material.manner.unit
    alt = "；".join(
        f"{one.name}{'，'.join(_pairs(categories, one.labels, unit))}"
        if declared.kind == "columns"
        else "，".join(_pairs(categories, one.labels, unit))
        for one in series
    )
    return Chart(
        number, declared.kind, declared.title, unit, tuple(categories), tuple(series), f"{alt}。"
    )


def _pairs(categories: Sequence[str], labels: Sequence[str], unit: str) -> Iterator[str]:
    return (f"{name}{label}{unit}" for name, label in zip(categories, labels, strict=True))
