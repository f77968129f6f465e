"""The names by which a disclosure calls its own department: its name, and the short forms of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from juesuan.notation import spelling

BRACKET = re.compile(r"\(([^()]{1,40})\)")
PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:自治区|自治州|地区|省|市|州|盟|县|区|旗|乡|镇|街道)")
LEVEL = re.compile(r"自治区|自治州|地区|街道|[省市州盟县区旗乡镇]$")
OFFICES = {"人民政府办公室": ("政府办公室", "政府办"), "委员会": ("委",), "街道办事处": ("街道",)}
SELF = "我本"
ENDS = frozenset(
    "局 委 办 厅 院 校 中心 馆 所 站 队 会 处 社 园 部 部门 台 库 场 乡 镇 街道".split()
)
CALLED = {"学": ("校",), "府": ("乡", "镇"), "部": ("部门",)}  # 本部门, not 本部|门
SHORTEST = 3
SHORT = re.compile(r"[\u4e00-\u9fff]{3,8}?(?=20\d\d年)")


@lru_cache(maxsize=64)
def own_names(department: str) -> tuple[str, ...]:
    """All names a department calls itself by, the longest first.

    市财政局 for 某某市财政局, 我局, 本中心; none where the department is not known.
    """
    names = {name for name in _names(spelling.plain(department)) if len(name) >= SHORTEST}
    names |= set(_selves(spelling.plain(department)))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def longest(names: tuple[str, ...]) -> str:
    """The longest of some names of a department, "" where it has none: the name itself."""
    return next(iter(names), "")


def name_at(names: tuple[str, ...], text: str, at: int) -> int:
    """How long the longest of some names is that stands at a place in a text; 0 for none."""
    return next((len(name) for name in names if text.startswith(name, at)), 0)


def short_at(department: str, text: str, at: int) -> int:
    """How long a short form of the name is before a year: 县住建局|2023年度; 0 for none.

    It begins with the level of the place or the name itself, leaves letters out and ends alike.
    """
    match = SHORT.match(text, at)
    name = without_brackets(department)
    if match is None or not name or match[0][-1] != name[-1]:
        return 0
    heads = {name[0], *(level[-1] for level in _levels(name))}
    return len(match[0]) if match[0][0] in heads and is_within(match[0], name) else 0


def _levels(name: str) -> Iterator[str]:
    """The levels of the places that a name begins with, 市 and 区 of 某市某区财政局."""
    while place := PLACE.match(name):
        level = LEVEL.search(place[0])
        yield from (level[0],) if level else ()
        name = name[place.end() :]


def same_name(name: str, other: str) -> bool:
    """Whether one name is the other or a short form of it: letters left out, none put in."""
    short, whole = sorted((spelling.key(name), spelling.key(other)), key=len)
    return bool(short) and is_within(short, whole)


def is_within(name: str, whole: str) -> bool:
    """Whether the letters of one name follow each other in another."""
    rest = iter(whole)
    return all(letter in rest for letter in name)


def without_brackets(name: str) -> str:
    """A name without what stands in brackets, in half width."""
    return BRACKET.sub("", spelling.plain(name))


def _names(name: str) -> Iterator[str]:
    if not name:
        return
    yield name
    bare = BRACKET.sub("", name)
    for shown in dict.fromkeys((name, bare)):
        yield from _without_places(shown)
    for long, shorts in OFFICES.items():
        if bare.endswith(long):
            for short in shorts:
                yield from _without_places(bare.removesuffix(long) + short)


def _without_places(name: str) -> Iterator[str]:
    """The name, then without the places it begins with, one by one; the last leaves its level."""
    yield name
    while place := PLACE.match(name):
        level = LEVEL.search(place[0])
        rest = name[place.end() :]
        if not rest or rest[0] == "(":
            return
        if level:
            yield level[0] + rest
        yield rest
        name = rest


def _selves(name: str) -> Iterator[str]:
    """我局, 本中心: by what the name ends in."""
    bare = BRACKET.sub("", name).removesuffix("本级").removesuffix("机关")
    ends = {bare[-1:], bare[-2:]} | set(CALLED.get(bare[-1:], ()))
    ends |= {short for long, shorts in OFFICES.items() if bare.endswith(long) for short in shorts}
    for end in sorted(ends):
        if end and end in ENDS:
            yield from (own + end for own in SELF)
