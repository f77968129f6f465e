"""An audit as one HTML page that needs nothing else: summary, findings, the tables as read.

Everything that comes from a document is escaped, and the page forbids by its own policy whatever
is not its one style and its one script, both known by their hash. It works without the script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from string import Template

from juesuan.model.report import ORDER, WAIVED, Audited
from juesuan.notation.edition import Edition
from juesuan.publishing.markup import Html, element, escaped, joined
from juesuan.publishing.report.html.anchors import cell_id, form_id, link
from juesuan.publishing.report.html.findings import CLASSES, WAIVED_CLASS, findings_list
from juesuan.publishing.report.html.parts import parts_table
from juesuan.publishing.report.html.running_text import TEXT_LEGEND, running_text
from juesuan.publishing.report.html.tables import LEGEND, form_section, legend, links_of
from juesuan.publishing.report.side_by_side import panels
from juesuan.publishing.report.text import covered, formed, verdict
from juesuan.publishing.setting_words import skipped_words

HOME = files("juesuan.publishing.report.html")
PARTS = (("style", "css"), ("script", "js"))


def audit_html(record: Audited, edition: Edition) -> str:
    """The whole page of one document; the same record gives the same page."""
    fields = {"title": title_of(record), "body": audit_body(record, edition)}
    return _filled("page.html", fields | _policy())


def audit_body(record: Audited, edition: Edition) -> Html:
    """What the page shows, for a page that has its style and script from elsewhere."""
    return _filled("body.html", _summary(record) | _tables(record, edition))


def title_of(record: Audited) -> str:
    """What the page is called."""
    return f"{record.meta.department or record.file} 审核结果"


def report_part(kind: str) -> str:
    """The style (css) or the script (js) of the page."""
    return HOME.joinpath(f"page.{kind}").read_text("utf-8")


def _filled(name: str, fields: Mapping[str, str]) -> Html:
    page = Template(HOME.joinpath(name).read_text("utf-8"))
    return Html(page.substitute({name: escaped(text) for name, text in fields.items()}))


def _summary(record: Audited) -> dict[str, str]:
    meta = record.meta
    return {
        "department": meta.department or "部门名称不详",
        "year": f"{meta.year}年度" if meta.year else "年度不详",
        "edition": meta.edition,
        "forms": formed(record),
        "file": record.file,
        "sha256": record.sha256,
        "skipped": joined("", (_skipped(text) for text in skipped_words(record.skipped))),
        "coverage": covered(record),
        "verdict": verdict(record),
        "verdict_kind": "error" if record.wrong else "clear",
        "versions": str(record.versions) or "juesuan",
        "counts": _counts(record),
        "bar": _bar(record),
        "contents": joined("", (link(form_id(f.id), f"{f.id} {f.title}") for f in record.forms)),
        "filter": _filter(record),
    }


def _tables(record: Audited, edition: Edition) -> dict[str, str]:
    """Findings, coverage, tables and text, which lead to one another."""
    links = links_of(record)
    drawn = [(form, panels(record, form)) for form in (*edition.forms, *edition.additions)]
    rows = (row for _, parts in drawn for panel in parts for row in panel.rows)
    names = {cell_id(fact.address) for row in rows for fact in row.cells if fact}
    cells = frozenset(address for address in record.states if cell_id(address) in names)
    return {
        "findings": findings_list(record),
        "parts": parts_table(record),
        "legend": legend(LEGEND.items()),
        "tables": joined("", (form_section(record, form, parts, links) for form, parts in drawn)),
        "text_legend": legend(TEXT_LEGEND.items()),
        "text": running_text(record, cells),
    }


def _policy() -> dict[str, str]:
    """The one style and the one script, and the hashes they are allowed by."""
    texts = {name: report_part(kind) for name, kind in PARTS}
    hashes = {f"{name}_hash": _hash(text) for name, text in texts.items()}
    return hashes | {name: Html(text) for name, text in texts.items()}


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _counts(record: Audited) -> Html:
    counts = _kinds(record)
    return joined(
        "",
        (
            element("li", element("b", str(n)), severity, class_=kind if n else f"{kind} none")
            for kind, n, severity in counts
        ),
    )


def _kinds(record: Audited) -> list[tuple[str, int, str]]:
    """The class, count and name of each kind of finding; 豁免 only where there are any."""
    kinds = [(CLASSES[severity], record.count(severity), str(severity)) for severity in ORDER]
    return [*kinds, (WAIVED_CLASS, len(record.waived), WAIVED)] if record.waived else kinds


def _skipped(text: str) -> Html:
    return element("p", text, class_="skipped")


def _bar(record: Audited) -> Html:
    """The coverage as one bar."""
    total = max(record.coverage.numbers, 1)
    start, parts = 0.0, []
    for state in ("checked", "contradicted", "unchecked"):
        wide = 1000 * getattr(record.coverage, state) / total
        box = {"x": f"{start:.1f}", "y": "0", "width": f"{wide:.1f}", "height": "10"}
        parts.append(element("rect", class_=state, **box))
        start += wide
    look = {"viewBox": "0 0 1000 10", "preserveAspectRatio": "none", "role": "img"}
    return element("svg", *parts, **look, aria_label=covered(record))


def _filter(record: Audited) -> Html:
    """A box to tick for each kind of finding there is."""
    boxes = []
    for kind, count, name in _kinds(record):
        if count:
            box = element("input", type="checkbox", value=kind, checked=True)
            boxes.append(element("label", box, f" {name}（{count}）"))
    return joined("", boxes)
