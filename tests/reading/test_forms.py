"""Layouts that other regions print, each a small document; the docstring is the input."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from juesuan.model.number import Address
from juesuan.model.page import Unreadable
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.reading.tables.titles import title_of
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

HEAD = "2023年度\n云川市清河区档案局部门决算\n目录\n\n"


def reading(case: Callable[..., object]) -> Reading:
    """What is read from the document in a test's docstring."""
    text = HEAD + textwrap.dedent(case.__doc__ or "").replace("|", "\t")
    return read(open_document("试.md", text.encode()))


def printed(found: Reading) -> dict[str, str]:
    """Address to printed text, blanks left out."""
    return {str(address): fact.printed for address, fact in found.facts.items() if fact.printed}


def test_sangong_laid_on_its_side() -> None:
    """
    财政拨款“三公”经费支出决算表
    单位：万元

    项目|预算数|决算数
    合计|12.00|9.31
    1.因公出国（境）费|0.00|0.00
    2.公务接待费|2.00|1.31
    3.公务用车购置及运行费|10.00|8.00
    其中：（1）公务用车购置费||
    （2）公务用车运行费|10.00|8.00
    """
    assert printed(reading(test_sangong_laid_on_its_side)) == {
        "09:三公经费:1": "12.00",
        "09:三公经费:7": "9.31",
        "09:三公经费:2": "0.00",
        "09:三公经费:8": "0.00",
        "09:三公经费:6": "2.00",
        "09:三公经费:12": "1.31",
        "09:三公经费:3": "10.00",
        "09:三公经费:9": "8.00",
        "09:三公经费:5": "10.00",
        "09:三公经费:11": "8.00",
    }


def test_codes_in_three_columns_beside_the_ordinals() -> None:
    """
    支出决算表
    公开03表
    金额单位：万元

    项目||||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
    支出功能分类科目编码|||科目名称||||||
    类|款|项|栏次|1|2|3|4|5|6
    类|款|项|合计|30.00|20.00|10.00|||
    201|||一般公共服务支出|30.00|20.00|10.00|||
    201|26||档案事务|30.00|20.00|10.00|||
    201|26|01|行政运行|20.00|20.00||||
    201|26|04|档案馆|10.00||10.00|||
    """
    found = reading(test_codes_in_three_columns_beside_the_ordinals)
    assert not found.unread
    assert printed(found)["03:2012604:3"] == "10.00"
    assert printed(found)["03:合计:1"] == "30.00"
    assert found.facts.rows("03") == ("合计", "201", "20126", "2012601", "2012604")


def test_upper_levels_left_blank() -> None:
    """
    一般公共预算财政拨款支出决算表
    单位：万元

    科目编码|||科目名称|合计|基本支出|项目支出
    类|款|项||||
    201|||一般公共服务支出|30.00|20.00|10.00
    |26||档案事务|30.00|20.00|10.00
    ||01|行政运行|20.00|20.00|
    ||04|档案馆|10.00||10.00
    |||合计|30.00|20.00|10.00
    """
    found = reading(test_upper_levels_left_blank)
    assert found.facts.rows("05") == ("201", "20126", "2012601", "2012604", "合计")
    assert printed(found)["05:2012601:2"] == "20.00"


def test_title_department_and_unit_inside_the_table() -> None:
    """
    表2：收入决算表|||||||
    编制单位：云川市清河区档案局||||||单位：元|
    科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入
    合计||300000.05|300000.05|0.00|0.00|0.00|0.00|0.00
    201|一般公共服务支出|300000.05|300000.05|0.00|0.00|0.00|0.00|0.00
    """
    found = reading(test_title_department_and_unit_inside_the_table)
    assert printed(found)["02:201:2"] == "300000.05"
    fact = found.facts[Address("02", "201", "2")]
    assert (str(fact.value), str(fact.half), fact.unit) == ("300000.05", "0.005", "元")


def test_code_and_name_in_one_cell() -> None:
    """
    支出决算表
    单位：万元

    科目|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
    合计|30.00|20.00|10.00|||
    201 一般公共服务支出|30.00|20.00|10.00|||
    20126 档案事务|30.00|20.00|10.00|||
    2012601 行政运行|20.00|20.00||||
    2012604 档案馆|10.00||10.00|||
    """
    found = reading(test_code_and_name_in_one_cell)
    assert printed(found)["03:2012604:1"] == "10.00"
    assert found.facts.forms["03"].labels["2012604"] == "档案馆"


def test_basic_expenditure_in_one_panel_with_group_columns() -> None:
    """
    一般公共预算财政拨款基本支出决算表
    单位：万元

    经济分类科目编码|科目名称|合计|人员经费|公用经费
    301|工资福利支出|18.00|18.00|
    30101|基本工资|18.00|18.00|
    302|商品和服务支出|2.00||2.00
    30201|办公费|2.00||2.00
    |合计|20.00|18.00|2.00
    """
    found = reading(test_basic_expenditure_in_one_panel_with_group_columns)
    assert not found.unread
    assert printed(found)["06:30101:1"] == "18.00"
    assert printed(found)["06:人员经费合计:1"] == "18.00"
    assert printed(found)["06:公用经费合计:1"] == "2.00"


def test_an_amount_that_looks_like_an_economic_code_is_an_amount() -> None:
    """
    一般公共预算财政拨款基本支出决算明细表
    金额单位：万元

    人员经费|||公用经费|||||
    科目编码|科目名称|金额|科目编码|科目名称|金额|科目编码|科目名称|金额
    301|工资福利支出|301|302|商品和服务支出|30201|310|资本性支出|342
    30101|基本工资|301|30201|办公费|30101|31002|办公设备购置|342
    303|对个人和家庭的补助|301|30202|印刷费|100|31003|专用设备购置|
    30301|离休费|301||||||
    |人员经费合计|602|||||公用经费合计|30543
    """
    found = reading(test_an_amount_that_looks_like_an_economic_code_is_an_amount)
    assert not found.unread
    assert printed(found) == {
        **dict.fromkeys(["06:301:1", "06:30101:1", "06:303:1", "06:30301:1"], "301"),
        "06:302:1": "30201",
        "06:30201:1": "30101",
        "06:30202:1": "100",
        "06:310:1": "342",
        "06:31002:1": "342",
        "06:人员经费合计:1": "602",
        "06:公用经费合计:1": "30543",
    }


def test_tables_with_like_titles_are_not_taken_for_the_nine() -> None:
    """
    支出决算表
    单位：万元

    科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
    合计||30.00|20.00|10.00|||
    201|一般公共服务支出|30.00|20.00|10.00|||

    一般公共预算财政拨款项目支出决算表
    单位：万元

    科目编码|科目名称|合计|基本支出|项目支出
    合计||10.00||10.00
    201|一般公共服务支出|10.00||10.00
    """
    found = reading(test_tables_with_like_titles_are_not_taken_for_the_nine)
    assert found.facts.forms["05"].state == "missing"
    assert printed(found)["03:201:3"] == "10.00"


def test_a_broken_row_is_said_and_nothing_else_is_lost() -> None:
    """
    支出决算表
    单位：万元

    科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
    合计||30.00|20.00|10.00|||
    201|一般公共服务支出|30.00|20.0.0|10.00|||
    2012|档案事务|30.00|20.00|10.00|||
    """
    found = reading(test_a_broken_row_is_said_and_nothing_else_is_lost)
    assert printed(found)["03:201:1"] == "30.00"
    assert found.facts.known(Address("03", "201", "2")) is None
    assert found.facts.forms["03"].partial
    assert {item.text for item in found.unread} == {"20.0.0", "30.00", "20.00", "10.00"}


def test_a_row_printed_twice_is_read_once_and_said() -> None:
    """
    支出决算表
    单位：万元

    科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
    合计||30.00|20.00|10.00|||
    201|一般公共服务支出|30.00|20.00|10.00|||
    201|一般公共服务支出|31.00|20.00|11.00|||
    """
    found = reading(test_a_row_printed_twice_is_read_once_and_said)
    assert printed(found)["03:201:1"] == "30.00"
    assert any("重复的行" in item.reason for item in found.unread)


@pytest.mark.parametrize(
    "text,said",
    [
        ("云川市清河区档案局\n2024年部门预算\n目录\n预算收支总表", "部门预算"),
        ("今日菜谱\n\n白菜豆腐\n", "没有在"),
    ],
)
def test_what_is_no_disclosure_is_refused(text: str, said: str) -> None:
    """A budget, or anything else, is refused with a message that names it."""
    with pytest.raises(Unreadable, match=said):
        read(open_document("试.md", text.encode()))


def test_the_title_as_printed_is_kept_whatever_stands_below_it() -> None:
    over = ("收人支出决算总表", "公开01表", "部门：云川市图书馆", "单位：万元")
    rows = (
        "项目|金额|项目|金额",
        "一、一般公共预算财政拨款收入|9.00|一、一般公共服务支出|",
        "二、政府性基金预算财政拨款收入||二、外交支出|9.00",
        "本年收入合计|9.00|本年支出合计|9.00",
        "总计|9.00|总计|9.00",
    )
    cells = [f"<td colspan='4'>{text}</td>" for text in over]
    cells += [f"<td>{row.replace('|', '</td><td>')}</td>" for row in rows]
    table = f"<table><tr>{'</tr><tr>'.join(cells)}</tr></table>"
    text = f"# 云川市图书馆2023年度部门决算\n\n{table}\n"
    state = read(open_document("表.md", text.encode()), load("2023")).facts.forms["01"]
    assert state.state == "read"
    assert "收人支出决算总表" in state.heads


def test_a_title_with_a_character_misprinted_is_that_title() -> None:
    edition = load("2023")
    for printed, name in (
        ("收人支出决算总表", "01"),
        ("支岀决算表", "03"),
        ("财政拨款收入支出决算决总表", "04"),
        ("公开08表 国有资本经营予算财政拨款支出决算表", "08"),
    ):
        form = title_of([printed], edition).form
        assert form is not None
        assert form.id == name
    assert title_of(["财政总决算表", "收支情况说明"], edition).form is None
