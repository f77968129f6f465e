"""index.html: a round as one page, a row for each document, which leads to its report."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.model.report import ORDER, WAIVED
from juesuan.model.review import DeskDocument, Review
from juesuan.publishing.desk.page_parts import beside, filled
from juesuan.publishing.desk.round_words import (
    changes_counted,
    checked_share,
    documents_counted,
    entitled,
)
from juesuan.publishing.grid import cell, row, table
from juesuan.publishing.markup import Html, element, joined, lines
from juesuan.publishing.setting_words import skipped_words

TITLE = "部门决算公开审核汇总"
HEADS = ("部门", "年度", "文件", "结论", *ORDER)
CHECKED = "已核"


def overview_html(review: Review, versions: str) -> str:
    """The whole page of one round; the same round gives the same page."""
    heads = (*HEADS, *([WAIVED] if review.waived else []), CHECKED)
    head = row(cell(text, tag="th", scope="col") for text in heads)
    rows = (_row(document, waives=bool(review.waived)) for document in review.documents)
    fields = {
        "title": TITLE,
        "counted": documents_counted(review),
        "changes": _changes(review),
        "skipped": joined("", map(_settled, (*skipped_words(review.skipped), *review.notes))),
        "documents": lines([table(rows, [head])]),
        "passed": _passed(review),
        "versions": versions or "juesuan",
    }
    return filled("overview", fields)


def _row(document: DeskDocument, *, waives: bool) -> Html:
    kind = "unread" if document.unread else "wrong" if document.count("错误") else "clear"
    return row(_cells(document, waives=waives), kind)


def _cells(document: DeskDocument, *, waives: bool) -> Iterator[Html]:
    yield _cell("部门", document.department or "－")
    yield _cell("年度", str(document.year or "－"), "number")
    name = entitled(document)
    yield _cell("文件", beside(document.report, name) if document.report else name, "name")
    if document.unread:
        yield _cell("", joined("", ("没有读出", element("small", document.unread))), "verdict")
    else:
        yield _cell("", document.verdict, "verdict")
    for severity, count in document.counts().items():
        kind = "number none" if not count else "number bad" if severity == "错误" else "number"
        yield _cell(severity, "－" if document.unread else str(count), kind)
    if waives:
        kind = "number" if document.waived else "number none"
        yield _cell(WAIVED, "－" if document.unread else str(document.waived), kind)
    yield _cell(CHECKED, "－" if document.unread else checked_share(document), "number")


def _cell(head: str, inside: str, kind: str | None = None) -> Html:
    return cell(inside, class_=kind, data_head=head or None)


def _changes(review: Review) -> Html:
    """How many findings of the last round are gone, stand, are new."""
    if not review.compared:
        return Html()
    return element("p", changes_counted(review), class_="changes")


def _settled(text: str) -> Html:
    return element("p", text, class_="skipped")


def _passed(review: Review) -> Html:
    if not review.passed:
        return Html()
    items = (element("li", f"{item.name}：{item.reason}") for item in review.passed)
    return joined("\n", (element("h2", "没有审核"), element("ul", *items, class_="passed")))
