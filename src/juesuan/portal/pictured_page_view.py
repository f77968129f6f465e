"""A page of a document as its reader sees it; every number on it leads to its own page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeFact
from juesuan.portal.archive_shelf import Row, ShelfDocument, facts_of, findings_of
from juesuan.portal.document_view import BLANK, FACTS, STATES
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.publishing.markup import Html, element
from juesuan.tasks.picture import PagePng

NOTE = "颜色是核对的结果；有审核结果的数框得粗些。点一个数，看它的一切。"


def pictured_page(
    archive: Archive, document: ShelfDocument, number: int, picture: PagePng
) -> PortalPage:
    """The page of a page: its picture, its numbers over it, and what was found on it."""
    sha256 = document.reading["sha256"]
    facts = [f for f in facts_of(archive, document).values() if f.page == number]
    facts.sort(key=lambda fact: (fact.line or 0, fact.address))
    findings = findings_of(archive, sha256)
    marked = {address for row in findings for address in row["addresses"]}
    figure = _figure(sha256, number, picture, facts, marked)
    table = PortalTable(
        "facts",
        f"{len(facts)} 个数",
        FACTS,
        tuple(_row(fact, sha256) for fact in facts),
        NOTE,
        figure,
        frozenset({"printed", "page"}),
    )
    about = (
        ("文件", PortalCell(document.name, to("文件", sha256))),
        ("各页", PortalCell("", links=tuple(_turning(sha256, number, picture.pages)))),
        ("审核结果", PortalCell("；".join(_here(findings, number)) or "这一页没有")),
    )
    return PortalPage(f"第 {number} 页", document.name, about, (table,))


def _turning(sha256: str, number: int, pages: int) -> Iterator[tuple[str, str]]:
    for page, words in ((number - 1, "上一页"), (number + 1, "下一页")):
        if 1 <= page <= pages:
            yield words, to("文件", sha256, "页", page)


def _here(findings: Sequence[Row], number: int) -> Iterator[str]:
    """The findings that name a place on this page."""
    for row in findings:
        if any(f"第{number}页" in place for place, _ in row["places"]):
            yield f"{row['severity']}：{row['message']}"


def _figure(
    sha256: str,
    number: int,
    picture: PagePng,
    facts: Sequence[LakeFact],
    marked: Collection[str],
) -> Html:
    words = f"第{number}页的图"
    drawn = element("img", src=f"{to('文件', sha256, '页', number)}.png", alt=words)
    view = f"0 0 {picture.width:g} {picture.height:g}"
    boxes = (_box(fact, sha256, fact.address in marked) for fact in facts if fact.box)
    shapes = element("svg", *boxes, viewBox=view, preserveAspectRatio="none", aria_label=words)
    return element("div", drawn, shapes, class_="pictured")


def _box(fact: LakeFact, sha256: str, marked: bool) -> Html:  # noqa: FBT001 - of one caller
    x0, y0, x1, y1 = fact.box or (0, 0, 0, 0)
    size = {"x": f"{x0:.1f}", "y": f"{y0:.1f}", "width": f"{x1 - x0:.1f}"}
    look = f"{STATES.get(fact.state, 'blank')}{' marked' if marked else ''}"
    shape = element("rect", **size, height=f"{y1 - y0:.1f}", class_=look)
    title = element("title", f"{fact.name}：{fact.printed or BLANK}")
    return element("a", title, shape, href=to("文件", sha256, "数", fact.address))


def _row(fact: LakeFact, sha256: str) -> tuple[PortalCell, ...]:
    return (
        PortalCell(fact.address, to("文件", sha256, "数", fact.address)),
        *texts(fact.name, fact.printed or BLANK, fact.unit),
        PortalCell(fact.state, kind=STATES.get(fact.state, "")),
        *texts(fact.page),
    )
