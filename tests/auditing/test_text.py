"""What sentences of many regions claim; and what is left unread rather than guessed."""

from __future__ import annotations

import pytest

from juesuan.model.number import Facts
from juesuan.notation.edition import load
from juesuan.reading.text import running_text
from juesuan.reading.text.claims import Reader
from juesuan.sources.open import open_document

TITLES = {
    "总体": "一、收入支出决算总体情况说明",
    "收入": "二、收入决算情况说明",
    "支出": "三、支出决算情况说明",
    "一般": "五、一般公共预算财政拨款支出决算情况说明",
    "三公": "七、财政拨款“三公”经费支出决算情况说明",
    "采购": "十一、政府采购支出情况",
}


def said(section: str, text: str) -> tuple[dict[str, str], list[str]]:
    """Printed number to formula, and the numerals left unread, for one sentence of a section."""
    edition = load("2023")
    body = f"2023年度\n某局部门决算\n目录\n\n{TITLES[section]}\n\n{text}\n"
    document = open_document("试.md", body.encode())
    reader = Reader(edition, Facts({}, {}), 2023, "某局")
    claims: dict[str, str] = {}
    unread: list[str] = []
    for passage in running_text(document, edition).passages:
        spoken = reader.read(passage)
        claims |= {c.printed: f"{c.says} {c.relation}" for c in spoken.claims}
        unread += [n.text for n in spoken.numerals if n.claim is None and not n.not_amount]
    return claims, unread


CASES = [
    (
        "总体",
        "2023年度收、支总计均为10万元。与2022年度相比，收、支总计各增加1万元，增长11.11%。",
        {
            "10万元": "01:收入总计:1 =",
            "1万元": "01:收入总计:1 - 01:收入总计:1@上年 =",
            "11.11%": "01:收入总计:1 / 01:收入总计:1@上年 - 1 =",
        },
    ),
    (
        "总体",
        "2023年收支总计为10万元，较上年收、支总计9万元增加1万元，增长11.11%。",
        {
            "10万元": "01:收入总计:1 =",
            "9万元": "01:收入总计:1@上年 =",
            "1万元": "01:收入总计:1 - 01:收入总计:1@上年 =",
            "11.11%": "01:收入总计:1 / 01:收入总计:1@上年 - 1 =",
        },
    ),
    (
        "收入",
        "本年收入合计10万元，其中：财政拨款收入8万元，占收入合计的80%；事业收入2万元，占20%。",
        {
            "10万元": "01:本年收入合计:1 =",
            "8万元": "02:合计:2 =",
            "80%": "02:合计:2 / 01:本年收入合计:1 =",
            "2万元": "01:事业收入:1 =",
            "20%": "01:事业收入:1 / 01:本年收入合计:1 =",
        },
    ),
    (
        "一般",
        (
            "1.一般公共服务支出（类）档案事务（款）行政运行（项）年初预算为8万元，支出决算为6万元，"
            "完成年初预算的75%。决算数小于年初预算数的主要原因是人员调出。"
        ),
        {
            "8万元": "05:2012601:1@年初预算 =",
            "6万元": "05:2012601:1 =",
            "75%": "05:2012601:1 / 05:2012601:1@年初预算 =",
            "决算数小于年初预算数的主要原因是人员调出": "05:2012601:1 - 05:2012601:1@年初预算 <=",
        },
    ),
    (
        "三公",
        "公务用车购置及运行费支出决算为6万元，比2022年减少1万元，下降14.29%；保有量为3辆。",
        {
            "6万元": "09:三公经费:9 =",
            "1万元": "09:三公经费:9 - 09:三公经费:9@上年 =",
            "14.29%": "09:三公经费:9 / 09:三公经费:9@上年 - 1 =",
            "3": "文:车辆保有量:1 =",
        },
    ),
    (
        "采购",
        "政府采购支出总额9万元，其中：政府采购货物支出4万元、政府采购服务支出5万元。",
        {
            "9万元": "文:政府采购支出总额:1 =",
            "4万元": "文:政府采购货物:1 =",
            "5万元": "文:政府采购服务:1 =",
        },
    ),
]


@pytest.mark.parametrize("section,text,claims", CASES, ids=[case[1][:12] for case in CASES])
def test_a_sentence_is_read_into_its_claims(
    section: str, text: str, claims: dict[str, str]
) -> None:
    """Every number bound to its formula, none left."""
    assert said(section, text) == (claims, [])


@pytest.mark.parametrize(
    "section,text,left",
    [
        ("支出", "其中公用房屋维修等杂项共计12.5万元。", ["12.5"]),
        ("支出", "基本支出10万元。某专项安排3万元，占30%。", ["3", "30%"]),
        ("总体", "收、支总计10万元。与2019年度相比，增加1万元。", ["1"]),
        ("总体", "该项工作已完成年度计划的85%，涉及资金7万元。", ["85%", "7"]),
    ],
)
def test_what_is_not_understood_is_not_bound(section: str, text: str, left: list[str]) -> None:
    """An unknown subject, another year: the number is left unread, never bound by nearness."""
    assert said(section, text)[1] == left


def test_dates_document_numbers_and_ordinals_are_not_amounts() -> None:
    """They need no check and raise none."""
    text = "1、根据财预〔2016〕143号文件，截至2023年12月31日，单价100万元（含）以上设备另行登记。"
    assert said("总体", text) == ({}, [])
