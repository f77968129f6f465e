"""Tables beside the forms, read and held against the forms and the text."""

from __future__ import annotations

import pytest
from tests.making.small_documents import errors, reading

from juesuan.auditing import audit, examine
from juesuan.model.number import Address
from juesuan.notation.edition import load


def table(title: str, *rows: str) -> str:
    """A table in Markdown under its title."""
    first, *more = (f"| {row} |\n" for row in rows)
    width = first.count("|") - 1
    return f"{title}\n\n单位：万元\n\n{first}|{'---|' * width}\n{''.join(more)}\n"


CODES = "科目编码 | 科目名称"
SPENT = table(
    "五、一般公共预算财政拨款支出决算表",
    f"{CODES} | 本年支出合计 | 基本支出 | 项目支出",
    "合计 | | 90.00 | 60.00 | 30.00",
    "210 | 卫生健康支出 | 90.00 | 60.00 | 30.00",
    "21004 | 公共卫生 | 90.00 | 60.00 | 30.00",
    "2100402 | 卫生监督机构 | 60.00 | 60.00 | ",
    "2100408 | 基本公共卫生服务 | 30.00 | | 30.00",
)
SPREAD = table(
    "七、一般公共预算财政拨款支出决算明细表",
    f"{CODES} | 合计 | 工资福利支出 | 商品和服务支出",
    "合计 | | 90.00 | 50.00 | 40.00",
    "210 | 卫生健康支出 | 90.00 | 50.00 | 40.00",
    "21004 | 公共卫生 | 90.00 | 50.00 | 40.00",
    "2100402 | 卫生监督机构 | 60.00 | 50.00 | 10.00",
    "2100408 | 基本公共卫生服务 | 30.00 | | 30.00",
)
PROJECTS = table(
    "八、一般公共预算财政拨款项目支出决算表",
    f"{CODES} | 金额",
    "合计 | | 30.00",
    "210 | 卫生健康支出 | 30.00",
    "21004 | 公共卫生 | 30.00",
    "2100408 | 基本公共卫生服务 | 30.00",
)
KINDS = ("合计 | 12.00", "货物 | 8.00", "工程 | ", "服务 | 4.00")
BOUGHT = table("十二、政府采购情况表", "项目 | 采购金额", *KINDS)
TEXT = (
    "第二部分 部门决算情况说明\n\n十、其他重要事项的情况说明\n\n（一）政府采购支出情况\n\n"
    "2023年度政府采购支出总额12.00万元，其中：政府采购货物支出8.00万元、政府采购工程支出0.00万元、"
    "政府采购服务支出4.00万元。\n"
)
WHOLE = SPENT + SPREAD + PROJECTS + BOUGHT + TEXT


def test_what_is_consistent_is_checked_and_nothing_is_said() -> None:
    document = reading(WHOLE)
    assert not errors(WHOLE)
    assert {"一般公共预算支出明细", "一般公共预算项目支出", "政府采购"} <= set(document.facts.forms)
    assert document.facts.forms["政府采购"].title == "政府采购情况表"
    checks = examine(document, load(document.meta.edition)).checks
    looked_at = {a.form for c in checks if c.verdict == "holds" for a in c.addresses}
    assert {"一般公共预算支出明细", "一般公共预算项目支出", "政府采购"} <= looked_at


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("21004 | 公共卫生 | 90.00 | 50.00", "21004 | 公共卫生 | 90.00 | 5.00", "5.00"),
        ("30.00 | | 30.00 |\n\n八", "80.00 | | 30.00 |\n\n八", "80.00"),
        ("卫生服务 | 30.00 |\n\n十", "卫生服务 | 39.00 |\n\n十", "39.00"),
        ("服务 | 4.00", "服务 | 4.80", "4.80"),
        ("合计 | 12.00", "合计 | 21.00", "21.00"),
    ],
)
def test_one_wrong_cell_is_one_finding(right: str, wrong: str, told: str) -> None:
    assert WHOLE.count(right) == 1
    (error,) = errors(WHOLE.replace(right, wrong))
    assert error.actual == told


def test_a_table_of_other_bounds_is_said_not_to_be_checked() -> None:
    """A table whose every row differs from the form is of something else."""
    other = SPREAD.replace("90.00 | 50.00", "95.00 | 55.00").replace("60.00 | 50", "65.00 | 55")
    document = reading(SPENT + other)
    findings = audit(document, load(document.meta.edition))
    assert not [f for f in findings if f.severity == "错误"]
    assert any("口径可能不同" in f.message for f in findings if f.severity == "未核")


def test_codes_of_the_other_classification_are_another_table() -> None:
    other = table(
        "八、一般公共预算财政拨款项目支出决算表",
        f"{CODES} | 金额",
        "302 | 商品和服务支出 | 30.00",
        "30201 | 办公费 | 30.00",
    )
    document = reading(SPENT + other)
    assert "一般公共预算项目支出" not in document.facts.forms
    assert any(item.kind == "other" for item in document.unread)


def test_what_is_counted_is_no_money() -> None:
    cars = table("国有资产占用情况表", "项目 | 数量", "车辆合计（辆） | 3", "其他用车（辆） | 4")
    (error,) = errors(SPENT + cars)
    assert "其他用车" in error.message
    assert "万元" not in error.message.replace("单价50万元", "")


def test_a_list_of_nothing_says_nothing_of_what_it_does_not_name() -> None:
    """It is no table of zeros: the three items may be told in another one."""
    listed = table(
        "机构运行信息表", "项目 | 预算数 | 决算数", "公务接待费 | | ", "因公出国（境）费 | | "
    )
    facts = reading(SPENT + listed).facts
    assert facts.forms["机构运行"].known
    assert facts.known(Address("机构运行", "三公支出", "决算")) is None
