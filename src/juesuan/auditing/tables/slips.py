"""Slips of the hand: how one number turns into another when it is typed or copied."""

from __future__ import annotations

SWAPPED, CHANGED = "数字换位", "一位数字有误"
DROPPED, DOUBLED = "漏一位数字", "多一位数字"
POINT, SIGN = "小数点错位", "正负号相反"
SHORT = 1000  # in printed units: 9.99
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
    """Whether a number is plainly a slip of one of some others; one digit wrong tells nothing.

    Nor does a first digit too many or too few, which is what every difference of one digit makes of
    a smaller number; and a digit more or less makes a short number out of too many others.
    """
    short = min(abs(typed), max(map(abs, meant))) < SHORT
    telling = STRONG - {DROPPED, DOUBLED} if short else STRONG
    return any(slip(typed, value) in telling and not _first_alone(typed, value) for value in meant)


def _first_alone(typed: int, meant: int) -> bool:
    """Whether two numbers differ by the first digit of one of them and by nothing else."""
    shorter, longer = sorted((str(abs(typed)), str(abs(meant))), key=len)
    apart = len(shorter) + 1 == len(longer) and shorter == longer[1:]
    return apart and shorter not in (longer[:1] + longer[2:], longer[:-1])
