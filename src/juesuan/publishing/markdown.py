"""Markdown as it is written: what we say stays as it is, what comes from data stays mere text.

Everything goes through `line`, `table` or `drawn`, which give `Safe`; a page takes nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from juesuan.model.page import Grid
from juesuan.publishing.screen import clean

INLINE = re.compile(r"[\\`*_{}\[\]|#~^$@]|(?<=\])\(|:(?=//)|(?<=[wW]{3})\.")
LEADING = re.compile(r"([-+=:>]|\d{1,9}(?=[.)]))")
IN_CELL = re.compile(r"[\\`*_{}\[\]|#~^$@!]|:(?=//)|(?<=[wW]{3})\.|(?<=script):")


class Safe(str):
    """Text of a page that holds no markup but ours."""

    __slots__ = ()


def plain(text: str) -> Safe:
    """A text from data: on one line, nothing in it is markup."""
    said = INLINE.sub(r"\\\g<0>", html.escape(clean(text), quote=False))
    led = LEADING.match(said)
    if led and led[0][-1].isdigit():
        return Safe(f"{led[0]}\\{said[led.end() :]}")
    return Safe(f"\\{said}" if led else said)


def line(ours: str, *fields: object) -> Safe:
    """Our words, the fields of data put into their braces."""
    return Safe(ours.format(*(f if isinstance(f, Safe) else plain(str(f)) for f in fields)))


def joined(between: str, parts: Iterable[Safe]) -> Safe:
    """Safe texts put together by words of ours."""
    return Safe(between.join(parts))


def field(text: str, spans: str = "") -> Safe:
    """A cell of a table of HTML."""
    said = html.escape(clean(text), quote=False)
    return Safe(f"<td{spans}>{IN_CELL.sub(lambda sign: f'&#{ord(sign[0])};', said)}</td>")


def table(rows: Iterable[Sequence[str]]) -> Safe:
    """Rows as a table of HTML."""
    return _table("".join(map(field, row)) for row in rows)


def drawn(grid: Grid) -> Safe:
    """A grid as a table of HTML, its spans drawn."""
    rows: list[list[str]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        rows[cell.row].append(field(cell.text, spans))
    return _table("".join(row) for row in rows)


def _table(rows: Iterable[str]) -> Safe:
    return Safe("<table>\n" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")


def page(parts: Iterable[Safe]) -> str:
    """A whole page, an empty line between its parts."""
    return "\n\n".join(parts) + "\n"
