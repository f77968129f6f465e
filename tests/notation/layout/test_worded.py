"""Tables that list what they tell by its words: down the rows, two beside another, across."""

from __future__ import annotations

from tests.making.grids import grid, spanned

from juesuan.notation import layout
from juesuan.notation.edition import load
from juesuan.notation.layout import Recognised

EDITION = load("2023")


def read(name: str, text: str) -> Recognised:
    """A table beside the forms read from a drawn grid."""
    form = EDITION.form(name)
    assert form is not None
    drawn = spanned(text) if "^" in text else grid(text)
    return layout.read(form, drawn, EDITION.synonyms, EDITION.functional)


def printed(sheet: Recognised) -> dict[str, str]:
    """What was read, by row and column."""
    return {f"{s.address.row}:{s.address.column}": s.cell.text for s in sheet.slots if s.cell.text}


TWO = """
    项目 | 行次 | 预算数 | 决算数 | 项目 | 行次 | 决算数
    （一）支出合计 | 1 | 6.00 | 5.00 | 二、机关运行经费 | 9 | 40.00
    3.公务接待费 | 2 | 6.00 | 5.00 | （一）行政单位 | 10 | 40.00
    （1）国内接待费 | 3 |  | 5.00 | 四、车辆数合计（辆） | 11 | 3
    5.国内公务接待批次（个） | 4 |  | 12 | 某某情况 | 12 | 7
"""


def test_words_stand_left_and_in_the_middle_of_a_row() -> None:
    sheet = read("机构运行", TWO)
    wanted = {"三公支出:预算": "6.00", "三公支出:决算": "5.00", "公务接待费:预算": "6.00"}
    wanted |= {"公务接待费:决算": "5.00", "国内接待费:决算": "5.00", "国内接待批次:决算": "12"}
    wanted |= {"机关运行经费:决算": "40.00", "行政单位:决算": "40.00", "车辆:决算": "3"}
    assert printed(sheet) == wanted
    assert [stray.cell.text for stray in sheet.strays] == ["7"]


def test_words_stand_across_the_head() -> None:
    sheet = read(
        "国有资产占用",
        """
    项目 | 车辆（台、辆） | < | < | 单价50万元以上通用设备（台、套）
    ^ | 合计 | 执法执勤用车 | 其他用车 | ^
    栏次 | 1 | 2 | 3 | 4
    数量 | 5 | 4 | 1 | 2
""",
    )
    wanted = {"车辆:1": "5", "执法执勤用车:1": "4", "其他用车:1": "1", "大型通用设备:1": "2"}
    assert printed(sheet) == wanted
    assert not sheet.strays


def test_a_word_that_stands_twice_is_read_once() -> None:
    sheet = read("政府采购", "    项目 | 金额\n    合计 | 3.00\n    货物 | 3.00\n    货物 | 4.00\n")
    assert printed(sheet) == {"合计:1": "3.00", "货物:1": "3.00"}
    assert [stray.cell.text for stray in sheet.strays] == ["4.00"]
