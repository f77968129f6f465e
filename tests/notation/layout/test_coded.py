"""Rows of codes: however the code is written, it is one; what has no code is said aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import grid

from juesuan.model.page import Cell, Grid
from juesuan.notation.edition import load
from juesuan.notation.layout import coded
from juesuan.notation.layout.base import EMPTY, Recognised

EDITION = load("2023")
(FORM,) = (form for form in EDITION.forms if form.id == "05")
HEAD = "科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出"


def read(text: str) -> Recognised:
    """What is read of form 05 from a grid."""
    return coded.read(FORM, grid(text), EDITION.synonyms)


def printed(of: Recognised) -> dict[str, str]:
    """The cells that show something, by row and column."""
    return {
        f"{slot.address.row}:{slot.address.column}": slot.cell.text
        for slot in of.slots
        if slot.cell.text
    }


WANTED = {"合计:1": "5.00", "205:1": "5.00", "20502:1": "5.00", "2050201:1": "5.00"}


@pytest.mark.parametrize(
    "text",
    [
        f"""
        {HEAD}
        合计 | | 5.00 | |
        205 | 教育支出 | 5.00 | |
        20502 | 普通教育 | 5.00 | |
        2050201 | 学前教育 | 5.00 | |
        """,
        """
        类 | 款 | 项 | 科目名称 | 小计 | 基本支出 | 项目支出
        205 | | | 教育支出 | 5.00 | |
        205 | 02 | | 普通教育 | 5.00 | |
        205 | 02 | 01 | 学前教育 | 5.00 | |
        合计 | | | | 5.00 | |
        """,
        """
        类 | 款 | 项 | 科目名称 | 小计 | 基本支出 | 项目支出
        | | | 合计 | 5.00 | |
        205 | | | 教育支出 | 5.00 | |
        | 02 | | 普通教育 | 5.00 | |
        | | 01 | 学前教育 | 5.00 | |
        """,
        """
        类 | 款 | 项 | 科目名称 | 小计 | 基本支出 | 项目支出
        总计 | | | | 5.00 | |
        205 | | | 教育支出 | 5.00 | |
        205 | 20502 | | 普通教育 | 5.00 | |
        205 | 20502 | 2050201 | 学前教育 | 5.00 | |
        """,
        """
        项目 | 小计 | 基本支出 | 项目支出
        合计 | 5.00 | |
        205教育支出 | 5.00 | |
        20502 普通教育 | 5.00 | |
        2050201学前教育 | 5.00 | |
        """,
        """
        科目　编码 | 名　称 | 小计 | 基本支出 | 项目支出
        | 合 计 | 5.00 | |
        ２０５ | 教育支出 | 5.00 | |
        2 0 5 0 2 | 普通教育 | 5.00 | |
        2050201 | 学前教育 | 5.00 | |
        """,
        """
        类 | 款 | 项 | 科目名称 | 小计 | 基本支出 | 项目支出
        合计 | | | | 5.00 | |
        205 | | | 教育支出 | 5.00 | |
        205 | 2 | | 普通教育 | 5.00 | |
        205 | 2 | 1 | 学前教育 | 5.00 | |
        """,
    ],
    ids=["one column", "three", "blank above", "whole in each", "with the name", "wide", "no 0"],
)
def test_a_code_is_the_same_however_it_is_written(text: str) -> None:
    form = read(text)
    assert printed(form) == WANTED
    assert form.strays == ()
    assert form.columns == ("1", "2", "3")
    assert form.likeness == 1


def test_names_are_kept_as_printed_and_a_total_is_called_so() -> None:
    form = read(f"{HEAD}\n总 计 | | 5.00 | | \n205 | 教育 支出 | 5.00 | | ")
    assert form.labels == {"合计": "合计", "205": "教育 支出"}
    assert [slot.name for slot in form.slots][:4] == [
        "合计 / 本年支出/小计",
        "合计 / 本年支出/基本支出",
        "合计 / 本年支出/项目支出",
        "教育 支出 / 本年支出/小计",
    ]


def test_a_row_that_stands_twice_is_read_once_and_told() -> None:
    form = read(f"{HEAD}\n205 | 教育支出 | 5.00 | |\n205 | 教育支出 | 6.00 | | 6.00")
    assert printed(form) == {"205:1": "5.00"}
    assert [(stray.cell.text, stray.kind, stray.row) for stray in form.strays] == [
        ("6.00", "repeated", "205 教育支出"),
        ("6.00", "repeated", "205 教育支出"),
    ]


@pytest.mark.parametrize("code", ["2O5", "20", "2050", "205020199", "其他", ""])
def test_a_row_without_a_code_is_told_with_its_amounts(code: str) -> None:
    form = read(f"{HEAD}\n合计 | | 5.00 | |\n{code} | 教育 | 5.00 | —— | 2.00")
    assert printed(form) == {"合计:1": "5.00"}
    assert [(stray.cell.text, stray.kind) for stray in form.strays] == [
        ("5.00", "row"),
        ("2.00", "row"),
    ]
    assert form.likeness < 1


def test_a_column_that_is_not_declared_is_told_and_not_taken_for_another() -> None:
    form = read(
        "科目编码 | 科目名称 | 小计 | 上年决算数 | 基本支出\n205 | 教育支出 | 5.00 | 4.00 | 3.00"
    )
    assert printed(form) == {"205:1": "5.00", "205:2": "3.00"}
    assert [(stray.cell.text, stray.kind) for stray in form.strays] == [("4.00", "column")]
    assert form.columns == ("1", "2")
    assert form.likeness == pytest.approx(2 / 3)


def test_notes_and_dots_at_the_foot_are_neither_rows_nor_amounts() -> None:
    form = read(
        f"{HEAD}\n205 | 教育支出 | 5.00 | |\n…… | | | |\n注：本表单位为万元，保留2位小数 | | | |"
    )
    assert printed(form) == {"205:1": "5.00"}
    assert form.notes == ("注：本表单位为万元，保留2位小数",)
    assert form.strays == ()


@pytest.mark.parametrize("dots", ["…", "……", "...", "。。。"])
def test_dots_begin_the_body_of_an_empty_form(dots: str) -> None:
    assert coded.is_body([dots, "", ""])
    form = read(f"{HEAD}\n合计 | | | |\n{dots} | | | |")
    assert (printed(form), form.strays) == ({}, ())


@pytest.mark.parametrize(
    "row, body",
    [
        (["", ""], False),
        (["科目编码", "科目名称"], False),
        (["205", "教育"], True),
        (["205教育"], True),
        (["", "", "1,234.50"], True),
        (["合计"], True),
        (["类", "款"], False),
        (["2050"], False),
    ],
)
def test_the_body_begins_with_a_code_a_total_or_an_amount(row: list[str], body: bool) -> None:  # noqa: FBT001
    assert coded.is_body(row) is body


@pytest.mark.parametrize("text", ["", "|", "甲 | 乙\n1 | 2", f"{HEAD}\n"])
def test_a_grid_of_something_else_is_no_such_form(text: str) -> None:
    assert not read(text).slots
    assert coded.read(FORM, Grid((), 0, 0), {}) == EMPTY


HEADS = HEAD.split(" | ")
FIELDS = st.sampled_from(
    ["", "205", "20502", "02", "合计", "教育", "5.00", "1", "……", "注：甲", *HEADS]
)


@given(st.lists(st.lists(FIELDS, min_size=5, max_size=6), max_size=7))
def test_no_amount_of_the_body_is_lost_in_silence(below: list[list[str]]) -> None:
    rows = [HEADS, ["合计", "", "5.00", "", ""], *below]
    cells = [Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    of = Grid(tuple(cells), len(rows), max(map(len, rows)))
    form = coded.read(FORM, of, EDITION.synonyms)
    placed = [slot.cell for slot in form.slots]
    assert len({slot.address for slot in form.slots}) == len(placed) > 0
    assert 0 < form.likeness <= 1
    places = {(cell.row, cell.column) for cell in placed}
    strays = {(stray.cell.row, stray.cell.column) for stray in form.strays}
    assert not places & strays
    for cell in cells:
        note = next(filter(None, rows[cell.row]), "").startswith("注")
        if cell.text == "5.00" and cell.column > 1 and not note:
            assert (cell.row, cell.column) in places | strays, cell
