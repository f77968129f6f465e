"""PDF in, a Document out: characters, lines, ruling lines, grids, page by page.

In a document without ruled tables those that stand in columns are grids by alignment, and say so.
 PDFium may hang or abort on a malformed file: run this in a child process, whose parent
keeps the limits of time and memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from juesuan.extras import RECOGNISED
from juesuan.model.page import Block, Document, Grid, Limits, Line, Page, Unreadable
from juesuan.secrecy.document import refuse_marked
from juesuan.sources.effort import within
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.alignment import Loose, aligned
from juesuan.sources.pdf.aside import aside_of, notes_on
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import Run, read_text, share_unmapped
from juesuan.sources.pdf.grids import read_grids
from juesuan.sources.pdf.objects import objects_on
from juesuan.sources.pdf.page_blocks import filled
from juesuan.sources.pdf.rulings import read_rulings
from juesuan.sources.pdf.scan import SCALE, can_recognise, recognised
from juesuan.sources.pdf.silent import left_out

AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*+\.\d{1,6}(?!\d)")
LEAST, DENSE, MOST_PAGES = 3, 5, 500
A_PAGE = 0.1
"""Seconds of processor time that a page may take on average: some times what real ones do."""
TANGLED = (
    "PDF 的内容异常复杂（例如图形层层套用、反复绘制），远超同样页数的文件，已停止读取。"
    "请用 WPS 或 Acrobat 打开，另存为新的 PDF 后再试，或用 --max-work 调高上限"
)


class _Read(NamedTuple):
    """A page, and what tells whether its text can be trusted."""

    page: Page
    characters: int
    pictures: int
    unmapped: int
    sampled: int
    frame: Frame
    notes: list[str]
    rest: list[Run]


def read_pdf(name: str, data: bytes, limits: Limits) -> Document:
    """Read the pages of a PDF; Unreadable says in Chinese why not, and what to do."""
    with engine.opened(data, limits) as pdf, ExitStack() as stack:
        again = cache(lambda: stack.enter_context(engine.opened_again(data, limits)))
        pages = len(pdf)
        with within(limits.work + A_PAGE * pages, TANGLED):
            read = [_page(pdf, number, limits, again) for number in range(1, pages + 1)]
            columned = _in_columns(read)
            for at in columned:
                read[at] = _page(pdf, at + 1, limits, again, loose=True)
            _realign(read, columned)
            aside = aside_of(pdf, data, [each.notes for each in read])
        _recognise(pdf, read, limits)
    refuse_marked(aside)
    _refuse_without_text(read)
    return Document(name, sha256(data).hexdigest(), tuple(each.page for each in read), aside)


def _page(
    pdf: object,
    number: int,
    limits: Limits,
    again: Callable[[], object],
    *,
    loose: bool = False,
) -> _Read:
    with engine.sheet(pdf, number) as sheet:
        text = read_text(sheet, limits)
        frame = text.frame
        every = list(objects_on(sheet.page, frozenset()))
        objects = [each for each in every if each.address not in text.owners]
        texts = [each.address for each in every if each.kind == engine.TEXT]
        rulings = read_rulings(sheet, objects, frame, limits)
        unmapped, sampled = share_unmapped(sheet)
        more, unread = left_out(sheet, texts, text.owners, frame, again=again, limits=limits)
        notes = notes_on(sheet.raw)
    runs = [*text.runs, *more]
    grids, rest = read_grids(rulings, runs, frame, number, limits)
    page = Page(number, (), round(frame.width, 2), round(frame.height, 2), unread)
    page = filled(page, grids, rest, frame)
    characters = sum(len(run.text) for run in runs)
    pictures = sum(each.kind == engine.IMAGE for each in objects)
    return _Read(page, characters, pictures, unmapped, sampled, frame, notes, rest if loose else [])


def _recognise(pdf: object, read: list[_Read], limits: Limits) -> None:
    """Read the pages that are but pictures, where the extra for it is installed."""
    pictures = [at for at, each in enumerate(read) if each.pictures and not each.characters]
    if not pictures or not can_recognise():
        return
    for at in pictures:
        with engine.sheet(pdf, at + 1) as sheet:
            frame = read[at].frame
            if frame.width * frame.height * SCALE**2 > limits.pixels:
                continue
            image = engine.picture(sheet, frame.turn, SCALE)
        page, letters = recognised(image, at + 1, 1 / SCALE, limits)
        read[at] = read[at]._replace(page=page, characters=letters)


def _in_columns(read: list[_Read]) -> list[int]:
    """The pages that may have tables without rules, counted from 0.

    Those are all of a document without ruled tables that has lines of amounts; of one with ruled
    tables those that have none, where some page is full of such lines.
    """
    ruled = [any(map(_is_table, each.page.blocks)) for each in read]
    listed = [sum(map(_lists_amounts, each.page.blocks)) for each in read]
    free = [at for at, each in enumerate(ruled) if not each]
    enough = max((listed[at] for at in free), default=0) >= DENSE
    if any(ruled) and not enough:
        return []
    return free if sum(listed) >= LEAST and len(read) <= MOST_PAGES else []


def _is_table(block: Block) -> bool:
    return isinstance(block, Grid) and block.width >= LEAST and block.height >= LEAST


def _lists_amounts(block: Block) -> bool:
    """Whether a line has several amounts and is no sentence: the last ends it."""
    if not isinstance(block, Line):
        return False
    amounts = [match.end() for match in AMOUNT.finditer(block.text)]
    return len(amounts) > 1 and amounts[-1] == len(block.text.rstrip())


def _realign(read: list[_Read], pages: list[int]) -> None:
    """Read the tables of some pages by alignment."""
    outcomes = aligned([Loose(at + 1, read[at].rest) for at in pages])
    for at, outcome in zip(pages, outcomes, strict=True):
        ruled = [block for block in read[at].page.blocks if isinstance(block, Grid)]
        page = filled(read[at].page, [*ruled, *outcome.grids], outcome.rest, read[at].frame)
        read[at] = read[at]._replace(page=page, rest=[])


def _refuse_without_text(read: list[_Read]) -> None:
    pages = len(read)
    if not sum(each.characters for each in read):
        if any(each.pictures for each in read):
            raise Unreadable(
                f"扫描件没有文字层（共 {pages} 页，仅图片）；请提供可复制文字的 PDF，{RECOGNISED}"
            )
        raise Unreadable(f"PDF 中没有文字（共 {pages} 页）；请提供可复制文字的 PDF")
    if 2 * sum(each.unmapped for each in read) > sum(each.sampled for each in read):
        raise Unreadable(
            "PDF 的文字没有编码对照，复制出来是乱码；请发布单位重新导出，或先做文字识别（OCR）"
        )
