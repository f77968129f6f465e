"""Up in one word and down in the next: the amount, the rate and the reason of one change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.auditing.text.places import Hit, items
from juesuan.auditing.text.saying import NUMBER, Saying, printed, sayings
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule

UP, DOWN = "增加|增长|上升", "减少|下降|降低"
SIDES: Mapping[str, str] = dict.fromkeys(UP.split("|"), "增") | dict.fromkeys(DOWN.split("|"), "减")
WORD = rf"(?:{UP}|{DOWN})"
RATED = re.compile(
    rf"(?P<first>{WORD})了?(?P<n>{NUMBER})万?元，(?:同比)?(?P<second>{WORD})了?(?P<p>{NUMBER})%(?!的)"
)
REASONED = re.compile(
    rf"(?P<first>{WORD})了?(?P<n>{NUMBER})(?:万?元|%)，(?P<second>{WORD})的?(?:主要)?原因"
)
CHANGED = re.compile(rf"({WORD})了?{NUMBER}(?:万?元|%)")


@rule(
    "矛盾.增减方向",
    basis=f"{TEMPLATE}：增减额、增减率和原因说的是同一个变动",
    mend="核对是增加还是减少，把不对的一个词改过来",
    example="“比上年减少19.08万元，增长2.80%”“减少1.75万元，增长的主要原因是……”",
)
def turned(reading: Reading, _: Edition) -> Iterator[Remark]:
    """同一个变动，金额、比率和原因应当都是增加，或者都是减少。"""
    for saying in sayings(items(reading)):
        for pattern, what in ((RATED, "比率"), (REASONED, "原因")):
            for match in pattern.finditer(saying.text):
                opposite = SIDES[match["first"]] != SIDES[match["second"]]
                if opposite and _some(match) and _alone(saying, match):
                    yield _told(saying, match, what)


def _some(match: re.Match[str]) -> bool:
    """Whether something has changed; of nothing either word is as good."""
    numbers = [match["n"], *([match["p"]] if "p" in match.groupdict() else [])]
    return all(printed(number).value for number in numbers)


def _alone(saying: Saying, match: re.Match[str]) -> bool:
    """Whether nothing before it turned the other way: a reason may be that of the whole."""
    before = (SIDES[one[1]] for one in CHANGED.finditer(saying.text, 0, match.start()))
    return all(side == SIDES[match["first"]] for side in before)


def _told(saying: Saying, match: re.Match[str], what: str) -> Remark:
    spot = Hit(saying.paragraph.at(saying.start + match.start()), match[0])
    message = (
        f"金额写“{match['first']}”，{what}却写“{match['second']}”，必有一个不对：“{spot.text}”"
    )
    return Remark("错误", message, places=(spot,), key=spot.text)
