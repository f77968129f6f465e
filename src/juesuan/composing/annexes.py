"""The annexes: summary tables of evaluated projects, and one card a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import Align, Block, Heading, PageTable
from juesuan.model.page import Cell, Grid
from juesuan.model.project import Card, Evaluated, Figure, ProjectList
from juesuan.notation.card import Layout, write_card

HEADS = ("序号", "项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "执行率")
TAILS = ("自评得分", "自评等级")
ALIGNS: tuple[Align, ...] = (
    *("center", "left", "left", "right", "right", "right", "right", "right", "center"),
)
CARD = "项目支出绩效自评表"


def list_blocks(evaluated: Evaluated | None, first: int) -> Iterator[Block]:
    """The summary tables, each below its heading; annexes are numbered from `first`."""
    for number, listed in enumerate(evaluated.lists if evaluated else (), 1):
        name = f"汇总表-{number}"
        yield Heading(2, f"附件{first}-{number} {listed.title}", name)
        table = plain_table(name, "list", _list_grid(listed), 1, {})
        owner = evaluated.department if evaluated else ""
        yield replace(table, aligns=ALIGNS, owner=owner, unit=listed.unit)


def card_blocks(evaluated: Evaluated | None, layout: Layout, first: int) -> Iterator[Block]:
    """The cards, each below its heading."""
    for number, card in enumerate(evaluated.cards if evaluated else (), 1):
        name = f"自评表-{number}"
        yield Heading(2, f"附件{first}-{number} {CARD}：{card.name}", name)
        yield _card(name, card, layout)


def _card(name: str, card: Card, layout: Layout) -> PageTable:
    return replace(plain_table(name, "card", write_card(card, layout), 0, {}), unit=card.unit)


def _list_grid(listed: ProjectList) -> Grid:
    rows: list[tuple[str, ...]] = [(*HEADS, *TAILS)]
    for number, row in enumerate(listed.rows, 1):
        figures = (row.initial, row.budget, row.executed, row.rate, row.score)
        rows.append((str(number), row.name, row.owner, *map(_shown, figures), row.grade))
    cells = [
        Cell(text, line, column) for line, row in enumerate(rows) for column, text in enumerate(row)
    ]
    return Grid(tuple(cells), len(rows), len(rows[0]))


def _shown(value: Figure | None) -> str:
    return value.printed if value else ""
