"""How cards are drawn: the pictures of cards.toml, and the words that reading takes from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from juesuan.model.project import SOURCES, WHOLE
from juesuan.notation import spelling
from juesuan.notation.card.figure import BRACKETS
from juesuan.notation.overlay import DeclarationError

SLOT = re.compile(r"\{([^{}]+)\}")
LEFT, UP = "<", "^"
LEVELS = ("一级指标", "二级指标", "三级指标")
INDICATOR = (*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
FUND = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
GOALS = ("预期目标", "完成情况")
TEXTS = ("项目名称", "主管部门", "实施单位", "单位", "低分原因", *GOALS)
ROWS = (WHOLE, *SOURCES, "总分")


class PictureBox(NamedTuple):
    """One cell of a picture and the fields it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def slots(self) -> tuple[str, ...]:
        """The addresses the cell shows."""
        return tuple(SLOT.findall(self.text))


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to draw a card; `repeated` is the row that stands for every indicator."""

    id: str
    name: str
    boxes: tuple[PictureBox, ...]
    height: int
    width: int
    repeated: int

    @property
    def slots(self) -> frozenset[str]:
        """Everything the layout shows."""
        return frozenset(slot for box in self.boxes for slot in box.slots)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words in a card mean: key of a text to its role, by kind."""

    labels: Mapping[str, str]
    rows: Mapping[str, str]
    fund: Mapping[str, str]
    indicator: Mapping[str, str]
    goals: Mapping[str, str]
    blocks: frozenset[str]
    levels: Mapping[str, frozenset[str]]


def key(text: str) -> str:
    """What two spellings of a heading have in common: no ordinal, no brackets, no stops."""
    plain = spelling.unnumbered(text)
    while (shorter := BRACKETS.sub("", plain)) != plain:
        plain = shorter
    return spelling.key(plain)


def picture(name: str, text: str) -> tuple[tuple[PictureBox, ...], int, int]:
    """The cells of a drawn table, its height and width; raises DeclarationError."""
    rows = [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]
    width = len(rows[0])
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        if len(row) != width:
            message = f"版式 {name} 第{r + 1}行有{len(row)}格，首行有{width}格"
            raise DeclarationError(message)
        for c, field in enumerate(row):
            above, before = owners.get((r - 1, c)), owners.get((r, c - 1))
            owner = above if field == UP else before if field == LEFT else (r, c)
            if owner is None:
                message = f"版式 {name} 第{r + 1}行第{c + 1}格没有可合并的邻格"
                raise DeclarationError(message)
            owners[r, c] = owner
    return tuple(_boxes(name, rows, owners)), len(rows), width


def _boxes(
    name: str, rows: list[list[str]], owners: Mapping[tuple[int, int], tuple[int, int]]
) -> Iterator[PictureBox]:
    for owner in dict.fromkeys(owners.values()):
        covered = [field for field, its in owners.items() if its == owner]
        height = max(r for r, _ in covered) - owner[0] + 1
        across = max(c for _, c in covered) - owner[1] + 1
        text = rows[owner[0]][owner[1]]
        if len(covered) != height * across:
            raise DeclarationError(f"版式 {name} 中“{text}”合并成的不是长方形")
        yield PictureBox(text, *owner, height, across)


def layout(data: Mapping[str, Any]) -> Layout:
    """A layout from its declaration; raises DeclarationError for a slot nothing can fill."""
    boxes, height, width = picture(data["id"], data["picture"])
    allowed = {*TEXTS, *(f"{row}:{column}" for row in ROWS for column in FUND)}
    allowed |= {f"指标:{column}" for column in INDICATOR}
    strange = {slot for box in boxes for slot in box.slots} - allowed
    if strange:
        message = f"版式 {data['id']} 中没有这样的数：{'、'.join(sorted(strange))}"
        raise DeclarationError(message)
    repeated = next((box.row for box in boxes if box.text.startswith("{指标:")), None)
    if repeated is None:
        raise DeclarationError(f"版式 {data['id']} 中没有含 {{指标:…}} 的一行")
    return Layout(data["id"], data["name"], boxes, height, width, repeated)


def layouts_of(declared: Mapping[str, Any]) -> Mapping[str, Layout]:
    """The declared layouts by their ids."""
    return MappingProxyType({data["id"]: layout(data) for data in declared["layout"]})


def vocabulary_of(declared: Mapping[str, Any], layouts: Iterable[Layout]) -> Vocabulary:
    """The words of these layouts and their declared synonyms, for reading."""
    spelled = {role: {key(role)} for role in (*INDICATOR, *FUND, *GOALS, *ROWS, *TEXTS)}
    for role, others in declared["words"].items():
        spelled[role] |= {key(other) for other in others}
    for drawn in layouts:
        for role, text in _drawn_words(drawn):
            spelled[role].add(key(text))

    def meanings(roles: Iterable[str]) -> Mapping[str, str]:
        return MappingProxyType({one: role for role in roles for one in spelled[role] if one})

    levels = {
        level: frozenset(key(name) for name in names) for level, names in declared["levels"].items()
    }
    blocks = frozenset(key(text) for text in declared["blocks"]["words"])
    return Vocabulary(
        labels=meanings(("项目名称", "主管部门", "实施单位", "低分原因")),
        rows=meanings(ROWS),
        fund=meanings(FUND),
        indicator=meanings(INDICATOR),
        goals=meanings(GOALS),
        blocks=blocks,
        levels=MappingProxyType(levels),
    )


def _drawn_words(drawn: Layout) -> Iterator[tuple[str, str]]:
    """The role of each heading a picture shows: the column's above a slot, the row's before it."""
    by_field = {(box.row, box.column): box for box in drawn.boxes}
    for box in drawn.boxes:
        for slot in box.slots if SLOT.fullmatch(box.text) else ():
            row, _, column = slot.rpartition(":")
            above = _nearest(by_field, box, drawn, upward=True)
            before = _nearest(by_field, box, drawn, upward=False)
            if (row in (WHOLE, "指标") or slot in GOALS) and above:
                yield column, above
            elif slot in ("项目名称", "主管部门", "实施单位", "低分原因") and before:
                yield slot, before
            if row in ROWS and before and not SLOT.search(before):
                yield row, before


def _nearest(
    boxes: Mapping[tuple[int, int], PictureBox], box: PictureBox, drawn: Layout, *, upward: bool
) -> str:
    """The nearest text without a lone slot above a cell or to its left."""
    steps = range(1, max(drawn.height, drawn.width))
    for step in steps:
        at = (box.row - step, box.column) if upward else (box.row, box.column - step)
        text = boxes[at].text if at in boxes else ""
        if text and not SLOT.fullmatch(text) and text != "—":
            return SLOT.sub("", text)
    return ""
