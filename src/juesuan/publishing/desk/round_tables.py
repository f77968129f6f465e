"""A round as Arrow tables: one row a document, one row a finding, as the workbook has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from juesuan.model.review import DeskDocument, mark_of
from juesuan.publishing.desk.round_words import (
    answered,
    entitled,
    outcomes,
    set_aside,
)
from juesuan.publishing.report.dataframes import rows_table

if TYPE_CHECKING:
    import pyarrow as pa


class DocumentRow(NamedTuple):
    """One document: whose, its verdict, how many findings of each kind, how much was checked.

    `share` is that of the amounts that were checked, None where there are none; `unread` is why a
    file was not audited.
    """

    department: str
    year: int | None
    file: str
    verdict: str
    errors: int
    hints: int
    tails: int
    unchecked: int
    waived: int
    numbers: int
    share: float | None
    unread: str
    kind: str
    edition: str
    sha256: str


class FindingRow(NamedTuple):
    """One finding; `severity` is 豁免 where it is waived, `mark` tells document and finding."""

    department: str
    year: int | None
    file: str
    severity: str
    place: str
    message: str
    correction: str
    rule: str
    waiver: str
    reply: str
    outcome: str
    mark: str
    id: str
    sha256: str


def documents_table(documents: Iterable[DeskDocument]) -> pa.Table:
    """The columns are those of `DocumentRow`; raises Lacking."""
    return rows_table(DocumentRow, map(_document, documents))


def findings_of(documents: Iterable[DeskDocument]) -> pa.Table:
    """The columns are those of `FindingRow`; raises Lacking."""
    return rows_table(FindingRow, (row for document in documents for row in _findings(document)))


def _document(document: DeskDocument) -> DocumentRow:
    numbers = document.coverage.numbers
    return DocumentRow(
        document.department,
        document.year,
        entitled(document),
        document.verdict,
        document.count("错误"),
        document.count("提示"),
        document.count("尾差"),
        document.count("未核"),
        document.waived,
        numbers,
        document.coverage.share if numbers else None,
        document.unread,
        document.kind,
        document.edition,
        document.sha256,
    )


def _findings(document: DeskDocument) -> Iterator[FindingRow]:
    for finding in document.findings:
        yield FindingRow(
            document.department,
            document.year,
            entitled(document),
            finding.label,
            finding.where,
            finding.message,
            finding.correction,
            finding.rule,
            set_aside(finding),
            answered(finding),
            outcomes(finding),
            mark_of(document, finding),
            finding.id,
            document.sha256,
        )
