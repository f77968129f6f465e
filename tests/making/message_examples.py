"""One example of every kind of message: slips planted in a clean document, the cases of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.auditing import test_rule_cases as documents
from tests.auditing import test_texts_told as texts
from tests.making.cards import findings_on
from tests.projects import test_rule_cases as projects

from juesuan.auditing import audit
from juesuan.auditing.rules import RULES
from juesuan.model.finding import Finding
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
Case = Mapping[str, Any]


class Slip(NamedTuple):
    """A kind of message: its name, what is put in place of what, words that tell its message."""

    kind: str
    old: str
    new: str
    says: str
    severity: str = "错误"


SLIPS = (
    Slip(
        "表中一格写错，看得出怎样写错",
        "<td>文化活动</td><td>160.07</td><td></td><td>160.07</td><td></td>",
        "<td>文化活动</td><td>160.07</td><td></td><td>106.07</td><td></td>",
        "数字换位",
    ),
    Slip("表中一格写错，应为的数不止一个", "**184.70**", "**185.70**", "应为 184.69 或 184.70"),
    Slip(
        "表中一格漏填",
        "<td>228.03</td><td>108.23</td>",
        "<td>228.03</td><td></td>",
        "是空白",
    ),
    Slip(
        "明细中有一个写错，不知是哪个",
        "基本工资 | 317.75",
        "基本工资 | 347.75",
        "有误的应是其中之一",
    ),
    Slip(
        "文中抄错表中的数", "2023年度收入合计2,545.12万元", "2023年度收入合计2,454.12万元", "应为"
    ),
    Slip("比重算错", "201.9万元，占8.69%", "201.9万元，占8.96%", "应为 8.69%"),
    Slip("比重只差末位", "201.9万元，占8.69%", "201.9万元，占8.70%", "只差末位"),
    Slip("完成率算错", "完成年初预算的97.76%", "完成年初预算的96.76%", "应为 97.76%"),
    Slip(
        "大小写反",
        "完成年初预算的97.76%。决算数小于",
        "完成年初预算的97.76%。决算数大于",
        "应写“小于”",
    ),
    Slip("增减额算错", "比预算减少1.69万元", "比预算减少1.96万元", "应减少"),
    Slip("增减写反", "比预算减少1.69万元", "比预算增加1.69万元", "应减少"),
    Slip(
        "增减额与比率不合",
        "机关运行经费支出125.23万元，比上年减少5.49万元，下降4.2%",
        "机关运行经费支出125.23万元，比上年减少5.49万元，下降2.4%",
        "两者不能都对",
    ),
    Slip(
        "增减额与比率方向相反",
        "机关运行经费支出125.23万元，比上年减少5.49万元，下降4.2%",
        "机关运行经费支出125.23万元，比上年减少5.49万元，增长4.2%",
        "方向相反",
    ),
    Slip(
        "增减额与比率推出的上年数，与全文不合",
        "收、支总计各增加421.93万元，增长19.2%",
        "收、支总计各增加1,421.93万元，增长118.7%",
        "不能同时成立",
        "提示",
    ),
    Slip(
        "本年预算当作上年决算",
        "收、支总计各增加421.93万元，增长19.2%",
        "收、支总计各增加372.67万元，增长16.59%",
        "当作上年决算",
        "提示",
    ),
    Slip("只差尾数，不算错", "", "", "只差尾数", "尾差"),
    Slip("语句未能理解", "", "", "未能理解", "未核"),
)


@cache
def findings_in(old: str, new: str) -> tuple[Finding, ...]:
    """What is found in the clean document with one slip in it."""
    text = CLEAN.read_text("utf-8")
    assert old in text, old
    document = open_document("例.md", text.replace(old, new, 1).encode())
    reading = read_document(document)
    return audit(reading, load(reading.meta.edition))


TOLD = {
    "文中合计不等于各项之和": "a list in brackets",
    "文中所列各项少于合计": "parts of less than the whole",
    "文中各项多于合计": "parts of more than the whole",
    "文中增减额算错": "a change in brackets",
    "与零比较": "nothing budgeted",
}


def told() -> Iterator[tuple[str, Finding]]:
    """Kinds of message on documents that have no tables."""
    for kind, name in TOLD.items():
        yield kind, texts.said(texts.WRONG[name][0])[0]


def general() -> Iterator[tuple[Slip, Finding | None]]:
    """Each general kind with its example; None where the slip brings no such message."""
    for slip in SLIPS:
        found = findings_in(slip.old, slip.new)
        fitting = (f for f in found if f.severity == slip.severity and slip.says in f.message)
        yield slip, next(fitting, None)


def by_rule() -> Mapping[str, Finding]:
    """The first message of every rule in the cases declared for it."""
    examples: dict[str, Finding] = {}
    for case, page in _speaking(documents.pages()):
        if case["rule"] not in examples:
            rule = RULES[case["rule"]]
            examples |= {f.rule: f for f in list(rule.check(*documents.reading_of(case, page)))[:1]}
    for case, page in _speaking(projects.pages()):
        if case["rule"] not in examples:
            told = findings_on(projects.projects_of(case, page), projects.facts_of(case))
            examples |= {f.rule: f for f in told[::-1] if f.rule == case["rule"]}
    return examples


def _speaking(pages: Iterator[tuple[str, Case]]) -> Iterator[tuple[Case, Case]]:
    """The cases that find something, each with its page."""
    for _, page in pages:
        yield from ((case, page) for case in page["case"] if case["finds"])
