"""The one reader of numbers: a text is a number, a malformed one (and why), or no number at all.

In running text a malformed numeral is sealed: its characters stand for themselves no longer, so
that no pattern can take a piece of it for an amount. What is shown to a user is unsealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.notation.noncharacters import NONCHARACTERS, replaced

MOST_WHOLE = 15
MOST_DIGITS = 20
MOST_PIECES = 16  # of one amount, marks between its groups counted
NUMBER = r"-?(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
WELL = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
SEVERAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+(?:,(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+)+")
LETTERS = "OoIlОоΟο〇○"
CHARACTERS = f"0123456789.,，。·{LETTERS}"
RUN = re.compile(rf"[{CHARACTERS}]+")
PIECE = re.compile(r"[，。]|[^，。]+")
UNIT = re.compile(r"[亿万千百]?元|[%‰]")
COMMAS = re.compile(r"\d[\d.,]*+")
DIGITS = re.compile(r"[0-9]")
GROUPED = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
BRACKETED = re.compile(r"[(（〔\[【]-?\d[\d.,]*+[)）\]〕】]")
SEALED_CHARACTERS = f"{CHARACTERS}-()（）〔〕[]【】"
SEALS = {ord(c): seal for c, seal in zip(SEALED_CHARACTERS, NONCHARACTERS, strict=False)}
UNSEALS = {ord(seal): chr(c) for c, seal in SEALS.items()}
SEALED = re.compile(f"[{''.join(SEALS.values())}]+")

Misspelling = Literal["unsigned", "too_long", "letters", "wide_marks", "points", "ends", "groups"]
WHY: dict[Misspelling, str] = {
    "unsigned": "用括号括起，正负不明",
    "too_long": f"位数过多（整数部分至多 {MOST_WHOLE} 位，共至多 {MOST_DIGITS} 位）",
    "letters": "数字中夹有字母或圆圈",
    "wide_marks": "数字中夹有全角标点",
    "points": "小数点不止一个",
    "ends": "小数点或逗号前后缺数字",
    "groups": "千分位逗号的位置不对",
}


class Read(NamedTuple):
    """A well-formed number and how many decimals it is printed with."""

    value: Decimal
    decimals: int


class Malformed(NamedTuple):
    """Digits that are not the spelling of one number, and what is wrong with them."""

    kind: Misspelling

    @property
    def why(self) -> str:
        """What is wrong, in words."""
        return WHY[self.kind]


def parse(text: str) -> Read | Malformed | None:
    """Read `-1,234.50`; None for a text without digits or with words. Total, and exact."""
    if not WELL.fullmatch(text):
        return _malformed(text)
    digits = text.replace(",", "").lstrip("-−–")
    whole, _, places = digits.partition(".")
    if len(whole.lstrip("0")) > MOST_WHOLE or len(whole.lstrip("0") + places) > MOST_DIGITS:
        return Malformed("too_long")
    value = Decimal(digits)
    return Read(-value if text[0] in "-−–" else value, len(places))


def decimal(text: str) -> Decimal | None:
    """The value of a number; None for what is malformed or none."""
    number = parse(text)
    return number.value if isinstance(number, Read) else None


def whole(text: str) -> int | None:
    """The value of a count; None for what is malformed, none, or not whole."""
    value = decimal(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _malformed(text: str) -> Malformed | None:
    if BRACKETED.fullmatch(text):
        return Malformed("unsigned")
    bare = text.lstrip("-−–")
    if not DIGITS.search(bare) or not RUN.fullmatch(bare):
        return None
    if any(letter in bare for letter in LETTERS):
        return Malformed("letters")
    if "。" in bare or "，" in bare or "·" in bare:
        return Malformed("wide_marks")
    if bare.count(".") > 1:
        return Malformed("points")
    if bare[0] in ".," or bare[-1] in ".,":
        return Malformed("ends")
    return Malformed("groups")


def seal(text: str) -> str:
    """A running text in which no pattern can read any part of a malformed numeral."""
    text, parts, last = replaced(text), [], 0
    for start, end in sorted(_spans(text)):
        if start < last:
            continue
        parts += [text[last:start], text[start:end].translate(SEALS)]
        last = end
    return "".join([*parts, text[last:]])


def unseal(text: str) -> str:
    """A text as it was printed, but for what is no character."""
    return text.translate(UNSEALS) if SEALED.search(text) else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a running text writes an amount that is not the spelling of one number."""
    for match in BRACKETED.finditer(text):
        if UNIT.match(text, match.end()):
            yield match.span()
    for run in RUN.finditer(text):
        if len(run[0]) <= MOST_WHOLE and WELL.fullmatch(run[0]):
            continue
        if not DIGITS.search(run[0]) or run[0].isdigit():
            if len(run[0]) > MOST_WHOLE and UNIT.match(text, run.end()):
                yield run.span()
            continue
        unit = bool(UNIT.match(text, run.end()))
        for start, end, last in _pieces(run[0], unit=unit):
            piece = run[0][start:end]
            before = text[run.start() - 1 : run.start()] if not start else ""
            meant = (unit and last and not _lettered(before)) or _misgrouped(piece)
            if meant and isinstance(parse(piece), Malformed):
                yield run.start() + start, run.start() + end


def _lettered(before: str) -> bool:
    return before.isascii() and before.isalpha()


def _misgrouped(piece: str) -> bool:
    """Whether commas stand wrongly in what two decimals say is an amount."""
    return bool("," in piece and re.search(r"\d\.\d\d$", piece) and piece.count(".") == 1)


def _pieces(run: str, *, unit: bool) -> Iterator[tuple[int, int, bool]]:
    """The numerals of a run, clause marks between them aside: start, end, whether it ends the run.

    A mark belongs to a numeral only where the amount would be one number without it.
    """
    spans = [[m.start(), m.end()] for m in PIECE.finditer(run)]
    merged: list[list[int]] = []
    for index, (start, end) in enumerate(spans):
        text = run[start:end]
        near = unit and len(spans) - index <= MOST_PIECES
        if text in "，。" and merged and near and _joins(run, merged[-1], spans[index:], text):
            merged[-1][1] = end
            continue
        if merged and merged[-1][1] == start and run[start - 1] in "，。" and text not in "，。":
            merged[-1][1] = end
        elif text not in "，。":
            merged.append([start, end])
    for start, end in merged:
        piece, last = run[start:end], end == len(run)
        tail = 0 if last and unit else len(piece) - len(piece.rstrip(".,·"))
        head = len(piece) - len(piece.lstrip(",·"))
        if head < len(piece) - tail:
            yield start + head, end - tail, last


def _joins(run: str, before: list[int], rest: list[list[int]], mark: str) -> bool:
    """Whether a full-width mark stands inside a number: 1，234.56万元, 900。00万元, 1,234，万元."""
    head = run[before[0] : before[1]]
    if before[1] != rest[0][0] or not DIGITS.search(head[-1:]):
        return run[before[1] - 1] in "，。" and before[1] == rest[0][0]
    following = [run[start:end] for start, end in rest[1:]]
    if not following or set(following) <= {"，", "。"}:
        return mark == "，"
    if following[0] == "，":
        return mark == "，" and len(following) == 2 and "." not in head
    if mark == "。":
        return len(following) == 1 and head.isdigit() and len(following[0]) <= 2
    grouped = len(head.rpartition("，")[2]) <= 3 and "." not in head
    return grouped and all(one == "，" or GROUPED.fullmatch(one) for one in following)


def with_commas(text: str) -> str:
    """A text in which a half-width comma is part of a number and any other is full-width."""
    return (
        COMMAS.sub(lambda match: _commas(match, text), text).replace(",", "，").replace("\0", ",")
    )


def _commas(match: re.Match[str], text: str) -> str:
    run = match[0].rstrip(".,")
    tail = match[0][len(run) :]
    if "," not in run:
        return match[0]
    if SEVERAL.fullmatch(run):
        apart = re.sub(r"(?<=\.)(\d+),", r"\1，", run)
        return apart.replace(",", "\0") + tail
    doubtful = "." in run or len(run.rpartition(",")[2]) > 2
    if WELL.fullmatch(run) or (doubtful and UNIT.match(text, match.end())):
        return run.replace(",", "\0") + tail
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "\0", match[0])
