"""The findings of an audit as HTML: what is wrong, why, where, each with links to the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.model.report import Audited
from juesuan.publishing.markup import Html, element, joined, lines
from juesuan.publishing.report.html.anchors import cell_id, finding_id, link, numeral_id, word_id
from juesuan.publishing.report.html.running_text import folded, mentions_of
from juesuan.publishing.report.html.words import words_of
from juesuan.publishing.report.text import because, correction, quotes, reference, where
from juesuan.publishing.setting_words import lapsed_words, waiver_words

MOST_CELLS = 12
CLASSES = {"错误": "error", "提示": "hint", "尾差": "tail", "未核": "unchecked"}
WAIVED_CLASS = "waived"


def findings_list(record: Audited) -> Html:
    """All findings, the gravest first."""
    mentions = mentions_of(record)
    pairs, marks = record.ordered(), words_of(record)
    names = [name for name, _ in pairs]
    steps = zip(["", *names], [*names[1:], ""], strict=False)
    articles = (
        _article(record, name, finding, (mentions.get(name, ()), marks), step)
        for (name, finding), step in zip(pairs, steps, strict=False)
    )
    return lines(articles) or element("p", "没有发现问题。")


def _article(
    record: Audited,
    name: str,
    finding: Finding,
    spots: tuple[Sequence[int], Mapping[str, str]],
    step: tuple[str, str],
) -> Html:
    mentions, marks = spots
    badge = element("span", record.label(name, finding), class_="badge")
    parts = (
        element("h3", badge, where(record, finding)),
        element("p", finding.message),
        *_set_aside(record, name, finding),
        *_evidence(finding),
        *_cells(record, finding),
        *_mentions(record, mentions),
        *_marked(finding, name, marks),
        element("p", reference([(name, finding)]), " ", *_steps(*step), class_="id"),
    )
    kind = f"finding {WAIVED_CLASS if name in record.waived else CLASSES[finding.severity]}"
    return element("article", "\n", lines(parts), class_=kind, id=finding_id(name), tabindex="-1")


def _set_aside(record: Audited, name: str, finding: Finding) -> Iterator[Html]:
    """Who waives a finding and until when, or that nobody does any more."""
    if waiver := record.waived.get(name):
        yield element("p", f"原为{finding.severity}，{waiver_words(waiver)}", class_="waiver")
    if waiver := record.lapsed.get(name):
        yield element("p", lapsed_words(waiver), class_="waiver")


def _evidence(finding: Finding) -> Iterator[Html]:
    if correction(finding):
        yield element("p", joined("，", _correction(finding)), class_="correction")
    reasons, more = because(finding)
    if reasons:
        yield element("ul", *(element("li", reason) for reason in reasons))
    if more:
        others = because(finding, len(finding.because))[0][len(reasons) :]
        yield folded([f"另 {more} 条"], others)
    if finding.details:
        yield folded([f"共 {len(finding.details)} 条"], finding.details)
    for place, text in quotes(finding):
        yield element("p", f"{place} ", element("q", text), class_="quote")


def _steps(before: str, after: str) -> Iterator[Html]:
    """Links to the findings before and after."""
    for name, words in ((before, "上一个"), (after, "下一个")):
        if name:
            yield link(finding_id(name), words)


def _marked(finding: Finding, name: str, marks: Mapping[str, str]) -> Iterator[Html]:
    """Where the text says the word that is contradicted."""
    if name in marks:
        place = next(map(str, (place for place, _ in finding.places)), "")
        yield element("p", "看文：", link(word_id(name), f"{place} {marks[name]}"), class_="cells")


def _correction(finding: Finding) -> Iterator[Html]:
    if finding.actual:
        yield joined("", ("印作 ", element("b", finding.actual, class_="was")))
    if finding.expected:
        yield joined("", ("应为 ", element("b", finding.expected)))


def _cells(record: Audited, finding: Finding) -> Iterator[Html]:
    """Links to the cells, where they are few."""
    forms = record.reading.facts.forms
    addresses = [a for a in finding.addresses if record.fact(a) and a.form in forms]
    addresses = [a for a in addresses if not a.period]
    if addresses and len(addresses) <= MOST_CELLS:
        links = (link(cell_id(address), _words(record, address)) for address in addresses)
        yield element("p", "看表：", *links, class_="cells")


def _words(record: Audited, address: Address) -> str:
    fact = record.fact(address)
    return f"{record.title(address.form)} {fact.name if fact else address}"


def _mentions(record: Audited, indices: Sequence[int]) -> Iterator[Html]:
    """Where the text says what is contradicted."""
    if indices:
        numerals = [(index, record.reading.numerals[index]) for index in indices]
        links = (link(numeral_id(index), f"{n.place} {n.text}") for index, n in numerals)
        yield element("p", "看文：", *links, class_="cells")
