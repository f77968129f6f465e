"""The twenty days: which disclosure is to be public by when, as a list and as a month."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date

from juesuan.archive.door import Archive
from juesuan.archive.review_cases import ReviewBook, review_book
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.review_view import REVIEWS, SHOWN, ReviewSubject, subjects, today

TITLE = "期限"
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
FIRST, LAST = "1990", "2200"  # years that are looked at
ASK = "月份要写成 ?month=2024-09 的样子"
NOTE = "应公开的日子是财政批复之日起第二十日；没有写批复日期的列在最后，请在复核的网页上写。"
LIST = (
    ("due", "应公开于"),
    ("left", "还有"),
    ("department", "部门"),
    ("year", "年度"),
    ("kind", "种类"),
    ("state", "状态"),
)
WEEK = tuple((f"day{number}", f"周{sign}") for number, sign in enumerate("一二三四五六日", 1))
LATE, SOON = 0, 5  # days


def deadlines_page(archive: Archive, asked: PortalQuestion, day: str = "") -> PortalPage:
    """All deadlines, the nearest first, and those of one month in its weeks."""
    now = date.fromisoformat(day or today())
    month = asked.word("month") or f"{now:%Y-%m}"
    if not MONTH.fullmatch(month) or not FIRST <= month < LAST:
        raise PortalRefusal(422, ASK)
    every, book = subjects(archive, asked), review_book(archive)
    every.sort(key=lambda one: (not one.due, one.due, one.subject))
    rows = tuple(_row(one, book, now) for one in every)
    tables = (_month(month, every), PortalTable("deadlines", "全部", LIST, rows, NOTE))
    about = (("月份", _turning(month)),)
    return PortalPage(TITLE, "复核", about, tables, shown=SHOWN, sheet=1)


def _turning(month: str) -> PortalCell:
    """The month, and what leads to those beside it."""
    year, number = map(int, month.split("-"))
    links = []
    for words, step in (("上个月", -1), ("下个月", 1)):
        there, at = divmod(year * 12 + number - 1 + step, 12)
        links.append((words, to(TITLE, month=f"{there:04}-{at + 1:02}")))
    return PortalCell(month, links=tuple(links))


def _month(month: str, every: Sequence[ReviewSubject]) -> PortalTable:
    year, number = map(int, month.split("-"))
    due: dict[str, list[ReviewSubject]] = {}
    for review in every:
        due.setdefault(review.due, []).append(review)
    rows = tuple(
        tuple(_day(day, number, due) for day in week)
        for week in Calendar().monthdatescalendar(year, number)
    )
    count = sum(len(some) for day, some in due.items() if day.startswith(month))
    return PortalTable("month", f"{year} 年 {number} 月：{count} 份", WEEK, rows)


def _day(day: date, month: int, due: dict[str, list[ReviewSubject]]) -> PortalCell:
    if day.month != month:
        return PortalCell("")
    reviews = due.get(day.isoformat(), ())
    links = ((one.document.unit, to(REVIEWS, one.document.sha256)) for one in reviews)
    return PortalCell(str(day.day), links=tuple(links))


def _row(review: ReviewSubject, book: ReviewBook, now: date) -> tuple[PortalCell, ...]:
    document = review.document
    return (
        PortalCell(review.due or "没有写批复日期"),
        _left(review, book, now),
        PortalCell(document.unit, to("单位", document.unit)),
        *texts(document.year, document.kind),
        PortalCell(review.state, to(REVIEWS, document.sha256)),
    )


def _left(review: ReviewSubject, book: ReviewBook, now: date) -> PortalCell:
    """How many days are left, or by how many it was or is late."""
    if not review.due:
        return PortalCell("")
    due, published = date.fromisoformat(review.due), next(_published(review, book), None)
    if published is not None:
        late = (published - due).days
        return PortalCell(f"已公开，迟 {late} 天" if late > 0 else "已公开")
    days = (due - now).days
    if days < LATE:
        return PortalCell(f"过期 {-days} 天", kind="error")
    return PortalCell(f"{days} 天", kind="hint" if days <= SOON else "")


def _published(review: ReviewSubject, book: ReviewBook) -> Iterator[date]:
    """The day on which it was made public, where it is so now."""
    if review.case.state == "已公开":
        for step in reversed(book.steps.get(review.subject, ())):
            if step.act.kind == "公开":
                yield date.fromisoformat(step.act.on)
