"""Two documents of the archive, number by number."""

from __future__ import annotations

from decimal import Decimal

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import publications
from juesuan.model.number import WAN
from juesuan.portal.archive_shelf import PortalQuestion, ShelfDocument, facts_of, shelf_document
from juesuan.portal.document_view import BLANK
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.publishing.markup import Html, element

TITLE = "两份文件逐数比较"
NONE = "没有"
NUMBERS = frozenset({"a", "b", "difference"})
DIFFERENCE = "印出的数，后者减前者（万元）"


def compare_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The numbers of two documents side by side; without two of them, the choice."""
    first, second = asked.word("a"), asked.word("b")
    lead = _choice(archive, first, second)
    if not first or not second:
        return PortalPage(TITLE, "比较", lead=lead)
    documents = shelf_document(archive, first), shelf_document(archive, second)
    return PortalPage(TITLE, "比较", _about(documents), (_table(archive, documents),), lead)


def _about(documents: tuple[ShelfDocument, ShelfDocument]) -> tuple[tuple[str, PortalCell], ...]:
    links = (PortalCell(one.name, to("文件", one.reading["sha256"])) for one in documents)
    return tuple(zip(("前者", "后者"), links, strict=True))


def _table(archive: Archive, documents: tuple[ShelfDocument, ShelfDocument]) -> PortalTable:
    first, second = (facts_of(archive, one) for one in documents)
    rows = tuple(
        _row(address, first.get(address), second.get(address))
        for address in sorted(first.keys() | second.keys())
        if "@" not in address
    )
    columns = (
        ("address", "地址"),
        ("name", "行 / 栏"),
        ("a", documents[0].year),
        ("b", documents[1].year),
        ("difference", DIFFERENCE),
    )
    return PortalTable("numbers", f"{len(rows)} 个数", columns, rows, numbers=NUMBERS)


def _row(address: str, first: LakeFact | None, second: LakeFact | None) -> tuple[PortalCell, ...]:
    name = second.name if second else first.name if first else ""
    return (*texts(address, name), _shown(first), _shown(second), *texts(_less(first, second)))


def _shown(fact: LakeFact | None) -> PortalCell:
    if fact is None:
        return PortalCell(NONE)
    return PortalCell(fact.printed or BLANK, to("文件", fact.sha256, "数", fact.address))


def _less(first: LakeFact | None, second: LakeFact | None) -> str:
    """The difference of the printed numbers; nothing where one is not printed."""
    amounts = [fact.cents for fact in (second, first) if fact is not None]
    if len(amounts) < 2 or amounts[0] is None or amounts[1] is None:
        return ""
    return f"{Decimal(amounts[0] - amounts[1]) / 100 / WAN:.2f}"


def _choice(archive: Archive, first: str, second: str) -> Html:
    every = [(d.sha256, f"{d.unit} {d.year} {d.kind}") for d in publications(archive.register)]
    parts = [
        element("label", words, element("select", *_options(every, chosen), name=name))
        for name, words, chosen in (("a", "前者 ", first), ("b", "后者 ", second))
    ]
    button = element("button", "比较", type="submit")
    return element("form", *parts, button, method="get", action=to("比较"), class_="search")


def _options(every: list[tuple[str, str]], chosen: str) -> list[Html]:
    return [
        element("option", words, value=sha256, selected=sha256 == chosen) for sha256, words in every
    ]
