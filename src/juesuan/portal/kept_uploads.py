"""Uploads that are to stay: audited, then kept in the archive, each by whoever it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import juesuan
from juesuan.archive.door import Archive, Kept
from juesuan.archive.lake_rows import region_of
from juesuan.deliveries import Deliveries, files_of, gathered
from juesuan.guard import Failure
from juesuan.kept_documents import DATE, HandedIn, keep_outcome
from juesuan.model.page import Limits, Unreadable
from juesuan.portal.archive_shelf import UNKNOWN_DEPARTMENT
from juesuan.portal.gate import REVIEW
from juesuan.portal.portal_page import PortalCell, PortalTable, texts, to
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.viewers import Viewer, may_keep
from juesuan.sources.folders import Source, parted
from juesuan.tasks.results import Report

LACKING = "没有收"
NOT_THEIRS = "文件是“{}”的，不在您的账号“{}”之内：请核对部门名称，或请审核人收"
NO_DAY = "公开日期要写成 2024-08-30 的样子"
TOO_LONG = "公开网址太长"
KIND = "决算公开审核"
COLUMNS = (
    ("file", "文件"),
    ("came", "结果"),
    ("department", "部门"),
    ("year", "年度"),
    ("errors", "错误"),
    ("words", "说明"),
    ("next", "去看"),
)
CAME: Mapping[Kept, str] = {
    "新收": "",
    "已有": "档案里已有同样的文件",
    "重审": "已有的文件，照现在的规则重审了一遍",
}
LONGEST = 2000


class KeptUpload(NamedTuple):
    """What became of one disclosure: kept as a report tells, or not, and why."""

    name: str
    came: Kept | None
    words: str = ""
    report: Report | None = None


def handed_in(published: str, source: str) -> HandedIn:
    """What a form tells of documents; PortalRefusal where it cannot be so."""
    published, source = published.strip(), source.strip()
    if published and not DATE.fullmatch(published):
        raise PortalRefusal(422, NO_DAY)
    if len(source) > LONGEST:
        raise PortalRefusal(422, TOO_LONG)
    return HandedIn(source_url=source, published_on=published)


class UploadKeeper:
    """Keeps what somebody uploads in an archive, but nothing that is not theirs."""

    def __init__(
        self, archive: Archive, viewer: Viewer, particulars: HandedIn, limits: Limits
    ) -> None:
        self._archive, self._viewer = archive, viewer
        self._particulars, self._limits = particulars, limits

    def kept(
        self, files: Sequence[Source], tell: Callable[[int, int], object]
    ) -> Iterator[KeptUpload]:
        """What becomes of each disclosure in the files; `tell` hears how many of them are read."""
        task = partial(juesuan.task, limits=self._limits)
        items = files_of(files, task)
        sources, aside = parted(items)
        together, read = gathered([items]), set[str]()

        def audited(sources: Sequence[Source]) -> Iterator[tuple[Source, Report | Failure]]:
            for source, outcome in juesuan.audit_all(sources, limits=self._limits, jobs=1):
                read.add(source.name)
                tell(min(len(read), len(items)), len(items))
                yield source, outcome

        tell(0, len(items))
        for source, outcome, _ in Deliveries(task, _unheard).in_bundles(audited, sources, together):
            joined = not isinstance(outcome, Failure) and outcome.files
            yield self._kept([source, *sources] if joined else [source], outcome)
        for item in aside:
            self._archive.refuse("refused")
            yield KeptUpload(item.name, None, item.reason)
        self._archive.compact_many()

    def _kept(self, given: Sequence[Source], outcome: Report | Failure) -> KeptUpload:
        report = None if isinstance(outcome, Failure) else outcome
        name = report.file if report else given[0].name
        if report and not self._theirs(report):
            whose = report.meta.department or UNKNOWN_DEPARTMENT
            return KeptUpload(name, None, NOT_THEIRS.format(whose, self._viewer.unit))
        try:
            came = keep_outcome(self._archive, given, outcome, self._particulars, self._limits)
        except Unreadable as error:
            return KeptUpload(name, None, str(error))
        return KeptUpload(name, came, report=report)

    def _theirs(self, report: Report) -> bool:
        meta = report.meta
        return may_keep(self._archive, self._viewer, meta.department, region_of(meta.edition))


def kept_table(uploads: Sequence[KeptUpload], viewer: Viewer) -> PortalTable:
    """What became of all that was uploaded, as far as it has come."""
    rows = tuple(_row(one, viewer) for one in uploads)
    kept = sum(one.came is not None for one in uploads)
    heading = f"收进档案 {kept} 份，没有收 {len(uploads) - kept} 份"
    return PortalTable("kept", heading, COLUMNS, rows)


def _row(upload: KeptUpload, viewer: Viewer) -> tuple[PortalCell, ...]:
    report = upload.report
    if upload.came is None or report is None:
        return texts(upload.name, PortalCell(LACKING, kind="error"), "", "", "", upload.words, "")
    errors = sum(finding.severity == "错误" for finding in report.findings)
    links = [("审核结果", to("文件", report.sha256))]
    if viewer.may("review") and report.meta.department and report.meta.year:
        links.append(("复核", to(REVIEW.strip("/"), report.sha256)))
    meta = report.meta
    return (
        *texts(upload.name, upload.came, meta.department, meta.year),
        *texts(errors, CAME[upload.came], PortalCell("", links=tuple(links))),
    )


def _unheard(_: object) -> None:
    """Nobody waits for what is told of joinings."""
