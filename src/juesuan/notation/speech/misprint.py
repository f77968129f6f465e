"""What stands one character away from a word of the field.

A misprint puts characters side by side that no word of the field has so: only there is looked, and
only for a word that differs by one character wrong, missing or too many. What a text says in words
of its own is none of the words declared, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from juesuan.notation.speech.lexicon import LEAST, LONG, PAIR, Gaps, Lexicon

How = Literal["wrong", "missing", "extra"]
CHANGE: Mapping[How, int] = {"wrong": 0, "missing": -1, "extra": 1}
YEAR = "年"  # 2019年年初 is right: the number before it is no part of the run
FOLLOWED = ((0, 2), (1, 2), (2, 2))  # characters before and after a gap by which words are found
LED = ((2, 1), (2, 0))


class Misprint(NamedTuple):
    """Characters of a text that stand for a word, and how they differ from it at `spot`."""

    start: int
    end: int
    word: str
    how: How
    spot: int


class _Reading(NamedTuple):
    """A word read into a run of characters: its gap is the one that differs, at `spot`."""

    run: str
    word: str
    gap: int
    spot: int
    how: How

    @property
    def start(self) -> int:
        """Where the word begins in the run."""
        return self.spot - self.gap

    @property
    def end(self) -> int:
        """Where the word ends in the run."""
        return self.start + len(self.word) + CHANGE[self.how]

    @property
    def after(self) -> int:
        """How many characters of the word follow the gap."""
        return len(self.word) - self.gap - (self.how != "extra")

    @property
    def rest(self) -> str:
        """The word without the character that differs, where that is its first or its last."""
        inside = self.how == "extra" or 0 < self.gap < len(self.word) - 1
        return "" if inside else self.word[1:] if self.gap == 0 else self.word[:-1]

    @property
    def misprint(self) -> Misprint:
        """The misprint it would be."""
        return Misprint(self.start, self.end, self.word, self.how, self.spot)

    @property
    def doubled(self) -> bool:
        """Whether a character of the word stands there twice."""
        return self.how == "extra" and self.run[self.spot] == self.word[self.gap : self.gap + 1]


def misprints(lexicon: Lexicon, run: str) -> tuple[Misprint, ...]:
    """What of a run of Chinese is one character away from a word; none stands in another."""
    if run in lexicon.words or run in lexicon.phrases:
        return ()
    if run in lexicon.clipped:
        word, gap = lexicon.clipped[run]
        return (Misprint(0, len(run), word, "missing", gap),)
    near = set(_cut(lexicon, run))
    near.update(r.misprint for r in _readings(lexicon, run) if _told(lexicon, r))
    kept: list[Misprint] = []
    for misprint in sorted(near, key=_longest_first):
        if all(misprint.end <= other.start or other.end <= misprint.start for other in kept):
            kept.append(misprint)
    return tuple(sorted(kept))


def _longest_first(misprint: Misprint) -> tuple[int, int, str, str]:
    return misprint.start - misprint.end, misprint.start, misprint.how, misprint.word


def mended(lexicon: Lexicon, run: str) -> str:
    """A run of Chinese with its misprints put right."""
    for misprint in reversed(misprints(lexicon, run)):
        run = run[: misprint.start] + misprint.word + run[misprint.end :]
    return run


def _cut(lexicon: Lexicon, run: str) -> Iterator[Misprint]:
    """Long words whose first character is missing where the run begins, or last where it ends."""
    for size in range(LONG - 1, min(len(run), lexicon.longest)):
        for start, gap in ((0, 0), (len(run) - size, size)):
            word, at = lexicon.clipped.get(run[start : start + size], ("", 0))
            if word and at == gap:
                yield Misprint(start, start + size, word, "missing", start + gap)


def _readings(lexicon: Lexicon, run: str) -> Iterator[_Reading]:
    """The words of which strange characters may be a misprint."""
    strange = [at for at in range(len(run) - 1) if lexicon.strange(run, at)]
    for spot in sorted({spot for at in strange for spot in (at, at + 1)}):
        yield from _with_other(lexicon, run, spot)
    for at in strange:
        if run[at] == run[at + 1]:
            yield from _doubled(lexicon, run, at)
        for word, gap in _around(lexicon, lexicon.without, run, at + 1, at + 1):
            if word[gap] not in lexicon.declared.light:
                yield _Reading(run, word, gap, at + 1, "missing")


def _doubled(lexicon: Lexicon, run: str, at: int) -> Iterator[_Reading]:
    """The words of which a character stands twice."""
    for word, gap in _around(lexicon, lexicon.between, run, at, at + 1):
        if word[gap : gap + 1] == run[at]:
            yield _Reading(run, word, gap, at, "extra")


def _with_other(lexicon: Lexicon, run: str, spot: int) -> Iterator[_Reading]:
    """The words in which another character stands at a spot, or none."""
    for word, gap in _around(lexicon, lexicon.without, run, spot, spot + 1):
        if run[spot] != word[gap] and not lexicon.alike(run[spot], word[gap]):
            yield _Reading(run, word, gap, spot, "wrong")
    for word, gap in _around(lexicon, lexicon.between, run, spot, spot + 1):
        if 0 < gap < len(word) and run[spot] not in lexicon.declared.light:
            yield _Reading(run, word, gap, spot, "extra")


def _around(
    lexicon: Lexicon, gaps: Gaps, run: str, left: int, right: int
) -> Iterator[tuple[str, int]]:
    """The words that stand whole on both sides of a gap of the run, the gap aside."""
    led = left >= PAIR and run[left - PAIR : left] in lexicon.pairs
    followed = run[right : right + PAIR] in lexicon.pairs
    if not (led or followed):
        return
    skipped = 1 if gaps is lexicon.without else 0
    for before, after in (*(FOLLOWED if followed else ()), *(LED if led else ())):
        if before > left:
            continue
        for word, gap in gaps.get((run[left - before : left], run[right : right + after]), ()):
            ahead = gap <= left and run.startswith(word[:gap], left - gap)
            if ahead and run.startswith(word[gap + skipped :], right):
                yield word, gap


def _told(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether nothing but the word can be meant where it stands."""
    run, word, phrase = reading.run, reading.word, reading.word in lexicon.phrases
    sides = ((reading.gap, reading.start, 0), (reading.after, reading.end, reading.doubled))
    if reading.how == "extra" and run[reading.spot] == YEAR:
        return False
    if reading.rest in lexicon.whole or run[reading.start : reading.end] in lexicon.words:
        return False
    if not all(size >= 1 + more or lexicon.apart(run, at) for size, at, more in sides):
        return False
    if phrase and min(reading.gap, reading.after) < PAIR:
        return False
    if reading.how == "wrong" and not (reading.gap and reading.after):
        inner = reading.spot - (reading.gap > 0)
        return run[reading.spot] not in lexicon.declared.small and lexicon.foreign(run, inner)
    alone = reading.start == 0 and reading.end == len(run)
    if reading.doubled or (alone and reading.how == "missing" and not phrase):
        return True
    sure = all(size >= PAIR or lexicon.apart(run, at) for size, at, _ in sides)
    if len(word) >= LONG and sure and not phrase:
        return word not in lexicon.codes or _no_other(lexicon, reading)
    return _plain(lexicon, reading)


def _no_other(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether the character that differs makes no everyday word with those beside it."""
    run, spot = reading.run, reading.spot
    beside = {run[max(0, spot - 1) : spot + 1], run[spot : spot + PAIR]}
    return reading.how != "missing" and not beside & lexicon.declared.common


def _plain(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether what stands there is no part of any word, so that even a short one is misprinted."""
    run, spot = reading.run, reading.spot
    before = spot == 0 or lexicon.foreign(run, spot - 1)
    if reading.how == "missing":
        whole = lexicon.apart(run, reading.start) and lexicon.apart(run, reading.end)
        return before and whole and reading.word not in lexicon.codes and len(reading.word) > LEAST
    return run[spot] not in lexicon.declared.small and before and lexicon.foreign(run, spot)
