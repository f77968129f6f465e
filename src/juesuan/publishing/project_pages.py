"""A portfolio of evaluated projects at a glance, and as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from juesuan.model.project import (
    Evaluation,
)
from juesuan.notation.card.scoring import trimmed
from juesuan.publishing.report.data import SCHEMA
from juesuan.publishing.screen import clean, padded, width
from juesuan.publishing.whole import whole_folder

MOST = 50


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
