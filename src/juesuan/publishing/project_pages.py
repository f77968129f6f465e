"""Evaluated projects for publishing: the section, the summary tables and the cards, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from juesuan.model.number import ZERO
from juesuan.model.project import (
    Card,
    Evaluated,
    Evaluation,
    Figure,
    Kind,
    ProjectList,
)
from juesuan.notation.card import Layout, write_card
from juesuan.notation.card.scoring import trimmed
from juesuan.publishing.markdown import Safe, drawn, joined, line, page, table
from juesuan.publishing.report.data import SCHEMA
from juesuan.publishing.screen import clean, padded, width
from juesuan.publishing.whole import whole_folder

HEAD = ("序号", "项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "执行率")
TAIL = ("自评得分", "自评等级")
LONGEST = 500  # of an enumeration that still reads as a sentence
STOPS = re.compile(r"[、，。；,;\n]")
MOST = 50


def cards_text(evaluated: Evaluated, layout: Layout) -> str:
    """The whole page: section, summary tables, one card a project."""
    parts = (_section(evaluated), _lists(evaluated), _cards(evaluated, layout))
    return page(text for part in parts for text in part)


def _section(evaluated: Evaluated) -> Iterator[Safe]:
    count = len(evaluated.cards)
    budget = sum((figure.value for card in evaluated.cards if (figure := card.fund().budget)), ZERO)
    yield line("# {}{}年度项目支出绩效自评", evaluated.department, evaluated.year)
    yield Safe("## 预算绩效情况说明")
    yield Safe("### （一）预算绩效管理工作开展情况")
    yield line(
        "本部门对{}年度项目支出开展了绩效自评，涵盖项目{}个，涉及预算资金{}万元。",
        evaluated.year,
        count,
        f"{budget:,.2f}",
    )
    yield Safe("### （二）部门预算项目绩效自评结果")
    yield _results(evaluated)
    yield from _synopses(evaluated, "部门预算")
    yield Safe("### （三）转移支付项目绩效自评结果")
    yield from _synopses(evaluated, "转移支付")


def _results(evaluated: Evaluated) -> Safe:
    """How many projects of which grade, the average, and which are published."""
    count = len(evaluated.cards)
    if not count:
        return Safe("本部门没有绩效自评项目。")
    grades = joined(
        "，", (line("{}个项目自评等级为{}", n, name) for name, n in evaluated.grades if n)
    )
    shown = trimmed(evaluated.average) if evaluated.average is not None else ""
    average = line("，平均得分为{}分", shown) if shown else Safe()
    names = [card.name for card in evaluated.cards]
    listed = "、".join(names)
    several = count > 1 and len(listed) < LONGEST and not any(map(STOPS.search, names))
    who = line("{}等", listed) if several else Safe("全部")
    text = line("{}个项目的绩效自评结果", count) if several else Safe("自评项目的结果")
    return line("自评结果：{}{}。\n\n本次公开{}{}，见附件。", grades, average, who, text)


def _synopses(evaluated: Evaluated, kind: Kind) -> Iterator[Safe]:
    cards = evaluated.of(kind)
    if not cards:
        yield line("本部门没有{}绩效自评项目。", kind)
    for number, card in cards:
        yield _synopsis(number, card)


def _synopsis(number: int, card: Card) -> Safe:
    row = card.fund()
    called = re.search("项目(?:支出)?$", card.name)
    name = line("“{}”" if called else "{}项目", card.name)
    text = line(
        "{}.{}绩效自评综述：对照年初目标逐项计分，自评得分为{}分，其中预算执行率得{}分。"
        "全年预算数为{}万元，执行数为{}万元，完成预算的{}。",
        number,
        name,
        *map(_shown, (card.total, card.points, row.budget, row.executed, card.rate)),
    )
    done = line("目标完成情况：{}。", card.done.text.rstrip("。")) if card.done.text else Safe()
    missed = [one for one in card.indicators if one.reason]
    reasons = joined("；", (line("{}，{}", one.name, one.reason.rstrip("。")) for one in missed))
    return joined("", (text, done, line("偏差及原因：{}。", reasons) if reasons else Safe()))


def _lists(evaluated: Evaluated) -> Iterator[Safe]:
    yield Safe("# 附件")
    for number, listed in enumerate(evaluated.lists, 1):
        yield line("## 附件1-{} {}", number, listed.title)
        yield line("部门：{}", evaluated.department)
        yield line("金额单位：{}", listed.unit)
        yield table(_list_rows(listed))


def _list_rows(listed: ProjectList) -> Iterator[Sequence[str]]:
    yield (*HEAD, *TAIL)
    for number, row in enumerate(listed.rows, 1):
        figures = (row.initial, row.budget, row.executed, row.rate, row.score)
        yield (str(number), row.name, row.owner, *map(_shown, figures), row.grade)


def _cards(evaluated: Evaluated, layout: Layout) -> Iterator[Safe]:
    for number, card in enumerate(evaluated.cards, 1):
        yield line("## 附件2-{} 项目支出绩效自评表", number)
        yield line("（{}年度）", evaluated.year)
        yield line("单位：{}", card.unit)
        yield drawn(write_card(card, layout))


def _shown(value: Figure | None) -> str:
    return value.printed if value else ""


def summary_text(result: Evaluation) -> str:
    """The portfolio at a glance: average, grades, lowest execution first, notes."""
    evaluated, points, excluded = result.evaluated, result.points, result.excluded
    average = f"平均 {trimmed(evaluated.average)} 分，" if evaluated.average is not None else ""
    grades = "，".join(f"{name} {count} 个" for name, count in evaluated.grades)
    lines = ["", f"自评项目 {len(evaluated.cards)} 个：{average}{grades}", "", "执行率由低到高："]
    widest = max((width(clean(one.project)) for one in points), default=0)
    lines += [
        f"  {padded(clean(one.project), widest)}  {one.rate:>8}  {one.score} 分"
        for one in points[:MOST]
    ]
    if len(points) > MOST:
        lines.append(f"  ……共 {len(points)} 个")
    if excluded:
        lines += [
            "",
            f"单位自评填“否”、不列入的项目 {len(excluded)} 个：{clean('、'.join(excluded))}",
        ]
    notes = [
        clean(f"{n.severity}  {f'《{n.project}》' if n.project else ''}{n.message}")
        for n in result.notes
    ]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def evaluated_object(result: Evaluation) -> dict[str, object]:
    """The same as data; money in 元 as decimal text."""
    evaluated = result.evaluated
    money = [
        one._asdict() | {"budget": f"{one.budget:.2f}", "executed": f"{one.executed:.2f}"}
        for one in result.points
    ]
    return {
        "schema": SCHEMA,
        "year": evaluated.year,
        "department": evaluated.department,
        "average": trimmed(evaluated.average) if evaluated.average is not None else None,
        "grades": dict(evaluated.grades),
        "projects": money,
        "rows": [row._asdict() for row in result.rows],
        "notes": [note._asdict() for note in result.notes],
        "excluded": list(result.excluded),
    }


def write_folder(out: Path, files: Mapping[str, str]) -> None:
    """Write the files into the folder `out`, all or none; FileExistsError where it is not empty."""
    with whole_folder(out) as beside:
        for name, text in files.items():
            (beside / name).write_text(text, "utf-8", newline="\n")
