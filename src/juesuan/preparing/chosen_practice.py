"""Which practice the accounts follow: what was asked for, what the books say, else the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from juesuan.model.accounts import Obstacle, Rounding, Unfit
from juesuan.model.books import BooksTable
from juesuan.notation.edition import Edition

ROUNDING = "取整方法"
WAYS: Mapping[str, Rounding] = {"逐格四舍五入": "each", "平衡舍入": "balanced"}
ASKED, STATED = "命令中选定", "“年度信息”中选定"


class ChosenPractice(NamedTuple):
    """A switch as it is followed: its value, who chose it, and why there is a choice."""

    name: str
    value: str
    chosen: str
    why: str = ""


def chosen_practices(
    rows: Iterable[Mapping[str, Any]], table: BooksTable, asked: Mapping[str, str], edition: Edition
) -> tuple[ChosenPractice, ...]:
    """Every switch; `rows` are those of 年度信息. Raises Unfit where the books say two things."""
    stated = _stated(rows, table)
    default = f"版本 {edition.id} 的默认"
    practices = []
    for name, usual, _, why in edition.practices:
        value, chosen = (stated[name], STATED) if name in stated else (usual, default)
        value, chosen = (asked[name], ASKED) if name in asked else (value, chosen)
        practices.append(ChosenPractice(name, value, chosen, why))
    usual = next(iter(WAYS))
    value, chosen = (stated[ROUNDING], STATED) if ROUNDING in stated else (usual, default)
    value, chosen = (asked[ROUNDING], ASKED) if ROUNDING in asked else (value, chosen)
    return (*practices, ChosenPractice(ROUNDING, value, chosen))


def _stated(rows: Iterable[Mapping[str, Any]], table: BooksTable) -> dict[str, str]:
    stated: dict[str, str] = {}
    for row in rows:
        for column in table.columns:
            value = str(row.get(column.name) or "") if column.kind == "enum" else ""
            if value and stated.setdefault(column.title, value) != value:
                message = f"“{column.title}”有两个：{stated[column.title]}、{value}；请只留一个"
                raise Unfit([Obstacle("口径", message, final=True)])
    return stated
