"""Targets and actual values of indicators: their direction, number and unit, read from text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from juesuan.notation import spelling
from juesuan.notation.numbers import Read, parse
from juesuan.notation.speech.misspellings import indicator_words, units

Direction = Literal["≥", "≤", "=", "区间", "定性"]

SCALES = {"亿": Decimal(10) ** 8, "万": Decimal(10000), "千": Decimal(1000)}


class Unlike(ValueError):
    """A target and an actual value that do not speak of the same thing; the message says how."""


class IndicatorValue(NamedTuple):
    """A target or an actual value: number and upper end in `unit`, of which one is `scale`.

    `explicit` says that the direction was written; a bare number is a target to be met.
    """

    text: str
    direction: Direction = "定性"
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    scale: Decimal = Decimal(1)
    decimals: int = 0
    explicit: bool = False

    @property
    def value(self) -> Decimal:
        """The number in the unit without 万; zero where there is none."""
        return (self.number or Decimal(0)) * self.scale

    @property
    def half(self) -> Decimal:
        """Half a printed unit."""
        return Decimal("0.5").scaleb(-self.decimals) * self.scale


@lru_cache(maxsize=spelling.CACHED)
def measure(text: str) -> IndicatorValue:
    """Read `≤2251.50万元`, `≥95%`, `不少于5批次`, `90%-95%`; what is no number is 定性."""
    plain, words = spelling.plain(text).replace("＝", "=").strip("。;；"), indicator_words()
    if ends := words.between.fullmatch(plain):
        return _range(text, ends.groupdict())
    match = words.value.fullmatch(plain)
    if match is None:
        return IndicatorValue(text)
    least, most = match["least"] or match["above"], match["most"] or match["below"]
    explicit = bool(least or most or match["equal"])
    if words.date.match(match["unit"]) and not explicit:
        return IndicatorValue(text)
    unit, scale = _unit(match["unit"])
    direction: Direction = "≥" if least else "≤" if most else "="
    read = parse(match["number"])
    if not isinstance(read, Read):
        return IndicatorValue(text)
    number, decimals = read
    return IndicatorValue(text, direction, number, None, unit, scale, decimals, explicit)


def _range(text: str, ends: Mapping[str, str]) -> IndicatorValue:
    unit, scale = _unit(ends["unit"] or ends["low_unit"])
    low, high = parse(ends["low"]), parse(ends["high"])
    if not (isinstance(low, Read) and isinstance(high, Read)):
        return IndicatorValue(text)
    if indicator_words().date.match(ends["unit"]) or low.value > high.value:
        return IndicatorValue(text)
    numbers = low.value, high.value
    return IndicatorValue(text, "区间", *numbers, unit, scale, low.decimals, explicit=True)


def _unit(text: str) -> tuple[str, Decimal]:
    """The unit as declared and how many of it one is: 万元 is 元 and 10,000."""
    unit_words = units()
    if text.startswith("%"):
        return "%", Decimal(1)
    if text in unit_words:
        return unit_words[text], Decimal(1)
    scale = SCALES.get(text[:1])
    if scale is None:
        return text, Decimal(1)
    return unit_words.get(text[1:], text[1:]), scale


def alike(target: IndicatorValue, actual: IndicatorValue) -> tuple[Decimal, Decimal, Decimal]:
    """Target, its upper end and actual value, all in the target's unit; raises Unlike."""
    if target.number is None or actual.number is None:
        raise Unlike(f"目标“{target.text}”与实际“{actual.text}”不都是数量，不能按比例计分")
    if actual.direction == "区间":
        raise Unlike(f"实际完成值“{actual.text}”是一个范围，不是一个数")
    high = target.upper if target.upper is not None else target.number
    bare = any(not one.unit and one.scale == 1 for one in (actual, target))
    if bare:
        if "%" in (target.unit, actual.unit) and _fraction_of(target, actual):
            raise Unlike(f"目标“{target.text}”与实际“{actual.text}”一个写百分数、一个写小数")
        return target.number, high, actual.number
    if target.unit != actual.unit and target.unit and actual.unit:
        raise Unlike(f"目标“{target.text}”与实际“{actual.text}”的计量单位不同")
    if "%" in (target.unit, actual.unit) and target.unit != actual.unit:
        raise Unlike(f"目标“{target.text}”与实际“{actual.text}”的计量单位不同")
    return target.number, high, actual.value / target.scale


def _fraction_of(target: IndicatorValue, actual: IndicatorValue) -> bool:
    """Whether one is written as a fraction of 1 and the other in per cent."""
    small, large = sorted(abs(one.number or Decimal(0)) for one in (target, actual))
    return small <= 1 < large
