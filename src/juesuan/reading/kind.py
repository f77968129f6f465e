"""What a document is, by its cover and the titles inside it; never by a word in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from juesuan.notation import spelling
from juesuan.notation.speech.cover_words import CoverWords, KindWords
from juesuan.reading.title_line import THREE, TitleLine

BUDGET = "部门预算"
PROGRESS = "预算执行情况报告或预算草案"
GOVERNMENT = "本级政府的财政总决算"
FINANCE = "财政"
SUMMED = "一个地方全部部门的汇总数"
PERFORMANCE = "预算绩效材料"
REFUSED = (BUDGET, PROGRESS, GOVERNMENT, SUMMED)

LONGEST = 45
ENOUGH = 3
LEADERS = re.compile(r"(?<![.…·•_\-\d])[.…·•_\-]*+\d*+$")


def kind(cover: Sequence[str], lines: Iterable[str], words: KindWords) -> str:
    """What else than a department's final accounts a document is; "" for such accounts.

    The cover decides; where it names both or neither, the more frequent titles inside do.
    """
    shown = "".join(line for line in cover if _is_title(line, words))
    says = words.neutral.sub("", shown)
    accounts, budgets = _titles(lines, words)
    if "决算" in says and not ("预算" in says and budgets > 2 * accounts):
        return _of_government(shown, accounts, words)
    if words.progress.search(says) and not accounts:
        return PROGRESS
    if budgets > (accounts if "预算" in says else 2 * accounts):
        return BUDGET
    return PERFORMANCE if "绩效" in shown and not accounts else ""


def of_all_departments(title: TitleLine | None, lines: Iterable[str], words: CoverWords) -> str:
    """Whether a document sums all departments of a place: it is no department's; else "".

    The title of one about 三公 names a place and no body, or all departments, or the text says
    that they were summed up; a disclosure with the tables of a department is none.
    """
    lines = list(lines)
    accounts, _ = _titles(lines, words.kinds)
    if accounts >= ENOUGH or (title is not None and title.level != THREE):
        return ""
    if title is None or title.name:
        finance = title is None or FINANCE in title.name
        gathered = finance and any(words.kinds.gathered.search(line) for line in lines)
        return SUMMED if gathered else ""
    if words.titles.whole.match(title.rest):
        return SUMMED
    patterns = (words.kinds.gathered, words.kinds.summed)
    return SUMMED if any(p.search(line) for p in patterns for line in lines) else ""


def refusal(name: str, kind: str) -> str:
    """Why a document of such a kind is not audited."""
    if kind == SUMMED:
        return (
            f"“{name}”是{kind}（由财政部门汇总公开），不是某一个部门的决算，没有与它对应的公开表："
            "请审核各部门、各单位自己公开的决算"
        )
    return f"“{name}”是{kind}，不是部门决算；本程序只读取和审核部门决算公开文件"


def _of_government(shown: str, accounts: int, words: KindWords) -> str:
    whole = words.government.search(shown) and not words.accounts.search(shown)
    return GOVERNMENT if whole and accounts < ENOUGH else ""


def _titles(lines: Iterable[str], words: KindWords) -> tuple[int, int]:
    """How many short lines end as titles of 决算 and of 预算 do, equal ones once."""
    names = [_name(bare, words) for bare in dict.fromkeys(_bare(line, words) for line in lines)]
    return names.count("决算"), names.count("预算")


def _name(bare: str, words: KindWords) -> str:
    """决算 or 预算, as a title ends; "" where it names both."""
    if "决算" in bare and "预算" in bare:
        return ""
    title = words.title.search(bare)
    return (title["own"] or title["kind"]) if title else ""


def _bare(line: str, words: KindWords) -> str:
    if not _is_title(line, words):
        return ""
    return words.neutral.sub("", LEADERS.sub("", spelling.unnumbered(line)))


def _is_title(line: str, words: KindWords) -> bool:
    return 0 < len(LEADERS.sub("", line)) <= LONGEST and not words.passing.search(line)
