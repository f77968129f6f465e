"""The department's own name in titles and headings: whole, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.auditing.text.places import Hit, gathered, paragraphs, quoted
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule
from juesuan.notation.speech.own_names import PLACE, is_within, without_brackets

YEAR = r"(?:20\d\d年?(?:年度|度)?)"
NAME = r"(?P<name>[\u4e00-\u9fff]{4,40}?)(?:\((?:本级|部门|机关|汇总)\))?"
HEADED = re.compile(
    rf"^(?:第[一二三四五六七八九十]{{1,2}}部分:?)?{YEAR}?{NAME}(?:{YEAR}(?:部门|单位)?决算|(?:部门|单位)决算)"
    rf"|^第[一二三四五六七八九十]{{1,2}}部分:?{NAME.replace('name', 'whose')}(?:概况|基本情况)$"
)
BODY = re.compile(
    r"(?:局|委|委员会|办公室|厅|院|中心|馆|学校|中学|小学|幼儿园|街道办事处|人民政府|联合会|总队|支队|大队"
    r"|研究所|工会|协会|医院|站|部|团委|妇联|总工会|处)$"
)
OWN = re.compile(r"[\u4e00-\u9fff()]{4,60}")
SPEAKER = re.compile(
    r"(?P<rest>[\u4e00-\u9fff()]{4,40}?)"
    r"(?=20\d\d年|机关运行|政府采购|无|没有|共有|属于|不|因公|公务)"
)
OF_OTHERS = frozenset("原由与和及向对同为从给归并将属“")
LEAST_LEFT_OUT = 2  # 人力资源社会保障局 is one's own way to write 人力资源和社会保障局
FORMER = ("人民", "市", "县", "区")  # 县医院 may be another than 县人民医院
OFTEN = 3
GENERAL = re.compile(r"^(?:本|我|该|各|全|某|主管)")


@rule(
    "名称.标题",
    basis=f"{TEMPLATE}：标题写部门全称",
    mend="标题中的名称改为本部门全称；汇总所属单位的，分清哪些是所属单位的标题",
    example="封面是“青禾县林业和草原局”，标题写“青禾县财政局2023年度部门决算表”",
)
def headed(reading: Reading, _: Edition) -> Iterator[Remark]:
    """各部分标题中的部门名称应与封面一致。"""
    department = reading.meta.department
    listed = "".join(p.text for p in paragraphs(reading))
    others: list[Hit] = []
    short: list[Hit] = []
    for p in paragraphs(reading, "heading", "contents") if OWN.fullmatch(department) else ():
        match = HEADED.match(p.text)
        name = (match["name"] or match["whose"]) if match else ""
        if not BODY.search(name) or GENERAL.search(name) or department.endswith(name):
            continue
        near = short if is_within(name, department) else others
        if not is_within(department, name) and (near is short or name not in listed):
            near.append(Hit(p.at(), name))
    texts = quoted(spot.text for spot in others)
    yield from gathered("提示", f"本决算是“{department}”的，标题写{texts}", others)
    if short:
        texts = quoted(spot.text for spot in short)
        message = f"标题中的名称不全：写{texts}，封面是“{department}”"
        places = tuple(short)
        yield Remark("提示", message, places=places, key="不全")


@rule(
    "名称.正文",
    basis=f"{TEMPLATE}：说明的是本部门，写全称或规范的简称",
    mend="补全名称中漏掉的字",
    example="封面是“青禾县疾病预防控制中心”，正文写“青禾县疾病预防中心2023年度没有政府性基金……”",
)
def whole_in_text(reading: Reading, _: Edition) -> Iterator[Remark]:
    """正文中以本部门为主语的，名称不应漏掉其中几个字。"""
    department = without_brackets(reading.meta.department)
    lead = _places(department) if OWN.fullmatch(department) else ""
    if not lead:
        return
    passages = paragraphs(reading, "text", "heading")
    rest = department.removeprefix(lead)
    spots = [
        Hit(p.at(start), f"{lead}{match['rest']}")
        for p in passages
        for start in _starts(lead, p.text)
        if (match := SPEAKER.match(p.text, start + len(lead))) and _clipped(match["rest"], rest)
    ]
    whole = sum(p.text.count(department) for p in passages)
    if spots and len(spots) < OFTEN and whole > len(spots):
        texts = quoted(spot.text for spot in spots)
        message = f"正文中的名称不全：写{texts}，本部门是“{department}”"
        yield Remark("提示", message, places=tuple(spots), key="正文")


def _starts(lead: str, text: str) -> Iterator[int]:
    """Where a name may begin that is not spoken of beside others."""
    at = text.find(lead)
    while at >= 0:
        if text[at - 1 : at] not in OF_OTHERS:
            yield at
        at = text.find(lead, at + 1)


def _places(department: str) -> str:
    """The places a name begins with."""
    rest = department
    while (place := PLACE.match(rest)) and place.end() < len(rest) - 2 * LEAST_LEFT_OUT:
        rest = rest[place.end() :]
    return department[: len(department) - len(rest)]


def _clipped(name: str, whole: str) -> bool:
    """Whether a name is another with some characters left out in one place in its middle."""
    size = len(whole) - len(name)
    ends = range(LEAST_LEFT_OUT, len(name) - LEAST_LEFT_OUT + 1)
    return size >= LEAST_LEFT_OUT and any(
        whole[:start] + whole[start + size :] == name
        and not whole[start : start + size].startswith(FORMER)
        for start in ends
    )
