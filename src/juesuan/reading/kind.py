"""What a document is, by its cover and the titles inside it; never by a word in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from juesuan.notation import spelling

BUDGET = "部门预算"
PROGRESS = "预算执行情况报告或预算草案"
GOVERNMENT = "本级政府的财政总决算"
PERFORMANCE = "预算绩效材料"

LONGEST = 45
ENOUGH = 3
# words that hold 预算 or 决算 and tell no kind
NEUTRAL = re.compile(
    r"预、?决算|决、?预算|(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算|预算(?:主管)?(?:单位|部门)"
    r"|(?<!竣工)(?<!工程)(?<!项目)(?<!财务)(?:竣工|工程|项目|财务)++决算"
    r"|《[^《》]*》|\([^()]*\)|(?:预算)?绩效"
)
PASSING = re.compile(r"[。；;！？>›»]|，.*，|当前位置")
LEADERS = re.compile(r"(?<![.…·•_\-\d])[.…·•_\-]*+\d*+$")
TITLE = re.compile(
    r"(?:部门|单位)(?P<own>预算|决算)$|(?P<kind>预算|决算)"
    r"(?:收支|收入|支出|编制|执行|明细|总|总体|情况|基本|分类|信息|公开|的|及)*(?:表|说明|报告|公开|书)$"
)
IN_PROGRESS = re.compile(r"预算执行情况|预算草案|预算调整方案")
OF_GOVERNMENT = re.compile(
    r"财政总决算|财政(?:收支)?决算|(?<!人民)政府决算|决算草案|[省市州县区旗镇乡]本?级(?:总)?决算"
    r"|全[省市州县区旗镇乡](?:一般公共预算|财政)?(?:收支|收入|支出)?决算"
    r"|(?:一般公共|政府性基金|国有资本经营)预算(?:收支|收入|支出)决算"
)
OF_DEPARTMENT = re.compile(r"(?:部门|单位)(?:汇总)?决算")


def kind(cover: Sequence[str], lines: Iterable[str]) -> str:
    """What else than a department's final accounts a document is; "" for such accounts.

    The cover decides; where it names both or neither, the more frequent titles inside do.
    """
    shown = "".join(line for line in cover if _is_title(line))
    says = NEUTRAL.sub("", shown)
    accounts, budgets = _titles(lines)
    if "决算" in says and not ("预算" in says and budgets > 2 * accounts):
        return _of_government(shown, accounts)
    if IN_PROGRESS.search(says) and not accounts:
        return PROGRESS
    if budgets > (accounts if "预算" in says else 2 * accounts):
        return BUDGET
    return PERFORMANCE if "绩效" in shown and not accounts else ""


def _of_government(shown: str, accounts: int) -> str:
    whole = OF_GOVERNMENT.search(shown) and not OF_DEPARTMENT.search(shown)
    return GOVERNMENT if whole and accounts < ENOUGH else ""


def _titles(lines: Iterable[str]) -> tuple[int, int]:
    """How many short lines end as titles of 决算 and of 预算 do, equal ones once."""
    found = {line: name for line in dict.fromkeys(map(_bare, lines)) if (name := _names(line))}
    names = list(found.values())
    return names.count("决算"), names.count("预算")


def _names(line: str) -> str:
    title = TITLE.search(line) if line else None
    return (title["own"] or title["kind"]) if title else ""


def _bare(line: str) -> str:
    return NEUTRAL.sub("", LEADERS.sub("", spelling.unnumbered(line))) if _is_title(line) else ""


def _is_title(line: str) -> bool:
    return 0 < len(LEADERS.sub("", line)) <= LONGEST and not PASSING.search(line)
