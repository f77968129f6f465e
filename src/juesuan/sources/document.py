"""A document as a reader sees it: pages of lines and grids, each with its place. Knows no 决算."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from juesuan.model import Cell, Grid, Place

__all__ = ["NOTHING", "Aside", "Block", "Cell", "Document", "Grid", "Line", "Page", "Unreadable"]


class Unreadable(Exception):
    """A file that cannot be read; the message says what, where and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `heading` is its level in sources that mark headings, else 0."""

    text: str
    place: Place
    heading: int = 0


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order; text files are one page with number None."""

    number: int | None
    blocks: tuple[Block, ...]
    width: float = 0.0
    height: float = 0.0
    lost: int = 0
    """How many pieces of text it draws whose characters cannot be told."""


class Aside(NamedTuple):
    """What a file says on no page.

    `titles` name something whole (its title, an attachment, a short note), `texts` are the rest:
    comments, notes, form fields, words in place of pictures.
    """

    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


NOTHING = Aside()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name (never a path), the SHA-256 of its bytes, its pages."""

    name: str
    sha256: str
    pages: tuple[Page, ...]
    aside: Aside = NOTHING
