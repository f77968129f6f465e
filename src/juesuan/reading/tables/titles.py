"""Which form a table's title names, however the region words it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.speech.misprint import mended

LONGEST_TITLE = 60
TABLE, NEAR, SHORTEST = "表", 3, 5
LIKE, AHEAD = 0.6, 0.05  # of the letters of a title; more than those of another form's
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
        titles = [named for text in (double, single) if text and (named := _named(text, edition))]
        if titles:
            return max(titles, key=lambda pair: pair[0])[1]
    return NO_TITLE


def borne(text: str, form: Form, edition: Edition) -> str:
    """The longest title of a form that a line ends with; "" where it ends with none."""
    shown = _words(text, edition)
    ends = (one for one in map(spelling.key, form.titles()) if shown.endswith(one))
    return max(ends, key=len, default="")


def heading_of(lines: Sequence[str], edition: Edition) -> str:
    """What the nearest line above a table calls it, whatever table that is; "" for no such line."""
    beside = edition.marks.beside_title
    shown = (beside.sub("", spelling.plain(text)) for text in reversed(lines[-NEAR:]))
    named = (text.strip("《》") for text in shown if text.strip("《》").endswith(TABLE))
    return next((text for text in named if SHORTEST <= len(text) <= LONGEST_TITLE), "")


@lru_cache(maxsize=256)
def nearest_form(heading: str, edition: Edition) -> Form | None:
    """The form whose title is worded most like a heading; none where it may name another table."""
    if any(_fits(spelling.label(heading), spelling.key(one), edition) for one in edition.others):
        return None
    likeness = [(_like(heading, form, edition), form) for form in edition.forms]
    (best, form), (second, _) = sorted(likeness, key=lambda pair: -pair[0])[:2]
    return form if best >= LIKE and best - second >= AHEAD else None


def _like(heading: str, form: Form, edition: Edition) -> float:
    """How like a title a heading is: 0 where it has words in it that make it another table's."""
    best, label = LIKE - AHEAD, spelling.label(heading)
    for title in map(spelling.key, form.titles()):
        matcher = SequenceMatcher(None, label, title, autojunk=False)
        if (
            matcher.quick_ratio() > best
            and matcher.ratio() > best
            and not _of_another(label, matcher, edition)
        ):
            best = matcher.ratio()
    return best


def _of_another(label: str, matcher: SequenceMatcher[str], edition: Edition) -> bool:
    """Whether words put into a title make it another table's: 项目, 明细, 基本."""
    put_in = (label[a:b] for tag, a, b, _, _ in matcher.get_opcodes() if tag != "equal")
    return any(edition.marks.other_table.search(words) for words in put_in)


def strayed(heading: str, form: Form) -> int:
    """By how many letters a heading is off the nearest title of a form, words before it aside."""
    return min(_off(spelling.label(heading), spelling.key(one)) for one in form.titles())


def _off(heading: str, title: str) -> int:
    codes = SequenceMatcher(None, heading, title, autojunk=False).get_opcodes()
    changes = [code for code in codes if code[0] != "equal"]
    if changes and changes[0][0] == "delete" and changes[0][1] == 0:
        changes = changes[1:]
    return sum(max(end - start, last - first) for _, start, end, first, last in changes)


def _named(text: str, edition: Edition) -> tuple[int, Title] | None:
    """The longest title that a line ends with, and the length of the words that matched."""
    shown, titled, other = _words(text, edition), edition.titled, edition.marks.other_table
    for size in range(len(shown) if len(shown) <= LONGEST_TITLE else 0, 0, -1):
        title = titled.get(shown[-size:])
        if title and not other.search(shown[:-size]):
            name, form = title
            return size, Title(form, other=not form, text=text if form else name)
    return None


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
