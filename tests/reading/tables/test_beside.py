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


TOGETHER = table(
    "机构运行信息表",
    "项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 决算数",
    "（一）支出合计 | 9.00 | 9.00 | 7.40 | 二、机关运行经费 | —",
    "1.因公出国（境）费 | | | | （一）行政单位 | 31.20",
    "2.公务用车购置及运行维护费 | 6.00 | 6.00 | 5.10 | （二）参照公务员法管理事业单位 | 2.10",
    "（1）公务用车购置费 | | | | |",
    "（2）公务用车运行维护费 | 6.00 | 6.00 | 5.10 | |",
    "3.公务接待费 | 3.00 | 3.00 | 2.30 | |",
    "（1）国内接待费 | — | — | 2.30 | |",
)
TRAVEL = (
    "第二部分 部门决算情况说明\n\n三、“三公”经费支出决算情况说明\n\n"
    "2023年度“三公”经费支出决算7.40万元，公务接待费2.30万元。\n\n"
    "四、机关运行经费支出情况说明\n\n2023年度机关运行经费支出33.30万元。\n"
)


def test_a_form_that_another_table_holds_is_read_from_it() -> None:
    document = reading(SPENT + TOGETHER + TRAVEL)
    assert document.facts[Address("09", "三公经费", "7")].printed == "7.40"
    assert not errors(SPENT + TOGETHER + TRAVEL)
    (error,) = errors(SPENT + TOGETHER + TRAVEL.replace("接待费2.30", "接待费3.20"))
    assert "2.30" in error.message


def test_a_form_with_a_table_of_its_own_is_read_from_that() -> None:
    own = table(
        "财政拨款“三公”经费支出决算表",
        "项目 | 预算数 | 决算数",
        "合计 | 9.00 | 7.40",
        "因公出国（境）费 | 0.00 | 0.00",
        "公务用车购置及运行维护费 | 6.00 | 5.10",
        "公务接待费 | 3.00 | 2.30",
    )
    facts = reading(SPENT + TOGETHER + own).facts
    assert facts.forms["09"].title == "财政拨款“三公”经费支出决算表"
    assert facts[Address("09", "三公经费", "12")].place.line != facts.forms["机构运行"].place.line
    less = TOGETHER.replace("接待费 | 3.00 | 3.00 | 2.30", "接待费 | | | ")
    document = reading(SPENT + own + less)
    assert document.facts[Address("09", "三公经费", "12")].printed == "2.30"


@pytest.mark.parametrize("nothing", ["—", ""])
def test_a_row_that_only_heads_its_parts_is_not_a_nil(nothing: str) -> None:
    text = SPENT + TOGETHER.replace("机关运行经费 | —", f"机关运行经费 | {nothing}") + TRAVEL
    assert not errors(text)
    (error,) = errors(text.replace("运行经费支出33.30", "运行经费支出33.90"))
    assert "33.30" in error.message or "31.20" in error.message


@pytest.mark.parametrize(
    "note", ["本单位无政府性基金收支，此表为空。", "没有这项收支，故公开空表。", "注：无此项。"]
)
def test_a_line_that_says_a_table_is_empty_is_its_note(note: str) -> None:
    empty = table(
        "七、政府性基金预算财政拨款收入支出决算表",
        f"{CODES} | 年初结转和结余 | 本年收入 | 小计 | 基本支出 | 项目支出 | 年末结转和结余",
        "合计 | | | | | | | ",
    )
    document = reading(SPENT + empty + note + "\n\n" + TEXT)
    assert document.facts.forms["07"].notes[:1] == (note,)
    assert reading(SPENT + empty + TEXT).facts.forms["07"].notes == ()
