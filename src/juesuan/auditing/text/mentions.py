"""Items of the functional classification that a text names, level by level, and their codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from juesuan.model.number import Facts
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition

ITEM = re.compile(
    r"(?>(?P<一>[\u4e00-\u9fff]{2,30}?)\(类\))(?:支出)?(?>(?P<二>[^，。；：]{2,40}?)\(款\))(?:支出)?"
    r"(?P<三>[^，。；：]{2,50}?)\(项\)"
)
CLASS = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30}?)\(类\)(?!(?:支出)?[^，。；：]{2,40}\(款\))")
FORMS = ("05", "03", "02", "07", "08", "01")
LEVELS = (3, 5, 7)
Index = Mapping[int, Mapping[str, set[str]]]


class CodeMention(NamedTuple):
    """An item a text names: the words at each level, and its code ("" where they name none)."""

    paragraph: Paragraph
    start: int
    end: int
    names: tuple[str, ...]
    code: str = ""


def bare(name: str) -> str:
    """A name for comparison: no ordinal, no brackets, 支出 at the end dropped."""
    return re.sub(r"[()（）]", "", spelling.label(name)).removesuffix("支出")


def printed_names(facts: Facts) -> dict[str, str]:
    """Every functional code of the document's own tables and its name there."""
    names: dict[str, str] = {}
    for form in FORMS:
        state = facts.forms.get(form)
        for code, label in (state.labels if state else {}).items():
            if code.isdigit() and label != code:
                names.setdefault(code, label)
    return names


class CodeNames:
    """From names to codes: the document's own tables first, then the catalogue.

    Names are those of the document's year and of the edition, which may be of a later one.
    """

    def __init__(self, facts: Facts, edition: Edition, year: int | None) -> None:
        self.printed = printed_names(facts)
        self.own = _index(self.printed.items())
        self.catalogue = _catalogue(edition, year or edition.year)

    def mentions(self, paragraphs: Iterable[Paragraph]) -> Iterator[CodeMention]:
        """Every item named with its three levels."""
        for p in paragraphs:
            if "(项)" in p.text:
                for match in ITEM.finditer(p.text):
                    yield CodeMention(p, *match.span(), match.groups(), self.code(match.groups()))

    def classes(self, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
        """The codes of the classes named alone."""
        for p in paragraphs:
            for match in CLASS.finditer(p.text):
                yield from self.find(3, match["name"])

    def code(self, names: tuple[str, ...]) -> str:
        """The one code whose levels bear these names."""
        levels = [self.find(length, name) for length, name in zip(LEVELS, names, strict=True)]
        codes = {c for c in levels[2] if c[:5] in levels[1] and c[:3] in levels[0]}
        chosen = codes & self.printed.keys() or codes
        return next(iter(chosen)) if len(chosen) == 1 else ""

    def find(self, length: int, name: str) -> set[str]:
        """The codes of a level that bear a name; words before the name of a class are skipped."""
        wanted = bare(name)
        codes = self.own[length].get(wanted, set()) | self.catalogue[length].get(wanted, set())
        if not codes and length == 3:
            tails = (wanted[start:] for start in range(1, len(wanted) - 1))
            codes = next((self.catalogue[3][t] for t in tails if t in self.catalogue[3]), set())
        return codes


def _index(names: Iterable[tuple[str, str]]) -> Index:
    index: dict[int, defaultdict[str, set[str]]] = {n: defaultdict(set) for n in LEVELS}
    for code, name in names:
        if len(code) in index:
            index[len(code)][bare(name)].add(code)
    return index


@lru_cache(maxsize=8)
def _catalogue(edition: Edition, year: int) -> Index:
    catalogue = edition.functional
    return _index([*catalogue.current(year).items(), *catalogue.current(edition.year).items()])
