"""What stands one character away from a word of the field.

A misprint puts characters side by side that no word of the field has so: only there is looked, and
only for a word that differs by one character wrong, missing or too many. What a text says in words
of its own is none of the words declared, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from juesuan.notation.speech.lexicon import (
    FUNDS,
    LEAST,
    LONG,
    Lexicon,
    Remains,
)
from juesuan.notation.speech.word_gaps import PAIR, TRIPLE, Gap

How = Literal["wrong", "missing", "extra"]
CHANGE: Mapping[How, int] = {"wrong": 0, "missing": -1, "extra": 1}
YEAR = "年"  # 2019年年初 is right: the number before it is no part of the run
OF_A_YEAR = frozenset("每当次上本历去前今明后往全一二两三四五六七八九十几跨半第")
IN_A_YEAR = frozenset("初末底终中内度")
JOINED = frozenset("和及与或为等占总共较比均由的")  # what may follow a word cut short
SPENT = frozenset("支情")  # 机关运行经支出, 机关运行经情况
LEADING = frozenset("和及与或度部本由的对")  # what may come before one
STANDING = frozenset("自由于为从至到以对在有无向被把将让给请使令比按据经")
NEVER = STANDING - {"经"} | {"总"}  # 绩效自2023年起 is right, 人员经 before 和 is not
TORN = frozenset("本年共")  # characters one may leave out, but not from within 基本 and 全年
ALONE = frozenset("用出收支年月日人车费有无增减经")  # what may begin a clause by itself


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
    near = {*_cut(lexicon, run), *_clipped(lexicon, run)}
    near.update(r.misprint for r in _readings(lexicon, run) if _told(lexicon, r))
    kept: list[Misprint] = []
    for misprint in sorted(near, key=_longest_first):
        if all(misprint.end <= other.start or other.end <= misprint.start for other in kept):
            kept.append(misprint)
    return tuple(sorted(kept))


def _longest_first(misprint: Misprint) -> tuple[int, int, str, str, int]:
    start, end, word, how, spot = misprint
    return start - end, start, how, word, spot


def mended(lexicon: Lexicon, run: str) -> str:
    """A run of Chinese with its misprints put right."""
    for misprint in reversed(misprints(lexicon, run)):
        run = run[: misprint.start] + misprint.word + run[misprint.end :]
    return run


def _cut(lexicon: Lexicon, run: str) -> Iterator[Misprint]:
    """Long words whose first character is missing where the run begins, or last where it ends."""
    if lexicon.clipped_ends.isdisjoint((run[:LEAST], run[-LEAST:])):
        return
    for size in range(LONG - 1, min(len(run), lexicon.longest)):
        for start, gap in ((0, 0), (len(run) - size, size)):
            word, at = lexicon.clipped.get(run[start : start + size], ("", 0))
            if word and at == gap:
                yield Misprint(start, start + size, word, "missing", start + gap)


def _clipped(lexicon: Lexicon, run: str) -> Iterator[Misprint]:
    """Words that lack their first or last character anywhere, where half a word is left."""
    beheaded, curtailed = lexicon.beheaded, lexicon.curtailed
    for at in range(len(run) - LEAST + 2):
        start = run[at : at + LEAST - 1]
        if start in beheaded:
            for word in _left(beheaded, run, at):
                if _headless(lexicon, run, at, word):
                    yield Misprint(at, at + len(word) - 1, word, "missing", at)
        if start in curtailed:
            for word in _left(curtailed, run, at):
                if _endless(lexicon, run, at, word):
                    end = at + len(word) - 1
                    yield Misprint(at, end, word, "missing", end)


def _left(remains: Remains, run: str, at: int) -> Iterator[str]:
    """The words of which all but a character stands there."""
    for size, words in remains[run[at : at + LEAST - 1]].items():
        yield from words.get(run[at : at + size], ())


def _headless(lexicon: Lexicon, run: str, at: int, word: str) -> bool:
    """Whether nothing but a word without its first character can stand there."""
    start = run[at - 1] if at else ""
    named = word not in lexicon.codes or len(word) >= LONG
    loose = not start or start in LEADING or named
    mended = loose and word[1] not in ALONE and not lexicon.bound(start + word[1])
    return mended and not _part(lexicon, run, at, at + len(word) - 1)


def _endless(lexicon: Lexicon, run: str, at: int, word: str) -> bool:
    """Whether nothing but a word without its last character can stand there."""
    end = at + len(word) - 1
    after = run[end : end + 1]
    named = word not in lexicon.codes or len(word) >= LONG
    loose = not after or after in JOINED or (named and word[-2] not in STANDING)
    loose = loose or (len(word) >= LONG and word[-2:] == FUNDS and after in SPENT)
    bound = lexicon.bound(word[-2] + after) or not lexicon.apart(run, at)
    return loose and word[-2] not in NEVER and not bound and not _part(lexicon, run, at, end)


def _part(lexicon: Lexicon, run: str, start: int, end: int) -> bool:
    """Whether what stands there is part of a word that is right."""
    return any(
        run[at : at + size] in lexicon.words
        for at in range(max(0, start - 3), start + 1)
        for size in range(max(LEAST, end - at), min(lexicon.longest, len(run) - at) + 1)
    )


def _readings(lexicon: Lexicon, run: str) -> Iterator[_Reading]:
    """The words of which strange characters may be a misprint."""
    strange, light = lexicon.strange(run), lexicon.declared.light
    for spot, word, gap, skipped in _around(lexicon, run, _spots(strange), 1):
        char = run[spot]
        if skipped:
            if char != word[gap] and not lexicon.alike(char, word[gap]):
                yield _Reading(run, word, gap, spot, "wrong")
        elif (0 < gap < len(word) and char not in light) or _doubled(run, spot, word[gap:]):
            yield _Reading(run, word, gap, spot, "extra")
    for spot, word, gap, skipped in _around(lexicon, run, [at + 1 for at in strange], 0):
        if skipped and (word[gap] not in light or _torn(lexicon, word, gap)):
            yield _Reading(run, word, gap, spot, "missing")


def _spots(strange: Iterable[int]) -> Iterable[int]:
    """The characters of strange pairs."""
    return sorted({spot for at in strange for spot in (at, at + 1)})


def _doubled(run: str, spot: int, rest: str) -> bool:
    """Whether what follows in a word begins with a character that stands twice in the run."""
    return run[spot : spot + 2] == 2 * rest[:1] != ""


def _torn(lexicon: Lexicon, word: str, gap: int) -> bool:
    """Whether a word is torn by leaving out a character that one may leave out elsewhere."""
    return word[gap] in TORN and lexicon.torn(word, gap)


def _around(
    lexicon: Lexicon, run: str, lefts: Iterable[int], width: int
) -> Iterator[tuple[int, str, int, int]]:
    """The words that stand whole on both sides of gaps of the run, as wide, the gap aside."""
    pairs, gaps = lexicon.pairs, lexicon.gaps
    for left in lefts:
        right = left + width
        near, after = run[left - PAIR if left > PAIR else 0 : left], run[right : right + PAIR]
        words: list[Gap] = []
        if near in pairs:
            beside = gaps.beside(near)
            words += (*beside.before.get(after, ()), *beside.before.get(after[:1], ()))
            words += beside.ends.get(run[max(0, left - TRIPLE) : left], ())
        if after in pairs:
            beside = gaps.beside(after)
            words += beside.behind.get(near[-1:], ())
            words += beside.starts.get(run[right : right + TRIPLE], ())
        for word, gap, skipped in words:
            ahead = gap <= left and run.startswith(word[:gap], left - gap)
            if ahead and run.startswith(word[gap + skipped :], right):
                yield left, word, gap, skipped


def _told(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether nothing but the word can be meant where it stands."""
    run, word, phrase = reading.run, reading.word, reading.word in lexicon.phrases
    sides = ((reading.gap, reading.start, 0), (reading.after, reading.end, reading.doubled))
    if reading.how == "extra" and run[reading.spot] == YEAR and _of_years(reading):
        return False
    if reading.rest in lexicon.whole or run[reading.start : reading.end] in lexicon.words:
        return False
    if not all(size >= 1 + more or lexicon.apart(run, at) for size, at, more in sides):
        return False
    if phrase and min(reading.gap, reading.after) < PAIR:
        return False
    if reading.how == "wrong" and not (reading.gap and reading.after):
        inner = reading.spot - (reading.gap > 0)
        if word[reading.gap] in lexicon.declared.light and not lexicon.halved(word, reading.gap):
            return False
        return run[reading.spot] not in lexicon.declared.small and lexicon.foreign(run, inner)
    if run[reading.spot : reading.spot + 1] in lexicon.declared.small and _parted(lexicon, reading):
        return False
    alone = reading.start == 0 and reading.end == len(run)
    if reading.doubled or (alone and reading.how == "missing" and not phrase):
        return True
    sure = all(size >= PAIR or lexicon.apart(run, at) for size, at, _ in sides)
    if len(word) >= LONG and sure and not phrase:
        return not _exchanged(lexicon, reading) and (
            word not in lexicon.codes or _no_other(lexicon, reading)
        )
    return _plain(lexicon, reading)


def _exchanged(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether one everyday word stands for another at the end: 限额 for 总额."""
    run, word, gap, end = reading.run, reading.word, reading.gap, reading.end
    last = reading.how == "wrong" and gap == len(word) - PAIR
    common = lexicon.declared.common
    return last and run[end - PAIR : end] in common and word[-PAIR:] in common


def _parted(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether a small word stands between two right ones: 因公出国费有支出."""
    before = reading.word[: reading.gap] in lexicon.words
    return reading.how == "wrong" and before and reading.after >= PAIR


def _long_enough(reading: _Reading) -> bool:
    """Whether a word lacks a character in its middle and is long, or nothing more follows it."""
    if len(reading.word) > LEAST:
        return True
    after = reading.run[reading.end : reading.end + 1]
    return 0 < reading.gap < LEAST - 1 and (not after or after in JOINED)


def _of_years(reading: _Reading) -> bool:
    """Whether 年 twice is right: 当年年末, and 年末 behind a number."""
    run, spot = reading.run, reading.spot
    first = spot if run[spot + 1 : spot + 2] == YEAR else spot - 1
    before, after = run[max(0, first - 1) : max(0, first)], run[first + 2 : first + 3]
    return not reading.doubled or (after in IN_A_YEAR and (not before or before in OF_A_YEAR))


def _no_other(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether the character that differs makes no everyday word with those beside it."""
    run, spot = reading.run, reading.spot
    beside = (run[max(0, spot - 1) : spot + 1], run[spot : spot + PAIR])
    common = lexicon.declared.common
    return reading.how != "missing" and not any(pair in common for pair in beside)


def _plain(lexicon: Lexicon, reading: _Reading) -> bool:
    """Whether what stands there is no part of any word, so that even a short one is misprinted."""
    run, spot = reading.run, reading.spot
    before = spot == 0 or lexicon.foreign(run, spot - 1)
    if reading.how == "missing":
        whole = lexicon.apart(run, reading.start) and lexicon.apart(run, reading.end)
        return before and whole and reading.word not in lexicon.codes and _long_enough(reading)
    return run[spot] not in lexicon.declared.small and before and lexicon.foreign(run, spot)
