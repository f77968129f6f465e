"""A day or an hour as a cell of a workbook shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

DATE = r"y+|m+|d+|h+|s+|AM/PM|A/P|上午/下午"
SINCE_1900, SINCE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a day has no zone
LEAP = 60  # the day that 1900 did not have
LAST = 2_958_466
HALVES = {"上午/下午": ("上午", "下午"), "AM/PM": ("AM", "PM"), "A/P": ("A", "P")}


class Piece(NamedTuple):
    """One word of a number format and its kind: date, digits, general, text, or as it stands."""

    kind: str
    word: str


def dated(serial: float, pieces: Sequence[Piece], *, since_1904: bool = False) -> str:
    """A day through its format; "" where it is no day or the format is not understood."""
    if not 0 <= serial < LAST:
        return ""
    moment = _moment(serial, since_1904=since_1904)
    words = [piece.word.upper() for piece in pieces if piece.kind == "date"]
    half = next((HALVES[word] for word in words if word in HALVES), None)
    texts = []
    for piece, minutes in zip(pieces, _minutes(pieces), strict=True):
        text = _part(moment, piece, half, minutes=minutes)
        if text is None:
            return ""
        texts.append(text)
    return "".join(texts)


def _moment(serial: float, *, since_1904: bool) -> datetime:
    days = serial + (not since_1904 and serial < LEAP)
    return (SINCE_1904 if since_1904 else SINCE_1900) + timedelta(seconds=round(days * 86400))


def _minutes(pieces: Sequence[Piece]) -> Iterator[bool]:
    """For each piece whether an m in it means minutes: after an hour, or before a second."""
    letters = [piece.word[0].lower() if piece.kind == "date" else "" for piece in pieces]
    dates = [(at, letter) for at, letter in enumerate(letters) if letter and letter not in "a上"]
    minutes = set()
    for (first, letter), (second, after) in pairwise(dates):
        if letter == "h" and after == "m":
            minutes.add(second)
        if letter == "m" and after == "s":
            minutes.add(first)
    return (at in minutes for at in range(len(pieces)))


def _part(
    moment: datetime, piece: Piece, half: tuple[str, str] | None, *, minutes: bool
) -> str | None:
    """One piece of a date in words; None where it is not understood."""
    if piece.kind != "date":
        return None if piece.kind in ("digits", "general", "text") else piece.word
    word = piece.word.lower()
    if piece.word.upper() in HALVES:
        return half[moment.hour >= 12] if half else None
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    values = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    if word[0] == "y":
        return f"{moment.year:04}" if len(word) > 2 else f"{moment.year % 100:02}"
    if len(word) > 2:
        return None
    number = moment.minute if minutes else values[word[0]]
    return f"{number:0{len(word)}}"
