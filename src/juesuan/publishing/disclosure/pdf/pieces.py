"""A disclosure as plain data for the template: every text cleaned, every sign at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    PageTable,
    Run,
    Text,
)
from juesuan.notation.look import Look, Paper, TextStyle
from juesuan.publishing.disclosure.pdf.charts import chart_piece
from juesuan.publishing.disclosure.pdf.even_lines import balanced
from juesuan.publishing.disclosure.pdf.lettering import Lettering
from juesuan.publishing.disclosure.pdf.tabular import across, table_piece
from juesuan.publishing.screen import one_line

Piece = dict[str, Any]
CONTENTS = ("目录一级", "目录二级")
DIGITS = "0123456789"
SQUEEZED = 0.02  # letters may stand closer by such a part, so that a whole number fills a line


def document(disclosure: Disclosure, look: Look, words: Lettering) -> Piece:
    """Everything the template needs but the facts: who, when, how it looks, what stands there."""
    for style, signs in (("页码", f"— {DIGITS}"), *((listed, f".{DIGITS}") for listed in CONTENTS)):
        words.put(style, signs, "页码")
    return {
        "title": one_line(disclosure.title),
        "author": one_line(disclosure.department),
        "keywords": [one_line(word) for word in disclosure.keywords],
        "date": [disclosure.date.year, disclosure.date.month, disclosure.date.day],
        "mark": words.put("草稿", disclosure.mark, "草稿标记"),
        "page": look.page._asdict(),
        "wide": look.wide._asdict(),
        "tracking": tracking(look.styles["正文"], look.page),
        "styles": {name: _style(style, words.stack(name)) for name, style in look.styles.items()},
        "table": look.table._asdict(),
        "chart": look.chart._asdict(),
        "pieces": list(_pieces(disclosure, look, words)),
    }


def tracking(style: TextStyle, page: Paper) -> float:
    """How much closer letters stand, in pt, so that a line holds a whole number of them."""
    wide = across(page)
    spare = wide / round(wide / style.size) - style.size
    return spare - 0.003 if abs(spare) <= SQUEEZED * style.size else 0.0


def _style(style: TextStyle, stack: tuple[str, ...]) -> Piece:
    return {
        "fonts": list(stack),
        "size": style.size,
        "leading": max(style.pitch - style.size, 0),
        "align": style.align,
        "indent": style.indent,
        "before": style.before,
        "after": style.after,
        "weight": "bold" if style.bold else "regular",
    }


def _pieces(disclosure: Disclosure, look: Look, words: Lettering) -> Iterator[Piece]:
    """The blocks in order; a heading right above a table goes with it."""
    blocks, levels = disclosure.blocks, _levels(disclosure.blocks)
    title: Piece | None = None
    index = count()
    for block, rest in zip(blocks, _following(blocks), strict=True):
        if isinstance(block, Heading):
            piece = _heading(block, levels[block.id], words, titled=_titles(block, rest))
            title = piece if _titles(block, rest) else None
            if not title:
                yield piece | {"alone": block.level == 1 and _before_table(rest)}
        elif isinstance(block, PageTable):
            yield table_piece(block, title, look, words) | {"index": next(index)}
            title = None
        else:
            yield _plain(block, words, look)


def _following(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The two blocks after each one."""
    return (blocks[at + 1 : at + 3] for at in range(len(blocks)))


def _titles(heading: Heading, rest: tuple[Block, ...]) -> bool:
    return heading.level > 1 and any(isinstance(block, PageTable) for block in rest[:1])


def _before_table(rest: tuple[Block, ...]) -> bool:
    """Whether a table comes next, with its heading or without: the part has a page of its own."""
    match rest:
        case (PageTable(), *_) | (Heading(), PageTable()):
            return True
    return False


def _levels(blocks: tuple[Block, ...]) -> Mapping[str, int]:
    """The depth of each heading in the outline, where none is left out."""
    depths: dict[str, int] = {}
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = depths[block.id] = min(block.level, above + 1)
    return depths


def _heading(heading: Heading, depth: int, words: Lettering, *, titled: bool) -> Piece:
    style = "表题" if titled else f"标题{heading.level}"
    for listed in CONTENTS[depth - 1 : depth]:
        words.put(listed, heading.text, "目录")
    return {
        "kind": "heading",
        "id": heading.id,
        "level": depth,
        "part": heading.level == 1,
        "style": style,
        "text": words.put(style, heading.text, "标题"),
    }


def _plain(block: CoverPage | Contents | Text | Chart, words: Lettering, look: Look) -> Piece:
    match block:
        case CoverPage():
            return _cover(block, words, look.page)
        case Contents():
            return {"kind": "contents", "title": words.put("目录标题", block.title, "目录")}
        case Text():
            return {"kind": "text", "runs": [_run(run, words) for run in block.runs]}
        case Chart():
            return chart_piece(block, words)


def _cover(cover: CoverPage, words: Lettering, page: Paper) -> Piece:
    styles = ["封面年度", *["封面名称"] * (len(cover.lines) - 1)]
    return {
        "kind": "cover",
        "lines": [
            [style, balanced(words.put(style, line, "封面"), across(page) / words.size(style) - 1)]
            for style, line in zip(styles, cover.lines, strict=True)
        ],
        "date": words.put("封面日期", cover.date, "封面"),
    }


def _run(run: Run, words: Lettering) -> list[str]:
    kind = "gap" if isinstance(run, Gap) else "text"
    return [kind, words.put("正文", run if isinstance(run, str) else run.text, "正文")]
