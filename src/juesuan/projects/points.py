"""Points by the published rules, each with its arithmetic.

财预〔2020〕10号: 定量指标完成得满分、未完成按比例，定性指标分三档，执行率得分 = 分值 × B/A.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.card.scoring import HUNDRED, ONE, ZERO, Profile, cents, trimmed
from juesuan.notation.speech.misspellings import outcomes
from juesuan.projects.indicator import IndicatorValue, Unlike, alike, measure


class Scored(NamedTuple):
    """Points and the arithmetic behind them; None where only a person can judge.

    `overshot` tells a target passed by more than the method lets pass without a word.
    """

    points: Decimal | None
    why: str
    remark: str = ""
    overshot: bool = False


def execution_rate(budget: Decimal, executed: Decimal, rules: Profile) -> Decimal:
    """B/A, not rounded; what the profile says where there was no budget."""
    if budget:
        return executed / budget
    return ZERO if executed else rules.empty_budget


def execution_score(budget: Decimal, executed: Decimal, weight: Decimal, rules: Profile) -> Scored:
    """min(分值, 分值 × B/A), rounded once or by way of the printed percentage."""
    rate = execution_rate(budget, executed, rules)
    percent = cents(rate * HUNDRED)
    by_percent = rules.rounding == "百分比"
    raw = percent / HUNDRED * weight if by_percent else rate * weight
    points = max(ZERO, min(weight, cents(raw)))
    capped = f"，以分值{trimmed(weight)}分为限" if raw > weight else ""
    if not budget:
        return Scored(
            points, f"全年预算数为0，执行率按{trimmed(percent)}%计，得{trimmed(points)}分"
        )
    return Scored(points, f"{percent:f}% × {trimmed(weight)} = {trimmed(points)}{capped}")


def indicator_score(  # noqa: PLR0913 - the columns of one row of the card
    target: str,
    actual: str,
    weight: Decimal,
    rules: Profile,
    *,
    family: str = "",
    given: Decimal | None = None,
) -> Scored:
    """The points of one indicator; `given` is the judge's own score of a qualitative one."""
    planned, done = measure(target), measure(actual)
    if planned.number is None:
        return _qualitative(target, actual, weight, rules, given)
    try:
        low, high, reached = alike(planned, done)
    except Unlike as error:
        return Scored(None, str(error))
    if reverse(planned, family):
        return _reverse(low, reached, weight, rules)
    return _positive((low, high), reached, weight, rules, planned)


def reverse(planned: IndicatorValue, family: str = "") -> bool:
    """Whether less is better: ≤, or the bare target of a cost indicator."""
    return planned.direction == "≤" or (
        not planned.explicit and family.startswith("成本") and planned.unit != "%"
    )


def _positive(
    ends: tuple[Decimal, Decimal],
    actual: Decimal,
    weight: Decimal,
    rules: Profile,
    planned: IndicatorValue,
) -> Scored:
    low, high = ends
    if planned.direction == "=" and planned.explicit and not low:
        points = weight if actual <= 0 else ZERO
        return Scored(points, f"目标为0，实际{_plain(actual)}，得{trimmed(points)}分")
    if actual >= low:
        return _met(low, high, actual, weight, rules)
    points = max(ZERO, cents(actual / low * weight)) if low > 0 else ZERO
    why = f"{_plain(actual)} ÷ {_plain(low)} × {trimmed(weight)} = {trimmed(points)}"
    return Scored(points, why)


def _met(low: Decimal, high: Decimal, actual: Decimal, weight: Decimal, rules: Profile) -> Scored:
    """Full points; far beyond the target a reason is asked for, or points are taken."""
    why = f"{_plain(actual)} 达到目标 {_plain(low)}，得满分{trimmed(weight)}分"
    excess = actual / high - ONE - rules.over_limit if high > 0 else ZERO
    if excess <= 0:
        return Scored(weight, why)
    beyond, limit = ((v * HUNDRED) for v in (actual / high - ONE, rules.over_limit))
    remark = f"超额{trimmed(beyond)}%，大于{trimmed(limit)}%"
    if rules.over == "说明":
        return Scored(weight, why, f"{remark}，须说明原因", overshot=True)
    share = max(rules.over_floor, ONE - excess)
    points = cents(weight * share)
    return Scored(
        points,
        f"{remark}，按偏离度调减："
        f"{trimmed(share * HUNDRED)}% × {trimmed(weight)} = {trimmed(points)}",
        overshot=True,
    )


def _reverse(limit: Decimal, actual: Decimal, weight: Decimal, rules: Profile) -> Scored:
    if actual <= limit:
        why = f"{_plain(actual)} 未超过 {_plain(limit)}，得满分{trimmed(weight)}分"
        return Scored(weight, why)
    if limit <= 0:
        return Scored(ZERO, f"上限为{_plain(limit)}，实际{_plain(actual)}，得0分")
    if rules.reverse == "比例":
        points = cents(limit / actual * weight)
        return Scored(
            points, f"{_plain(limit)} ÷ {_plain(actual)} × {trimmed(weight)} = {trimmed(points)}"
        )
    points = cents(max(ZERO, ONE - (actual - limit) / limit) * weight)
    why = f"[1 − ({_plain(actual)} − {_plain(limit)}) ÷ {_plain(limit)}] × {trimmed(weight)}"
    return Scored(points, f"{why} = {trimmed(points)}")


def _qualitative(
    target: str, actual: str, weight: Decimal, rules: Profile, given: Decimal | None
) -> Scored:
    """A judged indicator: full where the target is met in words, else the judge's own points."""
    place = band(target, actual)
    if given is not None:
        share = given / weight if weight else ZERO
        low, high = _ends(place, rules)
        fits = place is None or low <= share <= high
        remark = "" if fits else f"“{actual}”应在{_band_text(place, rules)}档内"
        points = max(ZERO, min(weight, given))
        return Scored(
            points, f"定性指标，按填报{trimmed(points)}分（分值{trimmed(weight)}分）", remark
        )
    if place == 0:
        return Scored(weight, f"“{actual}”：完成预期指标，得满分{trimmed(weight)}分")
    return Scored(None, f"“{actual}”须由评价人在{_band_text(place, rules)}档内打分")


def _ends(place: int | None, rules: Profile) -> tuple[Decimal, Decimal]:
    if place is None:
        return ZERO, ONE
    return rules.bands[place + 1], rules.bands[place]


def _band_text(place: int | None, rules: Profile) -> str:
    low, high = _ends(place, rules)
    return f"{trimmed(high * HUNDRED)}%至{trimmed(low * HUNDRED)}%"


@lru_cache(maxsize=spelling.CACHED)
def band(target: str, actual: str) -> int | None:
    """0 for a target met in words, 1 in part, 2 missed; None where the words do not say."""
    planned, done = spelling.key(target), spelling.key(actual)
    words = outcomes()
    if any(word in done for word in words["missed"]) and not done.startswith("无未"):
        return 2
    if any(word in done for word in words["partly"]):
        return 1
    if done and (done == planned or done in words["reached"]):
        return 0
    return None


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
