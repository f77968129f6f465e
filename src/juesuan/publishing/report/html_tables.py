"""The tables of an audit as HTML: every cell has its address for an id, and shows its state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.model.number import Address, Fact, FormState
from juesuan.model.report import Audited, CellState
from juesuan.notation.form import Form
from juesuan.publishing.markup import fragment, safe
from juesuan.publishing.report.tables import Head, Panel, TableRow, panels

LEGEND: Mapping[CellState, str] = {
    "checked": "核对一致",
    "contradicted": "有矛盾",
    "tail": "尾差",
    "unchecked": "未核",
    "blank": "空白（零）",
}
FORM_STATES = {
    "read": "已读出",
    "empty": "空表",
    "missing": "文中没有找到这张表",
    "unreadable": "找到了，但没有读出",
}
FEW = 3
CODED, NAMED = ("科目编码", "科目名称"), ("项目",)
Links = Mapping[Address, str]


def anchor(address: Address) -> str:
    """The id of a cell: its address, white space replaced."""
    return re.sub(r"\s+", "_", str(address))


def links_of(record: Audited) -> Links:
    """The gravest finding that speaks of each cell, by its id.

    One that speaks of many cells is reached from those it marks.
    """
    links: dict[Address, str] = {}
    for name, finding in record.ordered():
        for address in finding.addresses:
            marked = record.states.get(address) in ("contradicted", "tail")
            if marked or len(finding.addresses) <= FEW:
                links.setdefault(address, name)
    return links


def legend() -> Iterator[str]:
    """What the look of a cell means."""
    for state, words in LEGEND.items():
        yield f'<span><b class="{state}">0.00</b>{words}</span>'


def table(record: Audited, form: Form, links: Links) -> str:
    """One form: its title, its parts side by side, its notes, and what was not read in it."""
    state = record.reading.facts.forms.get(form.id)
    if state is None:
        return ""
    about = "".join(f"<span>{safe(text)}</span>" for text in _about(state) if text)
    lost = (item for item in record.reading.unread if item.form == form.id)
    notes = [*state.notes, *(f"未读出：{item.text}（{item.reason}）" for item in lost)]
    below = "".join(f'<p class="notes">{safe(note)}</p>' for note in notes)
    body = "".join(_panel(panel, record, links) for panel in panels(record, form))
    return (
        f'<section class="form" id="form-{safe(form.id)}">'
        f"<h3>{safe(form.id)} {safe(form.title)}</h3>\n"
        f'<p class="about">{about}</p>\n<div class="panels">{body}</div>\n{below}</section>\n'
    )


def _about(state: FormState) -> tuple[str, ...]:
    pages = "、".join(f"第{page}页" for page in state.pages)
    unit = f"单位：{state.unit}" if state.unit else ""
    return (FORM_STATES[state.state], pages, unit, state.reason)


def _panel(panel: Panel, record: Audited, links: Links) -> str:
    coded = any(row.code for row in panel.rows)
    words = CODED if coded else NAMED if panel.labelled else ()
    labels = [Head(text, 1, len(panel.heads)) for text in words]
    first, *more = panel.heads
    head = "".join(_head_row(row) for row in ((*labels, *first), *more))
    body = "".join(_row(row, record, links, len(words)) for row in panel.rows)
    caption = f"<caption>{safe(panel.heading)}</caption>" if panel.heading else ""
    return f"<table>{caption}<thead>{head}</thead><tbody>\n{body}</tbody></table>\n"


def _head_row(heads: tuple[Head, ...]) -> str:
    return f"<tr>{''.join(map(_head, heads))}</tr>"


def _head(head: Head) -> str:
    wide = f' colspan="{head.columns}"' if head.columns > 1 else ""
    tall = f' rowspan="{head.rows}"' if head.rows > 1 else ""
    scope = "colgroup" if head.columns > 1 else "col"
    return f'<th scope="{scope}"{wide}{tall}>{safe(head.text)}</th>'


def _row(row: TableRow, record: Audited, links: Links, labels: int) -> str:
    level = f' class="level-{len(row.code)}"' if row.code else ""
    code = f'<th class="code" scope="row">{safe(row.code)}</th>' if labels > 1 else ""
    label = f'<th{level} scope="row">{safe(row.label)}</th>' if labels else ""
    total = ' class="total"' if row.label.endswith(("合计", "总计")) else ""
    cells = "".join(_cell(fact, record, links) for fact in row.cells)
    return f"<tr{total}>{code}{label}{cells}</tr>\n"


def _cell(fact: Fact | None, record: Audited, links: Links) -> str:
    if fact is None:
        return '<td class="none"></td>'
    state = record.states.get(fact.address, "blank" if fact.blank else "unchecked")
    words = f"{fact.name}（{LEGEND[state]}）"
    text = safe(fact.printed) or ("空白" if state == "contradicted" else "")
    link = links.get(fact.address)
    inside = f'<a href="#f-{fragment(link)}">{text}</a>' if link and text else text
    name = safe(anchor(fact.address))
    return f'<td id="{name}" class="{state}" title="{safe(words)}">{inside}</td>'
