"""Parts above their total where columns or rows are missing: wrong, whatever these would hold."""

from __future__ import annotations

import pytest
from tests.making.small_documents import errors, reading

from juesuan.auditing import audit, examine
from juesuan.notation.edition import load

NARROW = ("本年支出合计", "基本支出", "项目支出")
FUND = ("年初结转和结余", "本年支出合计", "基本支出", "项目支出", "年末结转和结余")


def table(title: str, columns: tuple[str, ...], *rows: str) -> str:
    """A table of codes with these columns."""
    head = f"| 科目编码 | 科目名称 | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 2)}\n"
    return f"三、{title}\n单位：万元\n\n{head}" + "\n".join(rows) + "\n\n"


def spent(total: str, *more: str) -> str:
    """Form 03 without three of its columns."""
    rows = (f"| 合计 | | {total} |", f"| 210 | 卫生健康支出 | {total} |")
    return table("支出决算表", NARROW, *rows, f"| 21004 | 公共卫生 | {total} |", *more)


def test_parts_above_a_total_are_wrong_whatever_the_missing_columns_hold() -> None:
    """上缴上级支出 would only add to them."""
    (error, *more) = errors(spent("12.00 | 8.00 | 5.00"))
    text = " ".join(
        (error.message, *error.because, *(line for one in more for line in one.because))
    )
    assert "不应小于 基本支出 8.00 + 项目支出 5.00 = 13.00，少 1.00" in text
    assert "没有“上缴上级支出”一栏，所缺的不会是负数" in text


@pytest.mark.parametrize("total", ["13.00 | 8.00 | 5.00", "14.00 | 8.00 | 5.00"])
def test_parts_below_a_total_leave_room_for_the_missing_columns(total: str) -> None:
    """It is said that they are not there, and nothing else."""
    document = reading(spent(total))
    edition = load(document.meta.edition)
    findings = audit(document, edition)
    assert not [f for f in findings if f.severity == "错误"]
    assert any("没有“上缴上级支出”一栏" in f.message for f in findings if f.severity == "未核")
    assert all(check.verdict != "broken" for check in examine(document, edition).checks)


def test_a_row_not_understood_only_adds_to_the_others() -> None:
    """合计 is less than one of the classes."""
    wide = (
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    )
    rows = ("| 合计 | | 13.00 | 8.00 | 5.00 | | | |", "| 某类 | 某类支出 | 1.00 | 1.00 | | | | |")
    one = "| 210 | 卫生健康支出 | 14.00 | 9.00 | 5.00 | | | |"
    assert errors(table("支出决算表", wide, *rows, one))
    assert not errors(table("支出决算表", wide, *rows, one.replace("14.00 | 9", "12.00 | 7")))


def test_a_row_that_a_table_leaves_out_only_adds_to_the_others() -> None:
    """01 without 上级补助收入 and the like; without 使用非财政拨款结余 nothing is known."""
    rows = [
        ("一、一般公共预算财政拨款收入", "60.00", "一、一般公共服务支出", "80.00"),
        ("二、政府性基金预算财政拨款收入", "30.00", "二、外交支出", ""),
        ("三、国有资本经营预算财政拨款收入", "", "三、国防支出", ""),
        ("本年收入合计", "80.00", "本年支出合计", "80.00"),
        ("年初结转和结余", "", "年末结转和结余", ""),
        ("总计", "80.00", "总计", "80.00"),
    ]
    head = "一、收入支出决算总表\n单位：万元\n\n| 收入 | | 支出 | |\n|---|---|---|---|\n"
    head += "| 项目 | 决算数 | 项目 | 决算数 |\n"
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    assert any("本年收入合计" in error.message for error in errors(head + "".join(lines)))
    right = "".join(lines).replace("30.00", "20.00")
    assert not errors(head + right)
    over = right.replace("| 年初结转和结余 | ", "| 年初结转和结余 | 5.00")
    assert not errors(head + over.replace("支出 | 80.00", "支出 | 80.00 "))


@pytest.mark.parametrize("red", ["| 229 | 其他支出 | -1.00 | -1.00 | |"])
def test_where_a_table_prints_a_red_number_a_missing_one_may_be_red(red: str) -> None:
    """Nothing is known of what is not there."""
    rows = ("| 合计 | | 11.00 | 7.00 | 5.00 |", "| 210 | 卫生健康支出 | 12.00 | 8.00 | 5.00 |")
    assert not errors(table("支出决算表", NARROW, *rows, red))
    plain = red.replace("-", "")
    rows = ("| 合计 | | 13.00 | 9.00 | 5.00 |", "| 210 | 卫生健康支出 | 12.00 | 8.00 | 5.00 |")
    assert errors(table("支出决算表", NARROW, *rows, plain))


def test_of_a_row_that_stands_twice_nobody_knows_what_the_total_is_of() -> None:
    """Two departments one below the other."""
    first = ("| 合计 | | 8.00 | 8.00 | |", "| 210 | 卫生健康支出 | 8.00 | 8.00 | |")
    second = ("| 211 | 节能环保支出 | 5.00 | | 5.00 |", "| 21103 | 污染防治 | 5.00 | | 5.00 |")
    told = errors(table("支出决算表", NARROW, *first, *second))
    assert {error.rule for error in told} == {"equation"}
    again = first[0].replace("8", "5")
    told = errors(table("支出决算表", NARROW, *first, again, *second))
    assert {error.rule for error in told} == {"科目.重复"}


def test_what_is_carried_over_may_be_below_nothing() -> None:
    """07 without 本年收入: what was spent came from somewhere, or was set right."""
    amounts = "5.00 | 1.00 | | 1.00 | 2.00 |"
    rows = (f"| 合计 | | {amounts}", f"| 212 | 城乡社区支出 | {amounts}")
    assert not errors(table("政府性基金预算财政拨款收入支出决算表", FUND, *rows))
