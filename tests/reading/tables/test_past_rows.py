"""Rows that forms had in former years: 财政拨款收入 of 2015 to 2018, with 其中 the fund's part."""

from __future__ import annotations

import pytest
from tests.making.small_documents import errors, reading

from juesuan.auditing import examine
from juesuan.model.number import Address
from juesuan.notation.edition import load

ONE = Address("01", "财政拨款收入", "1")
LEFT = (
    ("一、财政拨款收入", "90.00"),
    ("    其中：政府性基金预算财政拨款", ""),
    ("二、上级补助收入", ""),
    ("三、事业收入", "8.00"),
    ("四、经营收入", ""),
    ("五、附属单位上缴收入", ""),
    ("六、其他收入", "2.00"),
)
RIGHT = (
    ("一、一般公共服务支出", "61.00"),
    ("二、外交支出", ""),
    ("三、国防支出", ""),
    ("四、公共安全支出", ""),
    ("五、教育支出", ""),
    ("九、医疗卫生与计划生育支出", "20.00"),
    ("十九、住房保障支出", "15.00"),
)
FOOT = (
    ("本年收入合计", "100.00", "本年支出合计", "96.00"),
    ("年初结转和结余", "5.00", "年末结转和结余", "9.00"),
    ("总计", "105.00", "总计", "105.00"),
)


def document(**cells: str) -> str:
    """The first table of 2016, some of its amounts others."""
    rows = [(*one, *other) for one, other in zip(LEFT, RIGHT, strict=True)] + [*FOOT]
    rows = [(a, cells.get(a.strip(), b), c, cells.get(c, d)) for a, b, c, d in rows]
    head = [("收入", "", "支出", ""), ("---",) * 4, ("项目", "决算数", "项目", "决算数")]
    table = "".join(f"| {' | '.join(row)} |\n" for row in (*head, *rows))
    return f"青禾县林草局2016年度部门决算\n\n收入支出决算总表\n单位：万元\n\n{table}"


def test_one_row_of_all_fiscal_income_is_read_and_added_up() -> None:
    text = document()
    assert reading(text).facts[ONE].printed == "90.00"
    assert not errors(text)


@pytest.mark.parametrize(
    "row", ["一、财政拨款收入", "三、事业收入", "本年收入合计", "五、教育支出"]
)
def test_a_slip_beside_it_is_found(row: str) -> None:
    assert len(errors(document(**{row: "31.00"}))) == 1


def test_a_form_without_the_row_is_not_asked_for_it() -> None:
    text = document().replace("一、财政拨款收入", "一、一般公共预算财政拨款收入")
    findings = examine(reading(text), load("2023")).findings
    assert not any("01表 财政拨款收入" in line for one in findings for line in one.because)
    assert not errors(text)
