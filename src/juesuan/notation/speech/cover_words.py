"""The words by which a cover tells whose accounts it opens, before any edition is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from juesuan.notation.speech.measure import compiled


class KindWords(NamedTuple):
    """Patterns that tell department accounts from a budget and from the accounts of a government.

    `neutral` holds 预算 or 决算 and tells no kind; a line of `passing` is no title; `gathered`
    says that a finance department summed others up, `summed` names all departments of a place.
    """

    neutral: re.Pattern[str]
    passing: re.Pattern[str]
    title: re.Pattern[str]
    progress: re.Pattern[str]
    government: re.Pattern[str]
    accounts: re.Pattern[str]
    gathered: re.Pattern[str]
    summed: re.Pattern[str]


class TitleWords(NamedTuple):
    """What a title is made of: words around the name, and how a name begins and ends.

    `after` and `levels` are words behind and before 决算, `clutter` such at the ends of the name,
    the longest first; the others are patterns.
    """

    lead: re.Pattern[str]
    label: re.Pattern[str]
    labelled: re.Pattern[str]
    aside: re.Pattern[str]
    year: re.Pattern[str]
    three: re.Pattern[str]
    beside: re.Pattern[str]
    body: re.Pattern[str]
    place: re.Pattern[str]
    whole: re.Pattern[str]
    tail: re.Pattern[str]
    navigation: re.Pattern[str]
    sentence: re.Pattern[str]
    after: tuple[str, ...]
    levels: tuple[str, ...]
    clutter: tuple[str, ...]


class DocumentKind(NamedTuple):
    """A kind of disclosure: what it is called, the tables it should have, what it is known by.

    `forms` is empty where it should have all of the edition; `section` is the only one its text
    consists of; `fewest` claims make a document without tables one of the kind.
    """

    id: str = ""
    level: str = ""
    forms: tuple[str, ...] = ()
    section: str = ""
    fewest: int = 0


class CoverWords(NamedTuple):
    """Patterns of a cover; `places` are the names by which each region is known."""

    owner: re.Pattern[str]
    contents: re.Pattern[str]
    opening: re.Pattern[str]
    outline: re.Pattern[str]
    furniture: re.Pattern[str]
    joining: re.Pattern[str]
    attached: re.Pattern[str]
    titles: TitleWords
    kinds: KindWords
    documents: tuple[DocumentKind, ...]
    places: Mapping[str, tuple[str, ...]]

    def document(self, name: str) -> DocumentKind:
        """The kind of that name, else what is expected of any."""
        return next((kind for kind in self.documents if kind.id == name), DocumentKind())

    def of_level(self, level: str) -> DocumentKind:
        """The kind that titles of a level tell."""
        return next((kind for kind in self.documents if kind.level == level), DocumentKind())


def read_cover_words(data: Mapping[str, Any], places: Mapping[str, tuple[str, ...]]) -> CoverWords:
    """The declared words; raises FormulaError for what is no pattern."""
    cover, titles, kinds = (_words(data[part]) for part in ("cover", "title", "kind"))
    documents = tuple(
        DocumentKind(
            one["id"],
            one["level"],
            tuple(one.get("forms", ())),
            one.get("section", ""),
            one["fewest"],
        )
        for one in data["document"]
    )
    return CoverWords(
        **cover,
        titles=TitleWords(**titles),
        kinds=KindWords(**kinds),
        documents=documents,
        places=places,
    )


def _words(part: Mapping[str, Any]) -> dict[str, Any]:
    """Patterns compiled; lists of words, the longest first."""
    return {
        name: compiled(words, {})
        if isinstance(words, str)
        else tuple(sorted(words, key=len, reverse=True))
        for name, words in part.items()
    }
