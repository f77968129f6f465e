"""Which form a table's title names, however the region words it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.speech.misprint import mended

LONGEST_TITLE = 60


class Title(NamedTuple):
    """The form a title names; None with `other` set for a table known not to be one of them."""

    form: Form | None
    other: bool
    text: str


NO_TITLE = Title(None, other=False, text="")


def title_of(lines: Sequence[str], edition: Edition) -> Title:
    """What the lines above a table name, the nearest first; a title may run over two lines.

    A title with a character misprinted is that title all the same.
    """
    texts = [spelling.unnumbered(line) for line in lines if len(line) <= LONGEST_TITLE]
    right = [mended(edition.lexicon, text) for text in texts]
    title = _title(right, edition) if right != texts else NO_TITLE
    return _title(lines, edition) if title is NO_TITLE else title


def _title(lines: Sequence[str], edition: Edition) -> Title:
    for index in range(len(lines) - 1, -1, -1):
        single = lines[index]
        double = lines[index - 1] + single if index else ""
        titles = [named for text in (double, single) if text for named in _named(text, edition)]
        if titles:
            return max(titles, key=lambda pair: pair[0])[1]
    return NO_TITLE


def _named(text: str, edition: Edition) -> Iterator[tuple[int, Title]]:
    """Titles that a line ends with, with the length of the words that matched."""
    beside = edition.marks.beside_title
    bare = beside.sub("", spelling.plain(text))
    shown = spelling.label(beside.sub("", spelling.plain(bare)))
    if shown.startswith("《") and shown.endswith("》"):
        shown = shown[1:-1]
    if not shown or len(shown) > LONGEST_TITLE:
        return
    for form in edition.forms:
        for alias in map(spelling.key, form.titles()):
            if _fits(shown, alias, edition):
                yield len(alias), Title(form, other=False, text=text)
    for other in map(spelling.key, edition.others):
        if _fits(shown, other, edition):
            yield len(other), Title(None, other=True, text=text)


def _fits(shown: str, alias: str, edition: Edition) -> bool:
    """Whether a line is the alias, maybe after a department's name."""
    other = edition.marks.other_table
    return shown.endswith(alias) and not other.search(shown[: -len(alias)])
