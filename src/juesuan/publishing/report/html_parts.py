"""The coverage by form and by section as one HTML table."""

from __future__ import annotations

from juesuan.model.finding import Coverage
from juesuan.model.report import Audited, Part
from juesuan.publishing.markup import fragment, safe
from juesuan.publishing.report.html_text import section_id, sections_shown

HEADS = ("金额", "一致", "矛盾", "未核", "非金额")


def parts_table(record: Audited) -> str:
    """A row for each form and each section, and the whole."""
    if not record.parts:
        return ""
    shown = sections_shown(record.reading.prose)
    head = "".join(f'<th scope="col">{word}</th>' for word in ("部分", *HEADS))
    body = "".join(_row(_link(part, record, shown), part.coverage) for part in record.parts)
    whole = _row("合计", record.coverage, "total")
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}{whole}</tbody></table>\n"


def _row(name: str, coverage: Coverage, kind: str = "") -> str:
    marks = ("", "", "contradicted", "unchecked", "")
    cells = "".join(
        f'<td class="{mark if count else ""}">{count}</td>'
        for mark, count in zip(marks, coverage, strict=True)
    )
    return f'<tr class="{kind}"><th scope="row">{name}</th>{cells}</tr>\n'


def _link(part: Part, record: Audited, shown: frozenset[str]) -> str:
    if part.id in record.reading.facts.forms:
        return f'<a href="#form-{fragment(part.id)}">{safe(part.id)} {safe(part.title)}</a>'
    if part.id in shown:
        return f'<a href="#{fragment(section_id(part.id))}">{safe(part.title)}</a>'
    return safe(part.title)
