"""Words and numbers of one sentence that cannot both be true, whoever the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from juesuan.auditing.text.places import Hit, gathered, hit, items, narrative, quoted
from juesuan.auditing.text.saying import (
    HUNDRED,
    NUMBER,
    PrintedNumber,
    Saying,
    percent,
    printed,
    sayings,
)
from juesuan.model.finding import Severity
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule

WHEN = r"(?:年初|全年|调整后的|调整后|调整|当年|本年度|本年)?"
RATE = re.compile(
    rf"完成了?(?P<when>{WHEN})(?:部门)?预算数?(?:{NUMBER}万元)?的?(?P<rate>{NUMBER})%"
)
PAIR = re.compile(
    rf"预算(?:数|额)?为(?P<budget>{NUMBER})万元，"
    rf"(?:实际)?(?:支出)?决算(?:数|额)?为(?P<actual>{NUMBER})万元"
)
SIDE = re.compile(
    rf"(?:决算数?|(?<=[，；]))(?P<word>大于|高于|超过|小于|低于)(?P<when>{WHEN})预算数?(?P<by>{NUMBER})?"
    rf"|(?<!基本)(?:与|和|同|较|比)(?P<even>{WHEN})预算数?(?:相比)?(?:保持)?(?<!基本)持平"
)
BETWEEN = re.compile(
    r"[，。；]?(?:支出|收入|其|实际|全年|年度|本年)?|[，。]主要用于[^。\d%]{1,160}[；，]"
)
ACTUAL = re.compile(rf"(?:支出|决算数?)(?:为|共|共计|合计)?(?P<n>{NUMBER})万元")
MONEY = re.compile(rf"({NUMBER})万元")
EXACT = Decimal("0.1")  # 100% says the same amount, 100.00% only nearly the same
MORE = frozenset(["大于", "高于", "超过"])
NEGATIVE = re.compile(
    rf"(?P<what>完成了?{WHEN}预算数?的?|占[^，。；占%\d]{{0,30}}?)-(?P<rate>{NUMBER})%"
)
OVER = re.compile(rf"占[^，。；占%]{{0,30}}?(?P<rate>{NUMBER})%")
FALLEN = re.compile(rf"(?:下降|降低|减少|降幅)(?:了|为|约)?(?P<rate>{NUMBER})%")
TARGET = re.compile(r"预算|上年|去年|计划|任务|目标|定额")
OF_INCOME = re.compile(r"支出(?:(?!支出)[^。；占])*占[^，。；占%]*收入")  # and money of before
REFUND = re.compile(r"冲减|冲销|退回|收回|红字|负数|赤字|亏损|结余|结转|-\d[\d,.]*万元")
LOOSE = frozenset(["政府采购", "绩效", "其他事项"])
CHANGE = rf"(?:增加|增长|减少|下降|降低)(?:了)?(?P<n>{NUMBER})万元"
PERCENT = rf"(?:，(?:增长|上升|下降|降低|增加|减少)(?:了)?(?P<p>{NUMBER})%)?"
EVEN = r"(?:保持)?(?:持平|一致|无增减变化|没有变化|无变化)"
BASE = (
    r"(?:与|和|同|较|比)(?P<{}>上年|去年|上一年|年初预算|全年预算|预算)度?(?:决算)?数?"
    r"(?:相比|比较)?，?"
)
FIRST, SECOND = BASE.format("a"), BASE.format("b")
CHANGED_LEVEL = re.compile(
    rf"(?:{FIRST})?{CHANGE}{PERCENT}，(?:(?:{SECOND}){EVEN}|(?:保持)?持平)(?=[。；，]|$)"
)
LEVEL_CHANGED = re.compile(rf"(?:{FIRST}){EVEN}，(?:{SECOND})?{CHANGE}{PERCENT}")
NO_CHANGE = re.compile(
    rf"(?:增加|增长|减少|下降|降低)了?(?P<n>0(?:\.0+)?)万元"
    rf"(?:，(?:增长|上升|下降|降低|增加|减少)了?(?P<p>{NUMBER})%)?"
)
SIGNED = re.compile(
    rf"(?P<word>增加|增长|上升|减少|下降|降低)(?:了)?-(?P<n>{NUMBER})(?P<unit>万元|%)"
)
OPPOSITE = {
    "增加": "减少", "增长": "下降", "上升": "下降", "减少": "增加", "下降": "增长", "降低": "增长",
}  # fmt: skip
EACH = re.compile(r"(?:人均|平均|每|单价)[^，。；]{0,20}\Z")
TWICE = re.compile(
    rf"(?P<yuan>{NUMBER})元(?:\(|，)?(?P<about>折合|约合|合|即|约)?(?:人民币)?"
    rf"(?P<wan>{NUMBER})万元"
    rf"|(?P<wan2>{NUMBER})万元\((?P<about2>折合|约合|合|即|约)?(?:人民币)?(?P<yuan2>{NUMBER})元\)"
)
YEAR_BEFORE = ("上年", "去年", "上一年")
NEAR, BEFORE = 200, 120
DIVIDED = ("/", "÷", "×", "*")
TEN_THOUSAND = Decimal(10000)


class Met(NamedTuple):
    """A rate of completion and what is stated after it of budget and outcome."""

    rate: PrintedNumber
    when: str
    start: int
    side: re.Match[str]


@rule(
    "矛盾.完成率与大小",
    basis=f"{TEMPLATE}：完成率 = 决算数 ÷ 预算数",
    mend="核对完成率和“大于”“小于”“持平”，改正其中不对的一个",
    example="“完成年初预算的100%，决算数大于预算数60.00万元”",
)
def met(reading: Reading, _: Edition) -> Iterator[Remark]:
    """完成率大于、等于、小于百分之百的，决算数就大于、等于、小于预算数。"""
    for p in items(reading):
        for pair in _met(p):
            if fault := _fault(p, pair):
                severity, message = fault
                spot = hit(p, pair.start, pair.side.end(), 0)
                yield Remark(severity, message, places=(spot,), key=spot.text)


def _met(p: Paragraph) -> Iterator[Met]:
    """Each rate with the first direction that follows it and means the same budget."""
    rates = list(RATE.finditer(p.text))
    for number, match in enumerate(rates):
        end = rates[number + 1].start() if number + 1 < len(rates) else len(p.text)
        side = SIDE.search(p.text, match.end(), min(end, match.end() + NEAR))
        if side is None or not BETWEEN.fullmatch(p.text, match.end(), side.start()):
            continue
        if side.start() > match.end() and p.text[match.end()] in "。；" and _listed(p, match):
            continue
        when = side["when"] or side["even"] or ""
        if not (when and match["when"] and when != match["when"]):
            yield Met(printed(match["rate"]), match["when"], match.start(), side)


def _listed(p: Paragraph, rate: re.Match[str]) -> bool:
    """Whether a rate is of a part, so that the next sentence may speak of the whole again."""
    sentence = p.text[p.text.rfind("。", 0, rate.start()) + 1 : rate.start()]
    return "其中" in sentence or RATE.search(sentence) is not None or "；" in sentence


def _fault(p: Paragraph, pair: Met) -> tuple[Severity, str] | None:
    """What cannot be true of a rate and a direction, and how sure that is."""
    rate, word = pair.rate, pair.side["word"]
    side = "大于" if word in MORE else "小于" if word else "持平"
    should = "大于" if rate.low > HUNDRED else "小于" if rate.high < HUNDRED else "持平"
    if side == should:
        return None
    direction = f"{word}预算数" if word else "与预算数持平"
    stated = f"写完成{pair.when}预算的 {rate.text}%，又写决算数{direction}"
    if should != "持平":
        return "错误", f"{stated}；按这个完成率，决算数应{should}预算数"
    by = printed(pair.side["by"]) if pair.side["by"] else None
    if by is not None and by.low > 0:
        return _by(p, pair, by, stated)
    if _rounded(p, pair) or rate.half < Decimal("0.001"):
        return None
    return "提示", f"{stated}；两数相同的应写“持平”，不同的请核对完成率"


def _rounded(p: Paragraph, pair: Met) -> bool:
    """Whether two amounts that differ are stated, or so much money that 100.00% may hide some."""
    text = p.text[max(0, pair.start - BEFORE) : pair.start]
    if PAIR.search(text):
        return True
    amounts = [printed(match[1]) for match in MONEY.finditer(text)]
    for actual, other in permutations(amounts, 2):
        for base in (other.value, actual.value - other.value, actual.value + other.value):
            off = HUNDRED * actual.value / base - HUNDRED if base > 0 else HUNDRED
            if base != actual.value and abs(off) <= pair.rate.half:
                return True
    hidden = (one.value * pair.rate.half / HUNDRED >= 2 * one.half for one in amounts)
    return pair.rate.half < EXACT and any(hidden)


def _by(p: Paragraph, pair: Met, by: PrintedNumber, stated: str) -> tuple[Severity, str] | None:
    """Whether a difference told in money fits a completion of a hundred percent."""
    amounts = list(ACTUAL.finditer(p.text, max(0, pair.start - BEFORE), pair.start))
    if not amounts:
        return "提示", f"{stated} {by.text} 万元，请核对完成率"
    actual = printed(amounts[-1]["n"])
    budget = actual.value - by.value if pair.side["word"] in MORE else actual.value + by.value
    if budget <= 0:
        return None
    right = HUNDRED * actual.value / budget
    if abs(right - HUNDRED) <= pair.rate.half + Decimal("0.01"):
        return None
    return "错误", (
        f"{stated} {by.text} 万元，两者不能都对：决算数 {actual.text} 万元、差额 {by.text} 万元，"
        f"预算数应为 {budget:,.2f} 万元，完成率应为 {right:.2f}%"
    )


@rule(
    "矛盾.负的比率",
    basis=f"{TEMPLATE}：完成率、占比是两个金额之比",
    mend="完成率写决算数 ÷ 预算数；要说增减的，写“减少…%”",
    example="预算 23.40 万元、决算 7.20 万元，“完成预算的-69.23%”",
)
def negative(reading: Reading, _: Edition) -> Iterator[Remark]:
    """完成率、占比不会是负数。"""
    for p in items(reading):
        for match in NEGATIVE.finditer(p.text):
            kind = "完成率" if match["what"].startswith("完成") else "占比"
            message = f"{kind}写作 -{match['rate']}%，{kind}不会是负数"
            pairs = list(PAIR.finditer(p.text, 0, match.start())) if kind == "完成率" else []
            if pairs and (budget := printed(pairs[-1]["budget"]).value):
                actual = printed(pairs[-1]["actual"])
                message += (
                    f"；文中预算 {pairs[-1]['budget']} 万元、决算 {actual.text} 万元，"
                    f"完成率应为 {percent(actual.value, budget)}"
                )
            spot = hit(p, *match.span(), 0)
            sure = not REFUND.search(p.text)
            yield Remark("错误" if sure else "提示", message, places=(spot,), key=spot.text)


@rule(
    "矛盾.超过百分之百",
    basis=f"{TEMPLATE}：部分不大于整体，减少不多于原有",
    mend="核对比率和它的分母",
    example="“项目支出290万元，占137.66%”“比上年减少80万元，下降120.30%”",
)
def over(reading: Reading, _: Edition) -> Iterator[Remark]:
    """占比和下降的幅度不会超过百分之百。"""
    for saying in sayings(items(reading)):
        p = saying.paragraph
        for pattern, what in ((OVER, "占比"), (FALLEN, "下降的幅度")):
            for match in pattern.finditer(saying.text):
                rate = printed(match["rate"])
                other = TARGET.search(match[0]) or OF_INCOME.search(saying.text[: match.end()])
                if rate.low > HUNDRED and not other:
                    loose = p.section in LOOSE or REFUND.search(p.text)
                    spot = _spot(saying, match)
                    message = f"{what}写作 {rate.text}%，超过了 100%"
                    severity: Severity = "提示" if loose else "错误"
                    yield Remark(severity, message, places=(spot,), key=spot.text)


@rule(
    "矛盾.增减与持平",
    basis=f"{TEMPLATE}：与上年、与预算比较的增减",
    mend="有增减的删去“持平”，没有增减的只写“持平”",
    example="“比上年增加1.20万元，与上年持平”",
)
def level(reading: Reading, _: Edition) -> Iterator[Remark]:
    """写了增减数额的，不应又写与同一个数持平。"""
    for saying in sayings(items(reading)):
        for pattern in (CHANGED_LEVEL, LEVEL_CHANGED):
            for match in pattern.finditer(saying.text):
                if printed(match["n"]).low > 0 and _one_base(saying, match):
                    spot = _spot(saying, match)
                    message = f"既写增减 {match['n']} 万元，又写持平：“{spot.text}”"
                    yield Remark("错误", message, places=(spot,), key=spot.text)


def _one_base(saying: Saying, match: re.Match[str]) -> bool:
    """Whether a change and a 持平 beside it are stated of one and the same base."""
    bases = ["上年" if match[name] in YEAR_BEFORE else match[name] for name in ("a", "b")]
    if all(bases):
        return bases[0] == bases[1]
    budget = "预算" in saying.text[: match.start()] + (bases[0] or bases[1] or "")
    return not budget


@rule(
    "矛盾.增减为零",
    basis=f"{TEMPLATE}：没有增减的写“持平”",
    mend="没有增减的写“持平”；有增减的补上数额",
    example="“比上年减少0万元”“比上年减少0万元，下降12.50%”",
)
def unchanged(reading: Reading, _: Edition) -> Iterator[Remark]:
    """增减数额为零的，不应写增加、减少。"""
    places: list[Hit] = []
    for p in narrative(reading):
        for match in NO_CHANGE.finditer(p.text):
            if match["p"] and printed(match["p"]).value:
                if _small(p.text[max(0, match.start() - NEAR) : match.start()], match):
                    continue
                spot = hit(p, *match.span(), 0)
                message = f"增减数额为 0，而比率为 {match['p']}%，两者不能都对：“{spot.text}”"
                yield Remark("提示", message, places=(spot,), key=spot.text)
            else:
                places.append(hit(p, *match.span()))
    texts = quoted((place.text for place in places), 3)
    yield from gathered("提示", f"增减数额为 0 的应写“持平”，{len(places)} 处：{texts}", places)


def _small(before: str, match: re.Match[str]) -> bool:
    """Whether a change only shows as nothing: so small is the amount that has changed."""
    change, rate = printed(match["n"]), printed(match["p"])
    amounts = [printed(one[1]) for one in MONEY.finditer(before)]
    if not amounts or "." not in change.text or rate.low <= 0:
        return False
    return amounts[-1].low <= change.half * HUNDRED / rate.low + change.half


@rule(
    "矛盾.增减带负号",
    basis=f"{TEMPLATE}：增减以“增加”“减少”表示方向",
    mend="去掉负号，按实际方向写“增加”或“减少”",
    example="“比上年增加-1.20万元”，应为“比上年减少1.20万元”",
)
def signed(reading: Reading, _: Edition) -> Iterator[Remark]:
    """已写明增加、减少的，后面的数不带负号。"""
    for p in items(reading):
        for match in SIGNED.finditer(p.text):
            spot = hit(p, *match.span(), 0)
            right = f"{OPPOSITE[match['word']]}{match['n']}{match['unit']}"
            message = f"“{spot.text}”方向不明：如确是负数，应写“{right}”"
            yield Remark("提示", message, places=(spot,), key=spot.text)


@rule(
    "矛盾.两种单位",
    basis=TEMPLATE,
    mend="核对同一金额的元数和万元数",
    example="“支出35000元，折合3.05万元”",
)
def two_units(reading: Reading, _: Edition) -> Iterator[Remark]:
    """同一个金额用元和万元各说一次的，两数应当相等。"""
    for p in items(reading):
        for match in TWICE.finditer(p.text):
            yuan, wan = (printed(match[n] or match[f"{n}2"]) for n in ("yuan", "wan"))
            linked = match["about"] or match["wan2"] or "(" in match[0]
            apart = p.text[match.end() : match.end() + 1] in DIVIDED
            if apart or EACH.search(p.text[max(0, match.start() - NEAR) : match.start()]):
                continue
            room = wan.half * (2 if "约" in match[0] else 1)
            if linked and abs(yuan.value / TEN_THOUSAND - wan.value) > room:
                spot = hit(p, *match.span(), 0)
                message = (
                    f"“{spot.text}”：{yuan.text} 元是 {yuan.value / TEN_THOUSAND:f} 万元，"
                    f"不是 {wan.text} 万元"
                )
                yield Remark("错误", message, places=(spot,), key=spot.text)


def _spot(saying: Saying, match: re.Match[str]) -> Hit:
    """Where a match within a sentence stands."""
    return Hit(saying.paragraph.at(saying.start + match.start()), match[0])
