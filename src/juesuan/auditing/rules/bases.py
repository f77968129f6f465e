"""Rates on a base of zero, and which budget a text and a table speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from juesuan.auditing.text.places import Hit, gathered, hit, items, paragraphs, quoted
from juesuan.auditing.text.verdict import check_claim
from juesuan.model.number import WAN, Address, Fact, Facts
from juesuan.model.reading import Reading
from juesuan.model.text import Claim
from juesuan.notation import numbers, spelling
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Expression, Operation, Term
from juesuan.notation.rule import TEMPLATE, Remark, at, rule
from juesuan.notation.speech.narrative import INITIAL, PRIOR

NUMBER = r"((?<![\d.])(?<!\d,)\d[\d,]*+(?:\.\d+)?)"
COMPARED = (
    r"(?:支出|收入)?(?:决算)?数?(?:比|较|与|同|和)"
    r"(?:上年|去年|上一年|20\d\d年)度?(?:决算)?数?(?:相比)?"
)
OTHER_SUBJECT = re.compile(r"其中|支出|收入|经费|费(?![用时])|\d万元")
NO_BUDGET = re.compile(
    rf"预算(?:数)?为(?P<zero>0(?:\.0+)?)万元，(?:支出)?决算(?:数)?为{NUMBER}万元"
    rf"(?P<between>[^。；]{{0,40}}?)完成[^。；，]{{0,8}}预算的(?P<rate>{NUMBER})%"
)
NO_LAST_YEAR = re.compile(
    rf"(?<![\d.,]){NUMBER}万元(?:[，。]{COMPARED})?，?增加\1万元，增长{NUMBER}%"
)
HALF = Decimal("0.005")
REVISED = re.compile(r"全年预算|调整(?:后的?)?预算")


class Rate(NamedTuple):
    """A rate on a base of zero: where it stands, what the base is, whether money was spent."""

    place: Hit
    base: str
    spent: bool


@rule(
    "基数.为零",
    basis=TEMPLATE,
    mend="年初没有预算的，写“年初未安排预算，年中追加”；上年为零的，不写增长率",
    example="“年初预算为0万元，支出决算为9.36万元，完成年初预算的100%”",
)
def zero_base(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """预算为零的不计算完成率，上年为零的不计算增长率。"""
    rates = list(_claimed(reading, edition))
    claimed = [rate.place.text for rate in rates]
    rates += [r for r in _worded(reading) if not any(text in r.place.text for text in claimed)]
    bases = list(dict.fromkeys(rate.base for rate in rates))
    reasons = "；".join(_reason(base) for base in bases)
    texts = quoted(rate.place.text for rate in rates)
    sure = any(rate.spent and rate.base != PRIOR for rate in rates)
    places = [rate.place for rate in rates]
    yield from gathered("错误" if sure else "提示", f"{reasons}：{texts}", places)


def _reason(base: str) -> str:
    if base == PRIOR:
        return "上年数为 0，不能计算增长率"
    return f"{base}为 0，不能计算完成率" + ("；疑为全年预算的完成率" if base == INITIAL else "")


def _claimed(reading: Reading, edition: Edition) -> Iterator[Rate]:
    """Rates of sentences understood, whatever stands between the base and the rate."""
    for claim in reading.claims:
        if not claim.value or "/" not in claim.says:
            continue
        check = check_claim(claim, reading.facts)
        ratio = _ratio(check.says)
        if check.note != "no_base" or not isinstance(ratio, Operation):
            continue
        top, base = (_amount(side, reading.facts) for side in (ratio.left, ratio.right))
        if (
            base is None
            or base.value
            or top is None
            or _fits(claim, top, min(base.half, HALF * WAN))
        ):
            continue
        period = base.address.period
        name = period or ("预算数" if _is_budget(base.address, edition) else "")
        if name:
            yield Rate(
                Hit(claim.place, claim.text),
                name,
                bool(top.value) and not _fits(claim, top, base.half),
            )


def _ratio(says: Expression) -> Expression:
    """A growth rate without its − 1; any other formula itself."""
    return says.left if isinstance(says, Operation) and says.sign == "-" else says


def _amount(side: Expression, facts: Facts) -> Fact | None:
    return facts.known(side.address) if isinstance(side, Term) else None


def _fits(claim: Claim, top: Fact, half: Decimal) -> bool:
    """Whether a base that only shows as 0.00 may be small, within half, and the rate right."""
    least = max(abs(top.value) - top.half, Decimal(0))
    return bool(half) and least <= (abs(claim.value) + claim.half) * half


def _is_budget(address: Address, edition: Edition) -> bool:
    """Whether a cell is what some subject's budget is."""
    subjects = (s for section in edition.narrative.sections for s in section.subjects)
    return any(s.budget == Term(address) for s in subjects)


def _worded(reading: Reading) -> Iterator[Rate]:
    """Rates told by their words alone, in sentences whose subject may be unknown."""
    for p in items(reading):
        for m in NO_BUDGET.finditer(p.text):
            other = OTHER_SUBJECT.search(m["between"])
            if _number(m["rate"]) and not other and not _minute(m, HALF):
                base = INITIAL if "年初" in p.text[max(0, m.start() - 2) : m.start()] else "预算"
                yield Rate(
                    hit(p, *m.span(), 0),
                    base,
                    bool(_number(m[2])) and not _minute(m, _half(m["zero"])),
                )
        for m in NO_LAST_YEAR.finditer(p.text):
            if _number(m[1]):
                yield Rate(hit(p, *m.span(), 0), PRIOR, spent=True)


def _minute(match: re.Match[str], half: Decimal) -> bool:
    """Whether the rate says a budget that is not zero and only printed so: less than `half`."""
    least = max(_number(match[2]) - _half(match[2]), Decimal(0))
    return least / ((_number(match["rate"]) + _half(match["rate"])) / 100) <= half


def _half(printed: str) -> Decimal:
    """Half a unit of the last digit a number is printed with."""
    return Decimal("0.5").scaleb(-spelling.decimals(printed))


def _number(text: str) -> Decimal:
    return numbers.decimal(text) or Decimal(0)


@rule(
    "三公.预算口径",
    basis=f"{TEMPLATE}：表 09 的预算数为全年预算数，即按规定程序调整后的预算数",
    mend="核对文字与表的预算数；口径不同的，写明哪一个是年初预算、哪一个是全年预算",
    example="文中“三公”经费年初预算 18 万元，表中预算数 16.00，没有说到调整",
)
def budget_meant(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """文字说年初预算、表列预算数而没有说明口径的，两者应相同。"""
    state = reading.facts.forms.get("09")
    revised = any(REVISED.search(p.text) for p in paragraphs(reading) if p.section == "三公")
    if state is None or not state.known or state.budget or revised:
        return
    section = next(s for s in edition.narrative.sections if s.id == "三公")
    for subject in section.subjects:
        if not isinstance(subject.says, Term) or not isinstance(subject.budget, Term):
            continue
        stated = reading.facts.get(subject.says.address._replace(period=INITIAL))
        cell = reading.facts.known(subject.budget.address)
        if stated and cell and abs(stated.value - cell.value) > stated.half + cell.half:
            name = subject.names[0]
            message = (
                f"{name}年初预算文中为 {stated.printed}，表中预算数为 {cell.shown()}，口径不明"
            )
            cells = (stated.address, cell.address)
            spots = at(reading.facts, *cells)
            yield Remark("提示", message, cells, spots, key=name)
