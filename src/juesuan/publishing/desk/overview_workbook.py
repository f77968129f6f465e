"""汇总: a round as a workbook, a row for each document and finding, with room for replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from juesuan.model.report import ORDER, WAIVED
from juesuan.model.review import DeskDocument, DeskFinding, Review, mark_of
from juesuan.notation.look import Look
from juesuan.publishing.desk.round_words import (
    answered,
    checked_share,
    documents_counted,
    entitled,
    outcomes,
    set_aside,
)
from juesuan.publishing.setting_words import skipped_words
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import MOST_LETTERS, CellAmount
from juesuan.publishing.sheets.list_sheet import Entry, ListColumn, ListSheet, draw_list, first_row
from juesuan.publishing.sheets.table_sheet import LiveAmount

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE, FILES, FINDINGS, PASSED = "审核汇总", "文件", "审核结果", "没有审核"
REPLY, OUTCOME, MARK = "部门答复", "处理结果", "编号"
STATES = ("属实，将改", "说明理由", "系统误读", "豁免", "已改正", "通过")
KEPT = MOST_LETTERS // 4  # letters of one cell: a longer text is in the report
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
PROPERTY = ("juesuan", "desk")  # by which the workbook is known again, saved by whatever program
HOW = (
    f"请在“{REPLY}”一栏填写答复，“{OUTCOME}”可从下拉选项里选；“{MARK}”一栏请勿改动，"
    "填好后用 juesuan replies 读回。行可以排序、筛选、拆分到几个文件。"
)
DOCUMENT_COLUMNS = (
    *(ListColumn("部门", 14), ListColumn("年度", 4.5), ListColumn("文件", 16)),
    ListColumn("结论", 18),
    *(ListColumn(severity, 4) for severity in ORDER),
    *(ListColumn("金额", 5), ListColumn("已核", 5.5), ListColumn("读不了的原因", 16)),
)
FINDING_COLUMNS = (
    *(ListColumn("部门", 8), ListColumn("年度", 4), ListColumn("文件", 9), ListColumn("等级", 4)),
    *(ListColumn("位置", 11), ListColumn("说明", 26), ListColumn("更正", 9), ListColumn("规则", 7)),
    *(ListColumn(REPLY, 14), ListColumn(OUTCOME, 7), ListColumn(MARK, 11)),
)
CHANGED = ListColumn("变化", 4)
WAIVES = ListColumn(WAIVED, 4)
WAIVER = ListColumn("豁免的人、原因和期限", 14)
PASSED_COLUMNS = (ListColumn("文件", 30), ListColumn("没有审核的原因", 40))


def write_overview(review: Review, look: Look) -> bytes:
    """A round as XLSX; the same round gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when a workbook is written

    target = BytesIO()
    with Workbook(target, OPTIONS) as book:
        book.set_properties({"title": TITLE, "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a date, no moment
        book.set_custom_property(*PROPERTY)
        drawing = Drawing(book, look, TITLE)
        _documents(book.add_worksheet(FILES), review, drawing)
        _findings(book.add_worksheet(FINDINGS), review, drawing)
        passed = [tuple(map(_fitting, item)) for item in review.passed]
        _draw(book.add_worksheet(PASSED), ListSheet(PASSED, (), PASSED_COLUMNS, passed), drawing)
    return target.getvalue()


def _documents(page: Worksheet, review: Review, drawing: Drawing) -> None:
    waives = bool(review.waived)
    columns = DOCUMENT_COLUMNS
    if waives:
        columns = (*columns[:-3], WAIVES, *columns[-3:])
    rows = [[*map(_entry, _document(one, waives=waives))] for one in review.documents]
    remarks = (documents_counted(review), *skipped_words(review.skipped), *review.notes)
    _draw(page, ListSheet(TITLE, remarks, columns, rows), drawing)


def _document(document: DeskDocument, *, waives: bool) -> Iterator[str | int]:
    yield from (document.department, str(document.year or ""), entitled(document))
    yield document.verdict or ("没有读出" if document.unread else "")
    if document.unread:
        yield from ("－" for _ in range(len(ORDER) + waives))
        yield from ("－", "－")
    else:
        yield from document.counts().values()
        yield from [document.waived] if waives else []
        yield from (document.coverage.numbers, checked_share(document))
    yield document.unread


def _findings(page: Worksheet, review: Review, drawing: Drawing) -> None:
    columns: tuple[ListColumn, ...] = FINDING_COLUMNS
    if review.compared:
        columns = (*columns[:4], CHANGED, *columns[4:])
    if _waivers(review):
        columns = (*columns[:-3], WAIVER, *columns[-3:])
    rows = [_finding(review, document, finding) for document, finding in review.rows()]
    _draw(page, ListSheet(FINDINGS, (HOW,), columns, rows), drawing)
    if rows:
        at = next(i for i, column in enumerate(columns) if column.head == OUTCOME)
        first = first_row(drawing, 1)
        choice = {"validate": "list", "source": list(STATES), "error_type": "information"}
        page.data_validation(first, at, first + len(rows) - 1, at, choice)


def _waivers(review: Review) -> bool:
    """Whether any finding is waived, or was."""
    return any(finding.waiver for _, finding in review.rows())


def _finding(review: Review, document: DeskDocument, finding: DeskFinding) -> list[Entry]:
    change = [finding.change] if review.compared else []
    waiver = [set_aside(finding)] if _waivers(review) else []
    texts = (
        *(document.department, str(document.year or ""), entitled(document), finding.label),
        *change,
        *(finding.where, finding.message, finding.correction, finding.rule),
        *waiver,
        *(answered(finding), outcomes(finding), mark_of(document, finding)),
    )
    return [_fitting(text) for text in texts]


def _draw(page: Worksheet, content: ListSheet, drawing: Drawing) -> None:
    """Draw a list that can be filtered."""
    draw_list(page, content, drawing)
    head = first_row(drawing, len(content.remarks)) - 1
    last = max(len(content.rows), 1) + head
    page.autofilter(head, 0, last, len(content.columns) - 1)


def _entry(value: str | int) -> Entry:
    if isinstance(value, str):
        return _fitting(value)
    return LiveAmount(CellAmount(Decimal(value), 0, "0"))


def _fitting(text: str) -> str:
    """A text as far as a cell takes it; the whole stands in the report."""
    return text if len(text) <= KEPT else f"{text[:KEPT]}……"


def heads() -> Sequence[str]:
    """The heads by which replies are found again."""
    return (REPLY, OUTCOME, MARK)
