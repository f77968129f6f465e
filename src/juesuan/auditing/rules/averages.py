"""Averages of 三公: what one guest, one vehicle, one journey cost, against amount and count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.auditing.text.places import hit, paragraphs
from juesuan.auditing.text.saying import NUMBER, PrintedNumber, printed
from juesuan.model.number import UNITS, Address, Fact, Facts
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, Remark, at, rule

AMOUNT = rf"(?:支出)?(?:为|约|约为|达)?(?P<n>{NUMBER})(?P<u>万?元)"


class Average(NamedTuple):
    """How an average is stated, the amounts it may be of, and the count that divides them."""

    says: re.Pattern[str]
    amounts: tuple[Address, ...]
    divisor: Address


def _of(says: re.Pattern[str], amounts: Sequence[str], count: str) -> Average:
    return Average(says, tuple(map(Address.parse, amounts)), Address("文", count, "1"))


KEPT = "车辆保有量"
RUNNING, RECEIVED = ("09:三公经费:11",), ("文:国内接待费:1", "09:三公经费:12")
GUEST = re.compile(rf"(?:人均(?:国内)?(?:公务)?接待(?:费用?)?|(?<=人次，)人均){AMOUNT}")
RECEPTION = re.compile(rf"(?:批均|平均每批次?)(?:国内)?(?:公务)?接待(?:费用?)?{AMOUNT}")
VEHICLE = re.compile(
    rf"(?:车均|平均每辆车?|每辆平均)(?:公务用车)?(?:运行)?(?:维护)?(?:费用?)?{AMOUNT}"
)
PURCHASE = re.compile(rf"(?:车均|平均每辆车?)(?:公务用车)?购置(?:费用?)?{AMOUNT}")
TRAVELLER = re.compile(rf"人均(?:因公)?出国(?:\(境\))?(?:费用?|经费)?{AMOUNT}")
AVERAGES = (
    _of(GUEST, RECEIVED, "国内接待人次"),
    _of(RECEPTION, RECEIVED, "国内接待批次"),
    _of(VEHICLE, RUNNING, KEPT),
    _of(PURCHASE, ("09:三公经费:10",), "购置车辆"),
    _of(TRAVELLER, ("09:三公经费:8",), "出国人次"),
)


@rule(
    "三公.人均与车均",
    basis=f"{PLAN}：人均、车均是金额除以人次、辆数",
    mend="按金额和人次、辆数重算",
    example="公务接待费 3.68 万元、512 人次，人均接待费写 41.88 元，应为 71.88 元",
)
def averages(reading: Reading, _: Edition) -> Iterator[Remark]:
    """人均接待费、车均运行维护费等，应等于金额除以人次、辆数。"""
    for p in (one for one in paragraphs(reading) if one.section == "三公"):
        for average in AVERAGES:
            for match in average.says.finditer(p.text):
                message = _wrong(match, average, reading.facts)
                if message:
                    spots = ((hit(p, *match.span(), 0)), *at(reading.facts, *average.amounts))
                    yield Remark("提示", message, average.amounts, spots, key=match[0])


def _wrong(match: re.Match[str], average: Average, facts: Facts) -> str:
    """What is wrong with an average; nothing where it fits an amount, or none is known."""
    count = facts.get(average.divisor)
    amounts = [fact for one in average.amounts if (fact := facts.get(one)) is not None]
    if count is None or not count.value or not amounts:
        return ""
    stated, unit = printed(match["n"]), UNITS[match["u"]]
    if any(_fits(stated, unit, amount, count.value) for amount in amounts):
        return ""
    amount = amounts[0]
    right = amount.value / count.value / unit
    return (
        f"文中写“{match[0]}”，而{amount.printed.removesuffix('万元')} 万元 ÷ {count.value:f} = "
        f"{right:,.2f} {match['u']}"
    )


def _fits(stated: PrintedNumber, unit: Decimal, amount: Fact, count: Decimal) -> bool:
    """Whether an average may be that of an amount as it is printed."""
    low, high = ((amount.value + side * amount.half) / count / unit for side in (-1, 1))
    return stated.low <= high and low <= stated.high
