"""Markdown and plain text in: headings, lines, tables of pipes, of tabs and of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from juesuan.model.page import NOTHING, Block, Cell, Document, Grid, Limits, Line, Place
from juesuan.sources.html import html_blocks, unseen
from juesuan.sources.text import decode, one_page, refuse_large

HEADING = re.compile(r" {0,3}(#{1,6})(?: +|(?=[*\u4e00-\u9fff（]))(?!#)(.*)")
DASHES = re.compile(r":?-+:?")
LIST_MARK = re.compile(r"[(（]?(?:\d+|[一二三四五六七八九十]+)[)）.．、]+|[-*•·●◆■]")
PIPE = re.compile(r"(?<!\\)\|")
BOLD = re.compile(r"(?<![*\\])(\*{2,3})(?=[^\s*])((?:\\.|[^*\\])+)(?<!\s)\1(?!\*)")
ATTRIBUTES = r"""(?:\s+[a-z:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*\s*/?"""
MARKUP = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|(&(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)"
    rf"|(</?(?:br|p|div|center|h[1-6]|sup|sub){ATTRIBUTES}>)"
    rf"|</?(?:b|strong|i|em|u|s|del|ins|mark|font|span|small|big){ATTRIBUTES}>",
    re.IGNORECASE,
)
TABLE_TAG = re.compile(r"<(/?)table(?=[\s>]|$)", re.IGNORECASE)

Taken = tuple[Sequence[Block], int]  # what begins at a line, and the index of the line after it


class _Lines(list[str]):
    """The lines of a text, and what was found out about stretches of them, each once."""

    indented = 0
    """The index after a block of tabs that is prose."""

    @cached_property
    def closing(self) -> list[int]:
        """For each line with tags of tables the index after the line that closes it; 0: none."""
        depth, ends, opened = 0, [0] * len(self), list[tuple[int, int]]()
        for at, line in enumerate(self):
            tags = TABLE_TAG.findall(line)
            if tags:
                opened.append((depth, at))
                depth += sum(-1 if closes else 1 for closes in tags)
                while opened and depth <= opened[-1][0]:
                    ends[opened.pop()[1]] = at + 1
        return ends


Taker = Callable[[_Lines, int, Limits], Taken | None]


def read_markdown(name: str, data: bytes, limits: Limits) -> Document:
    """Read Markdown or plain text, places counted in lines; or Unreadable."""
    text = decode(data)
    aside = unseen(text) if "<" in text else NOTHING
    return one_page(name, data, _blocks(_Lines(text.split("\n")), limits), limits, aside)


def _blocks(lines: _Lines, limits: Limits) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        for take in (_heading, _html_table, _pipe_table, _tab_table, _line):
            taken = take(lines, at, limits)
            if taken is not None:
                break
        blocks, at = taken or ((), at + 1)
        yield from blocks


def _heading(lines: _Lines, at: int, _: Limits) -> Taken | None:
    match = HEADING.match(lines[at])
    if not match:
        return None
    text = match.group(2).strip()
    opened = text.rstrip("#")  # “# 标题 #” may close its mark again; the # of “C#” is text
    text = opened if opened.endswith(" ") or not opened else text
    return _text(text, at, len(match.group(1))), at + 1


def _html_table(lines: _Lines, at: int, limits: Limits) -> Taken | None:
    tag = TABLE_TAG.search(lines[at])
    if not tag:
        return None
    before, opened = lines[at][: tag.start()], lines[at][tag.start() :]
    end = _table_end(lines, at)
    table = "\n".join([opened, *lines[at + 1 : end]])
    return [*_text(before, at), *html_blocks(table, at + 1, limits)], end


def _table_end(lines: _Lines, at: int) -> int:
    """The index after the line that closes the table; a table never closed ends at a blank line."""
    if lines.closing[at]:
        return lines.closing[at]
    blank = (end for end in range(at, len(lines)) if not lines[end].strip())
    return next(blank, len(lines))


def _pipe_table(lines: _Lines, at: int, limits: Limits) -> Taken | None:
    aligned = at + 1 < len(lines) and _aligns(lines[at + 1])
    if not (_framed(lines[at]) or (aligned and PIPE.search(lines[at]))):
        return None
    rows = PIPE.search if aligned else _framed
    end = next((n for n in range(at, len(lines)) if not rows(lines[n])), len(lines))
    numbers = [n for n in range(at, end) if not (aligned and n == at + 1)]
    return [_grid([(n + 1, _pipe_fields(lines[n])) for n in numbers], limits)], end


def _aligns(line: str) -> bool:
    """Whether a line is the row of dashes under the head of a pipe table."""
    return "|" in line and all(DASHES.fullmatch(text.strip()) for text in _pipe_fields(line))


def _framed(line: str) -> bool:
    """Whether a line is a row of a pipe table by itself, pipes at both ends."""
    row = line.strip()
    return (
        len(PIPE.findall(row)) > 1 and row.startswith("|") and bool(PIPE.match(row, len(row) - 1))
    )


def _pipe_fields(line: str) -> list[str]:
    row = line.strip().removeprefix("|")
    fields = PIPE.split(row)
    return fields[:-1] if len(fields) > 1 and PIPE.search(row, len(row) - 1) else fields


def _tab_table(lines: _Lines, at: int, limits: Limits) -> Taken | None:
    if at < lines.indented:
        return None
    end = next((n for n in range(at, len(lines)) if not _tabbed(lines, n, at)), len(lines))
    rows = [(n + 1, lines[n].split("\t")) for n in range(at, end)]
    if all(_prose(fields) for _, fields in rows):
        lines.indented = end
        return None
    return [_grid(rows, limits)], end


def _prose(fields: list[str]) -> bool:
    """Whether tabs only indent a text, or set it off from its list mark."""
    texts = [text for text in map(str.strip, fields) if text]
    return len(texts) < 2 or (len(texts) == 2 and bool(LIST_MARK.fullmatch(texts[0])))


def _tabbed(lines: _Lines, at: int, first: int) -> bool:
    """Whether a line belongs to the block of tabs; a form feed starts a page, so it ends one."""
    return "\t" in lines[at] and (at == first or not lines[at].startswith("\f"))


def _line(lines: _Lines, at: int, _: Limits) -> Taken:
    return _text(lines[at], at), at + 1


def _text(source: str, at: int, heading: int = 0) -> list[Line]:
    text = _plain(source)
    return [Line(text, Place(line=at + 1), heading)] if text else []


def _grid(rows: list[tuple[int, list[str]]], limits: Limits) -> Grid:
    """The grid of these rows (line number, fields), short ones filled up with empty cells."""
    width = max(len(fields) for _, fields in rows)
    refuse_large(width * len(rows), limits)
    cells = [
        Cell(_plain(text), row, column, Place(line=number))
        for row, (number, fields) in enumerate(rows)
        for column, text in enumerate(fields + [""] * (width - len(fields)))
    ]
    return Grid(tuple(cells), len(rows), width, Place(line=rows[0][0]))


def _plain(text: str) -> str:
    """The text without bold marks, tags, entities and escapes, and without space at its ends."""
    if "*" in text:
        text = BOLD.sub(r"\2", text)
    return MARKUP.sub(_shown, text).strip()


def _shown(markup: re.Match[str]) -> str:
    escaped, entity, apart = markup.groups()
    return escaped or (html.unescape(entity) if entity else " " if apart else "")
