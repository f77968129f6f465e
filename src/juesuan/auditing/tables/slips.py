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
    wrong, right = str(abs(typed)), str(abs(meant))
    if wrong.rstrip("0") == right.rstrip("0"):
        return POINT
    if len(wrong) == len(right):
        return _same_length(wrong, right)
    if len(wrong) + 1 == len(right) and _without_one(right, wrong):
        return DROPPED
    return DOUBLED if len(right) + 1 == len(wrong) and _without_one(wrong, right) else ""


def _same_length(wrong: str, right: str) -> str:
    differ = [i for i, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return CHANGED
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        first, second = differ
        if wrong[first] == right[second] and wrong[second] == right[first]:
            return SWAPPED
    return ""


def _without_one(longer: str, shorter: str) -> bool:
    """Whether leaving out one digit of `longer` gives `shorter`."""
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def is_slip(typed: int, meant: range) -> bool:
    """Whether a number is plainly a slip of one of some others; one digit wrong tells nothing."""
    return any(slip(typed, value) in STRONG for value in meant)
