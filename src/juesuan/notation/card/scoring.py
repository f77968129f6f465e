"""The published rules of scoring, profile by profile; every score says how it came about.

财预〔2020〕10号: 定量指标完成得满分、未完成按比例，定性指标分三档，执行率得分 = 分值 × B/A.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, get_args

from juesuan.notation.overlay import DeclarationError

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
CENT = Decimal("0.01")
ReverseWay = Literal["比例", "线性"]
RoundingWay = Literal["金额", "百分比"]
OverWay = Literal["说明", "调减"]
WAYS = {
    "reverse": get_args(ReverseWay),
    "rounding": get_args(RoundingWay),
    "over": get_args(OverWay),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How one region or year scores; the fields are those of scoring.toml."""

    name: str
    execution: Decimal
    weights: tuple[Mapping[str, Decimal], ...]
    grades: tuple[tuple[str, Decimal], ...]
    bands: tuple[Decimal, ...]
    reverse: ReverseWay
    rounding: RoundingWay
    over_limit: Decimal
    over: OverWay
    over_floor: Decimal
    empty_budget: Decimal
    low_rate: Decimal
    low_score: Decimal


def read_profile(data: Mapping[str, Any]) -> Profile:
    """How projects are scored, from its declaration."""
    for key, values in WAYS.items():
        if data[key] not in values:
            message = f"{key} 应为 {'、'.join(values)} 之一，而不是“{data[key]}”"
            raise DeclarationError(f"评分口径“{data['name']}”的 {message}")
    decimals = ("execution", "over_limit", "over_floor", "empty_budget", "low_rate", "low_score")
    return Profile(
        name=data["name"],
        weights=tuple(
            {family: Decimal(points) for family, points in one.items()} for one in data["weights"]
        ),
        grades=tuple((grade, Decimal(least)) for grade, least in data["grades"]),
        bands=tuple(map(Decimal, data["bands"])),
        reverse=data["reverse"],
        rounding=data["rounding"],
        over=data["over"],
        **{name: Decimal(data[name]) for name in decimals},
    )


def cents(value: Decimal) -> Decimal:
    """A value rounded half up to two decimals."""
    return value.quantize(CENT, ROUND_HALF_UP)


def trimmed(value: Decimal) -> str:
    """A number without the zeros that say nothing: 6.13, 10, 0."""
    text = f"{cents(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grade(points: Decimal, rules: Profile) -> str:
    """优 from 90, 良 from 80, 中 from 60; each boundary belongs to the better grade."""
    return next(name for name, least in rules.grades if points >= least or not least)


def grades_of(points: Decimal, scorings: Iterable[Profile]) -> frozenset[str]:
    """The names that any of these ways of scoring gives to a score."""
    return frozenset(grade(points, rules) for rules in scorings)


def weight_profile(families: Mapping[str, Decimal], rules: Profile) -> str:
    """Empty where the first-level weights are one of the profile's sets, else what they are."""
    mine = {family: points for family, points in families.items() if points}
    if any(mine == {**one} for one in rules.weights):
        return ""
    return "、".join(f"{family}{trimmed(points)}分" for family, points in mine.items())


def by_family(weights: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """First-level weights: the sum of the indicators' weights."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for family, points in weights:
        sums[family] += points
    return dict(sums)
