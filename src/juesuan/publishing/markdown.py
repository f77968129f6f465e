"""Markdown as it is written: what we say stays as it is, what comes from data stays mere text.

Everything goes through `line`, `table` or `drawn`, which give `Safe`; a page takes nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from juesuan.model.page import Grid
from juesuan.publishing import grid
from juesuan.publishing.markup import Html, element
from juesuan.publishing.screen import clean, one_line

INLINE = re.compile(r"[\\`*_{}\[\]|#~^$@]|(?<=\])\(|:(?=//)|(?<=[wW]{3})\.")
LEADING = re.compile(r"([-+=:>]|\d{1,9}(?=[.)]))")
IN_CELL = re.compile(r"[\\`*_{}\[\]|#~^$@!]|:(?=//)|(?<=[wW]{3})\.|(?<=script):")


class Safe(str):
    """Text of a page that holds no markup but ours."""

    __slots__ = ()


def plain(text: str) -> Safe:
    """A text from data: on one line, nothing in it is markup."""
    return _beginning(_harmless(clean(text)))


def marked(parts: Iterable[tuple[str, bool]]) -> Safe:
    """Texts from data one after another, as a line of their own; those that are so marked bold."""
    harmless = ((_harmless(one_line(text)), bold) for text, bold in parts)
    words = "".join(element("b", Html(text)) if bold else text for text, bold in harmless)
    return _beginning(" ".join(words.split()))


def _harmless(text: str) -> str:
    return INLINE.sub(r"\\\g<0>", html.escape(text, quote=False))


def _beginning(harmless: str) -> Safe:
    """A line whose first signs make it no list, heading or quotation."""
    lead = LEADING.match(harmless)
    if lead and lead[0][-1].isdigit():
        return Safe(f"{lead[0]}\\{harmless[lead.end() :]}")
    return Safe(f"\\{harmless}" if lead else harmless)


def line(ours: str, *fields: object) -> Safe:
    """Our words, the fields of data put into their braces."""
    return Safe(ours.format(*(f if isinstance(f, Safe) else plain(str(f)) for f in fields)))


def joined(between: str, parts: Iterable[Safe]) -> Safe:
    """Safe texts put together by words of ours."""
    return Safe(between.join(parts))


def in_cell(text: str) -> Html:
    """A text from data in a table of HTML: neither markup of HTML nor of Markdown."""
    harmless = html.escape(clean(text), quote=False)
    return Html(IN_CELL.sub(lambda sign: f"&#{ord(sign[0])};", harmless))


def table(rows: Iterable[Sequence[str]]) -> Safe:
    """Rows as a table of HTML."""
    return Safe(grid.table(grid.row(grid.cell(in_cell(text)) for text in row) for row in rows))


def drawn(cells: Grid) -> Safe:
    """A grid as a table of HTML, its spans drawn."""
    return Safe(grid.drawn(cells, in_cell))


def page(parts: Iterable[Safe]) -> str:
    """A whole page, an empty line between its parts."""
    return "\n\n".join(parts) + "\n"
