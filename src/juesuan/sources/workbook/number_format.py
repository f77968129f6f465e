"""A number as a cell of a workbook shows it: its value through its number format."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from juesuan.sources.workbook.date_format import DATE, Piece, dated

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\[\]]*)\]'
    rf"|(?P<general>General|G/通用格式)|(?P<date>{DATE})"
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*)|(?P<text>@)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-F]*)?", re.IGNORECASE)
COLOUR = re.compile(r"(?:Color ?|颜色 ?)\d{1,2}|[A-Z]{3,7}|..?色|[黑蓝青绿洋红白黄]", re.IGNORECASE)
LONGEST = 255  # letters that a format may have
CLOSE = Decimal("1e-9")
LARGE = Context(prec=400)
COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
IMPLIED: dict[int, Sequence[Callable[[Decimal], bool]]] = {
    1: (lambda _: True,),
    2: (lambda value: value >= 0, lambda _: True),
    3: (lambda value: value > 0, lambda value: value < 0, lambda _: True),
}
"""Which of one, two or three parts of a format a number is shown by, where they do not say."""


@dataclass(slots=True)
class _Section:
    """One of the parts of a number format that stand between semicolons."""

    pieces: list[Piece] = field(default_factory=list)
    digits: str = ""
    condition: Callable[[Decimal], bool] | None = None
    percents: int = 0
    dates: bool = False
    text: bool = False
    strange: bool = False
    """Something stands in it that is not understood: numbers are then shown as they are stored."""

    def take(self, kind: str | None, word: str) -> None:
        """Take the next word of the format."""
        if kind == "bracket":
            self._bracket(word)
        elif kind == "digits":
            self.strange |= bool(self.digits)
            self.digits = word
            self.pieces.append(Piece(kind, word))
        elif kind == "sign" and word.isascii() and (word.isalnum() or word in ".,"):
            self.strange = True
        elif kind is not None:
            self.percents += kind == "sign" and word == "%"
            self.dates |= kind == "date"
            self.text |= kind == "text"
            self.pieces.append(Piece(kind, word))

    def _bracket(self, word: str) -> None:
        """A condition, a currency, a colour; anything else is strange."""
        if match := CONDITION.fullmatch(word.replace(" ", "")):
            compare, bound = COMPARED[match[1]], Decimal(match[2])
            self.condition = lambda value: compare(value, bound)
        elif match := CURRENCY.fullmatch(word):
            self.pieces.append(Piece("quoted", match[1]))
        elif not COLOUR.fullmatch(word):
            self.strange = True


def shortest(value: float) -> str:
    """The shortest decimal that equals a stored number to a billionth."""
    with localcontext(LARGE):
        return _plain(Decimal(f"{value:.15g}"))


def _plain(stored: Decimal) -> str:
    near = next(r for n in range(10) if abs((r := round(stored, n)) - stored) <= CLOSE)
    return f"{near:f}" if near else "0"


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """The words a cell shows for a number."""
    with localcontext(LARGE):
        number = Decimal(f"{value:.15g}")
        sections = [s for s in _sections(code)[:3] if not s.text]
        tests = IMPLIED[len(sections)] if sections else ()
        for section, implied in zip(sections, tests, strict=True):
            if (section.condition or implied)(number):
                if section.strange:
                    break
                if section.dates:
                    return dated(value, section.pieces, since_1904=since_1904) or shortest(value)
                return _through(number, section, sections)
    return shortest(value)


def shown_text(text: str, code: str) -> str:
    """The words a cell shows for a text: by the part of its format that is for texts, if any."""
    sections = _sections(code)
    wanted = [s for s in sections if s.text] or sections[3:4]
    if not wanted or wanted[0].strange:
        return text
    return "".join(text if piece.kind == "text" else piece.word for piece in wanted[0].pieces)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections = [_Section()]
    for token in TOKEN.finditer(code if 0 < len(code) <= LONGEST else "General"):
        word = token[token.lastgroup] if token.lastgroup else ""
        if token.lastgroup == "sign" and word == ";":
            sections.append(_Section())
        else:
            sections[-1].take(token.lastgroup, word)
    return tuple(sections)


def _through(number: Decimal, section: _Section, sections: Sequence[_Section]) -> str:
    """A number through its part of the format; the sign stands before all of it."""
    literal = "".join(piece.word for piece in section.pieces if piece.kind != "digits")
    if section.condition is None:
        signed = section is sections[0] or not section.pieces
    else:
        signed = not any(mark in literal for mark in "-(（")
    sign = "-" if number < 0 and signed and section.pieces else ""
    return sign + "".join(_piece(abs(number), piece, section) for piece in section.pieces)


def _piece(number: Decimal, piece: Piece, section: _Section) -> str:
    if piece.kind == "digits":
        return _digits(number, section)
    return _plain(number) if piece.kind == "general" else piece.word


def _digits(number: Decimal, section: _Section) -> str:
    """The digits of a number that is not negative, as many as the format has places for."""
    places = section.digits.rstrip(",")
    whole, point, fraction = places.partition(".")
    thousands = len(section.digits) - len(places) + len(whole) - len(whole.rstrip(","))
    scaled = number.scaleb(2 * section.percents - 3 * thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    least = len(whole.replace(",", "").lstrip("#?"))
    before = before.lstrip("0").zfill(least) if least else before.lstrip("0")
    if "," in whole.rstrip(","):
        before = _grouped(before)
    kept = len(fraction.rstrip("#?"))
    return before + point + after[:kept] + after[kept:].rstrip("0")


def _grouped(digits: str) -> str:
    """Digits in groups of three from the right, with commas between."""
    first = len(digits) % 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return ",".join(filter(None, groups))
