"""One number of a document: as printed, what the text says of it, its years, its peers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeClaim, LakeFact
from juesuan.archive.number_history import YearOfNumber, history
from juesuan.archive.peer_group import FEWEST, PeerGroup, peers
from juesuan.model.number import WAN
from juesuan.portal.archive_shelf import (
    PortalQuestion,
    ShelfDocument,
    claims_of,
    fact_at,
    published,
    shelf_document,
)
from juesuan.portal.document_view import BLANK, STATES, titles
from juesuan.portal.number_charts import peers_chart, years_chart
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.publishing.markup import Html

YEARS = (
    ("year", "年度"),
    ("department", "部门"),
    ("kind", "种类"),
    ("printed", "印作"),
    ("unit", "单位"),
    ("implied", "次年的文件所说（万元）"),
    ("remark", "说明"),
    ("file", "文件"),
)
SENTENCES = (("page", "页"), ("text", "原句"), ("says", "说的是"), ("printed", "印作"))
PEERS = (("department", "部门"), ("region", "地区"), ("printed", "印作"), ("unit", "单位"))
DISAGREES = "与次年所说的不符"
NEVER = "与同类、与历年不同不是错误，不作为审核结果。"
FEW = f"同年同类不足 {FEWEST} 份，不作统计。"
TERM = re.compile(r"[()\s]+")


def number_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The page of a number."""
    document, address = shelf_document(archive, asked.path["sha256"]), asked.path["address"]
    fact = fact_at(archive, document, address)
    if fact is None:
        raise not_here()
    claims = [claim for claim in claims_of(archive, document) if speaks_of(claim, address)]
    tables = [_sentences(claims)]
    mine = published(archive, fact.sha256)
    if mine is not None:
        tables.insert(0, years_table(fact.name, history(archive, address, mine.unit), address))
        group = peers(archive, address, year=mine.year, kind=mine.kind, unit=mine.unit)
        tables.append(peers_table(fact.name, group, mine.unit))
    return PortalPage(
        fact.name or address, f"{document.name} {address}", _about(document, fact), tuple(tables)
    )


def peers_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The peers of a number: of a year and kind, of a region where one is asked for."""
    address, year = asked.path["address"], asked.word("year")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise PortalRefusal(422, "请写明年度，例如 ?year=2023")
    unit, kind = asked.word("unit"), asked.word("kind") or "部门决算"
    group = peers(
        archive, address, year=int(year), kind=kind, region=asked.word("region"), unit=unit
    )
    if not group.peers:
        raise not_here()
    name = group.peers[0].number.name or address
    table = peers_table(name, group, unit)
    return PortalPage(name, f"{year}年度{kind} {address}", tables=(table,))


def speaks_of(claim: LakeClaim, address: str) -> bool:
    """Whether a sentence says something of a number, or of it in another period."""
    terms = TERM.split(claim.says)
    return any(term == address or term.startswith(f"{address}@") for term in terms)


def years_table(name: str, years: Sequence[YearOfNumber], address: str) -> PortalTable:
    """A number over the years, its line above."""
    rows = tuple(_year(year, address) for year in years)
    kinds = dict.fromkeys(year.kind for year in years)
    figure = years_chart(name, [years]) if len(kinds) == 1 else Html()
    numbers = frozenset({"printed"})
    return PortalTable("years", "历年", YEARS, rows, figure=figure, numbers=numbers)


def _year(year: YearOfNumber, address: str) -> tuple[PortalCell, ...]:
    number, implied = year.number, year.implied
    remarks = [f"另有较早公布的 {year.older} 份"] if year.older else []
    remarks += [DISAGREES] if year.disagrees else []
    span = f"{implied.low / WAN:.4f}—{implied.high / WAN:.4f}" if implied else ""
    printed = (number.printed or BLANK) if number else "没有这个数"
    link = to("文件", number.sha256, "数", address) if number else ""
    return (
        *texts(year.year, year.department, year.kind),
        PortalCell(printed, link),
        *texts(number.unit if number else "", span),
        PortalCell("；".join(remarks), kind="contradicted" if year.disagrees else ""),
        PortalCell(year.file, to("文件", number.sha256) if number else ""),
    )


def peers_table(name: str, group: PeerGroup, unit: str) -> PortalTable:
    """The peers of a number with their middle, one unit marked."""
    rows = tuple(
        (
            PortalCell(peer.unit, to("单位", peer.unit), "mine" if peer.unit == unit else ""),
            PortalCell(peer.region),
            PortalCell(peer.number.printed or BLANK, _number(peer.number)),
            PortalCell(peer.number.unit),
        )
        for peer in group.peers
    )
    heading = f"同年同类：{len(rows)} 份，另有 {group.lacking} 份没有这个数"
    note = "".join((*_middle(group), NEVER))
    figure = peers_chart(name, group, unit)
    return PortalTable("peers", heading, PEERS, rows, note, figure, frozenset({"printed"}))


def _middle(group: PeerGroup) -> Iterator[str]:
    if group.middle is None:
        yield FEW
        return
    median, lower, upper = (f"{amount / WAN:.2f}" for amount in group.middle)
    yield f"中位数 {median} 万元，四分位 {lower}—{upper} 万元。"
    if group.place:
        first, last = group.place
        span = f"第 {first}{'' if first == last else f'—{last}'} 位"
        yield f"本部门由大到小{span}。"


def _number(fact: LakeFact) -> str:
    return to("文件", fact.sha256, "数", fact.address)


def _sentences(claims: Sequence[LakeClaim]) -> PortalTable:
    rows = tuple(texts(one.page, one.text, one.says, one.printed) for one in claims)
    return PortalTable("sentences", "文中的说法", SENTENCES, rows)


def _about(document: ShelfDocument, fact: LakeFact) -> tuple[tuple[str, PortalCell], ...]:
    sha256 = fact.sha256
    shown = fact.printed or BLANK
    unit = "" if not fact.printed or fact.printed.endswith(fact.unit) else fact.unit
    about = [
        ("印作", PortalCell(f"{shown}{unit}", kind="value")),
        ("真数在", PortalCell(span_of(fact))),
        ("核对", PortalCell(fact.state or "空白按 0 计", kind=STATES.get(fact.state, ""))),
        ("表", PortalCell(_form(document, fact), to("文件", sha256, "表", fact.form))),
        ("文件", PortalCell(document.name, to("文件", sha256))),
        ("勾稽", PortalCell("重读原件，列出全部勾稽", to("文件", sha256, "核对", fact.address))),
    ]
    if fact.page:
        link = to("文件", sha256, "页", fact.page) if len(document.delivery.files) == 1 else ""
        about.insert(3, ("页", PortalCell(f"第 {fact.page} 页", link)))
    return tuple(about)


def _form(document: ShelfDocument, fact: LakeFact) -> str:
    return f"{fact.form} {titles(document).get(fact.form, '')}".strip()


def span_of(fact: LakeFact) -> str:
    """What the true amount may be, in 元."""
    if fact.cents is None or fact.half_cents is None:
        return "太大，不记"
    middle, half = Decimal(fact.cents) / 100, Decimal(fact.half_cents) / 200
    if not half:
        return f"{middle:,.2f} 元"
    return f"{middle - half:,.2f} 到 {middle + half:,.2f} 元之间"
