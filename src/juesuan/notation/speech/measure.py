"""One way to say a number: how it is written and how it is read, side by side in one declaration.

What it means is a formula over `now`, `base`, `budget`, `whole` and `prior`; a sentence puts the
cells of its subject in their places, and so does the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from juesuan.model.number import UNITS
from juesuan.notation import formula
from juesuan.notation.formula import Expression, FormulaError, Operation, Term
from juesuan.notation.numbers import NUMBER

HUNDRED = Decimal(100)
VARIABLE = re.compile(r"[a-z]+")
FRAGMENT = re.compile(r"\{([\u4e00-\u9fff]+)\}")
STYLES = ("金额", "百分数", "个数", "")


class Refused(Exception):
    """These words cannot say this number."""


class Manner(NamedTuple):
    """How an edition writes numbers in sentences."""

    thousands: bool = True
    trimmed: bool = True
    percent_trimmed: bool = True
    unit: str = "万元"


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to say a number: what it means, its words by the number's sign, how it is heard.

    One without a meaning only tells what the next is compared with; one that is `like` another
    is heard as that.
    """

    id: str
    means: Expression | None
    style: str
    writes: Mapping[str, str]
    reads: tuple[re.Pattern[str], ...]
    uses: frozenset[str]
    like: str = ""

    def of(self, meant: Mapping[str, Expression]) -> Expression:
        """The formula, with an expression for each of `uses`."""
        if self.means is None:
            raise FormulaError(f"说法“{self.id}”不说数")
        return _bound(self.means, meant)

    def write(self, value: Decimal, manner: Manner, named: Mapping[str, str]) -> str:
        """The words for a value; raises Refused where they cannot say it."""
        sign = "above" if value > 0 else "below" if value < 0 else "zero"
        if sign not in self.writes:
            raise Refused
        number = shown(abs(value), self.style, manner) if self.style else ""
        if number and "zero" not in self.writes and not re.search("[1-9]", number):
            raise Refused
        return filled(self.writes[sign], {**named, "数": number})

    def heard(self, text: str) -> re.Match[str] | None:
        """The match of the first pattern that is the whole of a text."""
        for pattern in self.reads:
            if match := pattern.fullmatch(text):
                return match
        return None


def filled(text: str, named: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    """A text with its fragments put in, one inside another; raises FormulaError for one unknown.

    `within` are the fragments that the text itself is a part of.
    """

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in within:
            raise FormulaError(f"碎片“{name}”里又用到它自己：{' → '.join((*within, name))}")
        if name not in named:
            near = get_close_matches(name, named, 1, 0.5)
            meant = f"是否应为“{near[0]}”？" if near else f"可用：{'、'.join(named)}"
            raise FormulaError(f"“{text}”中的“{name}”没有声明；{meant}")
        return filled(named[name], named, (*within, name))

    return FRAGMENT.sub(put, text)


def compiled(text: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """A declared pattern with its fragments; raises FormulaError where it is none."""
    try:
        return re.compile(filled(text, {**fragments, "数值": NUMBER}))
    except re.error as error:
        raise FormulaError(f"“{text}”不是正则表达式：{error}") from error


def read_measures(
    data: Iterable[Mapping[str, Any]], fragments: Mapping[str, str]
) -> dict[str, Measure]:
    """The declared measures by their ids; raises FormulaError where one is wrong."""
    measures = {item["id"]: _measure(item, fragments) for item in data}
    for item in data:
        if item.get("like") and item["like"] not in measures:
            raise FormulaError(f"说法“{item['id']}”照“{item['like']}”读，而没有这种说法")
    return measures


def _measure(data: Mapping[str, Any], fragments: Mapping[str, str]) -> Measure:
    means, style = data.get("means", ""), data.get("style", "")
    for text in data.get("writes", {}).values():
        filled(text, {"数": "", "预算": "", "分母": ""})
    if style not in STYLES:
        raise FormulaError(
            f"说法“{data['id']}”的样子“{style}”不认识；可用：{'、'.join(STYLES[:-1])}"
        )
    return Measure(
        data["id"],
        formula.parse(VARIABLE.sub(r"量:\g<0>:1", means)) if means else None,
        style,
        data.get("writes", {}),
        tuple(compiled(rf"\A(?:{text})\Z", fragments) for text in data.get("reads", ())),
        frozenset(VARIABLE.findall(means)),
        data.get("like", ""),
    )


def _bound(means: Expression, meant: Mapping[str, Expression]) -> Expression:
    if isinstance(means, Operation):
        return Operation(means.sign, _bound(means.left, meant), _bound(means.right, meant))
    return meant[means.address.row] if isinstance(means, Term) else means


def heard(measures: Iterable[Measure], text: str) -> Iterator[tuple[Measure, re.Match[str]]]:
    """Every measure that is the whole of a text."""
    for measure in measures:
        if match := measure.heard(text):
            yield measure, match


def shown(value: Decimal, style: str, manner: Manner) -> str:
    """A value that is not negative, as sentences print it."""
    if style == "金额":
        amount = rounded(
            value, UNITS[manner.unit], thousands=manner.thousands, trimmed=manner.trimmed
        )
        return f"{amount}{manner.unit}"
    if style == "百分数":
        percent = rounded(
            value * HUNDRED, Decimal(1), thousands=False, trimmed=manner.percent_trimmed
        )
        return f"{percent}%"
    if value != int(value):
        raise Refused
    return str(int(value))


def rounded(value: Decimal, unit: Decimal, *, thousands: bool, trimmed: bool) -> str:
    """A number in a unit with two decimals, half up, as a sentence writes it."""
    number = (value / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{number:,f}" if thousands else f"{number:f}"
    return text.rstrip("0").rstrip(".") if trimmed and "." in text else text
