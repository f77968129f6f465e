"""What every layout reads: the words over a column, the columns they mean, ordinals and notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import grid, spanned

from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.edition import load
from juesuan.notation.form import Form, FormColumn, column
from juesuan.notation.layout import base
from juesuan.notation.layout.base import HeadedGrid, fitness, is_note, is_ordinals

EDITION = load("2023")
PART, PLAIN, WHOLE = (
    column("4 决算数/公务用车购置费"),
    column("2 基本支出"),
    column("1 本年支出/小计"),
)
NESTED = """
    项目     | <        | 本年支出 | <        | <
    科目编码 | 科目名称 | 小计     | 基本支出 | 项目支出
    栏次     |          | 1        | 2        | 3
    201      | 教育     | 5.00     | 3.00     | 2.00
"""


def headed(of: Grid, *, mixed: bool = False) -> HeadedGrid:
    """A grid whose body begins with the first row that has an amount."""
    first = base.first_where(lambda row: any("." in text for text in row))
    return HeadedGrid(of, {}, first, mixed=mixed)


def form(name: str) -> Form:
    """A form of the national edition."""
    declared = EDITION.form(name)
    assert declared is not None
    return declared


def test_merged_cells_stand_over_all_their_columns() -> None:
    table = headed(spanned(NESTED))
    assert table.paths == [
        ("项目", "科目编码"),
        ("项目", "科目名称"),
        ("本年支出", "小计"),
        ("本年支出", "基本支出"),
        ("本年支出", "项目支出"),
    ]
    assert (table.ordinals, [*table.body()]) == (2, [3])


def test_a_group_written_in_its_first_field_reaches_the_others() -> None:
    flat = headed(grid(NESTED.replace("<", " ")))
    assert flat.paths == headed(spanned(NESTED)).paths


def test_a_year_before_a_heading_and_a_word_said_twice_are_left_aside() -> None:
    table = headed(grid("项目|2023年度决算数|2023年决算数\n项目|决算数|金额\n甲|1.00|2.00"))
    assert table.paths == [("项目",), ("决算数",), ("决算数", "金额")]


def test_the_row_of_the_total_may_end_the_header() -> None:
    text = "科目 | 名称 | 本年 | 其中\n合计 | | 基本支出 | 项目支出\n201 | 教育 | 5.00 | 3.00"
    table = HeadedGrid(grid(text), {}, lambda _: 1, mixed=True)
    assert table.paths[2:] == [("本年", "基本支出"), ("其中", "项目支出")]
    assert [table.heads(1, at) for at in range(4)] == [False, False, True, True]
    amounts = text.replace("基本支出", "9.00").replace("项目支出", "8.00")
    assert HeadedGrid(grid(amounts), {}, lambda _: 1, mixed=True).mixed is None


def test_a_field_without_a_cell_is_empty_and_stands_where_the_grid_does() -> None:
    table = HeadedGrid(Grid((Cell("甲", 0, 0),), 1, 2), {}, lambda _: 1)
    assert table.cell(0, 1) == Cell("", 0, 1)
    assert (table.paths, [*table.body()]) == ([("甲",), ()], [])


@pytest.mark.parametrize(
    "path, fits",
    [
        (("决算数", "公务用车购置费"), True),
        (("三公经费", "决算数", "公务用车购置费"), True),
        (("公务用车购置费",), False),
        (("预算数", "公务用车购置费"), False),
        (("预算数", "决算数", "公务用车购置费"), False),
        ((), False),
    ],
)
def test_the_group_and_the_last_word_of_a_column_must_stand_over_it(
    path: tuple[str, ...],
    fits: bool,  # noqa: FBT001
) -> None:
    assert (fitness(PART, path, {}) > 0) is fits


def test_a_subtotal_is_told_by_what_it_is_of() -> None:
    assert fitness(WHOLE, ("本年支出", "小计"), {}) > 0
    assert fitness(WHOLE, ("小计",), {}) == 0
    assert fitness(WHOLE, ("年末结转和结余", "小计"), {}) == 0


def test_words_that_make_it_another_number_do_not_fit() -> None:
    for word in base.FOREIGN:
        assert fitness(PLAIN, (word, "基本支出"), {}) == 0, word
    assert fitness(PLAIN, ("本年支出", "基本支出"), {}) > 0


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=4), st.sampled_from("甲乙丙丁戊"))
def test_a_word_too_many_fits_less_and_the_own_path_fits_best(path: list[str], more: str) -> None:
    declared = FormColumn("1", (*path, "基本支出"))
    best = fitness(declared, declared.path, {})
    assert best >= fitness(declared, (*declared.path, more), {})
    assert best > fitness(declared, (*declared.path, "他"), {}) > 0


@pytest.mark.parametrize("name", ["02", "03", "05", "07", "08", "09"])
def test_every_column_is_chosen_under_its_own_words(name: str) -> None:
    columns = form(name).columns
    head = [Cell(column.title.replace("/", ""), 0, at) for at, column in enumerate(columns)]
    table = HeadedGrid(Grid(tuple(head), 1, len(columns)), {}, lambda _: 1)
    table.paths = [tuple(spelling.key(word) for word in column.path) for column in columns]
    assert table.choose(columns, range(len(columns))) == dict(enumerate(columns))
    assert table.choose(columns, [1]) == {1: columns[1]}


def test_two_grid_columns_are_never_the_same_declared_one() -> None:
    table = headed(grid("名称|基本支出|基本支出\n甲|1.00|2.00"))
    assert table.choose([PLAIN], range(3)) == {1: PLAIN}


@pytest.mark.parametrize(
    "row, ordinals",
    [
        (["栏次", "1", "2", "3"], True),
        (["类", "款", "项", "栏次", "1", "2"], True),
        (["", "1", "2"], True),
        (["栏次", "1"], True),
        (["", "1"], False),
        (["栏次", "1", "3"], False),
        (["栏次", "2", "3"], False),
        (["合计", "1", "2"], False),
        (["栏次"], False),
        ([], False),
    ],
)
def test_ordinals_are_one_two_three_and_nothing_else(
    row: list[str],
    ordinals: bool,  # noqa: FBT001
) -> None:
    assert is_ordinals(row) is ordinals


@pytest.mark.parametrize(
    "text, note",
    [
        ("注：本表反映部门支出。", True),
        ("备注: 无", True),
        ("1.本表反映部门支出", True),
        ("注册费", False),
        ("说明书印制", False),
        ("合计", False),
    ],
)
def test_a_note_says_so(text: str, note: bool) -> None:  # noqa: FBT001
    assert is_note(text) is note


def test_only_cells_of_digits_are_strays() -> None:
    table = headed(grid("名称|甲|乙\n合计|1.00|——\n小计|2.00|无"))
    strays = base.strays(table, [1, 2], [1, 2], base.UNDECLARED, "合计")
    assert [(stray.cell.text, stray.kind, stray.row) for stray in strays] == [
        ("1.00", "column", "合计"),
        ("2.00", "column", "合计"),
    ]


def test_a_cell_is_named_for_a_reader() -> None:
    column_of = form("09").columns[0]
    named = base.addressed(form("09"), "三公经费", column_of, Cell("5.00", 1, 0), "")
    assert str(named.address) == f"09:三公经费:{column_of.id}"
    assert named.name == "预算数/合计"
    assert base.title(form("06"), FormColumn("1", ("“三公”经费",))) == form("06").title


def test_two_words_beside_the_total_are_a_row_of_its_own() -> None:
    text = "科目 | 名称 | 本年 | 其中\n合计 | | 基本支出 | \n201 | 教育 | 5.00 | 3.00"
    assert HeadedGrid(grid(text), {}, lambda _: 1, mixed=True).mixed is None
    assert HeadedGrid(grid("科目 | 名称"), {}, lambda _: 1, mixed=True).mixed is None
