"""The words of the field: what the editions call things, the codes, the terms of the glossary.

They are what a text is held against to find misprints; which those are, `misprint` says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from juesuan.notation import spelling
from juesuan.notation.overlay import HOME, declaration
from juesuan.notation.speech.word_gaps import PAIR, TRIPLE, WordGaps

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
MARKS = re.compile(r"[“”\"'‘’「」()（）\s]")
RUN = re.compile(
    r"(?:[\u4e00-\u9fff“”\"‘’]|\((?!(?:[类款项]|[一二三四五六七八九十]{1,3})\))"
    r"|(?<!\([类款项一二三四五六七八九十])(?<!\(十[一二三四五六七八九])\))+"
)
SLOT = re.compile(r"\{[^{}]*\}|[\[\]<>|]")
LEAST = 4  # shorter words are near to too many others
LONG = 6  # what is as long is itself wherever it stands
PHRASE = 8  # so long is a stretch of a declared sentence that is looked for
FUNDS = "经费"  # no word of the field ends in its first half
Remains = Mapping[str, Mapping[int, Mapping[str, Sequence[str]]]]  # begun so, so long: words


class EverydayPairs:
    """Everyday words of two characters, by the first of them: all that may be the second."""

    def __init__(self, seconds: Mapping[str, str]) -> None:
        self.seconds = seconds

    def __contains__(self, word: str) -> bool:
        """Whether two characters are such a word."""
        return len(word) == PAIR and word[1] in self.seconds.get(word[0], "")


class LexiconWords(NamedTuple):
    """What is declared beside the editions: more words, right variants, characters that vary.

    `common` are everyday words of two characters.
    """

    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]
    light: frozenset[str]
    small: frozenset[str]
    alike: tuple[frozenset[str], ...]
    common: EverydayPairs


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of the field; `terms` and `phrases` are looked for, `words` are right as they are.

    `codes` are those that only the classifications have: what is near to one may be of another
    thing. `pairs` and `triples` are the characters that stand side by side in any of them and in
    declared sentences, `inner` those of words alone.
    """

    terms: tuple[str, ...]
    codes: frozenset[str]
    phrases: frozenset[str]
    words: frozenset[str]
    pairs: frozenset[str]
    triples: frozenset[str]
    inner: frozenset[str]
    declared: LexiconWords

    @cached_property
    def gaps(self) -> WordGaps:
        """The words that are looked for, with each gap they may have."""
        return WordGaps((*self.terms, *self.phrases))

    @cached_property
    def clipped(self) -> Mapping[str, tuple[str, int]]:
        """Words without their first or last character, where that leaves half a word behind."""
        return dict(self._clipped())

    @cached_property
    def clipped_ends(self) -> frozenset[str]:
        """How what is left of such words begins or ends."""
        return frozenset(end for rest in self.clipped for end in (rest[:LEAST], rest[-LEAST:]))

    @cached_property
    def beheaded(self) -> Remains:
        """Words that lose half a word with their first character."""
        return _remains((word, word[1:]) for word in self.terms if self._breaks(word, 0))

    @cached_property
    def curtailed(self) -> Remains:
        """Words that lose half a word with their last character."""
        return _remains((word, word[:-1]) for word in self.terms if self._breaks(word, -1))

    def _breaks(self, word: str, at: int) -> bool:
        rest = word[1:] if at == 0 else word[:-1]
        return self.halved(word, at) and rest not in self.words and len(word) >= LEAST

    @cached_property
    def whole(self) -> frozenset[str]:
        """The terms, to be asked for one."""
        return frozenset(self.terms)

    @cached_property
    def longest(self) -> int:
        """How long the longest word is."""
        return max(map(len, self.terms), default=0)

    def strange(self, run: str) -> Sequence[int]:
        """The places where characters stand side by side as in no word, or the same twice."""
        triples = self.triples  # and the pairs, for where a run begins
        first = [0] if run[:PAIR] not in triples or run[:1] == run[1:PAIR] else []
        return first[: len(run) - 1] + [
            at
            for at, (char, after) in enumerate(pairwise(run[1:]), 1)
            if run[at - 1 : at + PAIR] not in triples or char == after
        ]

    def foreign(self, run: str, at: int) -> bool:
        """Whether two characters that follow each other are not those of everyday words either."""
        pair = run[at : at + PAIR]
        return len(pair) < PAIR or not (pair in self.pairs or pair in self.declared.common)

    def apart(self, run: str, at: int) -> bool:
        """Whether the characters on both sides of a place are of two words."""
        return at in (0, len(run)) or not self.bound(run[at - 1 : at + 1])

    def halved(self, word: str, at: int) -> bool:
        """Whether a word without its first or last character begins or ends with half a word."""
        first = at == 0
        broken, rest = (word[:PAIR], word[1:3]) if first else (word[-PAIR:], word[-3:-1])
        common = self.declared.common
        return broken in common and (rest not in common or (broken == FUNDS and not first))

    def torn(self, word: str, at: int) -> bool:
        """Whether a word without a character in its middle has half an everyday word there."""
        common = self.declared.common
        first, second = word[max(0, at - 1) : at + 1], word[at : at + PAIR]
        joined = word[max(0, at - 1) : at] + word[at + 1 : at + PAIR]
        inside = 0 < at < len(word) - 1
        return inside and first in common and second not in common and not self.bound(joined)

    def bound(self, pair: str) -> bool:
        """Whether two characters are of one word of the field, or an everyday word."""
        return pair in self.inner or pair in self.declared.common

    def alike(self, char: str, other: str) -> bool:
        """Whether one character may stand for another."""
        return any(char in group and other in group for group in self.declared.alike)

    def of_name(self, name: str) -> Lexicon:
        """The same words known, and only the name of a department looked for."""
        word = bare(name)
        terms = (word,) if len(word) >= LONG and CHINESE.fullmatch(word) else ()
        return replace(
            self,
            terms=terms,
            phrases=frozenset(),
            words=self.words.union(terms),
            pairs=self.pairs | parts(terms, PAIR),
            triples=self.triples | parts(terms, TRIPLE),
            inner=self.inner | parts(terms, PAIR),
        )

    def _clipped(self) -> Iterator[tuple[str, tuple[str, int]]]:
        for word in self.terms:
            for at in (0, len(word) - 1) if len(word) > LEAST else ():
                broken = word[:PAIR] if at == 0 else word[-PAIR:]
                rest = word[:at] + word[at + 1 :]
                halved = broken in self.declared.common and word[at] not in self.declared.light
                if halved and rest not in self.words:
                    yield rest, (word, at)


def read_lexicon(
    names: Iterable[str],
    codes: Iterable[str],
    sentences: Iterable[str],
    declared: Iterable[object],
) -> Lexicon:
    """The lexicon of names, codes and sentences; nothing that is `declared` is a misprint."""
    more = lexicon_words()
    named, coded = set(map(bare, {*names, *more.terms})), set(map(bare, set(codes)))
    terms = {word for word in named | coded if CHINESE.fullmatch(word)}
    every = named.union(coded, more.words)
    pieces = {piece for word in every for piece in CHINESE.findall(bare(word))}
    stretches = (run for text in sentences for run in _stretches(text))
    phrases = frozenset((*stretches, *map(bare, more.phrases))) - terms
    words = frozenset(terms | pieces)
    walked: set[int] = set()
    texts = (text for part in declared for text in _strings(part, walked))
    right = {*words, *phrases, *texts}
    pairs = frozenset(parts(right, PAIR))
    return Lexicon(
        terms=tuple(sorted(word for word in terms if len(word) >= LEAST)),
        codes=frozenset(coded - named),
        phrases=phrases,
        words=words,
        pairs=pairs,
        triples=pairs | parts(right, TRIPLE),
        inner=frozenset(parts(words, PAIR)),
        declared=more,
    )


@cache
def lexicon_words() -> LexiconWords:
    """The declared words, whatever the family, year and region."""
    data: Mapping[str, Any] = declaration("wording", "lexicon.toml")["lexicon"]
    lines = HOME.joinpath("wording", "common.txt").read_text("utf-8").split()
    return LexiconWords(
        terms=tuple(data["terms"]),
        phrases=tuple(data["phrases"]),
        words=tuple(data["words"]),
        light=frozenset(data["light"]),
        small=frozenset(data["small"]),
        alike=tuple(frozenset(group) for group in data["alike"]),
        common=EverydayPairs({line[0]: line[1:] for line in lines}),
    )


def bare(text: str) -> str:
    """A word as it is compared: half width, no ordinal, no quotation marks and brackets."""
    return MARKS.sub("", spelling.unnumbered(text))


def runs(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Every unbroken stretch of Chinese of a plain text, and where each character stands."""
    for match in RUN.finditer(text):
        run = match[0]
        places: Sequence[int] = range(*match.span())
        if not run.isalpha():
            places = [at for at in places if not MARKS.match(text[at])]
            run = "".join(text[at] for at in places)
        if len(run) > 1:
            yield run, places


def parts(texts: Iterable[str], size: int) -> set[str]:
    """Every so many characters that stand side by side in some Chinese."""
    runs = set(CHINESE.findall("\n".join(texts)))
    return {run[at : at + size] for run in runs for at in range(len(run) - size + 1)}


def _stretches(sentence: str) -> Iterator[str]:
    """The long stretches of words between the numbers of a declared sentence."""
    for piece in SLOT.split(spelling.plain(sentence)):
        yield from (run for run, _ in runs(piece) if len(run) >= PHRASE)


def _strings(declared: object, seen: set[int]) -> Iterator[str]:
    """Every text of a declaration, keys and all within; what editions share is walked once."""
    waiting = [declared]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list) and id(part) not in seen:
            seen.add(id(part))
            waiting += part
            if isinstance(part, dict):
                waiting += part.values()


def _remains(words: Iterable[tuple[str, str]]) -> Remains:
    """Words by what is left of them: how it begins, how long it is, and all of it."""
    starts: defaultdict[str, dict[int, dict[str, list[str]]]] = defaultdict(dict)
    for word, rest in words:
        sizes = starts[rest[: LEAST - 1]].setdefault(len(rest), {})
        sizes.setdefault(rest, []).append(word)
    return starts
