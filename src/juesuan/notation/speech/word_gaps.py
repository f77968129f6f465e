"""Words with each of their own characters left out, and with a gap between any two.

A text asks for few of the pairs of characters that words have: the gaps beside a pair are worked
out when it is first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from operator import add
from typing import NamedTuple

PAIR, TRIPLE = 2, 3
Gap = tuple[str, int, int]  # a word, where its gap is, and how many characters are left out there
Found = Mapping[str, Sequence[Gap]]


class BesidePair(NamedTuple):
    """The gaps beside two characters that follow each other in words.

    `before`: the pair stands before them, within by the one or the two characters after the gap;
    `behind`: it stands after them, within by the one before. `ends` and `starts` are by the three
    characters with the pair before a gap that nothing of the word follows, or after one that
    nothing of it precedes.
    """

    before: Found
    behind: Found
    ends: Found
    starts: Found


class WordGaps:
    """Words by the characters on both sides of their gaps."""

    def __init__(self, words: Iterable[str]) -> None:
        self._beside: dict[str, BesidePair] = {}
        self._places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for word in words:
            for at, pair in enumerate(map(add, word, word[1:])):
                self._places[pair].append((word, at))

    def beside(self, pair: str) -> BesidePair:
        """The gaps beside a pair of characters."""
        beside = self._beside.get(pair)
        if beside is None:
            beside = self._beside[pair] = self._looked_up(pair)
        return beside

    def _looked_up(self, pair: str) -> BesidePair:
        lists = [defaultdict[str, list[Gap]](list) for _ in range(4)]
        before, behind, ends, starts = lists
        for (word, at), skipped in product(self._places.get(pair, ()), (0, 1)):
            last, gap = len(word) - skipped, at + PAIR
            if gap < last:  # the last but one has one character after it
                before[word[gap + skipped : gap + skipped + PAIR]].append((word, gap, skipped))
            elif gap == last:
                ends[word[last - TRIPLE : last]].append((word, last, skipped))
            if at == skipped:
                starts[word[skipped : skipped + TRIPLE]].append((word, 0, skipped))
            elif at == skipped + 1:
                behind[word[0]].append((word, 1, skipped))
        return BesidePair(before, behind, ends, starts)
