"""The tables of an audit as HTML: every cell has its address for an id, and shows its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from juesuan.model.number import Address, Fact, FormState
from juesuan.model.report import Audited, CellState
from juesuan.notation.form import Form
from juesuan.publishing import grid
from juesuan.publishing.markup import Html, element, joined, lines
from juesuan.publishing.report.html.anchors import cell_id, finding_id, form_id, link
from juesuan.publishing.report.side_by_side import Head, Panel, TableRow

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


def legend(words: Iterable[tuple[str, str]]) -> Html:
    """What the look of each state means."""
    samples = ((element("b", "0.00", class_=state), text) for state, text in words)
    return joined("", (element("span", *sample) for sample in samples))


def form_section(record: Audited, form: Form, panels: Iterable[Panel], links: Links) -> Html:
    """One form: its title, its parts side by side, its notes, and what was not read in it."""
    state = record.reading.facts.forms.get(form.id)
    if state is None:
        return Html()
    unread = [item for item in record.reading.unread if item.form == form.id]
    notes = [*state.notes, *(f"未读出：{item.text}（{item.reason}）" for item in unread)]
    parts = (
        element("h3", f"{form.id} {form.title}"),
        element("p", *(element("span", text) for text in _about(state) if text), class_="about"),
        _scrolled(form, lines(_panel(panel, record, links) for panel in panels)),
        joined("", (element("p", note, class_="notes") for note in notes)),
    )
    return lines([element("section", joined("\n", parts), class_="form", id=form_id(form.id))])


def _scrolled(form: Form, tables: Html) -> Html:
    """Tables in a box that scrolls where it is narrow, by keys too."""
    look = {
        "class_": "panels",
        "tabindex": "0",
        "role": "region",
        "aria_label": f"{form.title}各栏",
    }
    return element("div", tables, **look)


def _about(state: FormState) -> tuple[str, ...]:
    pages = "、".join(f"第{page}页" for page in state.pages)
    unit = f"单位：{state.unit}" if state.unit else ""
    return (FORM_STATES[state.state], pages, unit, state.reason)


def _panel(panel: Panel, record: Audited, links: Links) -> Html:
    coded = any(row.code for row in panel.rows)
    words = CODED if coded else NAMED if panel.labelled else ()
    labels = [Head(text, 1, len(panel.heads)) for text in words]
    first, *more = panel.heads
    heads = (grid.row(map(_head, row)) for row in ((*labels, *first), *more))
    body = (_row(row, record, links, len(words)) for row in panel.rows)
    return grid.table(body, heads, panel.heading)


def _head(head: Head) -> Html:
    scope = "colgroup" if head.columns > 1 else "col"
    return grid.cell(head.text, head.rows, head.columns, "th", scope=scope)


def _row(row: TableRow, record: Audited, links: Links, labels: int) -> Html:
    level = f"level-{len(row.code)}" if row.code else None
    scope = "row" if row.code else None  # a head without words heads nothing
    code = grid.cell(row.code, tag="th" if row.code else "td", class_="code", scope=scope)
    label = grid.cell(row.label, tag="th", class_=level, scope="row")
    names: Sequence[Html] = (code, label)[2 - labels :]
    total = "total" if row.label.endswith(("合计", "总计")) else None
    return grid.row([*names, *(_cell(fact, record, links) for fact in row.cells)], total)


def _cell(fact: Fact | None, record: Audited, links: Links) -> Html:
    if fact is None:
        return grid.cell("", class_="none")
    state = record.states.get(fact.address, "blank" if fact.blank else "unchecked")
    text = fact.printed or ("空白" if state == "contradicted" else "")
    finding = links.get(fact.address)
    inside = link(finding_id(finding), text) if finding and text else text
    words = f"{fact.name}（{LEGEND[state]}）"
    return grid.cell(inside, id=cell_id(fact.address), class_=state, title=words)
