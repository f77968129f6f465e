"""Document × Edition -> facts and claims, each with its place; what cannot be read is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.model.page import Document, Place, Unreadable
from juesuan.model.reading import NO_PROJECTS, Reading, Unread
from juesuan.model.text import Claim, Numeral, Paragraph
from juesuan.notation import numbers
from juesuan.notation.edition import Edition
from juesuan.reading.cover import Cover, read_cover
from juesuan.reading.forms import read_forms
from juesuan.reading.kind import PERFORMANCE
from juesuan.reading.paragraphs import prose
from juesuan.reading.projects.cards import read_projects
from juesuan.reading.second import parted, unread_numerals
from juesuan.reading.spoken import spoken, with_told
from juesuan.reading.tables import Table, tables
from juesuan.stages import Stages

OTHER_TABLES = "其他表格"
FEWEST_CLAIMS = 5
NUMERAL = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?%?")
AMOUNT_LIKE = re.compile(r"\.\d|,\d{3}|%")


def read(document: Document, edition: Edition) -> Reading:
    """Read a document; raises Unreadable where it holds none of the forms nor their narrative.

    Raises Unreadable, too, for a document that calls itself something else than final accounts.
    """
    cover = read_cover(document)
    found = tables(document)
    facts, unread, remarks, others = read_forms(found, edition)
    own, second = parted(document, edition, facts, unread)
    stages = Stages()
    nothing: tuple[list[Claim], list[Numeral]] = ([], [])
    claims, numerals = stages.run("文字读取", lambda: spoken(own, edition, facts, cover), nothing)
    elsewhere: list[Numeral] = []
    numerals += stages.run("其他表格读取", lambda: [*_in_other_tables(others)], elsewhere)
    if second is not None:
        numerals += unread_numerals(second[0], edition)
        unread.append(second[1])
    if not any(form.known for form in facts.forms.values()):
        _refuse_without_forms(
            document, cover, told=len(claims) >= FEWEST_CLAIMS or bool(stages.failed)
        )
    unread += _pictures(document)
    none: tuple[Paragraph, ...] = ()
    paragraphs = stages.run("段落读取", lambda: prose(own, edition.narrative), none)
    projects = stages.run(
        "绩效读取", lambda: read_projects(document, others, edition, cover.year), NO_PROJECTS
    )
    return Reading(
        cover.meta(edition.id),
        with_told(facts, claims),
        tuple(claims),
        tuple(unread),
        (*remarks, *stages.failed),
        tuple(numerals),
        paragraphs,
        projects,
    )


def _refuse_without_forms(document: Document, cover: Cover, *, told: bool) -> None:
    """Raise Unreadable for a document without any form that is no narrative either."""
    if cover.kind == PERFORMANCE:
        message = (
            f"“{document.name}”是{cover.kind}，不是部门决算，文中也没有决算公开表；"
            "绩效自评表请用 juesuan score"
        )
        raise Unreadable(message)
    if not told:
        message = (
            f"没有在“{document.name}”中识别到任何一张部门决算公开表。请确认它是部门决算公开文件，"
            "并且表格是带框线的文字表格（不是图片）"
        )
        raise Unreadable(message)


def _in_other_tables(others: Iterable[Table]) -> Iterator[Numeral]:
    """The numbers of tables that are none of the forms: cards, lists, rosters."""
    for table in others:
        for cell in table.grid.cells:
            for text in numbers.SEALED.findall(text_of := numbers.seal(cell.text)):
                number = numbers.unseal(text)
                read = numbers.parse(number)
                why = read.why if isinstance(read, numbers.Malformed) else ""
                yield Numeral(number, cell.place, OTHER_TABLES, malformed=why)
            for number in NUMERAL.findall(text_of):
                why = "" if AMOUNT_LIKE.search(number) else "其他表格中的编号、日期或清点数"
                yield Numeral(number, cell.place, OTHER_TABLES, why)


def _pictures(document: Document) -> Iterator[Unread]:
    """Pages that show nothing a reader of text can see, and characters nobody can tell."""
    for page in document.pages:
        if not page.blocks and page.number is not None:
            reason = f"第{page.number}页没有文字层（可能是图片或空白页），未读"
            yield Unread("", "page", reason, Place(page.number))
        if page.lost:
            reason = (
                f"第{page.number}页有 {page.lost} 处文字没有读出：所用字体不在文件里，"
                "无从知道是什么字，请对照原件，或请发布单位嵌入字体后重新导出"
            )
            yield Unread("", "page", reason, Place(page.number))
