"""The coverage by form and by section as one HTML table."""

from __future__ import annotations

from juesuan.model.finding import Coverage
from juesuan.model.report import Audited, Part
from juesuan.publishing.grid import cell, row, table
from juesuan.publishing.markup import Html, lines
from juesuan.publishing.report.html.anchors import form_id, link, section_id
from juesuan.publishing.report.html.running_text import sections_shown

HEADS = ("部分", "金额", "一致", "矛盾", "未核", "非金额")
MARKS = ("", "", "contradicted", "unchecked", "")


def parts_table(record: Audited) -> Html:
    """A row for each form and each section, and the whole."""
    if not record.parts:
        return Html()
    shown = sections_shown(record.reading.prose)
    head = row(cell(word, tag="th", scope="col") for word in HEADS)
    body = [_row(_name(part, record, shown), part.coverage) for part in record.parts]
    return lines([table([*body, _row("合计", record.coverage, "total")], [head])])


def _row(name: str, coverage: Coverage, kind: str = "") -> Html:
    counts = (
        cell(str(count), class_=mark if count else "")
        for mark, count in zip(MARKS, coverage, strict=True)
    )
    return row([cell(name, tag="th", scope="row"), *counts], kind)


def _name(part: Part, record: Audited, shown: frozenset[str]) -> str:
    if part.id in record.reading.facts.forms:
        return link(form_id(part.id), f"{part.id} {part.title}")
    return link(section_id(part.id), part.title) if part.id in shown else part.title
