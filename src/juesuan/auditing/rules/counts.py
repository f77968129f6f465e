"""Counts told in the text against the money spent on what is counted; zero bases; procurement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.auditing.text.places import blank_form, gathered, hit, items, paragraphs, quoted
from juesuan.model.finding import Severity
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.reading import Reading
from juesuan.notation import numbers
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, TEMPLATE, Remark, at, rule

ABROAD = Address("文", "国外接待费", "1")
GROUPS = re.compile(r"团组|团次|组团")
BOUGHT = re.compile(r"购置|新购|更新")
KEPT = re.compile(r"保有|(?:共|现|实|拥)有[^，。；]{0,12}\d[辆台]|(?:用车|车辆|汽车)\d+[辆台]")
TIMES = re.compile(r"批次|接待[^，。；、]{0,12}\d[批次]")
PEOPLE = re.compile(r"批次|人次|接待[^。；]{0,20}\d人")
COUNTED = (
    (Address("09", "三公经费", "8"), "因公出国（境）费", {"出国团组": GROUPS, "出国人次": GROUPS}),
    (Address("09", "三公经费", "10"), "公务用车购置费", {"购置车辆": BOUGHT}),
    (Address("09", "三公经费", "11"), "公务用车运行维护费", {"车辆保有量": KEPT}),
    (
        Address("文", "国内接待费", "1"),
        "国内接待费",
        {"国内接待批次": TIMES, "国内接待人次": PEOPLE},
    ),
    (ABROAD, "国（境）外接待费", {"国外接待批次": TIMES, "国外接待人次": PEOPLE}),
    (
        Address("09", "三公经费", "12"),
        "公务接待费",
        {"国内接待批次": TIMES, "国内接待人次": PEOPLE},
    ),
)
VEHICLES = re.compile(
    r"(?:(?:共有|现有|拥有|实有)车辆|(?:部门|单位)车辆(?:共计|合计|总计|共有|共|总数为)"
    r"|(?<=[年末日底，。；])车辆(?:共计|共有|共)?)(\d{1,9})[辆台]"
    r"(.*?)(?:(?:其他用车|其他车辆)(\d{1,9})[辆台]|。|$)"
)
USED = re.compile(r"(?<!共有)(?:用车|车辆|车)(?:共|为)?(\d{1,9})[辆台]")
BY_STATE = re.compile(r"在用|待报废|闲置|封存")  # told by state too: its uses are of a part
ASIDE = re.compile(
    r"\([^()]*\)|[，；、][^，；、。]*(?:新购|新增|购置|更新|报废|处置|上年|去年)[^，；、。]*"
)
EVALUATED = re.compile(r"涵盖项目(\d{1,5})个|(?<![\d第])(\d{1,5})个项目中(?!央)(?=[^。]{0,30}自评)")
PURCHASED = re.compile(
    r"(?:消耗品|耗材|设备|家具|车辆|办公用品)[^，。；]{0,8}采购|采购[^，。；]{0,8}(?:设备|家具|耗材)"
)


def _stated(facts: Facts, name: str) -> Fact | None:
    return facts.get(Address("文", name, "1"))


@rule(
    "三公.数量与金额",
    basis=f"{PLAN}：说明因公出国（境）团组数及人数、公务用车购置数及保有量、国内公务接待批次及人数",
    mend="核对金额与数量；有支出的写明数量",
    example="公务接待费 1.62 万元，接待 0 批次；没有公务用车购置费，却购置 1 辆",
)
def counted(reading: Reading, _: Edition) -> Iterator[Remark]:
    """“三公”经费有支出的应有相应的数量，没有支出的不应有数量。"""
    facts = reading.facts
    text = "".join(p.text for p in paragraphs(reading) if p.section == "三公")
    for address, title, names in COUNTED:
        money = facts.get(address)
        if money is None or not text:
            continue
        for name, words in names.items():
            spoken = words.search(text) is not None
            mismatch = _mismatch(title, money, name, _stated(facts, name), spoken)
            if mismatch:
                counts = Address("文", name, "1")
                spots = at(facts, address, counts)
                yield Remark("提示", mismatch, (address,), spots, key=name)


def _mismatch(title: str, money: Fact, name: str, count: Fact | None, spoken: bool) -> str:  # noqa: FBT001 - whether
    """What is wrong between an amount and a count, in words."""
    if count is None:
        return f"{title} {money.with_unit()}，没有说明{name}" if money.value and not spoken else ""
    if money.value and not count.value:
        return f"{title}有支出（{money.with_unit()}），而{name}为 0"
    if count.value and not money.value and title != "公务接待费":
        return f"{title}没有支出，而{name}为 {count.printed}"
    return ""


@rule(
    "车辆.用途之和",
    basis=f"{TEMPLATE}：车辆总数等于各类用途车辆之和",
    mend="核对车辆总数和各类用途的数量",
    example="共有车辆 5 辆，各类用途合计 4 辆",
)
def vehicles(reading: Reading, _: Edition) -> Iterator[Remark]:
    """国有资产情况中，各类用途的车辆之和应等于车辆总数。"""
    for p in items(reading):
        match = VEHICLES.search(p.text) if p.section == "国有资产" else None
        parts = [_count(n) for n in USED.findall(ASIDE.sub("", match[2]))] if match else []
        if not match or not parts or BY_STATE.search(match[2]):
            continue
        total, whole = sum(parts) + _count(match[3] or "0"), _count(match[1])
        if total != whole:
            message = f"共有车辆 {whole} 辆，而各类用途合计 {total} 辆"
            severity: Severity = "错误" if match[3] else "提示"
            spots = (hit(p, *match.span(), 0),)
            yield Remark(severity, message, places=spots, key="车辆")


@rule(
    "车辆.保有量",
    basis=f"{TEMPLATE}：年末车辆总数包括财政拨款开支运行维护费的车辆",
    mend="核对公务用车保有量和年末车辆总数",
    example="公务用车保有量 6 辆，而年末共有车辆 3 辆",
)
def kept(reading: Reading, _: Edition) -> Iterator[Remark]:
    """财政拨款负担运行维护费的公务用车保有量不应多于年末车辆总数。"""
    used, whole = _stated(reading.facts, "车辆保有量"), _stated(reading.facts, "车辆")
    if used and whole and used.value > whole.value:
        message = f"公务用车保有量 {used.printed}，多于年末车辆总数 {whole.printed}"
        cells = (used.address, whole.address)
        yield Remark("提示", message, cells, at(reading.facts, *cells))


@rule(
    "计数.自评项目",
    basis=f"{PLAN}：公开绩效自评的项目",
    mend="核对自评项目的个数",
    example="“涵盖项目3个”，后文写“6个项目中，3个项目自评等级为优”",
)
def projects(reading: Reading, _: Edition) -> Iterator[Remark]:
    """评价结果所说的项目个数应与自评涵盖的项目个数一致。"""
    spots = [
        (_count(match[1] or match[2]), hit(p, *match.span(), 0))
        for p in paragraphs(reading)
        if p.section == "绩效"
        for match in EVALUATED.finditer(p.text)
    ]
    covered = {number for number, spot in spots if spot.text.startswith("涵盖")}
    if len(covered) == 1 and any(number not in covered for number, _ in spots):
        numbers_shown = "、".join(f"“{spot.text}”" for spot in dict(spots).values())
        message = f"自评项目的个数前后不一：{numbers_shown}"
        yield Remark("提示", message, places=tuple(spot for _, spot in spots), key="自评项目")


def _count(text: str) -> int:
    return numbers.whole(text) or 0


@rule(
    "采购.货物为零",
    basis=f"{PLAN}：公开政府采购货物、工程、服务支出",
    mend="核实货物采购是否漏列",
    example="货物采购支出 0 万元，而自评表有“常用办公消耗品及时补充采购”",
)
def goods(reading: Reading, _: Edition) -> Iterator[Remark]:
    """政府采购货物支出为零的，绩效材料中不应有采购货物的内容。"""
    fact, whole = _stated(reading.facts, "政府采购货物"), _stated(reading.facts, "政府采购支出总额")
    if blank_form(reading) or fact is None or fact.value or not (whole and whole.value):
        return
    passages = [p for p in paragraphs(reading, "text", "cell") if p.section in ("绩效", "附件")]
    purchases = [hit(p, *m.span(), 6) for p in passages for m in PURCHASED.finditer(p.text)]
    message = f"政府采购货物支出为 0，而绩效材料写{quoted((x.text for x in purchases), 3)}"
    yield from gathered("提示", message, purchases)


@rule(
    "采购.合同额与支出额",
    basis=f"{PLAN}：授予中小企业合同金额及占政府采购支出总额的比重",
    mend="核实授予中小企业、小微企业的合同金额是否按合同统计",
    example="授予中小企业合同金额与采购支出总额分文不差，授予小微企业为 0",
)
def contracts(reading: Reading, _: Edition) -> Iterator[Remark]:
    """授予中小企业合同金额与采购支出总额完全相等、小微企业又为零的，宜核实。"""
    names = ("政府采购支出总额", "中小企业合同", "小微企业合同")
    whole, given, small = (_stated(reading.facts, name) for name in names)
    if not (whole and given and small) or not whole.value or small.value:
        return
    if whole.value == given.value:
        message = (
            f"授予中小企业合同金额与政府采购支出总额都是 {whole.printed}，授予小微企业为 0，请核实"
        )
        cells = (whole.address, given.address, small.address)
        yield Remark("提示", message, cells, at(reading.facts, *cells))
