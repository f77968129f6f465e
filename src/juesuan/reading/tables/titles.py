"""Which form a table's title names, however the region words it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

LONGEST_TITLE = 60
BRACKETS = str.maketrans("", "", "《》〈〉【】〔〕「」『』")
NUMBERED = re.compile(r"^\s*+附?件?表[一二三四五六七八九十]{1,3}[\s:：、.．]")
DETAILS = re.compile(r"表\(明细表?\)$|\(明细\)表$")
ASIDE = re.compile(
    r"\((?:空表|公开\d+表|(?:按|分)(?:支出)?功能(?:分类)?(?:科目)?(?:列示)?|[一二三四五六七八九十]{1,3})?\)$"
)


class Title(NamedTuple):
    """The form a title names; None with `other` set for a table known not to be one of them."""

    form: Form | None
    other: bool
    text: str


NO_TITLE = Title(None, other=False, text="")


def title_of(lines: Sequence[str], edition: Edition) -> Title:
    """What the lines above a table name, the nearest first; a title may run over two lines."""
    for index in range(len(lines) - 1, -1, -1):
        single = lines[index]
        double = lines[index - 1] + single if index else ""
        titles = [named for text in (double, single) if text for named in _named(text, edition)]
        if titles:
            return max(titles, key=lambda pair: pair[0])[1]
    return NO_TITLE


def _named(text: str, edition: Edition) -> Iterator[tuple[int, Title]]:
    """Titles that a line ends with, with the length of the words that matched."""
    shown = _words(text, edition)
    if not shown or len(shown) > LONGEST_TITLE:
        return
    for form in edition.forms:
        for alias in map(spelling.key, form.titles()):
            if _fits(shown, alias, edition):
                yield len(alias), Title(form, other=False, text=text)
    for other in edition.others:
        if _fits(shown, spelling.key(other), edition):
            yield len(spelling.key(other)), Title(None, other=True, text=other)


def _fits(shown: str, alias: str, edition: Edition) -> bool:
    """Whether a line is the alias, maybe after a department's name."""
    other = edition.marks.other_table
    return shown.endswith(alias) and not other.search(shown[: -len(alias)])


def _words(text: str, edition: Edition) -> str:
    """The words of a title, without its ordinal, its brackets and what stands beside it."""
    beside = edition.marks.beside_title
    plain = spelling.plain(NUMBERED.sub("", text)).translate(BRACKETS).rstrip("。.")
    bare = beside.sub("", plain)
    whole = DETAILS.sub("明细表", ASIDE.sub("", bare))
    return spelling.label(beside.sub("", whole))
