"""What an audit of many files came to, for Python and for a notebook: it shows itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from juesuan.desk.filing import filed
from juesuan.guard import Failure
from juesuan.model.report import ORDER, WAIVED
from juesuan.model.review import DeskDocument, Review
from juesuan.model.settings import Waiver
from juesuan.publishing.desk.round_words import checked_share, documents_counted, entitled
from juesuan.publishing.grid import listed
from juesuan.publishing.setting_words import skipped_words
from juesuan.tasks.results import Report

if TYPE_CHECKING:
    import pyarrow as pa

HEADS = ("部门", "年度", "文件", "结论", *ORDER, WAIVED, "已核")


class AuditedPaths:
    """Files with what became of each: path and `Report` or `Failure`, as they come.

    `documents` and `findings` are Arrow tables of all of them, columns as in 汇总.xlsx. What was
    audited is kept here; where that is too much, `audit_all` keeps nothing.
    """

    def __init__(
        self,
        outcomes: Iterator[tuple[str, Report | Failure]],
        waivers: Sequence[Waiver] = (),
        day: str = "",
    ) -> None:
        self._coming, self._here = outcomes, list[tuple[str, Report | Failure]]()
        self._waivers = waivers
        self._day = day or date.today().isoformat()  # noqa: DTZ011 - the user's own calendar

    def __iter__(self) -> Iterator[tuple[str, Report | Failure]]:
        """Each in the order given, audited when asked for; again as often as wanted."""
        at = 0
        while at < len(self._here) or self._take():
            yield self._here[at]
            at += 1

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def reports(self) -> list[Report]:
        """The reports of all that could be audited."""
        return [outcome for _, outcome in self if isinstance(outcome, Report)]

    @property
    def failures(self) -> dict[str, Failure]:
        """What could not be audited, by its path, and why."""
        return {path: outcome for path, outcome in self if isinstance(outcome, Failure)}

    @property
    def review(self) -> Review:
        """All documents as the reviewer's desk keeps them."""
        return Review(tuple(_document(path, outcome) for path, outcome in self))

    @property
    def documents(self) -> pa.Table:
        """One row a document, unread ones too; the columns are those of `DocumentRow`."""
        from juesuan.publishing.desk.round_tables import documents_table  # noqa: PLC0415 - brings pyarrow

        return documents_table(self.review.documents)

    @property
    def findings(self) -> pa.Table:
        """One row a finding; the columns are those of `FindingRow`."""
        from juesuan.publishing.desk.round_tables import findings_of  # noqa: PLC0415 - as above

        return findings_of(self.review.documents)

    def _take(self) -> bool:
        """Audit the next one; whether there is any."""
        path, outcome = next(self._coming, ("", None))
        if outcome is None:
            return False
        if self._waivers and isinstance(outcome, Report):
            from juesuan.auditing.set_aside import with_waivers  # noqa: PLC0415 - brings numpy

            outcome = with_waivers(outcome, self._waivers, self._day)
        self._here.append((path, outcome))
        return True

    def _repr_html_(self) -> str:
        review = self.review
        caption = "。".join(
            (documents_counted(review).rstrip("。"), *skipped_words(review.skipped))
        )
        return listed(HEADS, map(_row, review.documents), caption)


def _document(path: str, outcome: Report | Failure) -> DeskDocument:
    if isinstance(outcome, Failure):
        return DeskDocument(path, unread=outcome.message)
    return filed(outcome, path)[0]


def _row(document: DeskDocument) -> tuple[str, ...]:
    whose = (document.department or "－", str(document.year or "－"), entitled(document))
    if document.unread:
        return (*whose, f"没有读出：{document.unread}", *("－" for _ in (*ORDER, WAIVED)), "－")
    counts = (*document.counts().values(), document.waived)
    return (*whose, document.verdict, *map(str, counts), checked_share(document))
