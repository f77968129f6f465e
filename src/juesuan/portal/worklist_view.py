"""The first page of an archive: its documents with what was found, and search."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.archive.archive_search import MOST, search
from juesuan.archive.door import Archive
from juesuan.archive.publications import publications
from juesuan.model.finding import Coverage
from juesuan.model.report import ORDER
from juesuan.portal.archive_shelf import (
    UNKNOWN_DEPARTMENT,
    UNKNOWN_YEAR,
    PortalQuestion,
    Row,
    coverage_of,
)
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.publishing.markup import Html, element
from juesuan.publishing.report.html.findings import CLASSES

TITLE, KIND = "档案", "决算公开审核"
SHOWN = 300  # documents that the page shows; the data have them all
COLUMNS = (
    ("department", "部门"),
    ("year", "年度"),
    ("kind", "种类"),
    *((CLASSES[severity], severity) for severity in ORDER),
    ("share", "已核"),
    ("published_on", "公开或收件"),
    ("file", "文件"),
)
NUMBERS = frozenset(CLASSES.values()) | {"share"}
HITS = (("document", "文件"), ("where", "在哪里"), ("page", "页"), ("text", "文字"))
FULL = f"每一处最多列 {MOST} 条：多了请把词写得更具体。"
OLDER = "（同年另有更新的一份）"


def worklist(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """All documents, or those of a year or a region; with `q`, where its words stand."""
    words = asked.word("q")
    if words:
        return PortalPage(TITLE, KIND, tables=(_hits(archive, words),), lead=_form(asked))
    rows = _documents(archive, asked)
    listed = PortalTable("documents", f"文件 {len(rows)} 份", COLUMNS, rows, numbers=NUMBERS)
    return PortalPage(TITLE, KIND, tables=(listed,), lead=_form(asked), shown=SHOWN)


def _documents(archive: Archive, asked: PortalQuestion) -> tuple[tuple[PortalCell, ...], ...]:
    register = archive.register
    counts = register.counts("finding", "sha256", "severity")
    documents = {row["sha256"]: row for row in register.every("document")}
    every = {one.sha256: one for one in publications(register)}
    older = {sha256 for sha256, one in every.items() if not one.newest}
    units = {sha256: one.unit for sha256, one in every.items()}
    readings = [row for row in register.every("reading") if _chosen(row, asked)]
    readings.sort(key=lambda row: (-row["year"], units.get(row["sha256"], ""), row["sha256"]))
    return tuple(
        _row(row, documents[row["sha256"]], counts, units.get(row["sha256"], ""), older)
        for row in readings
        if row["sha256"] in documents
    )


def _chosen(row: Row, asked: PortalQuestion) -> bool:
    year, region = asked.word("year"), asked.word("region")
    return (not year or str(row["year"]) == year) and str(row["region"]).startswith(region)


def _row(
    row: Row, document: Row, counts: Mapping[tuple[str, str], int], unit: str, older: set[str]
) -> tuple[PortalCell, ...]:
    sha256 = row["sha256"]
    found_here = [(severity, counts.get((sha256, severity), 0)) for severity in ORDER]
    return (
        PortalCell(row["department"], to("单位", unit)) if unit else PortalCell(UNKNOWN_DEPARTMENT),
        *texts(row["year"] or UNKNOWN_YEAR, row["kind"]),
        *(PortalCell(str(n), kind=CLASSES[s] if n else "") for s, n in found_here),
        PortalCell(share(coverage_of(row))),
        PortalCell(document["published_on"] or document["received_at"][:10]),
        PortalCell(f"{document['name']}{OLDER * (sha256 in older)}", to("文件", sha256)),
    )


def share(coverage: Coverage) -> str:
    """The share of the amounts that was checked, in words."""
    return f"{coverage.share:.0%}" if coverage.numbers else "—"


def _hits(archive: Archive, words: str) -> PortalTable:
    names = {row["sha256"]: row["name"] for row in archive.register.every("document")}
    rows = tuple(
        texts(
            PortalCell(names.get(hit.sha256, hit.sha256[:12]), to("文件", hit.sha256)),
            hit.where,
            hit.page,
            hit.text,
        )
        for hit in search(archive, words)
    )
    return PortalTable("hits", f"“{words}”：{len(rows)} 处", HITS, rows, FULL if rows else "")


def _form(asked: PortalQuestion) -> Html:
    box = element(
        "input", type="search", name="q", id="q", value=asked.word("q"), maxlength="200", size="32"
    )
    label = element("label", "找部门、文件、审核结果、原文里的词", for_="q")
    button = element("button", "查找", type="submit")
    return element("form", label, box, button, method="get", action="/", class_="search")
