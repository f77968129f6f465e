"""Card -> Grid in any declared layout; the inverse of reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from juesuan.model.page import Cell, Grid
from juesuan.model.project import MONEY, Card, Figure, Funds, Indicator, Quote
from juesuan.notation.card.layout import GOALS, INDICATOR, LEVELS, SLOT, Layout, PictureBox

Values = Mapping[str, str]


def write_card(card: Card, layout: Layout) -> Grid:
    """The card drawn as the layout shows it, equal 一级 and 二级 cells merged."""
    values = _values(card)
    more = len(card.indicators) - 1
    cells = list(_indicator_cells(card, layout))
    for box in layout.boxes:
        if box.row == layout.repeated:
            continue
        row = box.row + (more if box.row > layout.repeated else 0)
        stretched = box.row < layout.repeated < box.row + box.rows
        rows = box.rows + (more if stretched else 0)
        if rows:
            cells.append(
                Cell(_filled(box, values), row, box.column, rows=rows, columns=box.columns)
            )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), layout.height + more, layout.width)


def shown(card: Card, layout: Layout) -> Card:
    """The card without what the layout has no cell for, and without places."""
    slots = layout.slots

    def kept(slot: str, value: Figure | None) -> Figure | None:
        return _bare(value) if slot in slots else None

    funds = [
        Funds(
            row.source,
            *(kept(f"{row.source}:{c}", v) for c, v in zip(MONEY, row.amounts(), strict=True)),
        )
        for row in card.funds
    ]
    return replace(
        card,
        project=Quote(card.name),
        unit=card.unit if "单位" in slots else "万元",
        funds=tuple(row for row in funds if any(f"{row.source}:{c}" in slots for c in MONEY)),
        weight=kept("年度资金总额:分值", card.weight),
        rate=kept("年度资金总额:执行率", card.rate),
        points=kept("年度资金总额:得分", card.points),
        goal=Quote(card.goal.text) if GOALS[0] in slots else Quote(),
        done=Quote(card.done.text) if GOALS[1] in slots else Quote(),
        indicators=tuple(_shown_indicator(one, layout) for one in card.indicators),
        whole=kept("总分:分值", card.whole),
        total=kept("总分:得分", card.total),
        low_reason=card.low_reason if "低分原因" in slots else "",
        notes=(),
        unread=(),
        heading=None,
        place=Card(Quote()).place,
    )


def _shown_indicator(indicator: Indicator, layout: Layout) -> Indicator:
    weight, score = (_bare(value) for value in (indicator.weight, indicator.score))
    reason = indicator.reason if "指标:偏差原因" in layout.slots else ""
    target, actual = Quote(indicator.target.text), Quote(indicator.actual.text)
    return Indicator(
        indicator.level1, indicator.level2, indicator.level3, target, actual, weight, score, reason
    )


def _bare(value: Figure | None) -> Figure | None:
    return Figure(value.value, value.printed) if value else None


def _printed(value: Figure | None) -> str:
    return value.printed if value else ""


def _values(card: Card) -> Values:
    """What every slot but the indicators' shows."""
    values = {
        "项目名称": card.name,
        "主管部门": card.department,
        "实施单位": card.implementer,
        "单位": card.unit,
        "预期目标": card.goal.text,
        "完成情况": card.done.text,
        "低分原因": card.low_reason,
        "年度资金总额:分值": _printed(card.weight),
        "年度资金总额:执行率": _printed(card.rate),
        "年度资金总额:得分": _printed(card.points),
        "总分:分值": _printed(card.whole),
        "总分:得分": _printed(card.total),
    }
    for row in card.funds:
        for column, value in zip(MONEY, row.amounts(), strict=True):
            values[f"{row.source}:{column}"] = _printed(value)
    return values


def _filled(box: PictureBox, values: Values) -> str:
    return SLOT.sub(lambda slot: values.get(slot[1], ""), box.text)


def _fields(indicator: Indicator) -> Values:
    texts = (
        indicator.level1,
        indicator.level2,
        indicator.level3,
        indicator.target.text,
        indicator.actual.text,
        _printed(indicator.weight),
        _printed(indicator.score),
        indicator.reason,
    )
    return {f"指标:{role}": text for role, text in zip(INDICATOR, texts, strict=True)}


def _indicator_cells(card: Card, layout: Layout) -> Iterator[Cell]:
    """The row of every indicator; a level stands once for all rows that share it."""
    boxes = [box for box in layout.boxes if box.row == layout.repeated]
    merged = {f"指标:{level}" for level in LEVELS[:2]}
    for row, indicator in enumerate(card.indicators, layout.repeated):
        for box in boxes:
            if not merged & {*box.slots}:
                yield Cell(_filled(box, _fields(indicator)), row, box.column, columns=box.columns)
    levels = [(one.level1, one.level2) for one in card.indicators]
    for depth, slot in enumerate(sorted(merged), 1):
        levels_box = next((one for one in boxes if slot in one.slots), None)
        row = layout.repeated
        for path, same in groupby(one[:depth] for one in levels):
            height = len(list(same))
            if levels_box is not None:
                across = levels_box.columns
                yield Cell(path[-1], row, levels_box.column, rows=height, columns=across)
            row += height
