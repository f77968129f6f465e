"""Reviews as pages: the list of them, and one with its findings, answers and steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from juesuan.archive.archive_waivers import ArchiveWaiver, waived, waivers
from juesuan.archive.door import Archive
from juesuan.archive.publications import KeptDocument, publications
from juesuan.archive.review_cases import ReviewBook, review_book
from juesuan.archive.review_states import Act, ReviewCase, ReviewFinding
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import not_here
from juesuan.publishing.markup import Html
from juesuan.publishing.report.html.findings import CLASSES

REVIEWS = "复核"
LIST = (
    ("department", "部门"),
    ("year", "年度"),
    ("kind", "种类"),
    ("state", "状态"),
    ("open", "未了结的错误"),
    ("due", "应公开于"),
    ("file", "文件"),
)
FINDINGS = (
    ("severity", "等级"),
    ("message", "说明"),
    ("fate", "与上一稿"),
    ("answer", "答复"),
    ("reason", "理由"),
    ("by", "谁"),
)
STEPS = (("at", "时间"), ("by", "谁"), ("act", "做了"), ("words", "内容"))
FROZEN = (("severity", "等级"), ("message", "说明"))
Disclosed = tuple[str, str, int]  # department, kind and year
SHOWN = 300  # reviews that the page shows; the data have them all
NOT_BEGUN = "尚未开始"
NEWER = "档案里有更新的一稿，尚未用于复核"


class ReviewSubject(NamedTuple):
    """A review: its document, its name among the reviews, how it stands, its last day.

    `waived` are the findings that are let pass today.
    """

    document: KeptDocument
    subject: str
    case: ReviewCase
    due: str
    waived: Mapping[str, ArchiveWaiver] = {}

    @property
    def state(self) -> str:
        """How it stands, in words."""
        return self.case.state if self.case.sha256 else NOT_BEGUN


def today() -> str:
    """The day, here."""
    return datetime.now().astimezone().date().isoformat()


def review_of(archive: Archive, sha256: str) -> ReviewSubject:
    """The review of a document; PortalRefusal where there is no such document."""
    every = publications(archive.register)
    document = next((one for one in every if one.sha256 == sha256), None)
    if document is None:
        raise not_here()
    return _ReviewBasis.of(archive, every).subject(document)


def subjects(archive: Archive, asked: PortalQuestion) -> list[ReviewSubject]:
    """The review of every newest document, of a year, region or state where one is asked for."""
    every = publications(archive.register)
    basis = _ReviewBasis.of(archive, every)
    reviews = (basis.subject(document) for document in every if document.newest)
    return [review for review in reviews if _chosen(review, asked)]


def _chosen(review: ReviewSubject, asked: PortalQuestion) -> bool:
    year, region, state = (asked.word(name) for name in ("year", "region", "state"))
    return (
        (not year or str(review.document.year) == year)
        and review.document.region.startswith(region)
        and (not state or review.state == state)
    )


def review_list(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """Every newest document, and how its review stands."""
    day = today()
    rows = tuple(_row(review, day) for review in subjects(archive, asked))
    table = PortalTable("reviews", f"{len(rows)} 份", LIST, rows, numbers=frozenset({"open"}))
    return PortalPage(REVIEWS, "复核", tables=(table,), shown=SHOWN)


def _drafts(every: Iterable[KeptDocument]) -> dict[Disclosed, list[str]]:
    """The documents of each department, kind and year."""
    drafts: dict[Disclosed, list[str]] = {}
    for document in every:
        drafts.setdefault(_disclosed(document), []).append(document.sha256)
    return drafts


def _disclosed(document: KeptDocument) -> Disclosed:
    return document.unit, document.kind, document.year


class _ReviewBasis(NamedTuple):
    """What the reviews of an archive are made of."""

    book: ReviewBook
    drafts: Mapping[Disclosed, list[str]]
    waivers: Sequence[ArchiveWaiver]
    day: str

    @classmethod
    def of(cls, archive: Archive, every: Iterable[KeptDocument]) -> _ReviewBasis:
        return cls(review_book(archive), _drafts(every), waivers(archive.register), today())

    def subject(self, document: KeptDocument) -> ReviewSubject:
        subject = self.book.subject_of(document, self.drafts[_disclosed(document)])
        case = self.book.cases.get(subject, ReviewCase())
        passing = waived(self.waivers, document, self.day) if self.waivers else {}
        return ReviewSubject(document, subject, case, self.book.due_on(subject), passing)


def _row(review: ReviewSubject, day: str) -> tuple[PortalCell, ...]:
    document, case = review.document, review.case
    return (
        PortalCell(document.unit, to("单位", document.unit)),
        *texts(document.year, document.kind),
        PortalCell(review.state, to(REVIEWS, document.sha256)),
        *texts(len(case.open(day, review.waived)), review.due),
        PortalCell(document.name, to("文件", document.sha256)),
    )


def review_page(archive: Archive, review: ReviewSubject, forms: Html) -> PortalPage:
    """One review; `forms` are what somebody may do in it now."""
    document, case = review.document, review.case
    about = [
        ("状态", PortalCell(review.state)),
        ("这一稿", PortalCell(document.name, to("文件", document.sha256))),
        ("应公开于", PortalCell(review.due or "还没有写批复日期（批复之日起二十日内）")),
    ]
    if case.sha256 and case.sha256 != document.sha256:
        about.append(("注意", PortalCell(NEWER, kind="hint")))
    tables = (_findings(review), _steps(archive, review.subject), *_frozen(case))
    return PortalPage(
        f"{document.unit}{document.year}年度{document.kind}", REVIEWS, tuple(about), tables, forms
    )


def _findings(review: ReviewSubject) -> PortalTable:
    case = review.case
    fates = case.fates()
    rows = tuple(
        _finding(finding, fates.get(finding.id, ""), review)
        for finding in (*case.findings, *case.gone)
    )
    return PortalTable("findings", f"审核结果 {len(case.findings)} 条", FINDINGS, rows)


def _finding(finding: ReviewFinding, fate: str, review: ReviewSubject) -> tuple[PortalCell, ...]:
    settled = [*_settling(finding.id, review)]
    return (
        PortalCell(finding.severity, kind=CLASSES.get(finding.severity, "")),
        *texts(finding.message, fate),
        *texts(*("；".join(row[at] for row in settled) for at in range(3))),
    )


def _settling(finding: str, review: ReviewSubject) -> Iterator[tuple[str, str, str]]:
    """What settles a finding, why, by whom: the answer of the department, and a waiver."""
    if answer := review.case.answers.get(finding):
        until = f"（到 {answer.expires_on}）" if answer.expires_on else ""
        yield answer.kind + until, answer.reason, answer.by
    if waiver := review.waived.get(finding):
        yield f"豁免（{waiver.scope}，到 {waiver.until}）", waiver.reason, waiver.by


def _steps(archive: Archive, subject: str) -> PortalTable:
    rows = tuple(
        texts(step.at, step.act.by, step.act.kind, _words(step.act))
        for step in review_book(archive).steps.get(subject, ())
    )
    return PortalTable("steps", "经过", STEPS, rows)


def _words(act: Act) -> str:
    return "：".join(filter(None, (act.answer, act.reason)))


def _frozen(case: ReviewCase) -> Iterator[PortalTable]:
    """The findings as they stood each time it was made public."""
    for number, (sha256, findings) in enumerate(case.frozen, start=1):
        rows = tuple(texts(finding.severity, finding.message) for finding in findings)
        heading = f"第 {number} 次公开时的审核结果（{sha256[:12]}）"
        yield PortalTable(f"frozen-{number}", heading, FROZEN, rows)
