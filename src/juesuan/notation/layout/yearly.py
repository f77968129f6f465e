"""Which year, and which of 预算数 and 决算数, the words of a row or a column give its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.speech.narrative import PRIOR

ROW = re.compile(
    r"(?:\d{1,2}[.、])?(?:20\d\d年度?|[上去]年度?|本?年度?)?(?:[“\"]?三公[”\"]?经费)?(?:支出)?"
    r"(?:(?:年初|全年|调整)?预算|决算)(?:支出)?数?"
)
YEAR = re.compile(r"20\d\d(?=年)")
LAST = re.compile(r"[上去]年")
CHANGE = re.compile(r"[增减]|对比|比较|差[额值异]|[%率]")
BUDGET, ACTUAL = "预算数", "决算数"


class Dated(NamedTuple):
    """预算数 or 决算数 ("" where the words do not say), and of which period: this year is ""."""

    group: str
    period: str


NEITHER = Dated("", "")


def dated(words: Sequence[str]) -> list[Dated | None]:
    """What each text of a head says; None for another year's amounts, for changes and rates.

    The latest year of which there are actual amounts is the document's own.
    """
    texts = [spelling.plain(text) for text in words]
    actual = [int(year[0]) for text in texts if "决算" in text for year in YEAR.finditer(text)]
    return [_dated(text, max(actual, default=0)) for text in texts]


def _dated(text: str, current: int) -> Dated | None:
    budget, actual = text.rfind("预算"), text.rfind("决算")
    group = BUDGET if budget > actual else ACTUAL if actual >= 0 else ""
    if CHANGE.search(text):
        return None
    shown = YEAR.search(text)
    year = int(shown[0]) if shown and current else current
    if not LAST.search(text) and year == current:
        return Dated(group, "")
    last = LAST.search(text) or year == current - 1
    return Dated(group, PRIOR) if last and group == ACTUAL else None


def is_row(text: str) -> bool:
    """Whether a row's words are those of a year's budget or actual amounts and nothing else."""
    return bool(ROW.fullmatch(spelling.unnumbered(text)))
