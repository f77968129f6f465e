"""A whole and its parts within one passage, by their words alone: sums and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.auditing.text.places import Hit, items
from juesuan.auditing.text.saying import (
    HUNDRED,
    NUMBER,
    PrintedNumber,
    fits,
    percent,
    printed,
    sayings,
)
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule

WHOLE = re.compile(
    rf"(?P<n>{NUMBER})万元[，。；]?(?:按[^，。；：]{{2,12}}分，)?(?:其中|主要包括|包括)[：，]?"
)
BEFORE = re.compile(r"[^，。；：\d]{2,40}$")
PART = re.compile(
    rf"(?P<name>[^，。；：、\d]{{2,40}}?)(?:为|共|共计)?(?P<n>{NUMBER})万元"
    rf"(?:，占(?P<of>[^，。；：\d]{{0,30}}?)(?P<rate>{NUMBER})%)?(?P<end>[，；、。]|$)"
)
AMOUNT = re.compile(rf"({NUMBER})万元")
STOP = re.compile(r"其中|主要|包括|年初|预算|比上年|较上年|增加|减少")
KINDS = (
    re.compile(r"出国"),
    re.compile(r"用车购置及运行|用车购置和运行|用车运行维护费及购置"),
    re.compile(r"接待"),
)
OTHER = re.compile(r"会议|培训|增|减|比|较")
OF = re.compile(r"(?:的|比重|比例|为|了|本年|全部)")
RATED = re.compile(rf"(?P<name>[^，。；：]{{2,60}})，?占[^，。；\d]{{0,20}}(?P<rate>{NUMBER})%")
OTHER_BASE = re.compile(r"占[^，。；占]*(?:预算|上年|去年)")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
SANGONG = re.compile(r"“?三公”?经费")
LEAST = 2


class ToldPart(NamedTuple):
    """One part of a whole: its name, its amount, and its share where one is told."""

    name: str
    amount: PrintedNumber
    rate: PrintedNumber | None
    of: str
    spot: Hit


class ToldWhole(NamedTuple):
    """A whole with the parts told after it."""

    name: str
    amount: PrintedNumber
    spot: Hit
    parts: Sequence[ToldPart]

    @property
    def sum(self) -> Decimal:
        """What the parts come to."""
        return sum((part.amount.value for part in self.parts), Decimal(0))

    @property
    def room(self) -> Decimal:
        """How far rounding may bring the sum of the parts from the whole."""
        return self.amount.half + sum((part.amount.half for part in self.parts), Decimal(0))


def wholes(p: Paragraph) -> Iterator[ToldWhole]:
    """Every whole of a passage whose parts follow it one after another."""
    for match in WHOLE.finditer(p.text):
        parts = list(_parts(p, match.end()))
        name = BEFORE.search(p.text[max(0, match.start() - 40) : match.start()])
        if len(parts) >= LEAST and name:
            start = match.start() - len(name[0])
            spot = Hit(p.at(start), p.text[start : match.end()])
            yield ToldWhole(name[0], printed(match["n"]), spot, parts)


def _parts(p: Paragraph, start: int) -> Iterator[ToldPart]:
    """The parts that follow, as long as nothing else is said."""
    while match := PART.match(p.text, start):
        if STOP.search(match["name"]):
            return
        rate = printed(match["rate"]) if match["rate"] else None
        spot = Hit(p.at(match.start()), match[0].rstrip("，；、。"))
        yield ToldPart(
            match["name"], printed(match["n"]), rate, OF.sub("", match["of"] or ""), spot
        )
        if match["end"] in ("", "。"):
            return
        start = match.end()


@rule(
    "矛盾.三公合计",
    basis=f"{TEMPLATE}：“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费",
    mend="核对“三公”经费合计和三项费用",
    example="“三公”经费 3.00 万元，三项为 0.50、2.50、0.30 万元",
)
def sangong(reading: Reading, _: Edition) -> Iterator[Remark]:
    """“三公”经费应等于三项费用之和。"""
    for p in items(reading):
        for whole in wholes(p):
            named = [any(kind.search(part.name) for part in whole.parts) for kind in KINDS]
            three = all(named) and len(whole.parts) == len(KINDS)
            if not SANGONG.search(whole.name) or len(whole.parts) != sum(named):
                continue
            if OTHER.search(whole.name) or not _of_one_kind(whole):
                continue
            above = whole.sum - whole.amount.value
            if above > whole.room or (three and -above > whole.room):
                sums = " + ".join(part.amount.text for part in whole.parts)
                message = (
                    f"“三公”经费写作 {whole.amount.text} 万元，所列{len(whole.parts)}项之和为 "
                    f"{sums} = {whole.sum:,f} 万元，相差 {abs(above):,f} 万元"
                )
                spots = (whole.spot, *(part.spot for part in whole.parts))
                yield Remark("错误", message, places=spots, key=whole.spot.text)


def _of_one_kind(whole: ToldWhole) -> bool:
    """Whether whole and parts are all budgets or all outcomes, as far as they say."""
    kinds = [word for word in ("预算", "决算") if word in whole.name]
    others = {word for part in whole.parts for word in ("预算", "决算") if word in part.name}
    return not kinds or others <= set(kinds)


@rule(
    "矛盾.占比",
    basis=f"{TEMPLATE}：占比 = 部分 ÷ 整体",
    mend="按本项金额和合计重算占比",
    example="合计 770 万元，其中公用支出 290 万元，“占36.66%”，应为 37.66%",
)
def shares(reading: Reading, _: Edition) -> Iterator[Remark]:
    """占比应等于本项金额除以合计，不论合计与各项哪一个有误。"""
    for p in items(reading):
        for whole in wholes(p):
            for part in whole.parts:
                if part.rate and not _fits(part, whole, p):
                    message = (
                        f"“{part.spot.text}”：{part.amount.text} ÷ {whole.amount.text} = "
                        f"{percent(part.amount.value, whole.amount.value)}，"
                        f"文中写 {part.rate.text}%"
                    )
                    yield Remark("错误", message, places=(part.spot,), key=part.spot.text)


@rule(
    "矛盾.占比合计",
    basis=f"{TEMPLATE}：“三公”经费由三项费用组成",
    mend="按三项费用的金额重算占比",
    example="因公出国（境）费占0%，公务用车购置及运行费占83.33%，公务接待费占10.00%",
)
def structure(reading: Reading, _: Edition) -> Iterator[Remark]:
    """“三公”经费三项费用的占比之和应为百分之百。"""
    for saying in sayings(items(reading), SENTENCE):
        if saying.paragraph.section != "三公" or not SANGONG.search(saying.text):
            continue
        rated = (m for m in RATED.finditer(saying.text) if not OTHER_BASE.search(m[0]))
        parts = [(match, _kind(match["name"])) for match in rated]
        rates = [printed(match["rate"]) for match, _ in parts]
        total = sum((rate.value for rate in rates), Decimal(0))
        room = sum((rate.half for rate in rates), Decimal(0))
        whole = sorted(kind for _, kind in parts if kind is not None) == list(range(len(KINDS)))
        if whole and len(parts) == len(KINDS) and total and abs(total - HUNDRED) > room:
            sums = " + ".join(rate.text for rate in rates)
            start = parts[0][0].start()
            text = saying.text[start : parts[-1][0].end()]
            spot = Hit(saying.paragraph.at(saying.start + start), text)
            message = f"“三公”经费三项占比之和为 {sums} = {total:f}%，应为 100%"
            yield Remark("错误", message, places=(spot,), key=text)


def _kind(name: str) -> int | None:
    """Which of the three a name is."""
    return next((at for at, kind in enumerate(KINDS) if kind.search(name)), None)


def _fits(part: ToldPart, whole: ToldWhole, p: Paragraph) -> bool:
    """Whether a share is right under some reading: of whatever amount, the part itself wrong."""
    other = part.of and part.of not in whole.name and whole.name not in part.of
    if part.rate is None or whole.amount.low <= 0 or other:
        return True
    summed = PrintedNumber("", whole.sum, whole.room - whole.amount.half)
    rest = whole.amount.value - (whole.sum - part.amount.value)
    amounts = [printed(match[1]) for match in AMOUNT.finditer(p.text)]
    readings = [(part.amount, other) for other in (*amounts, summed)]
    readings.append((PrintedNumber("", rest, whole.room), whole.amount))
    return any(fits(part.rate, *reading) for reading in readings if reading[1].low > 0)
