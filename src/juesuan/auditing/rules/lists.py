"""Lists of items in the text against the rows of the tables that are not zero."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from juesuan.auditing.text.mentions import CodeMention, CodeNames, bare
from juesuan.auditing.text.places import Hit, items, narrative, quoted
from juesuan.model.finding import Severity
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, TEMPLATE, Remark, rule

LIST = re.compile(
    r"(?P<kind>人员经费|公用经费)[^；。、：]{0,120}?(?:，|。)?(?:主要)?(?:包括|包含|用于)：?(?P<names>[^。；：]*)"
)
SIDES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "310", "312", "399")}
LEAST = 3
WITHOUT = re.compile(r"[，、](?:但|均|也)?(?:不含|不包括|不包含|没有|未(?:安排|发生|列支)).*$")
AND = re.compile(r"以及|及|和")
CELL = re.compile(r"05:\d+:1")
HEDGE = re.compile(r"等(?:支出|费用|方面)?(?:的支出)?$")


class NamedList(NamedTuple):
    """A list of sections of the economic classification, as the text gives it."""

    kind: str
    names: list[str]
    open: bool
    paragraph: Paragraph
    start: int


@rule(
    "列举.基本支出",
    basis=f"{PLAN}：基本支出公开到经济分类款级；{TEMPLATE}：不涉及的不列",
    mend="按基本支出决算明细表中有数的款列举",
    example="人员经费列举“个人农业生产补贴”，而表中这一行空白，有数的是“奖励金”",
)
def economic(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """人员经费、公用经费列举的内容应与基本支出决算明细表中有数的款一致。"""
    state = reading.facts.forms.get("06")
    if state is None or state.state != "read" or state.partial:
        return
    catalogue = edition.economic.current(edition.year)
    names = {_key(name): code for code, name in catalogue.items() if len(code) == 5}
    names |= {_key(label): code for code, label in state.labels.items() if len(code) == 5}
    for listed in _lists(reading, names):
        codes = [names.get(_key(name), "") for name in listed.names]
        if sum(map(bool, codes)) * 2 > len(codes) >= LEAST:
            yield from _compare(listed, codes, reading.facts)


def _lists(reading: Reading, catalogue: Container[str]) -> Iterator[NamedList]:
    for p in items(reading):
        for match in LIST.finditer(p.text) if p.section == "基本支出" else ():
            stated = WITHOUT.sub("", match["names"])
            cut = HEDGE.sub("", stated)
            names = [
                part for name in re.split("[、，]", cut) if name for part in _apart(name, catalogue)
            ]
            yield NamedList(match["kind"], names, cut != stated, p, match.start("names"))


def _apart(name: str, catalogue: Container[str]) -> list[str]:
    """工会经费及福利费 as two names, where both are names and together they are none."""
    parts = AND.split(name)
    both = _key(name) not in catalogue and all(_key(part) in catalogue for part in parts)
    return parts if both else [name]


def _compare(listed: NamedList, codes: Sequence[str], facts: Facts) -> Iterator[Remark]:
    """What the list has and the table has not, and the other way round."""
    side = SIDES[listed.kind]
    filled = {
        f.address.row: f
        for f in facts.of("06")
        if len(f.address.row) == 5 and f.address.row.startswith(side) and f.value
    }
    pairs = list(zip(listed.names, codes, strict=True))
    strange = [name for name, code in pairs if not code]
    empty = [name for name, code in pairs if code and code not in filled and _nothing(facts, code)]
    aside = [name for name, code in pairs if code and code[:3] not in side and name not in empty]
    missing = [] if listed.open else [f for row, f in filled.items() if row not in codes]
    faults = [
        f"列举了{quoted(empty)}，而基本支出决算明细表中没有金额" if empty else "",
        f"列举的{quoted(aside)}不属于{listed.kind}" if aside else "",
        f"表中没有名为{quoted(strange)}的科目" if strange else "",
        f"没有列举{_amounts(missing)}" if missing else "",
    ]
    if any(faults):
        message = f"{listed.kind}{'；'.join(text for text in faults if text)}"
        if len(empty) == len(missing) == 1:
            message += "，疑为写错科目"
        addresses = tuple(f.address for f in missing)
        spots: tuple[Hit, ...] = (Hit(listed.paragraph.at(listed.start), "、".join(listed.names)),)
        spots += tuple(Hit(f.place, f.printed) for f in missing)
        sure = (empty or aside) and not listed.open
        severity: Severity = "错误" if sure else "提示"
        yield Remark(severity, message, addresses, spots, key=listed.kind)


def _nothing(facts: Facts, code: str) -> bool:
    """Whether a row is blank; a printed 0.00 may be a small amount."""
    fact = facts.known(Address("06", code, "1"))
    return fact is not None and not fact.value and fact.blank


def _amounts(facts: Sequence[Fact]) -> str:
    return "、".join(f"“{f.name.partition(' / ')[0]}”（{f.printed}）" for f in facts)


def _key(name: str) -> str:
    return re.sub(r"[()]|支出$|费用$|费$", "", spelling.label(name))


def _items_of(facts: Facts, form: str, length: int, column: str = "1") -> dict[str, Fact]:
    """The codes of a form with an amount in a column, else its first one."""
    return {
        f.address.row: f
        for f in facts.of(form)
        if f.address.column == column and len(f.address.row) == length and f.value
        if f.address.row.isdigit()
    }


def _whole(facts: Facts) -> bool:
    state = facts.forms.get("05")
    return state is not None and state.state == "read" and not state.partial


@rule(
    "列举.功能分类",
    basis=f"{PLAN}：支出按功能分类公开到项级；{TEMPLATE}：依次说明到各项级科目",
    mend="补上遗漏的类、项，删去重复的",
    example="一般公共预算财政拨款支出决算表有“购房补贴”，具体情况中没有说明",
)
def functional(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """结构情况应列全各类，具体情况应逐一说明各项级科目。"""
    names = CodeNames(reading.facts, edition, reading.meta.year)
    yield from _of_funds(reading, names)
    if not _whole(reading.facts):
        return
    passages = [p for p in items(reading) if p.section == "一般公共预算"]
    mentions = list(names.mentions(passages))
    codes = Counter(m.code for m in mentions if m.code)
    amounts = _items_of(reading.facts, "05", 7)
    missing = [f for code, f in amounts.items() if code not in codes]
    if codes and _unknown(mentions) < len(missing) < len(amounts):
        yield _lacking(missing, "一般公共预算财政拨款支出具体情况没有说明", "项")
    structure = [p for p in passages if "主要用于以下方面" in p.text]
    classes = set(names.classes(structure))
    lacking = [f for code, f in _items_of(reading.facts, "05", 3).items() if code not in classes]
    if classes and lacking and "等" not in "".join(p.text for p in structure):
        yield _lacking(lacking, "一般公共预算财政拨款支出结构情况没有列出", "类")
    elif not (classes and structure):
        yield from _one_left_out(reading)
    for code in (code for code, count in codes.items() if count > 1):
        same = [m for m in mentions if m.code == code]
        message = f"具体情况中“{same[0].names[2]}（项）”说明了 {len(same)} 次"
        spots = tuple(Hit(m.paragraph.at(m.start), "".join(m.names)) for m in same)
        yield Remark("提示", message, places=spots, key=f"重复{code}")


def _one_left_out(reading: Reading) -> Iterator[Remark]:
    """Classes or groups, whatever words tell them, of which most are rows and few are not."""
    plain = (c.says for c in reading.claims if CELL.fullmatch(c.says))
    rows = {row for _, row, _ in (says.split(":") for says in plain)}
    for level, size in (("类", 3), ("款", 5)):
        amounts = _items_of(reading.facts, "05", size)
        missing = [fact for code, fact in amounts.items() if code not in rows]
        named = len(amounts) - len(missing)
        if missing and named >= 2 * len(missing) and named >= LEAST:
            yield _lacking(missing, f"一般公共预算财政拨款支出各{level}中没有说到", f"少{level}")


def _of_funds(reading: Reading, names: CodeNames) -> Iterator[Remark]:
    """Items of government funds that the text leaves out while it goes through the others."""
    state = reading.facts.forms.get("07")
    passages = [p for p in items(reading) if p.section == "政府性基金"]
    mentions = list(names.mentions(passages))
    codes = {m.code for m in mentions if m.code}
    amounts = _items_of(reading.facts, "07", 7, "3")
    missing = [f for code, f in amounts.items() if code not in codes]
    whole = state is not None and state.state == "read" and not state.partial
    if whole and codes and _unknown(mentions) < len(missing) < len(amounts):
        yield _lacking(missing, "政府性基金预算财政拨款支出具体情况没有说明", "基金项")


def _unknown(mentions: Sequence[CodeMention]) -> int:
    """How many mentions name no known code: each may be one of those that seem to be missing."""
    return sum(not m.code for m in mentions)


def _lacking(facts: Sequence[Fact], message: str, level: str) -> Remark:
    return Remark(
        "提示",
        f"{message}{_amounts(facts)}",
        tuple(f.address for f in facts),
        tuple(Hit(f.place, f.printed) for f in facts),
        key=level,
    )


@rule(
    "列举.科目层级",
    basis="《政府收支分类科目》",
    mend="按表中的科目名称写明类、款、项",
    example="“卫生健康支出（类）行政事业单位养老支出（款）”",
)
def levels(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """文字中的类、款、项应与表中的科目名称和层级一致。"""
    names = CodeNames(reading.facts, edition, reading.meta.year)
    seen: set[tuple[str, ...]] = set()
    for m in names.mentions([*narrative(reading), *_glossary(reading)]):
        fault = _misnamed(m, names) if m.names not in seen else None
        seen.add(m.names)
        if fault:
            severity, message = fault
            spots: tuple[Hit, ...] = (
                Hit(m.paragraph.at(m.start), m.paragraph.text[m.start : m.end]),
            )
            yield Remark(
                "错误" if severity else "提示", message, places=spots, key="|".join(m.names)
            )


def _glossary(reading: Reading) -> list[Paragraph]:
    return [p for p in reading.prose if p.section == "名词解释" and p.kind == "text"]


def _misnamed(m: CodeMention, names: CodeNames) -> tuple[bool, str] | None:
    """What is wrong with the words of a mention, and whether surely."""
    text = "{}（类）{}（款）{}（项）".format(*m.names)
    if m.code:
        levels = zip(m.names, (m.code[:3], m.code[:5], m.code), strict=True)
        other = [
            f"“{name}”，表中为“{names.printed[code]}”"
            for name, code in levels
            if code in names.printed and not bare(name).endswith(bare(names.printed[code]))
        ]
        return (False, f"{m.code} 文字写作{'；'.join(other)}") if other else None
    codes = names.find(7, m.names[2]) & names.printed.keys()
    if len(codes) != 1:
        return (False, f"“{text}”在表和科目表中都没有找到") if not codes else None
    code = next(iter(codes))
    wrong = [
        f"{level}应为“{names.printed.get(code[:length], code[:length])}”"
        for level, length, name in (("类", 3, m.names[0]), ("款", 5, m.names[1]))
        if code[:length] not in names.find(length, name)
    ]
    sure = all(names.find(length, name) for length, name in ((3, m.names[0]), (5, m.names[1])))
    return sure, f"“{text}”：{m.names[2]}（项）编码 {code}，{'、'.join(wrong)}"
