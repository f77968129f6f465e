"""An audit as one HTML page that needs nothing else: summary, findings, the tables as read.

Everything that comes from a document is escaped, and the page forbids by its own policy whatever
is not its one style and its one script, both known by their hash. It works without the script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from string import Template

from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.model.report import ORDER, Audited
from juesuan.notation.edition import Edition
from juesuan.publishing.markup import fragment, safe
from juesuan.publishing.report.html_parts import parts_table
from juesuan.publishing.report.html_tables import anchor, legend, links_of, table
from juesuan.publishing.report.html_text import mention, mentions_of, running_text, text_legend
from juesuan.publishing.report.text import because, correction, covered, formed, quotes, where

HOME = files("juesuan.publishing.report")
MOST_CELLS = 12
CLASSES = {"错误": "error", "提示": "hint", "尾差": "tail", "未核": "unchecked"}


def audit_html(record: Audited, edition: Edition) -> str:
    """The whole page of one document; the same record gives the same page."""
    style, script = (HOME.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    links = links_of(record)
    tables = "".join(table(record, form, links) for form in edition.forms)
    shown = frozenset(a for a in record.states if f' id="{safe(anchor(a))}"' in tables)
    parts = {
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "counts": "".join(_counts(record)),
        "bar": _bar(record),
        "contents": "".join(_contents(record)),
        "filter": "".join(_filter(record)),
        "findings": "".join(_findings(record)) or "<p>没有发现问题。</p>",
        "legend": "".join(legend()),
        "parts": parts_table(record),
        "tables": tables,
        "text_legend": "".join(text_legend()),
        "text": running_text(record, shown),
    }
    page = Template(HOME.joinpath("page.html").read_text("utf-8"))
    return page.substitute(_texts(record) | parts)


def _texts(record: Audited) -> dict[str, str]:
    meta = record.meta
    texts = {
        "title": f"{meta.department or record.file} 审核结果",
        "department": meta.department or "部门名称不详",
        "year": f"{meta.year}年度" if meta.year else "年度不详",
        "edition": meta.edition,
        "forms": formed(record),
        "file": record.file,
        "sha256": record.sha256,
        "coverage": covered(record),
    }
    return {name: safe(text) for name, text in texts.items()}


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _counts(record: Audited) -> Iterator[str]:
    for severity in ORDER:
        count = record.count(severity)
        none = "" if count else " none"
        yield f'<li class="{CLASSES[severity]}{none}"><b>{count}</b>{severity}</li>'


def _bar(record: Audited) -> str:
    """The coverage as one bar."""
    total = max(record.coverage.numbers, 1)
    left, parts = 0.0, []
    for state in ("checked", "contradicted", "unchecked"):
        wide = 1000 * getattr(record.coverage, state) / total
        parts.append(f'<rect class="{state}" x="{left:.1f}" y="0" width="{wide:.1f}" height="10"/>')
        left += wide
    words = safe(covered(record))
    return (
        f'<svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{words}">'
        f"{''.join(parts)}</svg>"
    )


def _contents(record: Audited) -> Iterator[str]:
    for form in record.forms:
        yield f'<a href="#form-{fragment(form.id)}">{safe(form.id)} {safe(form.title)}</a>'


def _filter(record: Audited) -> Iterator[str]:
    for severity in ORDER:
        if count := record.count(severity):
            box = f'<input type="checkbox" value="{CLASSES[severity]}" checked>'
            yield f"<label>{box} {severity}（{count}）</label>"


def _findings(record: Audited) -> Iterator[str]:
    mentions = mentions_of(record)
    for name, finding in record.ordered():
        badge = f'<span class="badge">{finding.severity}</span>'
        yield f'<article class="finding {CLASSES[finding.severity]}" id="f-{safe(name)}">\n'
        yield f"<h3>{badge}{safe(where(record, finding))}</h3>\n"
        yield f"<p>{safe(finding.message)}</p>\n"
        yield from _evidence(record, finding)
        yield from _mentions(record, mentions.get(name, ()))
        yield "</article>\n"


def _mentions(record: Audited, indices: Sequence[int]) -> Iterator[str]:
    """Where the text says what is contradicted."""
    if indices:
        found = [(index, record.reading.numerals[index]) for index in indices]
        links = "".join(
            f'<a href="#{mention(index)}">{safe(f"{n.place} {n.text}")}</a>' for index, n in found
        )
        yield f'<p class="cells">看文：{links}</p>\n'


def _evidence(record: Audited, finding: Finding) -> Iterator[str]:
    if correction(finding):
        was = f'印作 <b class="was">{safe(finding.actual)}</b>' if finding.actual else ""
        due = f"应为 <b>{safe(finding.expected)}</b>" if finding.expected else ""
        yield f'<p class="correction">{"，".join(filter(None, (was, due)))}</p>\n'
    reasons, left = because(finding)
    if reasons:
        yield f"<ul>{_items(reasons)}</ul>\n"
    if left:
        others = because(finding, len(finding.because))[0][len(reasons) :]
        head = f"<summary>另 {left} 条</summary>"
        yield f"<details>{head}<ul>{_items(others)}</ul></details>\n"
    for place, text in quotes(finding):
        yield f'<p class="quote">{safe(str(place))} <q>{safe(text)}</q></p>\n'
    if finding.basis:
        yield f'<p class="basis">依据：{safe(finding.basis)}</p>\n'
    shown = (a for a in finding.addresses if record.fact(a) and not a.period)
    cells = [_cell_link(record, address) for address in shown]
    if cells and len(cells) <= MOST_CELLS:
        yield f'<p class="cells">看表：{"".join(cells)}</p>\n'


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{safe(text)}</li>" for text in texts)


def _cell_link(record: Audited, address: Address) -> str:
    fact = record.fact(address)
    words = f"{record.title(address.form)} {fact.name if fact else address}"
    return f'<a href="#{fragment(anchor(address))}">{safe(words)}</a>'
