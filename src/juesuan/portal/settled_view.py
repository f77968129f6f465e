"""What was settled in reviews, as lists to take away: waivers, and what the program misread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from juesuan.archive.archive_waivers import ArchiveWaiver, waivers
from juesuan.archive.door import Archive
from juesuan.archive.review_cases import ReviewStep, review_book
from juesuan.portal.archive_shelf import PortalQuestion, findings_of
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.review_view import SHOWN, ReviewSubject, subjects, today

WAIVERS, MISREADS, KIND = "豁免", "误读", "复核"
MISREAD = "系统误读"
WAIVED = (
    ("state", "状态"),
    ("scope", "范围"),
    ("of", "给谁"),
    ("message", "审核结果"),
    ("reason", "原因"),
    ("by", "谁"),
    ("until", "到哪一天"),
    ("finding", "编号"),
)
CORPUS = (
    ("rule", "规则"),
    ("severity", "等级"),
    ("message", "审核结果"),
    ("places", "位置和原文"),
    ("addresses", "有关的数"),
    ("reason", "部门说的理由"),
    ("by", "谁"),
    ("at", "时间"),
    ("now", "现在的一稿"),
    ("department", "部门"),
    ("year", "年度"),
    ("file", "文件"),
    ("sha256", "SHA-256"),
    ("finding", "编号"),
)
HOLDS, PAST = "有效", "已过期"
NOTE = (
    "部门答复“系统误读”的，一条一行，连同原文和文件的 SHA-256：改进识读用的样本，取 JSON 或 CSV。"
)


def waivers_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The waivers that concern what somebody reviews, those that hold first."""
    day = today()
    every = [review.document for review in subjects(archive, asked)]
    units, shas = {one.unit for one in every}, {one.sha256 for one in every}
    regions = {one.region for one in every}

    def theirs(waiver: ArchiveWaiver) -> bool:
        if waiver.scope == "地区":
            return any(region.startswith(waiver.of) for region in regions)
        return waiver.of in (units if waiver.scope == "部门" else shas)

    chosen = [waiver for waiver in waivers(archive.register) if theirs(waiver)]
    chosen.sort(key=lambda waiver: (waiver.until < day, waiver.until))
    rows = tuple(_waiver(waiver, day) for waiver in chosen)
    table = PortalTable("waivers", f"{len(rows)} 条", WAIVED, rows)
    return PortalPage(WAIVERS, KIND, tables=(table,), shown=SHOWN)


def _waiver(waiver: ArchiveWaiver, day: str) -> tuple[PortalCell, ...]:
    links = {"文件": to("文件", waiver.of), "部门": to("单位", waiver.of), "地区": ""}
    holds = day <= waiver.until
    return (
        PortalCell(HOLDS if holds else PAST, kind="" if holds else "hint"),
        *texts(waiver.scope, PortalCell(waiver.of, links[waiver.scope])),
        *texts(waiver.message, waiver.reason, waiver.by, waiver.until, waiver.finding),
    )


def misreads_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """Every finding that a department called a misreading, with what it was found in."""
    rows = tuple(row for review in subjects(archive, asked) for row in _misreads(archive, review))
    table = PortalTable("misreads", f"{len(rows)} 条", CORPUS, rows, NOTE)
    return PortalPage("系统误读", KIND, tables=(table,), shown=SHOWN)


def _misreads(archive: Archive, review: ReviewSubject) -> Iterator[tuple[PortalCell, ...]]:
    """The findings of one review whose last answer is that they were misread."""
    last: dict[str, tuple[str, ReviewStep]] = {}
    sha256 = ""
    for step in review_book(archive).steps.get(review.subject, ()):
        sha256 = step.act.sha256 or sha256
        if step.act.kind == "答复":
            last[step.act.finding] = sha256, step
    here = {finding.id for finding in review.case.findings}
    for finding, (draft, step) in last.items():
        if step.act.answer == MISREAD:
            now = "仍在" if finding in here else "不再报"
            yield _misread(archive, review, (finding, draft, now), step)


def _misread(
    archive: Archive, review: ReviewSubject, which: tuple[str, str, str], step: ReviewStep
) -> tuple[PortalCell, ...]:
    finding, draft, now = which
    rows = (row for row in findings_of(archive, draft) if row["fid"] == finding)
    row: Mapping[str, Any] = next(rows, {})
    places = "；".join(f"{place} {text}".strip() for place, text in row.get("places", ()))
    return texts(
        *(row.get(name, "") for name in ("rule", "severity", "message")),
        *(places, "、".join(row.get("addresses", ()))),
        *(step.act.reason, step.act.by, step.at, now),
        *(review.document.unit, review.document.year),
        PortalCell(review.document.name, to("文件", draft)),
        *(draft, finding),
    )
