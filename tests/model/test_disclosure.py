"""A disclosure knows its gaps, tables and charts."""

from dataclasses import replace

from tests.making.disclosures import card, disclosure

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import Gap, Text


def test_what_is_missing_is_listed_in_order() -> None:
    made = disclosure()
    assert [gap.anchor for gap in made.gaps] == ["02:合计:1@上年"]
    assert len(list(made.charts)) == 2
    assert [table.kind for table in made.tables][-1] == "card"


def test_a_gap_is_marked_in_the_text() -> None:
    assert Text(("因", Gap("甲", "原因"), "。")).text == "因〔待填：原因〕。"


def test_heads_stand_in_the_middle_and_numbers_on_the_right() -> None:
    (form, *_) = disclosure().tables
    amount = next(c for c in form.grid.cells if (c.row, c.column) in form.cells)
    assert form.align(amount) == "right"
    assert form.align(form.grid.cells[0]) == "center"
    table = plain_table("甲", "card", card(), 0, {})
    short = table.grid.cells[1]
    assert table.align(short) == "center"
    assert table.align(replace(short, text="按照年初工作计划，已完成全年工作任务。")) == "left"
