"""A document read anew: its text with every number coloured, and what of it was never compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.model.finding import Coverage
from juesuan.model.report import OUTSIDE, Audited
from juesuan.model.text import Paragraph
from juesuan.notation.numbers import unseal
from juesuan.portal.archive_shelf import ShelfDocument
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.publishing.markup import element, lines
from juesuan.publishing.report.html.running_text import TEXT_LEGEND, running_text
from juesuan.publishing.report.html.tables import legend

TEXT, COVERAGE = "正文", "覆盖"
PROSE = (("page", "页"), ("heading", "标题"), ("text", "文字"))
PARTS = (
    *(("part", "部分"), ("numbers", "金额"), ("checked", "一致"), ("contradicted", "矛盾")),
    *(("unchecked", "未核"), ("not_amounts", "非金额"), ("share", "已核")),
)
OPEN = (
    *(("state", "核对"), ("part", "部分"), ("place", "位置")),
    *(("printed", "印作"), ("words", "为什么，或与什么比")),
)
UNREAD = (("place", "位置"), ("text", "文字"), ("reason", "为什么没有读出来"))
LOOKS = {"矛盾": "contradicted", "未核": "unchecked"}
STATES = {"contradicted": "矛盾", "unchecked": "未核"}
REREAD = "重读原件，照现在的规则核对。"
NOTHING = "每个金额都核对过，都一致。"
NO_WORDS = "没有同它相比的数和说法"


def text_page(document: ShelfDocument, record: Audited) -> PortalPage:
    """The running text; findings are told elsewhere, here is only what became of each number."""
    states = tuple(one._replace(finding="") for one in record.compared)
    plain = replace(record, compared=states, findings=(), ids=())
    figure = element("div", running_text(plain, frozenset()), class_="prose")
    rows = tuple(_paragraph(one) for one in record.reading.prose)
    colours = element("p", legend(TEXT_LEGEND.items()), class_="legend")
    table = PortalTable(
        "prose", f"{len(rows)} 段", PROSE, rows, REREAD, lines([colours, figure]), seen=False
    )
    return PortalPage(TEXT, document.name, _about(document, COVERAGE), (table,))


def coverage_page(document: ShelfDocument, record: Audited) -> PortalPage:
    """How much was compared, part by part, and every amount that was not or disagrees."""
    counts = [
        *((_titled(one.id, one.title), one.coverage) for one in record.parts),
        ("合计", record.coverage),
    ]
    rows = tuple(_counted(name, coverage) for name, coverage in counts)
    numbers = frozenset(key for key, _ in PARTS[1:])
    amounts = tuple(_open(document, record))
    note = REREAD + ("" if amounts else NOTHING)
    tables = [
        PortalTable("parts", "各部分", PARTS, rows, numbers=numbers),
        PortalTable("open", f"未核和矛盾的金额 {len(amounts)} 个", OPEN, amounts, note),
    ]
    unread = tuple(texts(one.place, one.text, one.reason) for one in record.reading.unread)
    if unread:
        tables.append(PortalTable("unread", f"没有读出来的 {len(unread)} 处", UNREAD, unread))
    return PortalPage(COVERAGE, document.name, _about(document, TEXT), tuple(tables), sheet=1)


def _about(document: ShelfDocument, other: str) -> tuple[tuple[str, PortalCell], ...]:
    sha256 = document.reading["sha256"]
    return (
        ("文件", PortalCell(document.name, to("文件", sha256))),
        ("另见", PortalCell(other, to("文件", sha256, other))),
    )


def _paragraph(paragraph: Paragraph) -> tuple[PortalCell, ...]:
    return texts(paragraph.at().page, paragraph.heading, unseal(paragraph.text))


def _counted(name: str, coverage: Coverage) -> tuple[PortalCell, ...]:
    share = f"{coverage.share:.0%}" if coverage.numbers else "—"
    return texts(name, *coverage, share)


def _titled(name: str, title: str) -> str:
    return title if name in OUTSIDE or name == title else f"{name} {title}".strip()


def _open(document: ShelfDocument, record: Audited) -> Iterator[tuple[PortalCell, ...]]:
    """The amounts of the tables, then those of the text, that are not known to agree.

    A number that only the text prints is a numeral of the text, and told once.
    """
    sha256 = document.reading["sha256"]
    spoken = {(numeral.place, numeral.text) for numeral in record.reading.numerals}
    for address, state in sorted(record.states.items(), key=lambda pair: str(pair[0])):
        fact = record.fact(address)
        in_text = fact and (fact.place, fact.printed.removesuffix(fact.unit)) in spoken
        if fact and state in STATES and not in_text:
            where = f"{address.form} {record.title(address.form)}"
            words = PortalCell(fact.name, to("文件", sha256, "核对", address))
            yield _row(STATES[state], where, str(fact.place), fact.printed, words)
    titles = {part.id: part.title for part in record.parts}
    for numeral, compared in zip(record.reading.numerals, record.compared, strict=False):
        if compared.state in STATES:
            where, words = titles.get(numeral.section, ""), PortalCell(compared.words or NO_WORDS)
            yield _row(STATES[compared.state], where, str(numeral.place), numeral.text, words)


def _row(
    state: str, where: str, place: str, printed: str, words: PortalCell
) -> tuple[PortalCell, ...]:
    return (PortalCell(state, kind=LOOKS[state]), *texts(where, place, printed, words))
