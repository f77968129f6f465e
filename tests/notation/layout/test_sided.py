"""Two sides of fixed rows: each amount goes to the row whose label stands before it."""

from __future__ import annotations

import pytest
from tests.making.grids import grid

from juesuan.model.page import Cell, Grid
from juesuan.notation.edition import load
from juesuan.notation.layout import sided
from juesuan.notation.layout.base import EMPTY, Recognised

EDITION = load("2023")
FORMS = {form.id: form for form in EDITION.forms}
FORMER = {"208": ("社会保障就业支出",)}


def read(text: str, name: str = "01") -> Recognised:
    """What is read of a form from a grid."""
    return sided.read(FORMS[name], grid(text), EDITION.synonyms, FORMER)


def printed(of: Recognised) -> dict[str, str]:
    """The cells that show something, by row and column."""
    return {
        f"{slot.address.row}:{slot.address.column}": slot.cell.text
        for slot in of.slots
        if slot.cell.text
    }


TABLE = """
    收入 | | | 支出 | |
    项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
    栏次 | | 1 | 栏次 | | 2
    一、一般公共预算财政拨款收入 | 1 | 9.00 | 一、一般公共服务支出 | 32 | 4.00
    二、事业收入 | 5 | | 八、社会保障就业支出 | 39 | 3.00
    本年收入合计 | 27 | 9.00 | 本年支出合计 | 58 | 7.00
    年初结转和结余 | 29 | 1.00 | 年末结转和结余 | 60 | 3.00
    总计 | 31 | 10.00 | 总计 | 62 | 10.00
"""
WANTED = {
    "一般公共预算财政拨款收入:1": "9.00",
    "本年收入合计:1": "9.00",
    "年初结转和结余:1": "1.00",
    "收入总计:1": "10.00",
    "201:1": "4.00",
    "208:1": "3.00",
    "本年支出合计:1": "7.00",
    "年末结转和结余:1": "3.00",
    "支出总计:1": "10.00",
}


def test_rows_are_known_by_their_labels_of_any_year_and_without_ordinals() -> None:
    form = read(TABLE)
    assert printed(form) == WANTED
    assert (form.strays, form.columns) == ((), ("1",))
    assert form.labels["208"] == "八、社会保障就业支出"
    assert {slot.name for slot in form.slots} >= {"收入总计 / 金额", "一般公共服务支出 / 金额"}


def test_neither_ordinals_nor_lines_are_needed() -> None:
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    bare = "\n".join(f"{a}|{c}|{d}|{f}" for a, _, c, d, _, f in lines if a.strip() != "栏次")
    assert printed(read(bare)) == WANTED


def test_one_label_may_name_two_rows_in_their_order() -> None:
    text = """
        收入 | | 支出 | | | |
        项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金财政拨款 | 国有资本
        一、一般公共预算财政拨款 | 9.00 | 一、一般公共服务支出 | 4.00 | 4.00 | |
        二、政府性基金预算财政拨款 | 2.00 | 五、教育支出 | 6.00 | 4.00 | 2.00 |
        本年收入合计 | 11.00 | 本年支出合计 | 10.00 | 8.00 | 2.00 |
        年初财政拨款结转和结余 | 0.50 | 年末财政拨款结转和结余 | 1.50 | 1.50 | |
        一般公共预算财政拨款 | 0.30 | | | | |
        政府性基金预算财政拨款 | 0.20 | | | | |
        总计 | 11.50 | 总计 | 11.50 | 9.50 | 2.00 |
    """
    form = printed(read(text, "04"))
    assert form["一般公共预算财政拨款:1"] == "9.00"
    assert form["年初一般公共预算财政拨款:1"] == "0.30"
    assert form["政府性基金预算财政拨款:1"] == "2.00"
    assert form["年初政府性基金预算财政拨款:1"] == "0.20"
    assert (form["205:2"], form["205:4"], form["支出总计:3"]) == ("6.00", "2.00", "9.50")


def test_a_row_that_is_not_declared_is_told_with_its_amount() -> None:
    form = read(TABLE.replace("二、事业收入 | 5 |  ", "二、彩票收入 | 5 | 0.10"))
    assert printed(form) == WANTED
    form = read(TABLE.replace("二、事业收入 | 5 | |", "二、彩票收入 | 5 | 0.10 |"))
    assert [(s.cell.text, s.kind, "彩票收入" in s.reason) for s in form.strays] == [
        ("0.10", "row", True)
    ]


def test_a_row_that_stands_twice_is_not_taken_for_another() -> None:
    form = read(TABLE.replace("二、事业收入 | 5 | |", "本年收入合计 | 27 | 8.00 |"))
    assert printed(form)["本年收入合计:1"] in ("8.00", "9.00")
    assert len([stray for stray in form.strays if stray.kind == "row"]) == 1


def test_a_column_that_is_not_declared_is_told() -> None:
    form = read(TABLE.replace("项目 | 行次 | 决算数 | 项目", "项目 | 上年数 | 决算数 | 项目"))
    assert printed(form) == WANTED
    assert {stray.kind for stray in form.strays} == {"column"}
    assert len(form.strays) == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "项目 | 决算数\n一、一般公共服务支出 | 4.00\n五、教育支出 | 6.00\n住房保障支出 | 1.00",
        "支出 | | 收入 |\n甲 | 1.00 | 乙 | 2.00",
    ],
    ids=["nothing", "one side", "other rows"],
)
def test_a_grid_without_both_sides_is_no_such_form(text: str) -> None:
    assert read(text) == EMPTY


def test_sides_the_other_way_round_are_no_such_form() -> None:
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    turned = "\n".join(f"{d}|{e}|{f}|{a}|{b}|{c}" for a, b, c, d, e, f in lines)
    assert read(turned) == EMPTY


def test_a_cell_that_reaches_over_two_columns_is_read_once() -> None:
    of = grid(TABLE)
    cells = [
        Cell(c.text, c.row, c.column, c.place, 1, 2) if (c.row, c.column) == (3, 4) else c
        for c in of.cells
        if (c.row, c.column) != (3, 5)
    ]
    wide = Grid(tuple(cells), of.height, of.width)
    form = sided.read(FORMS["01"], wide, EDITION.synonyms, FORMER)
    assert "201:1" not in printed(form)


def test_a_label_that_names_two_rows_is_the_one_that_comes_next() -> None:
    head = "项目 | 金额 | 项目 | 合计"
    spent = ["一、一般公共服务支出 | 4.00", "五、教育支出 | 6.00", "本年支出合计 | 10.00"]
    rows = ["本年收入合计 | 11.00", "年初财政拨款结转和结余 | 0.50", "一般公共预算财政拨款 | 0.30"]
    lines = [f"{income} | {expense}" for income, expense in zip(rows, spent, strict=True)]
    amounts = printed(read("\n".join([head, *lines]), "04"))
    assert amounts["年初一般公共预算财政拨款:1"] == "0.30"
    assert "一般公共预算财政拨款:1" not in amounts


def test_likeness_is_the_share_of_rows_and_columns_that_are_there() -> None:
    form = read(TABLE)
    declared = sum(len(side.rows) for side in FORMS["01"].sides)
    assert form.likeness == pytest.approx(len(form.labels) / declared)
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    half = "\n".join("|".join(line[:5]) for line in lines)
    assert read(half).likeness == pytest.approx(len(form.labels) / declared / 2)


def test_a_side_of_two_rows_is_too_little_to_be_known() -> None:
    rows = [
        "本年收入合计 | 1.00 | 本年支出合计 | 1.00",
        "年初结转和结余 | 2.00 | 年末结转和结余 | 2.00",
        "八、其他收入 | 3.00 | 五、教育支出 | 3.00",
    ]
    assert read("\n".join(["项目 | 金额 | 项目 | 金额", *rows])).slots
    assert read("\n".join(["项目 | 金额 | 项目 | 金额", *rows[:2]])) == EMPTY
