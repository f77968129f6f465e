"""The words by which a cover tells whose accounts it opens, before any edition is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from juesuan.notation.speech.measure import compiled


class KindWords(NamedTuple):
    """Patterns that tell department accounts from a budget and from the accounts of a government.

    `neutral` holds 预算 or 决算 and tells no kind; a line of `passing` is no title.
    """

    neutral: re.Pattern[str]
    passing: re.Pattern[str]
    title: re.Pattern[str]
    progress: re.Pattern[str]
    government: re.Pattern[str]
    accounts: re.Pattern[str]


class CoverWords(NamedTuple):
    """Patterns of a cover; `places` are the names by which each region is known."""

    department: re.Pattern[str]
    owner: re.Pattern[str]
    contents: re.Pattern[str]
    kinds: KindWords
    places: Mapping[str, tuple[str, ...]]


def read_cover_words(
    data: Mapping[str, Mapping[str, Any]], places: Mapping[str, tuple[str, ...]]
) -> CoverWords:
    """The declared words; raises FormulaError for what is no pattern."""
    cover, kinds = (
        {name: compiled(text, {}) for name, text in data[part].items()}
        for part in ("cover", "kind")
    )
    return CoverWords(**cover, kinds=KindWords(**kinds), places=places)
