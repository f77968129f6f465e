"""Tables of Word as grids: merged cells, rows of any length, tables that touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import shown
from tests.making.word_parts import cell, package, para, row, run, table

from juesuan.model.page import Block, Grid, Limits, Line, Unreadable
from juesuan.sources.docx import read_docx


def blocks(body: str, limits: Limits = Limits()) -> tuple[Block, ...]:  # noqa: B008 - a frozen record
    """What is read of a body."""
    return read_docx("甲.docx", package(body), limits).pages[0].blocks


def grid(*rows: str) -> Grid:
    """The one grid that a table gives."""
    (block,) = blocks(table(*rows))
    assert isinstance(block, Grid)
    return block


def wide(text: str, columns: int, merge: str | None = None) -> str:
    """A cell over columns; `merge` is what it says of the rows."""
    value = f' w:val="{merge}"' if merge else ""
    down = "" if merge is None else f"<w:vMerge{value}/>"
    return cell(text, f'<w:gridSpan w:val="{columns}"/>{down}')


def test_cells_over_columns_and_rows() -> None:
    made = grid(
        row(wide("项目", 2), wide("合计", 1, "restart")),
        row("科目编码", "科目名称", wide("", 1, "")),
        row("201", "一般公共服务支出", "5.00"),
    )
    assert shown([made]) == [
        [
            ["项目", "项目", "合计"],
            ["科目编码", "科目名称", "合计"],
            ["201", "一般公共服务支出", "5.00"],
        ]
    ]
    assert [(c.rows, c.columns) for c in made.cells[:2]] == [(1, 2), (2, 1)]


def test_a_cell_that_goes_on_with_nothing_is_one_of_its_own() -> None:
    assert shown([grid(row(wide("甲", 1, ""), "乙"), row(wide("", 1, ""), "丙"))]) == [
        [["甲", "乙"], ["甲", "丙"]]
    ]
    split = grid(row(wide("甲", 2, "restart"), "乙"), row(wide("丙", 1, ""), "丁", "戊"))
    assert shown([split]) == [[["甲", "甲", "乙"], ["丙", "丁", "戊"]]]
    ended = grid(row(wide("甲", 1, "restart"), "乙"), row("丙", "丁"), row(wide("戊", 1, ""), "己"))
    assert shown([ended]) == [[["甲", "乙"], ["丙", "丁"], ["戊", "己"]]]


def test_what_a_covered_cell_holds_is_not_printed() -> None:
    body = table(row(wide("甲", 1, "restart"), "乙"), row(wide("藏", 1, ""), "丙"))
    document = read_docx("甲", package(body), Limits())
    assert shown(document.pages[0].blocks) == [[["甲", "乙"], ["甲", "丙"]]]
    assert document.aside.texts == ("藏",)


def test_rows_may_begin_later_and_end_earlier() -> None:
    later = row("乙", "1.00", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    made = grid(row("甲", "丙", "丁", "戊"), later, row("己"))
    assert shown([made]) == [
        [["甲", "丙", "丁", "戊"], [None, "乙", "1.00", None], ["己", None, None, None]]
    ]


def test_columns_beyond_what_the_table_says_are_columns() -> None:
    (made,) = blocks(table(row("甲", wide("乙", 5)), row("1", "2"), widths=(100, 100)))
    assert isinstance(made, Grid)
    assert made.width == 6


def test_cells_merged_in_the_old_way() -> None:
    begins, beside = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    made = grid(row(cell("项目", begins), cell("", beside), "金额"), row("1", "2", "3"))
    assert shown([made]) == [[["项目", "项目", "金额"], ["1", "2", "3"]]]
    assert shown([grid(row(cell("甲", beside), "乙"), row("1", "2"))]) == [
        [["甲", "乙"], ["1", "2"]]
    ]


def test_rows_and_cells_deleted_or_hidden_are_gone() -> None:
    gone = row("删", "删", properties='<w:del w:id="1"/>')
    hidden = row("藏", "藏", properties="<w:hidden/>")
    lacking = row("2", cell("删", '<w:cellDel w:id="1"/>'), "3")
    made = grid(
        row("甲", "乙"), gone, row("0", "1", properties='<w:ins w:id="1"/>'), hidden, lacking
    )
    assert shown([made]) == [[["甲", "乙"], ["0", "1"], ["2", "3"]]]


def test_rows_and_cells_in_wrappers_are_read() -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    made = grid(row("甲", "乙"), held(row("1", "2")), f"<w:tr>{held(cell('3'))}{cell('4')}</w:tr>")
    assert shown([made]) == [[["甲", "乙"], ["1", "2"], ["3", "4"]]]


def test_the_paragraphs_of_a_cell_are_one_text() -> None:
    made = grid(row(cell(para("财政") + para("") + para("拨款")), "1"), row("甲", "2"))
    assert shown([made]) == [[["财政 拨款", "1"], ["甲", "2"]]]


def test_a_table_in_a_cell_is_a_table_behind() -> None:
    inner = table(row("内", "1"), row("里", "2"))
    outer = table(row(cell(para("外") + inner + para("")), "3"), row("甲", "4"))
    assert shown(blocks(outer + para("后"))) == [
        [["外", "3"], ["甲", "4"]], [["内", "1"], ["里", "2"]], "后"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows, lines",
    [
        ((row("全文"),), ["全文"]),
        ((row(cell(para("一") + para("二"))),), ["一", "二"]),
        ((row("部门：某局", "单位：万元"),), ["部门：某局", "单位：万元"]),
        ((row("第一段"), row("第二段")), ["第一段", "第二段"]),
        ((row(cell(table(row("框")))),), ["框"]),
    ],
)
def test_a_table_that_only_sets_text_is_text(rows: tuple[str, ...], lines: list[str]) -> None:
    made = blocks(table(*rows))
    assert shown(made) == lines
    assert all(isinstance(block, Line) for block in made)


def test_a_frame_around_a_table_leaves_the_table() -> None:
    framed = para("题") + table(row("甲", "1"), row("乙", "2")) + para("注")
    assert shown(blocks(table(row(cell(framed))))) == ["题", [["甲", "1"], ["乙", "2"]], "注"]


@pytest.mark.parametrize("rows", [(row("合计", "5.00"),), (row("5.00"), row("甲"))])
def test_a_row_or_column_with_numbers_is_a_table(rows: tuple[str, ...]) -> None:
    (made,) = blocks(table(*rows))
    assert isinstance(made, Grid)


FIRST = (row("项目", "金额"), row("甲", "1.00"))
SECOND = (row("乙", "2.00"), row("丙", "3.00"))
WIDTHS = (2000, 1000)


@pytest.mark.parametrize(
    "between, widths, rows, count",
    [
        ("", WIDTHS, SECOND, 1),
        (para(""), WIDTHS, SECOND, 1),
        (para('<w:r><w:br w:type="page"/></w:r>'), WIDTHS, SECOND, 1),
        ("", (2050, 1000), SECOND, 1),
        ("", WIDTHS, (row("乙", "2.00"),), 1),
        ("", (2000, 1100), SECOND, 2),
        ("", (2000, 500, 500), SECOND, 2),
        ("", (), SECOND, 2),
        (para("收入决算表"), WIDTHS, SECOND, 3),
        ("", WIDTHS, (row(wide("收入决算表", 2)), *SECOND), 2),
        ("", WIDTHS, FIRST, 2),
    ],
)
def test_tables_that_touch_are_one_where_their_columns_are_the_same(
    between: str, widths: tuple[int, ...], rows: tuple[str, ...], count: int
) -> None:
    made = blocks(table(*FIRST, widths=WIDTHS) + between + table(*rows, widths=widths))
    assert len(made) == count
    if count == 1:
        assert shown(made) == shown(blocks(table(*FIRST, *rows)))


def test_the_rows_of_a_joined_table_are_counted_on() -> None:
    (made,) = blocks(table(*FIRST, widths=WIDTHS) + table(*SECOND, widths=WIDTHS))
    assert isinstance(made, Grid)
    assert [c.place.cell for c in made.cells[4:]] == [(3, 1), (3, 2), (4, 1), (4, 2)]
    lines = [c.place.line for c in made.cells]
    assert lines == sorted(lines, key=lambda line: line or 0)


MERGES = st.sampled_from([None, "", "restart"])
ROWS = st.lists(st.lists(st.tuples(st.integers(0, 3), MERGES), max_size=4), min_size=2, max_size=5)


@given(ROWS)
def test_no_field_is_covered_twice_and_no_cell_is_lost(
    rows: list[list[tuple[int, str | None]]],
) -> None:
    written = [
        row(*(wide(f"格{at}.{n}", size, merge) for n, (size, merge) in enumerate(cells)))
        for at, cells in enumerate(rows)
    ]
    document = read_docx("甲", package(para("始") + table(*written)), Limits())
    grids = [block for block in document.pages[0].blocks if isinstance(block, Grid)]
    lines = [block.text for block in document.pages[0].blocks if isinstance(block, Line)]
    fields = [
        (r, c)
        for made in grids
        for each in made.cells
        for r in range(each.row, each.row + each.rows)
        for c in range(each.column, each.column + each.columns)
    ]
    assert len(fields) == len(set(fields))
    assert all(r < made.height and c < made.width for made in grids for r, c in fields)
    texts = {each.text for made in grids for each in made.cells} | {*lines}
    everything = {f"格{at}.{n}" for at, cells in enumerate(rows) for n in range(len(cells))}
    assert everything <= texts | {*document.aside.texts}


def test_a_table_larger_than_the_limit_is_refused() -> None:
    body = table(row(wide("甲", 999_999), "乙"), *(row("丙") for _ in range(9)))
    with pytest.raises(Unreadable, match="--max-cells"):
        blocks(body)
    with pytest.raises(Unreadable, match="--max-cells"):
        blocks(table(*(row("甲", "1") for _ in range(60))), Limits(cells=100))


def test_tables_in_tables_without_end_are_refused() -> None:
    inner = para("底")
    for _ in range(90):
        inner = table(row(cell(inner + para(""))))
    with pytest.raises(Unreadable, match="请在"):
        blocks(inner)


def test_a_run_in_a_deleted_table_row_is_set_aside() -> None:
    gone = row(cell(para(run("删"))), properties='<w:del w:id="1"/>')
    document = read_docx("甲", package(para("文") + table(gone)), Limits())
    assert shown(document.pages[0].blocks) == ["文"]
    assert document.aside.texts == ("删",)
