"""How the words and amounts of these tables are written, and read back in any usual spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from juesuan.notation import numbers

CACHED = 16384
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MOST_SHOWN = 40
PRECISION = 60  # more digits than any sum of numbers that are read
PAUSE = re.compile(r"[，；。、：;]")
NUMBER_END = re.compile(r"(?<![\d.,])[\d.,]++$")
SPACE = re.compile(r"\s+")
ORDINAL = re.compile(
    r"^(?:其中[:：]?|加[:：]|减[:：])*"
    r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d))?"
    r"(?:其中[:：]?)?",
)
NOISE = re.compile(r"[\s“”\"'‘’「」·:：、，,。.*_]+|</?[a-z]+>")
ELLIPSES = frozenset({"...", "......", "。。。"})  # … and …… in their plain form
BLANKS = frozenset({"", "-", "—", "--", "——", "–", "/", "*", "**"}) | ELLIPSES
DECIMAL_AMOUNT = re.compile(r"[-−–]?(?<!\d)(?:\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++\.\d+)")
DECIMALS = re.compile(r"\d[.．](\d+)")


class NotAnAmount(ValueError):
    """A text that is not one amount; the message says why, in Chinese."""


@lru_cache(maxsize=CACHED)
def plain(text: str) -> str:
    """A text without white space and in half width, quotation marks kept."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=CACHED)
def _bare(text: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=CACHED)
def unnumbered(text: str) -> str:
    """A text without the ordinal it begins with (一、 1. 其中：)."""
    return ORDINAL.sub("", plain(text), count=1)


def key(text: str, synonyms: Mapping[str, str] | None = None) -> str:
    """What two spellings of the same words have in common; one of a set of synonyms for all."""
    bare = _bare(text)
    return synonyms.get(bare, bare) if synonyms else bare


def label(text: str, synonyms: Mapping[str, str] | None = None) -> str:
    """The key of a row's label, without its ordinal."""
    return key(unnumbered(text), synonyms)


def amount(text: str) -> tuple[Decimal, int] | None:
    """The number in a cell and its decimals; None for a blank. Raises NotAnAmount."""
    spelt = plain(text).replace("，", ",").replace("．", ".")
    if spelt in BLANKS:
        return None
    number = numbers.parse(spelt)
    if isinstance(number, numbers.Read):
        return number.value, number.decimals
    if number and number.kind == "unsigned":
        raise NotAnAmount(f"“{text}”{number.why}")
    if number and number.kind == "too_long":
        raise NotAnAmount(f"“{text[:MOST_SHOWN]}”不是一个完整的金额：{number.why}")
    raise NotAnAmount(f"“{text}”不是一个完整的金额")


def decimals(printed: str) -> int:
    """How many decimals a printed number shows, whatever unit stands behind it."""
    match = DECIMALS.search(plain(printed))
    return len(match[1]) if match else 0


def usual_decimals(shown: Iterable[int]) -> int:
    """The decimals that amounts but zeros are printed with by rule: four in five alike; else 0.

    There a bare 0 is a zero of that precision, its own zeros left out: nobody rounds to the unit.
    """
    counts = Counter(shown)
    usual, times = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return usual if 5 * times >= 4 * counts.total() else 0


def is_number(text: str) -> bool:
    """Whether a cell shows digits that may be an amount, well written or not."""
    return not CHINESE.search(text) and any(character.isdigit() for character in text)


def shown(value: Decimal, unit: Decimal, decimals: int = 2, *, thousands: bool = True) -> str:
    """An amount in 元 as printed in a unit, rounded half up: 767.40."""
    step = Decimal(1).scaleb(-decimals)
    with localcontext() as context:
        context.prec = PRECISION
        rounded = (value / unit).quantize(step, ROUND_HALF_UP) + 0  # -0.001 is 0.00
    return f"{rounded:,f}" if thousands else f"{rounded:f}"


def chinese(number: int) -> str:
    """A number from 0 to 9,999 as headings print it: 一, 十一, 二十, 一百零一, 一百一十."""
    digits = "零一二三四五六七八九"
    text, pending = "", False
    for size, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if pending and text else "") + digits[digit] + place
        pending = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text or digits[0]


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut behind a clause or before a number, never in it."""
    if len(text) <= most:
        return text
    ends = [pause.start() for pause in PAUSE.finditer(text, 0, most)]
    if ends and ends[-1] > most // 2:
        return f"{text[: ends[-1]]}……"
    return f"{NUMBER_END.sub('', text[:most]) or text[:most]}……"
