"""Lines of tables without rules are told from prose, from titles, units and notes."""

from __future__ import annotations

import pytest
from tests.making.aligned import line, row, table, word

from juesuan.sources.pdf.unruled import Strip, ordinals, regions, strips, tabular, within, words_of

PROSE = line(60, ("2023年度支出合计2,562.80万元，其中：基本支出1,564.62万元。", 50, "left"))
TITLE = line(40, ("一般公共预算支出决算表", 290, "middle"))
UNIT = line(80, ("部门：某局", 50, "left"), ("公开05表", 300, "left"), ("单位：万元", 480, "left"))


@pytest.mark.parametrize(
    "strip, expected",
    [
        (row(10, "201", "支出", "1.00", "", ""), True),
        (
            line(10, ("科目编码", 50, "left"), ("科目名称", 150, "left"), ("小计", 300, "left")),
            True,
        ),
        (PROSE, False),
        (UNIT, False),
        (TITLE, False),
        (line(10, ("其中：财政拨款", 50, "left"), ("5.00", 300, "left")), True),
    ],
)
def test_a_line_of_a_table_is_told(strip: Strip, *, expected: bool) -> None:
    assert tabular(strip) is expected


def test_a_table_is_its_head_its_rows_and_the_rest_of_its_last_cell() -> None:
    note = line(240, ("注：本表反映支出情况。", 50, "left"))
    lines = [TITLE, PROSE, UNIT, *table(), note]
    assert [*regions(lines)] == [range(3, 9)]


def test_tables_far_apart_are_two() -> None:
    assert len([*regions([*table(100), *table(500)])]) == 2


def test_rows_without_numbers_and_names_of_many_lines_part_no_table() -> None:
    names = [line(220 + 20 * at, (text, 300, "left")) for at, text in enumerate("甲乙丙丁戊己")]
    wrapped = [line(232 + 12 * at, ("支出", 100, "left")) for at in range(6)]
    above = [
        line(180, ("甲", 50, "left"), ("1.00", 250, "right"), ("支出", 300, "left")),
        line(200, ("乙", 50, "left"), ("支出", 300, "left")),
    ]
    below = row(340, "205", "支出", "", "", "1.00")
    assert [*regions([*above, *names, below])] == [range(9)]
    assert [*regions([row(220, "201", "支出", "1.00", "", ""), *wrapped, below])] == [range(8)]


def test_a_heading_below_a_table_is_not_its_row() -> None:
    heading = [line(220 + 20 * at, ("三、支出说明", 50, "left")) for at in range(3)]
    assert [*regions([row(200, "201", "支出", "1.00", "", ""), *heading])] == [range(1)]


def test_words_side_by_side_are_a_line_and_those_below_are_not() -> None:
    words = [word("甲", 50, 100), word("1.00", 200, 103), word("乙", 50, 112)]
    assert [[each.text for each in strip] for strip in strips(words)] == [["甲", "1.00"], ["乙"]]


def test_what_imitates_bold_type_is_one_word() -> None:
    first = word("合计", 50, 100).run
    second = first._replace(edges=((50.5, 70.5),))
    assert [each.text for each in words_of([first, second])] == ["合计"]
    assert words_of([first._replace(turn=1), first._replace(size=0.0)]) == []


def test_ordinals_are_numbers_in_their_order() -> None:
    assert ordinals(line(10, ("栏次", 50, "left"), ("1", 100, "left"), ("2", 150, "left")))
    assert not ordinals(line(10, ("1", 50, "left"), ("5.00", 100, "left")))


def test_a_sentence_is_not_within_a_table() -> None:
    assert not within(PROSE, table())
    assert within(line(10, ("支出", 100, "left")), table())
