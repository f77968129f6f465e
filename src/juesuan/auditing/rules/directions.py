"""The amount, the rate and the reason of one change: all up or all down, and of one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.auditing.text.places import Hit, items
from juesuan.auditing.text.saying import (
    HUNDRED,
    NUMBER,
    PrintedNumber,
    Saying,
    printed,
    sayings,
)
from juesuan.model.number import WAN
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.formula import plain_address
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
WHOLE = re.compile(r"[^。！？]+[。！？]?")  # a sentence with all that semicolons part in it
MONEY = re.compile(rf"(?P<n>{NUMBER})万元")
SINCE = (
    r"(?:与|和|同|较|比)(?:上年度?|去年|20\d\d年度?)(?:决算数?|支出数?|收入数?)?(?:相比|比较)?，?"
)
STEP = re.compile(
    rf"万元，{SINCE}(?P<way>{WORD})了?(?P<n>{NUMBER})万元，(?:{WORD})了?(?P<p>{NUMBER})%(?!的)"
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


@rule(
    "矛盾.增减额与增减率",
    basis=f"{TEMPLATE}：增减率 = 增减额 ÷ 上年数",
    mend="核对增减额和增减率，改正其中不对的一个",
    example="“本年收入合计767.31万元，较2020年减少85.65万元，下降20.04%”，应下降10.04%",
)
def stepped(reading: Reading, _: Edition) -> Iterator[Remark]:
    """增减率应是增减额除以上年数，不论这个变动说的是同一句里的哪个数。"""
    for saying in sayings(items(reading), WHOLE):
        for match in STEP.finditer(saying.text):
            amounts = [
                printed(one["n"]) for one in MONEY.finditer(saying.text, 0, match.start() + 2)
            ]
            change, rate = printed(match["n"]), printed(match["p"])
            right = _miscopied(reading, saying.paragraph)  # whose own finding says it
            fitting = [o for o in (*amounts, *right) if _steps(o, match["way"], change, rate)]
            if amounts and not fitting and change.value and rate.value:
                yield _apart(saying, match, amounts[-1])


def _miscopied(reading: Reading, paragraph: Paragraph) -> Iterator[PrintedNumber]:
    """What the tables print for the amounts that a paragraph copies otherwise."""
    for claim in reading.claims:
        if claim.relation != "=" or claim.place not in paragraph.places:
            continue
        address = plain_address(claim.says)
        fact = reading.facts.known(address) if address else None
        if fact is not None and fact.printed and abs(fact.value - claim.value) > fact.half:
            yield PrintedNumber(fact.printed, fact.value / WAN, fact.half / WAN)


def _steps(now: PrintedNumber, way: str, change: PrintedNumber, rate: PrintedNumber) -> bool:
    """Whether an amount may have changed by so much and by that rate."""
    before = now.value - change.value if SIDES[way] == "增" else now.value + change.value
    room = now.half + change.half
    least, most = before - room, before + room
    if least <= 0:
        return True
    low, high = HUNDRED * change.low / most, HUNDRED * change.high / least
    return low <= rate.high and rate.low <= high


def _apart(saying: Saying, match: re.Match[str], now: PrintedNumber) -> Remark:
    way, change = match["way"], printed(match["n"])
    before = now.value - change.value if SIDES[way] == "增" else now.value + change.value
    spot = Hit(saying.paragraph.at(saying.start + match.start()), match[0].removeprefix("万元，"))
    message = (
        f"增减额与增减率对不上：“{spot.text}”；现为 {now.text} 万元，上年应是 {before:,f} 万元，"
        f"{change.text} ÷ {before:,f} = {HUNDRED * change.value / before:.2f}%"
    )
    return Remark("错误", message, places=(spot,), key=spot.text)
