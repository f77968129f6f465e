"""A table without rules is believed where its sums agree; else it is told and not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juesuan.model.page import Cell, Document, Grid, Line, Page, Place
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.reading.tables.proof import UNPROVABLE, doubt

EDITION = load("2023")
HEAD = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
Rows = list[tuple[str, ...]]
ROWS: Rows = [
    ("", "合计", "30.00", "20.00", "10.00"),
    ("207", "文化旅游体育与传媒支出", "25.00", "15.00", "10.00"),
    ("20701", "文化和旅游", "25.00", "15.00", "10.00"),
    ("2070101", "行政运行", "25.00", "15.00", "10.00"),
    ("210", "卫生健康支出", "5.00", "5.00", ""),
    ("21011", "行政事业单位医疗", "5.00", "5.00", ""),
    ("2101101", "行政单位医疗", "5.00", "5.00", ""),
]


def document(rows: Rows, *, aligned: bool = True) -> Document:
    """A disclosure of one table."""
    cells = [
        Cell(text, at, column, Place(1))
        for at, texts in enumerate([HEAD, *rows])
        for column, text in enumerate(texts)
    ]
    grid = Grid(tuple(cells), len(rows) + 1, len(HEAD), Place(1), aligned=aligned)
    texts = ("某市某区档案局", "2023年度部门决算", "支出决算表", "金额单位：万元")
    return Document("某局.pdf", "", (Page(1, (*(Line(t, Place(1)) for t in texts), grid)),))


def shifted(rows: Rows) -> Rows:
    """The rows with their amounts in the wrong columns, a row in and a row out."""
    return [(*row[:2], *(row[3:] + row[2:3] if at % 2 else row[2:])) for at, row in enumerate(rows)]


def test_a_table_whose_sums_agree_is_read_one_wrong_digit_included() -> None:
    wrong = [*ROWS[:3], ("2070101", "行政运行", "25.00", "16.00", "10.00"), *ROWS[4:]]
    for rows in (ROWS, wrong):
        reading = read(document(rows), EDITION, formless=True)
        assert reading.facts.forms["03"].state == "read"
        assert doubt("03", reading.facts, EDITION) == ""


def test_a_table_whose_sums_do_not_agree_is_told_and_not_read() -> None:
    reading = read(document(shifted(ROWS)), EDITION, formless=True)
    state = reading.facts.forms["03"]
    assert (state.state, list(reading.facts.of("03"))) == ("unreadable", [])
    assert "没有框线" in state.reason
    ruled = read(document(shifted(ROWS), aligned=False), EDITION)
    assert ruled.facts.forms["03"].state == "read"


def test_a_table_without_any_sum_is_not_believed() -> None:
    reading = read(document([("2070101", "行政运行", "", "15.00", "")]), EDITION, formless=True)
    assert reading.facts.forms["03"].reason == UNPROVABLE


def test_a_table_with_a_column_of_no_known_head_is_not_believed() -> None:
    whole = document(ROWS)
    grid = whole.pages[0].blocks[-1]
    assert isinstance(grid, Grid)
    cells = [replace(c, text="其他一栏") if c.text == "项目支出" else c for c in grid.cells]
    page = replace(
        whole.pages[0], blocks=(*whole.pages[0].blocks[:-1], replace(grid, cells=tuple(cells)))
    )
    reading = read(replace(whole, pages=(page,)), EDITION, formless=True)
    assert "表头" in reading.facts.forms["03"].reason


@pytest.mark.parametrize("aligned", [True, False])
def test_a_form_not_recognised_among_tables_without_rules_is_not_said_to_be_missing(
    *, aligned: bool
) -> None:
    states = read(document(ROWS, aligned=aligned), EDITION).facts.forms
    assert states["01"].state == ("unreadable" if aligned else "missing")


@pytest.mark.parametrize("aligned", [True, False])
def test_rows_that_went_into_no_column_are_told_and_prove_nothing(*, aligned: bool) -> None:
    whole = document(ROWS[:6], aligned=aligned)
    lost = [Line(" ".join(filter(None, row)), Place(1)) for row in ROWS[6:]]
    note = Line("注：本表反映支出情况，另有 1.00", Place(1))
    page = replace(whole.pages[0], blocks=(*whole.pages[0].blocks, *lost, note))
    reading = read(replace(whole, pages=(page,)), EDITION, formless=True)
    told = [item.text for item in reading.unread if item.kind == "rest"]
    assert told == ([line.text for line in lost] if aligned else [])
    state = reading.facts.forms["03"]
    assert (state.partial or state.state == "unreadable") is aligned
