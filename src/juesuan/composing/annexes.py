"""The annexes: summary tables of evaluated projects, and one card a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import Align, Block, Heading, PageTable
from juesuan.model.page import Cell, Grid
from juesuan.model.project import Card, Evaluated, Figure, ProjectList
from juesuan.notation.card import Layout, write_card
from juesuan.notation.card.scoring import Profile

HEADS = ("序号", "项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "执行率")
TAILS = ("自评得分", "自评等级")
ALIGNS: tuple[Align, ...] = (
    *("center", "left", "left", "right", "right", "right", "right", "right", "center"),
)
CARD = "项目支出绩效自评表"
TOTAL = "合计"
HUNDREDTH = Decimal("0.01")


def list_blocks(
    evaluated: Evaluated | None, first: int, rules: Profile, kind: str = "", *, total: bool = False
) -> Iterator[Block]:
    """The summary tables, each below its heading; annexes are numbered from `first`.

    With `total` the money of all projects is added up in a last row.
    """
    for number, listed in enumerate(evaluated.lists if evaluated else (), 1):
        name = f"汇总表-{number}"
        yield Heading(2, f"附件{first}-{number} {listed.title}", name)
        table = plain_table(name, "list", _list_grid(listed, total=total), 1, {})
        owner = f"{kind or '部门'}：{evaluated.department}" if evaluated else ""
        last = frozenset({table.grid.height - 1} if total else ())
        note = grades_note(rules)
        yield replace(table, aligns=ALIGNS, owner=owner, unit=listed.unit, note=note, totals=last)


def card_blocks(
    evaluated: Evaluated | None, layout: Layout, first: int, rules: Profile
) -> Iterator[Block]:
    """The cards, each below its heading."""
    for number, card in enumerate(evaluated.cards if evaluated else (), 1):
        name = f"自评表-{number}"
        yield Heading(2, f"附件{first}-{number} {CARD}：{card.name}", name)
        yield replace(_card(name, card, layout), note=scoring_note(rules))


def _card(name: str, card: Card, layout: Layout) -> PageTable:
    return replace(plain_table(name, "card", write_card(card, layout), 0, {}), unit=card.unit)


def grades_note(rules: Profile) -> str:
    """Which total has which grade."""
    parts, upper = [], "100"
    for grade, least in rules.grades:
        lower = f"{least:f}（含）" if least else "0"
        parts.append(f"{lower}至{upper}分为{grade}")
        upper = f"{least:f}"
    return f"自评等级按得分划分：{'，'.join(parts)}。"


def scoring_note(rules: Profile) -> str:
    """How the points of a card are given."""
    shares = [f"{share * 100:.0f}%" for share in rules.bands]
    bands = "、".join(f"{high}至{low}" for high, low in pairwise(shares))
    return (
        "预算执行按执行率计分。定量指标完成的得满分，未完成的按完成比例计分；"
        f"定性指标分为达成、部分达成、未达成三档，依次得分值的{bands}。"
    )


def _list_grid(listed: ProjectList, *, total: bool) -> Grid:
    rows: list[tuple[str, ...]] = [(*HEADS, *TAILS)]
    for number, row in enumerate(listed.rows, 1):
        figures = (row.initial, row.budget, row.executed, row.rate, row.score)
        rows.append((str(number), row.name, row.owner, *map(_shown, figures), row.grade))
    if total:
        rows.append(_total(listed))
    cells = [
        Cell(text, line, column) for line, row in enumerate(rows) for column, text in enumerate(row)
    ]
    return Grid(tuple(cells), len(rows), len(rows[0]))


def _total(listed: ProjectList) -> tuple[str, ...]:
    """The sums of the money of all projects, and how much of it was spent."""
    columns = ("initial", "budget", "executed")
    sums = [_sum(listed, column) for column in columns]
    rate = ""
    if (budget := sums[1]) and sums[2] is not None:
        rate = f"{(sums[2] / budget * 100).quantize(HUNDREDTH, ROUND_HALF_UP):f}%"
    amounts = ["" if amount is None else f"{amount:,f}" for amount in sums]
    return ("", TOTAL, "", *amounts, rate, "", "")


def _sum(listed: ProjectList, column: str) -> Decimal | None:
    """The sum of a column; None where some project has no amount there."""
    figures = [getattr(row, column) for row in listed.rows]
    values = [figure.value for figure in figures if figure is not None]
    return sum(values, Decimal(0)) if len(values) == len(figures) else None


def _shown(value: Figure | None) -> str:
    return value.printed if value else ""
