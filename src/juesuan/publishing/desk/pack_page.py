"""审核包: one page that needs nothing else: pictures of pages, findings, reply fields."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.model.review import DeskDocument, DeskFinding, mark_of
from juesuan.publishing.desk.page_parts import filled
from juesuan.publishing.desk.round_words import set_aside
from juesuan.publishing.markup import Html, element, lines
from juesuan.publishing.report.html.anchors import finding_id, link
from juesuan.publishing.report.html.findings import CLASSES, WAIVED_CLASS
from juesuan.publishing.setting_words import skipped_words

MOST = 6  # places of one finding that are led to


class PagePicture(NamedTuple):
    """The picture of a page as WebP, and how large the page is in points."""

    number: int
    data: bytes
    width: float
    height: float


class MarkedBox(NamedTuple):
    """A box on a page that a finding is about."""

    page: int
    box: Box
    finding: str
    kind: str
    id: str


def pack_html(document: DeskDocument, pictures: Sequence[PagePicture], versions: str) -> str:
    """The whole page; the same document gives the same page."""
    spots = list(_spots(document))
    year = f"{document.year}年度" if document.year else ""
    title = f"{document.department or document.name} {year}审核包"
    about = (
        f"{document.name}，{len(pictures)} 页，版本 {document.edition}，SHA-256 {document.sha256}"
    )
    about = "。".join((about, *skipped_words(document.skipped)))
    fields = {
        "title": title,
        "verdict": document.verdict,
        "verdict_kind": "error" if document.count("错误") else "clear",
        "about": about,
        "findings": lines(_findings(document, spots)),
        "pages": lines(_page(picture, spots) for picture in pictures),
        "versions": versions or "juesuan",
    }
    return filled("pack", fields)


def _spots(document: DeskDocument) -> Iterator[MarkedBox]:
    for finding in document.findings:
        boxes = [(p.page, p.box) for p, _ in dict.fromkeys(finding.places) if p.page and p.box]
        for number, (page, box) in enumerate(boxes[:MOST]):
            if page and box:
                kind = _class(finding)
                yield MarkedBox(page, box, finding.id, kind, f"b-{finding.id}-{number}")


def _findings(document: DeskDocument, spots: Sequence[MarkedBox]) -> Iterator[Html]:
    for finding in document.findings:
        here = [spot for spot in spots if spot.finding == finding.id]
        yield _finding(document, finding, here)
    if not document.findings:
        yield element("p", "没有发现问题。")


def _finding(document: DeskDocument, finding: DeskFinding, spots: Sequence[MarkedBox]) -> Html:
    badge = element("span", finding.label, class_="badge")
    mark = mark_of(document, finding)
    parts = [element("h2", badge, finding.where), element("p", finding.message)]
    if words := set_aside(finding):
        parts.append(element("p", words))
    if finding.correction:
        parts.append(element("p", finding.correction))
    if spots:
        links = (link(spot.id, f"第{spot.page}页") for spot in spots)
        parts.append(element("p", "看原文：", *links, class_="spots"))
    if finding.basis:
        parts.append(element("p", f"依据：{finding.basis}", class_="basis"))
    parts.append(element("p", f"编号 {mark}", class_="id"))
    kind = f"finding {_class(finding)}"
    name = finding_id(finding.id)
    return element("article", "\n", lines(parts), class_=kind, id=name, data_mark=mark)


def _class(finding: DeskFinding) -> str:
    return WAIVED_CLASS if finding.holds else CLASSES[finding.severity]


def _page(picture: PagePicture, spots: Sequence[MarkedBox]) -> Html:
    source = f"data:image/webp;base64,{base64.b64encode(picture.data).decode()}"
    drawn = element("img", src=source, alt=f"第{picture.number}页的图", loading="lazy")
    boxes = (_box(spot) for spot in spots if spot.page == picture.number)
    view = f"0 0 {picture.width:g} {picture.height:g}"
    shapes = element("svg", *boxes, viewBox=view, preserveAspectRatio="none", aria_hidden="true")
    caption = element("figcaption", f"第{picture.number}页")
    inside = element("div", drawn, shapes, class_="drawn")
    return element("figure", caption, inside, class_="page", id=f"p-{picture.number}")


def _box(spot: MarkedBox) -> Html:
    x0, y0, x1, y1 = spot.box
    size = {"x": f"{x0:.1f}", "y": f"{y0:.1f}", "width": f"{x1 - x0:.1f}"}
    return element("rect", **size, height=f"{y1 - y0:.1f}", class_=spot.kind, id=spot.id)
