"""Slips of the hand: how one number turns into another when it is typed or copied."""

from __future__ import annotations

SWAPPED, CHANGED = "数字换位", "一位数字有误"
DROPPED, DOUBLED = "漏一位数字", "多一位数字"
POINT, SIGN = "小数点错位", "正负号相反"
STRONG = frozenset({SWAPPED, DROPPED, DOUBLED, POINT, SIGN})


def slip(typed: int, meant: int) -> str:
    """The slip that makes `meant` look like `typed`, both in printed units; "" for none known."""
    if not typed or not meant or typed == meant:
        return ""
    if typed == -meant:
        return SIGN
    if (typed < 0) != (meant < 0):
        return ""
    one, other = str(abs(typed)), str(abs(meant))
    if one.rstrip("0") == other.rstrip("0"):
        return POINT
    if len(one) == len(other):
        return _same_length(one, other)
    if len(one) + 1 == len(other) and _without_one(other, one):
        return DROPPED
    return DOUBLED if len(other) + 1 == len(one) and _without_one(one, other) else ""


def _same_length(one: str, other: str) -> str:
    differ = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return CHANGED
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        first, second = differ
        if one[first] == other[second] and one[second] == other[first]:
            return SWAPPED
    return ""


def _without_one(longer: str, shorter: str) -> bool:
    """Whether leaving out one digit of `longer` gives `shorter`."""
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def is_slip(typed: int, meant: range) -> bool:
    """Whether a number is plainly a slip of one of some others; one digit wrong tells nothing."""
    return any(slip(typed, value) in STRONG for value in meant)
