"""The rules on the running text: each with a text that passes and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.making.golden_forms import facts_of, golden

from juesuan.auditing.rules import RULES
from juesuan.model.finding import Finding
from juesuan.model.number import WAN, Address, Fact, Facts
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition, load
from juesuan.reading.paragraphs import prose
from juesuan.sources.open import open_document

SECTIONS = {
    "总体": "一、收入支出决算总体情况说明",
    "收入": "二、收入决算情况说明",
    "支出": "三、支出决算情况说明",
    "财政拨款": "四、财政拨款收入支出决算总体情况说明",
    "一般公共预算": "五、一般公共预算财政拨款支出决算情况说明",
    "基本支出": "六、一般公共预算财政拨款基本支出决算情况说明",
    "政府性基金": "七、政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营": "八、国有资本经营预算财政拨款支出决算情况说明",
    "三公": "九、财政拨款“三公”经费支出决算情况说明",
    "机关运行经费": "十、机关运行经费支出情况说明",
    "政府采购": "十一、政府采购支出情况说明",
    "国有资产": "十二、国有资产占用情况说明",
    "绩效": "十三、预算绩效情况说明",
}
CELLS = {
    "03:合计:2": "12.00",
    "03:2210201:1": "6.00",
    "03:2210203:1": "6.00",
    "05:221:1": "12.00",
    "05:22102:1": "12.00",
    "05:2210201:1": "6.00",
    "05:2210203:1": "6.00",
    "06:30101:1": "5.00",
    "06:30102:1": "4.00",
    "06:30113:1": "3.00",
    "07:合计:3": "2.00",
    "09:三公经费:8": "1.00",
}
HOUSING = "住房保障支出（类）住房改革支出（款）"


def document(text: str, told: Mapping[str, str] | None = None) -> tuple[Reading, Edition]:
    """A small document of 2023: the cells above, a text, and the counts it tells."""
    edition = load("2023")
    facts = facts_of({Address.parse(name): printed for name, printed in CELLS.items()}, edition)
    counts = {
        (address := Address("文", name, "1")): Fact(address, WAN * int(n), printed=n, name=name)
        for name, n in (told or {}).items()
    }
    opened = open_document("试.md", text.encode())
    forms = {name: replace(form, notes=()) for name, form in facts.forms.items()}
    reading = Reading(Meta("清河区档案局", 2023, "2023"), Facts({**facts, **counts}, forms))
    return replace(reading, prose=prose(opened, edition.narrative)), edition


def section(name: str, text: str) -> str:
    """One section of the narrative."""
    return f"{SECTIONS[name]}\n\n{text}\n"


def whole(*, without: str = "", more: str = "") -> str:
    """All sections with a word each, and the other parts."""
    said = [section(name, "本部门情况。") for name in SECTIONS if name != without]
    head = "第一部分 部门概况\n\n第二部分 部门决算表\n\n第三部分 部门决算情况说明\n\n"
    return head + "\n".join(said) + more + "\n第四部分 名词解释\n\n一、基本支出：指日常支出。\n"


def found(name: str, text: str, told: Mapping[str, str] | None = None) -> list[Finding]:
    """What one rule says of a text."""
    return list(RULES[name].check(*document(text, told)))


def item(text: str) -> str:
    """The section on general public budget, with a text."""
    return section("一般公共预算", text)


NOTE = "2.定性指标根据指标完成情况分为三档，分别按照对应分值区间{}合理确定分值，由单位自评。\n\n"
TERMS = "".join(
    f"{n}、{term}：指有关资金。\n\n"
    for n, term in zip(
        "一二三四五六",
        ("财政拨款收入", "事业收入", "经营收入", "其他收入", "项目支出", "三公经费"),
        strict=True,
    )
)
PASSES_AND_FAILS = [
    ("文字.占位符", section("总体", "收支总计12万元。"), section("总体", "收支总计XXX万元。")),
    (
        "文字.占位符",
        section("总体", "增加（含结转）1万元。"),
        section("总体", "增加（减少）1万元。"),
    ),
    ("文字.漏填数字", section("总体", "支出合计2万元。"), section("总体", "支出合计万元。")),
    (
        "文字.填表说明",
        section("总体", "支出2万元。"),
        section("总体", "支出2万元（不涉及的不列）。"),
    ),
    ("文字.错别字", section("支出", "压减公用经费。"), section("支出", "压减定额共用经费。")),
    ("文字.单位空白", "附件\n\n单位：万元\n", "附件\n\n单位：\n\n序号 项目\n"),
    (
        "文字.措辞矛盾",
        section("绩效", "项目有序开展，均达到要求。"),
        section("绩效", "大部分项目有序开展，均达到要求。"),
    ),
    (
        "文字.同注异文",
        "附件\n\n" + NOTE.format("100-80%") * 4,
        "附件\n\n" + NOTE.format("100-80%") * 3 + NOTE.format("100-80"),
    ),
    ("标点.重复", section("总体", "支出2万元。"), section("总体", "支出2万元；。")),
    (
        "标点.段末",
        section("收入", "其他收入6.2万元。") + section("支出", "无。"),
        section("收入", "其他收入6.2万元；") + section("支出", "无。"),
    ),
    ("标点.括号引号", "1）因公出国（境）费。", "因公出国（境费用。"),
    (
        "格式.千分位",
        section("总体", "收支总计2,251.5万元。"),
        section("总体", "收支总计2,251.5万元，支出2251.5万元。"),
    ),
    ("格式.编号全半角", "(1)组织。\n\n(2)协调。", "(1)组织。\n\n（2）协调。"),
    (
        "格式.缺单位",
        section("总体", "支出决算为255.3万元，占9.1%。"),
        section("总体", "支出决算为255.3，占9.1%。"),
    ),
    (
        "措辞.基本持平",
        item("年初预算为3.3万元，支出决算为3.31万元。基本持平。"),
        item("年初预算为3.31万元，支出决算为3.31万元。基本持平。"),
    ),
    ("结构.各部分", whole(), whole().replace("名词解释", "其他")),
    ("结构.必要事项", whole(), whole(without="政府采购")),
    ("结构.节序号", whole(), whole(without="机关运行经费")),
    (
        "结构.目录与正文",
        "目录\n\n十、机关运行经费支出情况\n\n十、机关运行经费支出情况\n\n无。",
        (
            "目录\n\n一、总体情况\n\n十、机关运行经费支出说明\n\n一、总体情况\n\n"
            "十、机关运行经费支出情况\n\n无。"
        ),
    ),
    (
        "结构.图号",
        section("总体", "图1：总体。\n\n图2：结构。"),
        section("总体", "图1：总体。\n\n图3：结构。"),
    ),
    (
        "结构.空表与文字",
        section("政府性基金", "本年支出2万元。"),
        section("政府性基金", "本部门没有政府性基金财政拨款收支。"),
    ),
    (
        "列举.基本支出",
        section("基本支出", "人员经费12万元，主要包括：基本工资、津贴补贴、住房公积金。"),
        section("基本支出", "人员经费12万元，主要包括：基本工资、奖金、住房公积金。"),
    ),
    (
        "列举.功能分类",
        item(f"1、{HOUSING}住房公积金（项）6万元。\n\n2、{HOUSING}购房补贴（项）6万元。"),
        item(f"1、{HOUSING}住房公积金（项）6万元。"),
    ),
    (
        "列举.科目层级",
        item(f"1、{HOUSING}购房补贴（项）6万元。"),
        item("1、卫生健康支出（类）住房改革支出（款）购房补贴（项）6万元。"),
    ),
    ("名词.术语", TERMS + "七、基本支出：指支出。", "第四部分 名词解释\n\n" + TERMS),
    (
        "名词.科目",
        f"名词解释\n\n一、{HOUSING}住房公积金（项）：反映。\n\n二、{HOUSING}购房补贴（项）：反映。",
        f"名词解释\n\n一、{HOUSING}住房公积金（项）：反映。",
    ),
    (
        "原因.缺少",
        section("总体", "比上年减少1万元。主要是压减开支。"),
        section("总体", "比上年减少1万元。"),
    ),
    (
        "原因.对象不符",
        section("机关运行经费", "增加1万元，主要原因是物业费用增加。"),
        section("机关运行经费", "增加1万元，主要原因是工作人员职级正常晋升。"),
    ),
    (
        "原因.基准不符",
        item("决算数大于年初预算数的主要原因是年中追加经费。"),
        item("决算数大于年初预算数的主要原因是人员经费较上年增加。"),
    ),
    (
        "原因.千篇一律",
        item("1、甲。主要原因是人员变化调整。\n\n" * 4),
        item("1、甲。主要原因是人员变化调整。\n\n" * 5),
    ),
    (
        "原因.低执行称完成",
        section("绩效", "完成预算的98%。已完成全年工作任务。"),
        section("绩效", "完成预算的29.78%。已完成全年工作任务。"),
    ),
    (
        "用途.与科目不符",
        item(f"1、{HOUSING}住房公积金（项）。主要用于缴存住房公积金。"),
        item(f"1、{HOUSING}住房公积金（项）。主要用于缴纳医疗保险。"),
    ),
    (
        "年度.比较",
        section("总体", "与2022年度相比，增加1万元。"),
        section("总体", "与2021年度相比，增加1万元。"),
    ),
    (
        "年度.一致",
        section("国有资产", "截至2023年12月31日，共有车辆0辆。"),
        section("国有资产", "截至2022年12月31日，共有车辆0辆。"),
    ),
    (
        "名称.一致",
        section("国有资产", "截至2023年12月31日，清河区档案局共有车辆0辆。"),
        section("国有资产", "截至2023年12月31日，清河区图书馆共有车辆0辆。"),
    ),
    (
        "时限.二十日",
        "批复时间：2024年8月1日\n\n公开时间：2024年8月20日",
        "批复时间：2024年8月1日\n\n公开时间：2024-09-10",
    ),
    (
        "车辆.用途之和",
        section("国有资产", "共有车辆3辆，其中，应急保障用车1辆、其他用车2辆；单价100万元设备。"),
        section("国有资产", "共有车辆3辆，其中，应急保障用车1辆、其他用车1辆；单价100万元设备。"),
    ),
    (
        "基数.为零",
        item("年初预算为0万元，支出决算为9万元，完成年初预算的0%。"),
        item("年初预算为0万元，支出决算为9万元，完成年初预算的100%。"),
    ),
]


@pytest.mark.parametrize("name, passes, fails", PASSES_AND_FAILS)
def test_a_text_passes_and_fails(name: str, passes: str, fails: str) -> None:
    assert found(name, passes) == []
    remarks = found(name, fails)
    assert len(remarks) == 1
    assert remarks[0].rule == name


@pytest.mark.parametrize(
    "name, text, passes, fails",
    [
        ("三公.数量与金额", "出国。", {"出国团组": "1", "出国人次": "2"}, {"出国团组": "0"}),
        (
            "车辆.保有量",
            "车辆。",
            {"车辆保有量": "3", "车辆": "3"},
            {"车辆保有量": "6", "车辆": "3"},
        ),
        (
            "采购.货物为零",
            "设备采购40次。",
            {"政府采购货物": "1", "政府采购支出总额": "9"},
            {"政府采购货物": "0", "政府采购支出总额": "9"},
        ),
        (
            "采购.合同额与支出额",
            "采购。",
            {"政府采购支出总额": "9", "中小企业合同": "8", "小微企业合同": "0"},
            {"政府采购支出总额": "9", "中小企业合同": "9", "小微企业合同": "0"},
        ),
    ],
)
def test_counts_pass_and_fail(
    name: str, text: str, passes: Mapping[str, str], fails: Mapping[str, str]
) -> None:
    spoken = section("三公", f"团组保有量购置批次。{text}") + section("绩效", text)
    assert found(name, spoken, passes) == []
    assert [remark.rule for remark in found(name, spoken, fails)] == [name]


def test_a_blank_form_is_one_finding() -> None:
    edition = load("2023")
    form = open_document(
        "样张.md", (section("总体", "支出XXX万元，增加（减少）XX%。") * 20).encode()
    )
    empty = replace(golden("jinan-lixia-2023")[0], facts=facts_of({}, edition))
    reading = replace(empty, prose=prose(form, edition.narrative))
    assert [f.rule for rule in RULES.values() for f in rule.check(reading, edition)] == [
        "样张.空白"
    ]


def test_a_hedged_list_may_leave_out() -> None:
    hedged = section("基本支出", "人员经费12万元，主要包括：基本工资、津贴补贴等。")
    assert found("列举.基本支出", hedged.replace("基本工资", "基本工资、住房公积金")) == []
    (remark,) = found(
        "列举.基本支出",
        section("基本支出", "人员经费12万元，主要包括：基本工资、奖金、津贴补贴等。"),
    )
    assert remark.severity == "提示"
    (error,) = found(
        "列举.基本支出", section("基本支出", "人员经费12万元，主要包括：基本工资、奖金、津贴补贴。")
    )
    assert error.severity == "错误"
    assert "“住房公积金”（3.00）" in error.message


def test_a_short_name_and_a_doubtful_year_are_not_held_against_a_document() -> None:
    reading, edition = document(
        section("国有资产", "截至2023年12月31日，清河区档案管理局共有车辆0辆。")
    )
    assert list(RULES["名称.一致"].check(reading, edition)) == []
    other = section("国有资产", "截至2022年12月31日，共有车辆0辆。")
    assert found("年度.一致", "# 2022年度部门决算情况说明\n\n" + other) == []
