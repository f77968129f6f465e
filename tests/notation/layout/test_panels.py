"""Economic codes in panels side by side: each amount goes to the code before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import grid

from juesuan.model.page import Cell, Grid
from juesuan.notation.edition import load
from juesuan.notation.layout import panels
from juesuan.notation.layout.base import EMPTY, Recognised

EDITION = load("2023")
(FORM,) = (form for form in EDITION.forms if form.id == "06")
NAMES = EDITION.economic.current(2023)


def read(text: str) -> Recognised:
    """What is read of form 06 from a grid."""
    return panels.read(FORM, grid(text), EDITION.synonyms)


def printed(of: Recognised) -> dict[str, str]:
    """The cells that show something, by row."""
    return {slot.address.row: slot.cell.text for slot in of.slots if slot.cell.text}


WANTED = {
    "301": "8.00",
    "30101": "5.00",
    "30102": "3.00",
    "302": "2.00",
    "30201": "1.50",
    "30217": "0.50",
    "人员经费合计": "8.00",
    "公用经费合计": "2.00",
}
BESIDE = """
    编码  | 名称         | 金额 | 编码  | 名称           | 金额
    301   | 工资福利支出 | 8.00 | 302   | 商品和服务支出 | 2.00
    30101 | 基本工资     | 5.00 | 30201 | 办公费         | 1.50
    30102 | 津贴补贴     | 3.00 | 30217 | 公务接待费     | 0.50
    人员经费合计 | | 8.00 | 公用经费合计 | | 2.00
"""
BELOW = """
    经济分类科目编码 | 科目名称 | 决算数
    301   | 工资福利支出   | 8.00
    30101 | 基本工资       | 5.00
    30102 | 津贴补贴       | 3.00
    302   | 商品和服务支出 | 2.00
    30201 | 办公费         | 1.50
    30217 | 公务接待费     | 0.50
    人员经费合计 | | 8.00
    公用经费合计 | | 2.00
"""
PARTED = """
    科目编码 | | 科目名称 | 金额 | 科目编码 | | 科目名称 | 金额
    类 | 款 | | | 类 | 款 | |
    301 |    | 工资福利支出 | 8.00 | 302 |    | 商品和服务支出 | 2.00
    301 | 01 | 基本工资     | 5.00 | 302 | 01 | 办公费         | 1.50
    301 | 02 | 津贴补贴     | 3.00 | 302 | 17 | 公务接待费     | 0.50
    人员经费合计 | | | 8.00 | 公用经费合计 | | | 2.00
"""
MERGED = PARTED.replace("301 | 0", "| 0").replace("302 | 17", "| 17").replace("| 01", "| 1")
GROUPED = """
    科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
    合计  |                | 10.00 | 8.00 | 2.00
    301   | 工资福利支出   | 8.00  | 8.00 |
    30101 | 基本工资       | 5.00  | 5.00 |
    30102 | 津贴补贴       | 3.00  | 3.00 |
    302   | 商品和服务支出 | 2.00  |      | 2.00
    30201 | 办公费         | 1.50  |      | 1.50
    30217 | 公务接待费     | 0.50  |      | 0.50
"""


@pytest.mark.parametrize(
    "text",
    [BESIDE, BELOW, PARTED, MERGED, GROUPED],
    ids=["beside", "below", "parted", "merged", "grouped"],
)
def test_an_amount_is_that_of_the_code_before_it(text: str) -> None:
    form = read(text)
    assert printed(form) == WANTED
    assert form.strays == ()
    assert form.columns == ("1",)
    assert form.likeness > 0.7


def test_a_code_that_stands_twice_is_read_once_and_told() -> None:
    form = read(BELOW.replace("30217 | 公务接待费     | 0.50", "30201 | 办公费 | 0.50"))
    assert printed(form)["30201"] == "1.50"
    assert [(s.cell.text, s.kind, s.row) for s in form.strays] == [("0.50", "repeated", "30201")]


def test_an_amount_without_a_code_is_told() -> None:
    form = read(BESIDE.replace("30217 |", "3O217 |"))
    assert "30217" not in printed(form)
    assert [(s.cell.text, s.kind) for s in form.strays] == [("0.50", "row")]


def test_an_amount_that_looks_like_a_code_makes_no_panel() -> None:
    form = read(BELOW.replace("8.00", "301").replace("5.00", "302").replace("3.00", "303"))
    assert (printed(form)["301"], printed(form)["30101"]) == ("301", "302")
    assert len({slot.cell.column for slot in form.slots}) == 1


def test_a_note_is_no_row() -> None:
    form = read(BELOW + "    注：302 类为公用经费 | |\n")
    assert form.notes == ("注：302 类为公用经费",)
    assert form.strays == ()


@pytest.mark.parametrize("text", ["", "甲 | 乙", "201 | 一般公共服务支出 | 5.00", "301 | 5.00"])
def test_a_grid_without_economic_codes_is_no_such_form(text: str) -> None:
    assert not read(text).slots
    assert panels.read(FORM, Grid((), 0, 0), {}) == EMPTY


@given(
    st.lists(st.sampled_from([*NAMES]), unique=True, min_size=6, max_size=24),
    st.integers(1, 3),
    st.data(),
)
def test_codes_spread_over_any_panels_are_all_read(
    codes: list[str], width: int, data: st.DataObject
) -> None:
    height = -(-len(codes) // width)
    cells = [Cell(word, 0, 3 * at + n) for at in range(width) for n, word in enumerate(HEAD)]
    amounts = {}
    for number, code in enumerate(codes):
        panel, row = divmod(number, height)
        amounts[code] = data.draw(st.sampled_from(["1.00", "0.00", "12,345.67", "-5.20"]))
        for at, text in enumerate((code, NAMES[code], amounts[code])):
            cells.append(Cell(text, row + 1, 3 * panel + at))
    form = panels.read(FORM, Grid(tuple(cells), height + 1, 3 * width), EDITION.synonyms)
    assert printed(form) == amounts
    assert form.strays == ()
    assert form.likeness == 1


HEAD = ("科目编码", "科目名称", "金额")


def test_the_only_amount_needs_no_header_and_one_of_several_does() -> None:
    bare = BELOW.replace("决算数", "")
    assert printed(read(bare)) == WANTED
    two = "\n".join(f"{line} | 7.00" for line in bare.strip("\n").splitlines())
    assert "301" not in printed(read(two))
    assert read(two).likeness == 0
    last = two.replace(" |  | 7.00", " | 上年数 | 决算数")
    assert {*printed(read(last)).values()} == {"7.00"}


def test_a_total_is_the_first_amount_after_its_label_and_before_the_next() -> None:
    split = BESIDE.replace("人员经费合计 | | 8.00", "人员经费合计 | 8.00 | ")
    assert printed(read(split))["人员经费合计"] == "8.00"
    empty = BESIDE.replace("人员经费合计 | | 8.00", "人员经费合计 | |")
    assert "人员经费合计" not in printed(read(empty))
    assert printed(read(empty))["公用经费合计"] == "2.00"
