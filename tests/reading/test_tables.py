"""Tables cut in two: joined where the second says that it goes on, left apart where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents import south
from tests.making.old_workbooks import Rows
from tests.making.workbooks import workbook

from juesuan.model.page import Place, Unseen
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.reading.tables import tables
from juesuan.sources.open import open_document

HEAD = "| 科目编码 | 科目名称 | 本年支出合计 |\n|---|---|---|\n"
ROWS = "|  | 合计 | 30.00 |\n| 201 | 一般公共服务支出 | 20.00 |\n\n"
FIRST = f"支出决算表\n\n金额单位：万元\n\n{HEAD}{ROWS}"
SECOND = f"{HEAD}| 208 | 社会保障和就业支出 | 10.00 |\n"


def heights(between: str) -> list[int]:
    document = open_document("文.md", f"{FIRST}{between}\n\n{SECOND}".encode())
    return [table.grid.height for table in tables(document, load("2023").marks)]


@pytest.mark.parametrize(
    "between",
    ["支出决算表（续）", "支出决算表（续表）", "支出决算表续表1", "续表", "支出决算表(续)"],
)
def test_a_table_that_is_said_to_go_on_does(between: str) -> None:
    assert heights(between) == [4]


@pytest.mark.parametrize("between", ["支出决算表", "收入决算表（续）", "正文一段。"])
def test_another_table_of_the_same_head_is_another(between: str) -> None:
    assert heights(between) == [3, 2]


def test_a_small_table_of_title_and_unit_stands_over_the_next_one() -> None:
    top = "|  | 公开03表 |\n|---|---|\n| 部门：某局 | 金额单位：万元 |\n\n"
    text = f"支出决算表\n\n{top}{HEAD}{ROWS}"
    (table,) = tables(open_document("文.md", text.encode()), load("2023").marks)
    assert [line.text for line in table.above[-3:]] == ["公开03表", "部门：某局", "金额单位：万元"]
    other = text.replace("部门：某局", "2080505")
    assert len(tables(open_document("文.md", other.encode()), load("2023").marks)) == 2


SHEETS: Rows = [["支出决算表"], ["金额单位：万元"], ["科目编码", "科目名称", "本年支出合计"]]
FIRST_ROWS: Rows = [["201", "一般公共服务支出", 20.0]]
SECOND_ROWS: Rows = [["208", "社会保障支出", 10.0]]


@pytest.mark.parametrize(
    "title, count", [("支出决算表（续）", 1), ("支出决算表", 2), ("收入决算表（续）", 2)]
)
def test_a_table_goes_on_in_the_next_sheet_where_that_says_so(title: str, count: int) -> None:
    data = workbook({"表1": [*SHEETS, *FIRST_ROWS], "表2": [[title], SHEETS[2], *SECOND_ROWS]})
    assert len(tables(open_document("文.xlsx", data), load("2023").marks)) == count


def test_what_stands_below_a_table_is_no_head_of_the_next_sheets() -> None:
    below = ["注：本表以“万元”为金额单位（单位：万元）"]
    data = workbook(
        {"表1": [*SHEETS, *FIRST_ROWS, below], "表2": [["收入决算表"], *SHEETS[2:], *SECOND_ROWS]}
    )
    first, second = tables(open_document("文.xlsx", data), load("2023").marks)
    assert [line.text for line in first.below] == below
    assert [line.text for line in second.above] == ["收入决算表"]


def test_what_a_sheet_hides_is_told() -> None:
    """One remark on hidden rows and columns, read all the same; one 未核 on a hidden sheet."""
    unseen = (
        Unseen(Place(part="表1"), "“表1”第 3 行是隐藏的", read=True),
        Unseen(Place(part="表1"), "“表1”第 2 列是隐藏的", read=True),
        Unseen(Place(part="底稿"), "“底稿”没有读取"),
    )
    document = open_document("文.md", south.guangdong().document().encode())
    reading = read(replace(document, unseen=unseen), load("2023"))
    remarks = [finding for finding in reading.remarks if finding.rule == "格式.隐藏"]
    assert [len(finding.places) for finding in remarks] == [2]
    assert [item.reason for item in reading.unread if item.place.part] == ["“底稿”没有读取"]
    assert not any(f.rule == "格式.隐藏" for f in read(document, load("2023")).remarks)


def test_fields_of_word_in_the_contents_are_told_once() -> None:
    text = f"目录\n\n第一部分 概况 PAGEREF _Toc1 h 2\n\n第二部分 表 PAGEREF _Toc2 h 3\n\n{FIRST}"
    reading = read(open_document("文.md", text.encode()), load("2023"), formless=True)
    (finding,) = [one for one in reading.remarks if one.rule == "格式.域代码"]
    assert (finding.severity, len(finding.places)) == ("提示", 2)
