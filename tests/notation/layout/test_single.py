"""The form of one row, upright or laid on its side: each amount under its own words."""

from __future__ import annotations

import pytest
from tests.making.grids import grid, spanned

from juesuan.model.page import Grid
from juesuan.notation.edition import load
from juesuan.notation.layout import single
from juesuan.notation.layout.base import EMPTY, Recognised

EDITION = load("2023")
(FORM,) = (form for form in EDITION.forms if form.id == "09")
UPRIGHT = """
    预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
    {0} | {0}
    {1} | {1}
    1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
    12.00 | 1.00 | 9.00 | 4.00 | 5.00 | 2.00 | 8.00 | | 7.00 | 3.00 | 4.00 | 1.00
""".format(
    "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费",
    "^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^",
)
LAID = """
    项目 | 预算数 | 决算数
    合计 | 12.00 | 8.00
    1.因公出国（境）费 | 1.00 |
    2.公务用车购置及运行维护费 | 9.00 | 7.00
    其中：公务用车购置费 | 4.00 | 3.00
    公务用车运行维护费 | 5.00 | 4.00
    3.公务接待费 | 2.00 | 1.00
"""
WANTED = dict(
    zip(
        "1 2 3 4 5 6 7 9 10 11 12".split(),
        "12.00 1.00 9.00 4.00 5.00 2.00 8.00 7.00 3.00 4.00 1.00".split(),
        strict=True,
    )
)


def read(of: Grid) -> Recognised:
    """What is read of form 09 from a grid."""
    return single.read(FORM, of, EDITION.synonyms)


def printed(of: Recognised) -> dict[str, str]:
    """The cells that show something, by column."""
    assert {slot.address.row for slot in of.slots} <= {"三公经费"}
    shown = [slot for slot in of.slots if slot.cell.text and not slot.address.period]
    return {slot.address.column: slot.cell.text for slot in shown}


@pytest.mark.parametrize("of", [spanned(UPRIGHT), grid(LAID)], ids=["upright", "laid"])
def test_an_amount_is_that_of_the_words_over_or_before_it(of: Grid) -> None:
    form = read(of)
    assert printed(form) == WANTED
    assert (form.strays, form.likeness) == ((), 1)
    assert {*form.columns} == {column.id for column in FORM.columns}


def test_a_second_row_of_amounts_is_told_and_a_blank_one_is_none() -> None:
    form = read(spanned(UPRIGHT + "    " + "5.00 |" * 11 + "5.00\n"))
    assert printed(form) == WANTED
    assert [(s.cell.text, s.kind) for s in form.strays] == [("5.00", "row")] * 12
    blank = read(spanned(UPRIGHT + "    " + " |" * 11 + "\n"))
    assert blank.strays == ()


def test_a_blank_first_row_is_passed_over_and_a_form_of_blanks_is_read() -> None:
    *head, amounts = UPRIGHT.strip("\n").splitlines()
    blank = "    " + " |" * 11
    form = read(spanned("\n".join([*head, blank, amounts])))
    assert printed(form) == WANTED
    empty = read(spanned("\n".join([*head, blank])))
    assert (printed(empty), len(empty.slots)) == ({}, 12)


def test_a_note_is_no_row() -> None:
    note = "注：预算数为全年预算数。" + " |" * 11
    form = read(spanned(f"{UPRIGHT}    {note}\n"))
    assert (printed(form), form.notes) == (WANTED, ("注：预算数为全年预算数。",))


def test_items_that_are_not_declared_are_told() -> None:
    form = read(grid(LAID + "    4.差旅费 | 3.00 | 2.00\n"))
    assert printed(form) == WANTED
    assert [(s.cell.text, s.kind) for s in form.strays] == [("3.00", "row"), ("2.00", "row")]
    again = read(grid(LAID + "    公务接待费 | 3.00 | 2.00\n"))
    assert printed(again) == WANTED
    assert [(s.cell.text, s.kind) for s in again.strays] == [("3.00", "column"), ("2.00", "column")]


@pytest.mark.parametrize(
    "heads, last, told",
    [
        ("决算数 | 上年决算数", "6.00", []),
        ("2023年决算数 | 2022年决算数", "6.00", []),
        ("决算数 | 2021年决算数 | 2023年决算数", None, ["6.00"]),
        ("决算数 | 增加额", None, ["6.00"]),
        ("决算数 | 2024年预算数", None, ["6.00"]),
        ("决算数 | 比上年增长%", None, ["6.00"]),
    ],
)
def test_a_column_of_last_year_is_last_years_and_others_are_told(
    heads: str, last: str | None, told: list[str]
) -> None:
    form = read(grid(LAID.replace("决算数", heads).replace("8.00", "8.00 | 6.00")))
    assert printed(form)["7"] == "8.00"
    assert {s.cell.text for s in form.slots if s.address.period == "上年"} - {""} == (
        {last} if last else set()
    )
    assert [s.cell.text for s in form.strays if s.kind == "column"] == told


BY_YEARS = """
    项目 | 合计 | {0}
    ^ | ^ | {1}
    {2}2023年度预算数 | 12.00 | 1.00 | 9.00 | 4.00 | 5.00 | 2.00
    {2}2023年度决算数 | 8.00 | | 7.00 | 3.00 | 4.00 | 1.00
    {2}2022年度决算数 | 6.00 | | 5.00 | | 5.00 | 1.00
""".format(
    "因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费",
    "^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^",
    "{}",
)


@pytest.mark.parametrize(
    "of",
    [
        BY_YEARS.format("", "", ""),
        BY_YEARS.format("1.", "2.", "3."),
        BY_YEARS.format("", "", "").replace("2022年度", "上年").replace("2023年度", "本年"),
        BY_YEARS.format("", "", "").replace("2022年度", "上年度").replace("2023年度", "年度"),
    ],
)
def test_a_row_may_be_the_budget_and_each_of_two_years(of: str) -> None:
    form = read(spanned(of))
    assert printed(form) == WANTED
    last = {s.address.column: s.cell.text for s in form.slots if s.address.period and s.cell.text}
    assert last == {"7": "6.00", "9": "5.00", "11": "5.00", "12": "1.00"}
    assert (form.strays, form.likeness) == ((), 1)
    assert {s.name.partition("决")[0] for s in form.slots if s.address.period} == {"上年"}


@pytest.mark.parametrize(
    "row", ["决算对比", "2021年度决算数", "2024年度预算数", "增减率%", "会议费"]
)
def test_a_row_of_something_else_is_told(row: str) -> None:
    form = read(spanned(BY_YEARS.format("", "", "") + f"    {row} | 2.50 | | | | |\n"))
    assert printed(form) == WANTED
    assert [(s.cell.text, s.kind) for s in form.strays] == [("2.50", "row")]


def test_a_second_row_of_the_same_is_told_and_the_first_kept() -> None:
    again = "    2023年度预算数 | 13.00 | | | | |\n"
    form = read(spanned(BY_YEARS.format("", "", "") + again))
    assert printed(form) == WANTED
    assert [(s.cell.text, s.kind) for s in form.strays] == [("13.00", "row")]


def test_reception_may_be_split_and_its_parts_are_told() -> None:
    of = """
        项目 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | < | <
        ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | 小计 | 行政运行 | 机关服务
        年度预算数 | 12.00 | 1.00 | 9.00 | 4.00 | 5.00 | 2.00 | 1.50 | 0.50
        年度决算数 | 8.00 | | 7.00 | 3.00 | 4.00 | 1.00 | 0.60 | 0.40
    """
    form = read(spanned(of))
    assert printed(form) == WANTED
    assert [s.cell.text for s in form.strays] == ["1.50", "0.50", "0.60", "0.40"]


def test_one_row_without_a_word_of_budget_is_the_years_actual_amounts() -> None:
    of = """
        合计 | 因公出国（境）费 | 公务用车费 | < | < | 公务接待费
        ^ | ^ | 小计 | 运行维护费 | 购置费 | ^
        8.00 | | 7.00 | 4.00 | 3.00 | 1.00
    """
    form = read(spanned(of))
    actual = {column: text for column, text in WANTED.items() if int(column) > 6}
    assert (printed(form), form.strays, form.likeness) == (actual, (), 0.5)
    two = read(spanned(of + "        1.00 | | 1.00 | 1.00 | | \n"))
    assert not two.slots


@pytest.mark.parametrize("text", ["", "项目 | 金额\n培训费 | 5.00", "科目编码 | 名称\n201 | 教育"])
def test_a_grid_of_other_words_is_no_such_form(text: str) -> None:
    assert not read(grid(text)).slots


def test_nothing_is_no_such_form() -> None:
    assert read(Grid((), 0, 0)) == EMPTY


@pytest.mark.parametrize(
    "rows, first",
    [
        ([["合计"], ["1.00"]], 1),
        ([["预算数"], ["合计"], [""]], 2),
        ([["1.00"]], 0),
        ([["合计"], ["注：无"]], 1),
        ([], 0),
    ],
)
def test_the_header_ends_with_its_last_words(rows: list[list[str]], first: int) -> None:
    assert single.first_row(rows) == first
