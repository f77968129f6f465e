"""Punctuation, brackets, numbering, and how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from juesuan.auditing.text.places import (
    SPOKEN,
    Hit,
    gathered,
    hit,
    hits,
    items,
    narrative,
    paragraphs,
    quoted,
)
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.numbers import Malformed, decimal, parse
from juesuan.notation.rule import TEMPLATE, Remark, rule

STYLE = "GB/T 15834《标点符号用法》"
DOUBLED = re.compile(r"[，。；：、]{2,}")
CLOSING = {")": "(", "”": "“", "》": "《", "』": "『", "」": "「", "〕": "〔"}
ITEM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)"
ORDINAL = re.compile(rf"(?<![(\d一二三四五六七八九十件表图]){ITEM}|[:：](?:\)|\((?!{ITEM}))")
BRACKET = re.compile(r"[(“《『「〔)”》』」〕]")
LISTED = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.]")
NEAR = 2
SHOWN = 40
SEPARATED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?万?元")
PLAIN = re.compile(r"(?<![\d.,])[1-9]\d{3,}(?:\.\d+)?万元")
UNITLESS = re.compile(
    r"(?:预算|决算|支出|收入|总计|合计|增加|减少)(?:数)?(?:为|是)?\d[\d,]*\.\d+(?=[。；)]|[，、](?!\d[\d,.，、]*+(?:[亿万]?元|%))|$)"
    r"|(?:增长|下降|占|完成年初预算的|完成预算的)\d+\.\d+(?=[。；)]|[，、](?!\d[\d,.，、]*+%)|$)"
)
WAN = re.compile(r"\d万(?=[，。；、)]|$)")
SAME = re.compile(
    r"预算(?:数)?为(?P<b>[\d,.]+)(?P<u>万?元)，(?:支出)?决算(?:数)?为(?P<a>[\d,.]+)(?P=u)[，。]"
    r"[^；]{0,30}?基本持平"
)


@rule(
    "标点.重复",
    basis=STYLE,
    mend="只留一个标点",
    example="“占0.21%；。”",
)
def doubled(reading: Reading, _: Edition) -> Iterator[Remark]:
    """标点符号不应连用。"""
    places = list(hits(paragraphs(reading), DOUBLED))
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"标点连用 {len(places)} 处：{texts}", places)


@rule(
    "标点.段末",
    basis=STYLE,
    mend="段末改用句号；后面缺文字的，补全",
    example="“其他收入6.2万元，占0.21%；”之后另起一节",
)
def ended(reading: Reading, _: Edition) -> Iterator[Remark]:
    """一段话应以句号结束，不应停在逗号、分号或顿号上。"""
    passages = paragraphs(reading, "text", "heading")
    places = [
        hit(p, len(p.text) - 1, len(p.text), 16)
        for p, after in pairwise(passages)
        if p.section in SPOKEN
        and p.kind == "text"
        and after.kind == "heading"
        and p.text.endswith(("；", "，", "、"))
        and not (LISTED.match(p.text) and LISTED.match(after.text))
    ]
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"段末停在逗号、分号或顿号：{texts}", places)


@rule(
    "标点.括号引号",
    basis=STYLE,
    mend="补上另一半，或删去多余的一半",
    example="“因公出国（境费用”",
)
def paired(reading: Reading, _: Edition) -> Iterator[Remark]:
    """括号、引号、书名号应当成对。"""
    places = list(_unpaired(paragraphs(reading)))
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"括号、引号不成对：{texts}", places)


def _unpaired(passages: Sequence[Paragraph]) -> Iterator[Hit]:
    """Marks whose other half is not within the paragraphs near by."""
    opened: list[tuple[int, int]] = []
    waiting: dict[str, list[int]] = {mark: [] for mark in CLOSING.values()}
    closed: set[int] = set()
    first = 0
    for number, p in enumerate(passages):
        while first < len(opened) and (first in closed or opened[first][0] < number - NEAR):
            if first not in closed:
                at, start = opened[first]
                yield hit(passages[at], start, start + 1)
            first += 1
        text = ORDINAL.sub(lambda ordinal: "\0" * len(ordinal[0]), p.text)
        for bracket in BRACKET.finditer(text):
            other = CLOSING.get(bracket[0])
            if other is None:
                waiting[bracket[0]].append(len(opened))
                opened.append((number, bracket.start()))
            elif waiting[other] and waiting[other][-1] >= first:
                closed.add(waiting[other].pop())
            else:
                yield hit(p, *bracket.span())
    for index in range(first, len(opened)):
        if index not in closed:
            at, start = opened[index]
            yield hit(passages[at], start, start + 1)


@rule(
    "格式.数字",
    basis=TEMPLATE,
    mend="对照账表改正这个数；复制、识别时走样的，以原件为准",
    example="“1,23,456.00万元”“12.34.56万元”“9OO.00万元”（字母 O）“900。00万元”",
)
def malformed(reading: Reading, _: Edition) -> Iterator[Remark]:
    """一个数应写得完整无误：小数点只有一个，千分位逗号隔三位，不夹字母和全角标点。"""
    numbers = [(Hit(n.place, n.text), n.malformed) for n in reading.numerals if n.malformed]
    for item in reading.unread:
        read = parse(spelling.plain(item.text)) if item.text else None
        if isinstance(read, Malformed):
            numbers.append((Hit(item.place, item.text), read.why))
    for cell in reading.projects.malformed():
        read = parse(spelling.plain(cell.text))
        why = read.why if isinstance(read, Malformed) else "不是一个完整的数"
        numbers.append((Hit(cell.place, cell.text), why))
    texts = quoted(spelling.cut(one.text, SHOWN) for one, _ in numbers)
    why = "；".join(dict.fromkeys(reason for _, reason in numbers))
    message = f"有 {len(numbers)} 个数的写法有误，没有核对，也没有参加计算：{texts}（{why}）"
    yield from gathered("提示", message, [one for one, _ in numbers])


@rule(
    "格式.千分位",
    basis=TEMPLATE,
    mend="全文统一用千分位，或统一不用",
    example="正文写“2,251.5万元”，自评表写“2251.5万元”",
)
def separators(reading: Reading, _: Edition) -> Iterator[Remark]:
    """金额的千分位写法应当前后一致。"""
    passages = [p for p in paragraphs(reading, "text", "cell") if p.section]
    separated, plain = list(hits(passages, SEPARATED)), list(hits(passages, PLAIN))
    if separated and plain:
        with_commas, without = separated[0].text, plain[0].text
        fewer = min(separated, plain, key=len)
        message = (
            f"金额有 {len(separated)} 处用千分位（如“{_amount(with_commas)}”），{len(plain)} 处不用"
            f"（如“{_amount(without)}”）"
        )
        yield from gathered("提示", message, fewer)


def _amount(text: str) -> str:
    match = SEPARATED.search(text) or PLAIN.search(text)
    return match[0] if match else text


@rule(
    "格式.编号全半角",
    basis=TEMPLATE,
    mend="同一层编号用同一种括号",
    example="“(1)”至“(8)”用半角，“（9）”起用全角",
)
def numbering(reading: Reading, _: Edition) -> Iterator[Remark]:
    """同一层编号的括号应统一用全角或半角。"""
    kinds: dict[tuple[str, str], list[Paragraph]] = {}
    for p in paragraphs(reading, "text", "heading"):
        if match := re.match(r"[-•·\s*]*([(（])\s*(\d|[一二三四五六七八九十])", p.lead):
            level = "数字" if match[2].isdigit() else "汉字"
            kinds.setdefault((level, match[1]), []).append(p)
    mixed, spots = [], []
    for level in ("数字", "汉字"):
        half, full = kinds.get((level, "("), []), kinds.get((level, "（"), [])
        if half and full:
            mixed.append(
                f"“({_number(half[0])})”等 {len(half)} 处用半角，"
                f"“（{_number(full[0])}）”等 {len(full)} 处用全角"
            )
            spots += [Hit(p.at(), p.text[:20]) for p in min(half, full, key=len)]
    message = f"编号括号全角、半角混用：{'；'.join(mixed)}"
    yield from gathered("提示", message, spots)


def _number(p: Paragraph) -> str:
    match = re.search(r"[\d一二三四五六七八九十]+", p.text)
    return match[0] if match else ""


@rule(
    "格式.缺单位",
    basis=TEMPLATE,
    mend="补上“万元”或“%”",
    example="“支出决算为255.3，完成年初预算的100%”",
)
def units(reading: Reading, _: Edition) -> Iterator[Remark]:
    """金额应带单位，比率应带百分号。"""
    passages = narrative(reading)
    places = [*hits(passages, UNITLESS), *hits(passages, WAN)]
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"数字后面缺“万元”“元”或“%”：{texts}", places)


@rule(
    "措辞.基本持平",
    basis=TEMPLATE,
    mend="两数相等时写“持平”",
    example="预算 3.31 万元、决算 3.31 万元，写“基本持平”",
)
def level(reading: Reading, _: Edition) -> Iterator[Remark]:
    """两数完全相等的，应写“持平”，不写“基本持平”。"""
    places = [
        Hit(p.at(m.start()), m[0])
        for p in items(reading)
        for m in SAME.finditer(p.text)
        if (amount := decimal(m["a"])) and amount == decimal(m["b"])
    ]
    message = f"有 {len(places)} 处预算数与决算数完全相等，却写“基本持平”"
    yield from gathered("提示", message, places)
