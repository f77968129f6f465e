"""The title among the first lines of a document: next to its contents, over one or more lines.

Breadcrumbs, dates and other furniture of a site stand between the lines of nothing: they part
what they divide and are never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.speech.cover_words import CoverWords, TitleWords
from juesuan.reading.title_line import TitleLine, name_of, title_line, whole_name, year_of

LINES = 60
FEWEST_PIECES, LONGEST_LINE = 3, 60
LINES_OF_TITLE = 6
LONGEST_PART = 40
Lines = Sequence[str]


class TitlePage(NamedTuple):
    """What the first lines say: the title, and the year and name that stand beside it."""

    title: TitleLine | None
    year: int | None
    name: str


def title_page(lines: Lines, words: CoverWords) -> TitlePage:
    """Read the lines before the contents; an empty line parts what stands around it."""
    head, closed = _head(lines, words)
    titles = list(_titles(head, words.titles))
    named = [title for _, title in titles if title.name]
    best = _best(named, closed=closed, words=words.titles)
    bare = next((pair for pair in reversed(titles) if not pair[1].name), None)
    if best is None and bare is not None:
        best = bare[1]._replace(name=_below(head[bare[0] + 1 :], words.titles))
    year = best.year if best else None
    year = year or next((t.year for _, t in reversed(titles) if t.year), None)
    return TitlePage(best, year or _lone_year(head, words.titles), best.name if best else "")


def without_furniture(lines: Lines, words: CoverWords) -> list[str]:
    """The lines, those of the site's frame emptied."""
    return ["" if words.furniture.search(line) else line for line in lines]


def parted(text: str, words: CoverWords) -> Iterator[str]:
    """A line, or the pieces of one into which furniture, title and contents have run together.

    What follows a label or the sign of a breadcrumb goes with it.
    """
    pieces = text.split()
    shown = spelling.plain(text)
    if len(pieces) < FEWEST_PIECES or not (
        len(shown) > LONGEST_LINE or words.furniture.search(shown)
    ):
        yield text
        return
    segment = ""
    for piece in pieces:
        segment += piece
        if not words.joining.search(spelling.plain(piece)):
            yield segment
            segment = ""
    if segment:
        yield segment


def _head(lines: Lines, words: CoverWords) -> tuple[list[str], bool]:
    """The lines before the contents, and whether there are any; the furniture emptied."""
    first = lines[:LINES]
    end = next((i for i, line in enumerate(first) if words.contents.match(line)), None)
    closed = end is not None
    if not end:
        starts = (i for i, line in enumerate(first) if i and words.opening.match(line))
        end = next(starts, len(first))
    return _mended(without_furniture(first[:end], words)), closed


def _mended(lines: list[str]) -> list[str]:
    """The lines, the word 决算 whole where it was set over two of them."""
    for at in range(1, len(lines)):
        if lines[at - 1].endswith("决") and lines[at].startswith("算"):
            lines[at - 1], lines[at] = lines[at - 1] + "算", lines[at][1:]
    return lines


def _titles(head: Lines, words: TitleWords) -> Iterator[tuple[int, TitleLine]]:
    """Every title, by the line it ends on, with as much of the lines above as belongs to it."""
    for end in range(len(head)):
        title = title_line(head[end], words)
        if title is None:
            continue
        if words.sentence.search(title.rest) or words.sentence.search(title.name):
            continue
        yield end, _with_lines_above(head, end, title, words)


def _with_lines_above(head: Lines, end: int, title: TitleLine, words: TitleWords) -> TitleLine:
    """A title with the lines above it, until its name is whole."""
    text = head[end]
    for above in reversed(head[max(0, end - LINES_OF_TITLE) : end]):
        if not above or len(above) > LONGEST_PART or words.sentence.search(above):
            break
        if title.name and title.year and whole_name(title.name, words):
            break
        longer = title_line(above + text, words)
        if longer is None or not _belongs(above, title, longer, words):
            break
        text, title = above + text, longer
    return title


def _belongs(above: str, title: TitleLine, longer: TitleLine, words: TitleWords) -> bool:
    """Whether a line goes on in the title below it."""
    if title_line(above, words) is not None:
        return False
    added = words.year.sub("", above)
    if not added:  # a year on a line of its own
        return title.year is None
    if not title.name:
        return bool(longer.name) or bool(title.rest)
    if whole_name(title.name, words):
        return False
    whole = name_of(added, words)
    apart = bool(whole) and words.body.search(added) is not None
    return bool(longer.name) and (not apart or words.tail.match(title.name) is not None)


def _best(titles: Sequence[TitleLine], *, closed: bool, words: TitleWords) -> TitleLine | None:
    """The title next to the contents; without any contents the first: whole names before others."""
    order = reversed(titles) if closed else iter(titles)
    ranked = sorted(order, key=lambda t: (t.labelled, not whole_name(t.name, words), not t.year))
    return ranked[0] if ranked else None


def _below(lines: Lines, words: TitleWords) -> str:
    """A whole name on a line of its own below a title that has none."""
    names = (name_of(line, words) for line in lines if len(line) <= LONGEST_PART)
    return next((name for name in names if name and whole_name(name, words)), "")


def _lone_year(head: Lines, words: TitleWords) -> int | None:
    """The year of a line that says nothing else."""
    lines = (line for line in head if line and not words.year.sub("", line))
    return next((year_of(line, words) for line in lines), None)
