"""封面 and 文字: what a disclosure says in words, one cell a line or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.model.disclosure import CoverPage, Gap, Heading, Run, Text
from juesuan.publishing.sheets.cell_formats import (
    LEADING,
    MARGIN,
    TALLEST,
    Drawing,
    height,
    lines,
    pixels,
)
from juesuan.publishing.sheets.cell_values import cell_text
from juesuan.publishing.sheets.paper import PrintedRow, PrintedSheet, page_breaks, set_up

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COVER, WORDS = "封面", "文字"
LISTED = ("工作表", "内容")
LISTED_WIDTHS = (16.0, 30.0)  # letters of the columns of the list of sheets
SMALLER = 0.75  # letters on a sheet, by those on paper: a sheet is narrowed to its page
ACROSS = 30  # letters of a line of text: one column, so that it must not be wider than a page
WHOLE = 100  # per cent: as large as it is
SET_IN = MARGIN + 1
TIGHT = 1.08  # how much narrower a line may turn out
ENDS = ("。", "；")
SENTENCE = re.compile("[^。；]*[。；]?")


class ListedSheet(NamedTuple):
    """A sheet in the list of the cover: its name, what stands on it."""

    name: str
    content: str


def draw_cover(
    page: Worksheet, cover: CoverPage, sheets: Sequence[ListedSheet], drawing: Drawing
) -> None:
    """Draw the lines of the cover and, below them, links to all sheets."""
    size = drawing.look.styles["表内"].size
    for column, letters in enumerate(LISTED_WIDTHS):
        page.set_column_pixels(column, column, pixels(letters, size))
    row = 0
    for text, style in _cover_lines(cover, drawing):
        declared = drawing.look.styles[style]
        look = drawing.format(style, font_size=declared.size * SMALLER, text_wrap=True)
        drawing.across(page, row, len(LISTED), text, look)
        wide = sum(LISTED_WIDTHS) * size / (declared.size * SMALLER)
        page.set_row(
            row, height(lines(text, wide - 1), declared.size * SMALLER) + declared.size / 2
        )
        row += 1
    last = _list_sheets(page, row + 1, sheets, drawing)
    set_up(page, drawing, PrintedSheet(last, len(LISTED) - 1))


def _list_sheets(
    page: Worksheet, head: int, sheets: Sequence[ListedSheet], drawing: Drawing
) -> int:
    """Draw the list of sheets below a row of heads; gives its last row."""
    for column, text in enumerate(LISTED):
        drawing.text(page, (head, column), text, drawing.field("center", head=True))
    size, tall = drawing.look.styles["表内"].size, drawing.look.table.tall
    link = drawing.field("left", font_color=f"#{drawing.look.chart.ink}", underline=1)
    for row, sheet in enumerate(sheets, start=head + 1):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", link, sheet.name)
        drawing.text(page, (row, 1), sheet.content, drawing.field("left"))
        across = zip(sheet, LISTED_WIDTHS, strict=True)
        most = max(lines(text, wide - SET_IN) for text, wide in across)
        page.set_row(row, max(tall, height(most, size)))
    return head + len(sheets)


def _cover_lines(cover: CoverPage, drawing: Drawing) -> Iterator[tuple[str, str]]:
    if drawing.mark:
        yield drawing.mark, "草稿"
    for number, text in enumerate(cover.lines):
        yield text, "封面名称" if number else "封面年度"
    if cover.date:
        yield cover.date, "封面日期"
    yield from ((line, "封面日期") for line in cover.signed)


def draw_words(page: Worksheet, blocks: Iterable[Heading | Text], drawing: Drawing) -> None:
    """Draw headings and paragraphs, each in a cell; a long paragraph goes on in the next."""
    body = drawing.look.styles["正文"].size * SMALLER
    page.set_column_pixels(0, 0, pixels(ACROSS, body))
    rows: list[PrintedRow] = []
    if drawing.mark:
        drawing.text(page, (0, 0), drawing.mark, drawing.format("草稿"))
        rows.append(PrintedRow(height(1, body), with_next=True))
    for block in blocks:
        heads = isinstance(block, Heading)
        style = f"标题{block.level}" if isinstance(block, Heading) else "正文"
        size = drawing.look.styles[style].size * SMALLER
        across = ACROSS * body / size / TIGHT
        valign = "vcenter" if heads else "top"
        look = drawing.format(style, font_size=size, text_wrap=True, bold=heads, valign=valign)
        for runs in _cells(block, across, size):
            _write(page, len(rows), runs, look, drawing)
            text = "".join(_words(run) for run in runs)
            rows.append(PrintedRow(height(lines(text, across), size) + size / 3, with_next=heads))
            page.set_row(len(rows) - 1, rows[-1].height)
    breaks = page_breaks(rows, drawing.look.page, WHOLE)
    set_up(page, drawing, PrintedSheet(max(len(rows) - 1, 0), 0, scale=WHOLE, breaks=breaks))


def _words(run: Run) -> str:
    return cell_text(run if isinstance(run, str) else run.text)


def _cells(block: Heading | Text, across: float, size: float) -> Iterator[list[Run]]:
    """The runs of a block, parted between sentences where one cell could not show them all."""
    most = int(across * (TALLEST / size / LEADING - 2))
    runs: list[Run] = []
    used = 0
    for sentence in _sentences((block.text,) if isinstance(block, Heading) else block.runs, most):
        long = sum(len(_words(run)) for run in sentence)
        if runs and used + long > most:
            yield runs
            runs, used = [], 0
        runs += sentence
        used += long
    yield runs


def _sentences(runs: Iterable[Run], most: int) -> Iterator[list[Run]]:
    """The runs sentence by sentence; one that no cell could show in as many pieces as it takes."""
    sentence: list[Run] = []
    used = 0
    for run in runs:
        for part in _parts(run, most) if isinstance(run, str) else (run,):
            if sentence and used + len(_words(part)) > most:
                yield sentence
                sentence, used = [], 0
            sentence.append(part)
            used += len(_words(part))
            if isinstance(part, str) and part.endswith(ENDS):
                yield sentence
                sentence, used = [], 0
    if sentence:
        yield sentence


def _parts(text: str, most: int) -> Iterator[str]:
    for sentence in SENTENCE.findall(text):
        yield from (sentence[at : at + most] for at in range(0, len(sentence), most))


def _write(page: Worksheet, row: int, runs: list[Run], look: Format, drawing: Drawing) -> None:
    """A paragraph; what is missing in it stands out."""
    gaps = any(isinstance(run, Gap) for run in runs)
    parts = [(run, _words(run)) for run in runs if _words(run)]
    if not gaps or len(parts) == 1:
        shade = {"bg_color": f"#{drawing.look.table.shade}"} if gaps else {}
        shown = drawing.format("正文", text_wrap=True, valign="top", bold=True, **shade)
        drawing.text(page, (row, 0), "".join(t for _, t in parts), shown if gaps else look)
        return
    body = drawing.look.styles["正文"]
    plain = drawing.format("正文", font_size=body.size * SMALLER)
    strong = drawing.format("正文", font_size=body.size * SMALLER, bold=True, underline=1)
    fragments: list[Format | str] = []
    for run, text in parts:
        fragments += [strong if isinstance(run, Gap) else plain, text]
    page.write_rich_string(row, 0, *fragments, look)
