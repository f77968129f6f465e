"""Whether the parts and sections of a disclosure are there, in order, under the titles promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from juesuan.auditing.text.places import SPOKEN, Hit, blank_form, gathered, hit, paragraphs, quoted
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, TEMPLATE, Remark, rule

PART = re.compile(r"^第([一二三四五六七八九十]+)部分(.*)$")
PARTS = {
    "部门概况": r"概况|职责|职能|基本情况",
    "部门决算表": r"决算表|决算报表|决算公开(?:报|附)?表",
    "部门决算情况说明": r"情况说明|决算说明|决算情况",
    "名词解释": r"名词解释|名词术语|专业名词",
}
SECTIONS = {
    "总体": "收入支出决算总体情况|收、?支总计|收入总计",
    "收入": "收入合计|收入决算|本年收入|总收入",
    "支出": "支出合计|支出决算",
    "财政拨款": "财政拨款收入?、?支出?总",
    "一般公共预算": "一般公共预算",
    "基本支出": "人员经费|基本支出",
    "政府性基金": "政府性基金",
    "国有资本经营": "国有资本经营",
    "三公": "三公",
    "机关运行经费": "机关运行|行政单位|运行经费",
    "政府采购": "政府采购",
    "国有资产": "车辆|国有资产",
    "绩效": "绩效",
    "名词解释": "名词解释",
}
FISCAL, GLOSSARY, TABLE = "财政拨款", "名词解释", "表"
SEPARATE = frozenset(
    ["总体", "收入", "支出"]
)  # where these are sections of their own, so is FISCAL
WHOLE, PARTED = "总体", frozenset(["收入", "支出"])  # a template may begin with its parts
TABLES = "部门决算表"  # there without a title of their part where any of them was read
FUNDS = {"政府性基金": "07", "国有资本经营": "08"}
DIGITS = "一二三四五六七八九"
NUMBERED = re.compile(r"^([一二三四五六七八九十]{1,3})、(.+)$")
ENOUGH, LIKE = 6, 0.55
NOT_EMPTY = re.compile(r"故(?:本|此)表(?:无数据|为空|为空表)")
NONE = re.compile(
    r"(?:没有|无|未发生|未安排|未使用)[^，。；]{0,30}(?:收支|收入|(?<!基本)(?<!项目)支出)"
)
OTHERS = re.compile(r"上年|去年|(?<![及和含])(?:下属|所属|二级)|(20\d\d)年")


def ordinal(text: str) -> int:
    """A Chinese numeral below a hundred: 十一 is 11."""
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.find(tens) + 1 or 1) * 10 * bool(ten) + DIGITS.find(ones) + 1 * bool(ones)


def _narrated(reading: Reading) -> bool:
    """Whether there is a narrative to judge at all."""
    sections = {p.section for p in paragraphs(reading)} & SPOKEN
    return len(sections) >= ENOUGH


@rule(
    "结构.各部分",
    basis=f"{PLAN}；{TEMPLATE}",
    mend="按 部门概况、部门决算表、部门决算情况说明、名词解释（、附件）的顺序编排",
    example="全文没有“名词解释”部分",
)
def all_parts(reading: Reading, _: Edition) -> Iterator[Remark]:
    """公开文件应依次包括部门概况、决算表、情况说明、名词解释各部分。"""
    if not _narrated(reading):
        return
    heads = [p for p in paragraphs(reading, "heading", "text") if len(p.text) < 40]
    where = {
        name: next((i for i, p in enumerate(heads) if re.search(pattern, p.text)), None)
        for name, pattern in PARTS.items()
    }
    tabled = any(state.state == "read" for state in reading.facts.forms.values())
    missing = [n for n, index in where.items() if index is None and not (n == TABLES and tabled)]
    if missing:
        message = f"没有找到{quoted(missing)}部分"
        yield Remark("提示", message, key="、".join(missing))
    numbers = [ordinal(match[1]) for p in heads if (match := PART.match(p.text))]
    if numbers != sorted(numbers):
        yield Remark("提示", "各部分的序号没有依次排列", key="顺序")


@rule(
    "结构.必要事项",
    basis=f"《预算法》第十四条；{PLAN}：说明机关运行经费、政府采购、国有资产占用、绩效、名词解释等",
    mend="补上这一节；没有这项收支的，也应写明没有",
    example="情况说明中没有机关运行经费一节",
)
def all_sections(reading: Reading, _: Edition) -> Iterator[Remark]:
    """情况说明应包括规定的各节，并说明机关运行经费、政府采购、国有资产和绩效情况。"""
    if not _narrated(reading):
        return
    sections = {p.section for p in reading.prose if p.kind != "contents"}
    text = "\n".join(_told(reading))
    missing = [
        section
        for section, sign in SECTIONS.items()
        if section not in sections and not re.search(sign, text)
        if section != FISCAL or sections >= SEPARATE
        if section != WHOLE or not sections >= PARTED
        if section not in FUNDS or _spent(reading, FUNDS[section])
    ]
    if missing:
        message = f"情况说明没有说到：{'、'.join(missing)}"
        yield Remark("提示", message, key="、".join(missing))


def _spent(reading: Reading, form: str) -> bool:
    """Whether a form has amounts, or cannot tell: of an empty one a note is enough."""
    state = reading.facts.forms.get(form)
    illegible = state is None or state.state == "unreadable"
    return illegible or any(fact.value for fact in reading.facts.of(form))


def _told(reading: Reading) -> Iterator[str]:
    """What the narrative says, and its headings, whichever section or part they stand in."""
    for p in paragraphs(reading, "text", "heading"):
        head = p.kind == "heading" and not p.text.endswith(TABLE)
        if head or (p.section and p.section != GLOSSARY):
            yield p.text


@rule(
    "结构.节序号",
    basis=TEMPLATE,
    mend="按顺序编号；缺少的一节补上",
    example="“九、”之后是“十一、”",
)
def section_numbers(reading: Reading, _: Edition) -> Iterator[Remark]:
    """情况说明各节的序号应当连续。"""
    if not _narrated(reading):
        return
    for part in _numbered(reading):
        for (before, above), (number, p) in pairwise(part):
            if number == 1:
                break
            if number != before + 1 and {above.section, p.section} & SPOKEN:
                message = f"情况说明的序号不连续：“{p.text}”的前一节是第 {before} 节"
                spots = ((p.at(), p.text),)
                yield Remark("提示", message, places=spots, key=p.text)
                return


def _numbered(reading: Reading) -> Iterator[Sequence[tuple[int, Paragraph]]]:
    """The numbered headings of each part; a part numbers its sections anew."""
    heads: list[tuple[int, Paragraph]] = []
    for p in reading.prose:
        if p.kind == "heading" and PART.match(p.text):
            yield heads
            heads = []
        elif p.kind == "heading" and (match := NUMBERED.match(p.text)):
            heads.append((ordinal(match[1]), p))
    yield heads


@rule(
    "结构.目录与正文",
    basis=TEMPLATE,
    mend="目录与正文用同一个标题",
    example="目录写“十、机关运行经费支出说明”，正文写“十、机关运行经费支出情况”",
)
def contents(reading: Reading, _: Edition) -> Iterator[Remark]:
    """目录中的标题应与正文标题一致。"""
    entries = paragraphs(reading, "contents")
    body = paragraphs(reading, "heading", "text")
    titles = [spelling.label(p.text) for p in body if len(p.text) < 60]
    heads = [p for p in body if p.kind == "heading"]
    drifting: list[tuple[Paragraph, Paragraph]] = []
    absent: list[Paragraph] = []
    for entry in entries:
        name = spelling.label(_unparted(entry.text))
        if not name or name.endswith("表") or any(_same(name, other) for other in titles):
            continue
        if any(p.text.startswith(entry.text) for p in body):
            continue  # a title that no number or size sets apart from the text below it
        near = next((p for p in heads if _drift(entry.text, p.text)), None)
        if near:
            drifting.append((entry, near))
        else:
            absent.append(entry)
    places = [Hit(e.at(), f"目录“{e.text}”，正文“{p.text}”") for e, p in drifting]
    message = f"目录与正文有 {len(places)} 处标题不一致：" + "；".join(one.text for one in places)
    yield from gathered("提示", message, places)
    if absent and len(absent) * 3 <= len(entries):
        unmatched = [hit(e, 0, len(e.text)) for e in absent]
        message = f"目录中的{quoted(one.text for one in unmatched)}在正文中没有找到相应的标题"
        yield from gathered("提示", message, unmatched)


def _unparted(text: str) -> str:
    match = PART.match(text)
    return match[2] if match else text


def _same(name: str, other: str) -> bool:
    """Whether a title is another one, maybe cut at the end of its line."""
    return name in other or (len(other) > 8 and name.startswith(spelling.label(_unparted(other))))


def _drift(entry: str, heading: str) -> bool:
    """Whether two titles that bear the same number are nearly the same."""
    entered, headed = NUMBERED.match(entry), NUMBERED.match(heading)
    if not entered or not headed or entered[1] != headed[1]:
        return False
    return SequenceMatcher(None, entered[2], headed[2], autojunk=False).ratio() >= LIKE


@rule(
    "结构.图号",
    basis=TEMPLATE,
    mend="图号从 1 起连续编排",
    example="图3之后是图5",
)
def figures(reading: Reading, _: Edition) -> Iterator[Remark]:
    """图的编号应当连续，不重复。"""
    numbered = [
        (int(mark[1]), p)
        for p in paragraphs(reading)
        if p.section in SPOKEN and (mark := re.match(r"^图(\d{1,2})(?!\d)", p.text))
    ]
    numbers = [number for number, _ in numbered]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        message = f"图号不连续：{'、'.join(f'图{number}' for number in numbers)}"
        yield from gathered("提示", message, [Hit(p.at(), p.text) for _, p in numbered])


@rule(
    "结构.空表与文字",
    basis=f"{PLAN}：没有数据的表格应当列出空表并说明",
    mend="表中有数的，删去“没有”的说法；没有数的，清空表格",
    example="政府性基金表有支出 206.94 万元，文字写“没有政府性基金财政拨款收支”",
)
def emptiness(reading: Reading, _: Edition) -> Iterator[Remark]:
    """文字或表注说没有收支的，表中应当没有数；表中有数的，不应说没有。"""
    if blank_form(reading):
        return
    for form, section in (("07", "政府性基金"), ("08", "国有资本经营")):
        state = reading.facts.forms.get(form)
        amounts = [f for f in reading.facts.of(form) if f.value and f.address.row == "合计"]
        if state is None or state.state != "read" or not amounts:
            continue
        texts = [p for p in reading.prose if p.section == section and p.kind == "text"]
        denials = _denied(texts, reading.meta.year)
        denials += [Hit(state.place, note) for note in state.notes if NOT_EMPTY.search(note)]
        if denials:
            fact = amounts[0]
            message = (
                f"《{state.title}》有数（{fact.name} {fact.printed}），却写“{denials[0].text}”"
            )
            spots = (*denials, (fact.place, fact.printed))
            yield Remark("错误", message, (fact.address,), spots, key=form)


def _denied(passages: Sequence[Paragraph], year: int | None) -> list[Hit]:
    """What a section says of there being nothing, where it names no amount."""
    if any(re.search(r"(?<![\d,.])[0,.]*+[1-9][\d,.]*+万?元", p.text) for p in passages):
        return []
    return [
        Hit(p.at(m.start()), m[0])
        for p in passages
        for m in NONE.finditer(p.text)
        if not _of_others(p.text[: m.start()].rpartition("。")[2], year)
    ]


def _of_others(words: str, year: int | None) -> bool:
    """Whether a sentence speaks of another year, or of units below."""
    return any(other[1] != str(year) for other in OTHERS.finditer(words))
