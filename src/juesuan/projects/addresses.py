"""Card -> facts: every number of a card under its address 绩效:<项目>:<行>:<栏>."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from juesuan.model.number import Address, Fact
from juesuan.model.project import (
    HUNDRED,
    MONEY,
    WHOLE,
    Card,
    Figure,
    Projects,
    Quote,
    most_decimals,
)
from juesuan.notation.card.figure import addressable, paths
from juesuan.projects.indicator import measure

FORM = "绩效"


def address(project: str, row: str, column: str) -> Address:
    """The address of one number of a project: 绩效:<项目>:<行>:<栏>."""
    return Address(FORM, f"{addressable(project)}:{row}", column)


def card_facts(card: Card) -> Iterator[Fact]:
    """Every number of a card: money in 元, rates as fractions, scores as they are."""
    for row in card.funds:
        for column, value in zip(MONEY, row.amounts(), strict=True):
            if value:
                yield _money(card, row.source, column, value)
    execution = (("分值", card.weight), ("执行率", card.rate), ("得分", card.points))
    yield from _numbers(card, WHOLE, execution)
    for path, one in zip(paths(card), card.indicators, strict=True):
        yield from _measured(card, path, "年度指标值", one.target)
        yield from _measured(card, path, "实际完成值", one.actual)
        yield from _numbers(card, path, (("分值", one.weight), ("得分", one.score)))
    yield from _numbers(card, "总分", (("分值", card.whole), ("得分", card.total)))


def project_facts(projects: Projects) -> Iterator[Fact]:
    """Every number of the cards, the summary tables and the synopses of a document."""
    for card in projects.cards:
        yield from card_facts(card)
    for name, listed in projects.named():
        for row in listed.rows:
            values = (row.initial, row.budget, row.executed, row.rate, row.score)
            yield from _line(row.name, name, values, listed.unit, listed.decimals)
    for said in projects.synopses:
        values = (None, said.budget, said.executed, said.rate, said.score)
        decimals = most_decimals((said.budget, said.executed))
        yield from _line(said.name, "综述", values, "万元", decimals)


def _line(
    project: str, row: str, values: tuple[Figure | None, ...], unit: str, decimals: int
) -> Iterator[Fact]:
    """The numbers of one project in a list or a paragraph."""
    card = Card(Quote(project), unit=unit)
    for column, value in zip((*MONEY, "执行率", "自评得分"), values, strict=True):
        if value and column in MONEY:
            yield _money(card, row, column, value, decimals)
        elif value:
            yield _number(card, row, column, value)


def _numbers(card: Card, row: str, columns: Iterable[tuple[str, Figure | None]]) -> Iterator[Fact]:
    for column, value in columns:
        if value:
            yield _number(card, row, column, value)


def _money(card: Card, row: str, column: str, value: Figure, decimals: int | None = None) -> Fact:
    scale = card.scale
    return Fact(
        address(card.name, row, column),
        value.value * scale,
        value.half(card.decimals if decimals is None else decimals) * scale,
        value.printed,
        card.unit,
        f"{card.name} / {row} / {column}",
        value.place,
    )


def _number(card: Card, row: str, column: str, value: Figure) -> Fact:
    percent = column == "执行率"
    scale = HUNDRED if percent else Decimal(1)
    return Fact(
        address(card.name, row, column),
        value.value / scale,
        value.half() / scale if percent else Decimal(0),
        value.printed,
        "%" if percent else "分",
        f"{card.name} / {row} / {column}",
        value.place,
    )


def _measured(card: Card, path: str, column: str, passage: Quote) -> Iterator[Fact]:
    """A target or an actual value that is one number."""
    found = measure(passage.text)
    if found.number is not None:
        name = f"{card.name} / {path} / {column}"
        where = address(card.name, path, column)
        text, place = passage
        yield Fact(where, found.value, found.half, text, found.unit, name, place)
