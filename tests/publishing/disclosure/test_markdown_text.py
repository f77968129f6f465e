"""Markdown that reads back, in which no text is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.lanes import WHOLE, examples
from tests.making.disclosures import disclosure
from tests.making.published import hostile

from juesuan.model.disclosure import Block, Chart, Disclosure, Gap, Heading, PageTable, Text
from juesuan.model.page import Grid, Limits, Line
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.screen import clean
from juesuan.sources.markdown import read_markdown

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def blocks_of(shown: Disclosure) -> list[Line | Grid]:
    (page,) = read_markdown("试.md", write_markdown(shown), Limits()).pages
    return list(page.blocks)


def text_of(*blocks: Block, mark: str = "") -> str:
    return write_markdown(replace(disclosure("2023"), blocks=blocks, mark=mark)).decode()


@pytest.mark.parametrize("name", EDITIONS)
def test_tables_keep_their_cells_and_spans(name: str) -> None:
    shown = disclosure(name)
    grids = [block for block in blocks_of(shown) if isinstance(block, Grid)]
    for table, grid in zip(shown.tables, grids, strict=True):
        wanted = [(c.text, c.row, c.column, c.rows, c.columns) for c in table.grid.cells]
        assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == wanted


@settings(max_examples=examples(WHOLE, 15))
@given(hostile())
def test_every_text_is_read_back_as_it_is(shown: Disclosure) -> None:
    lines = [block for block in blocks_of(shown) if isinstance(block, Line)]
    texts = {line.text for line in lines}
    wanted = {clean(block.text) for block in shown.blocks if isinstance(block, Text | Heading)}
    assert wanted - {""} <= texts
    heads = {
        clean(b.text): b.level + 1 for b in shown.blocks if isinstance(b, Heading) and clean(b.text)
    }
    levels = {line.text: line.heading for line in lines if line.heading}
    assert heads.keys() <= levels.keys()
    grids = [block for block in blocks_of(shown) if isinstance(block, Grid)]
    cells = [clean(cell.text) for table in shown.tables for cell in table.grid.cells]
    assert [cell.text for grid in grids for cell in grid.cells] == cells


def test_what_is_missing_is_bold_and_reads_as_it_is_shown() -> None:
    text = Text(("因为", Gap("甲", "原因"), "。"))
    assert text_of(text) == "因为<b>〔待填：原因〕</b>。\n"


def test_a_draft_says_so_below_the_cover_and_each_table_and_nothing_else_does() -> None:
    shown = disclosure("2023")
    draft = write_markdown(replace(shown, mark="草稿")).decode()
    assert draft.count("<b>草稿</b>") == 1 + len(list(shown.tables))
    assert "草稿" not in write_markdown(shown).decode()


def test_a_chart_is_its_title_and_what_it_tells() -> None:
    chart = next(disclosure("2023").charts)
    assert isinstance(chart, Chart)
    assert text_of(chart) == f"图1 收、支总计变动情况（单位：万元）\n\n{chart.alt}\n"


def test_numbers_stand_right_and_above_a_table_whose_it_is() -> None:
    table = next(disclosure("2023").tables)
    assert isinstance(table, PageTable)
    text = text_of(table)
    assert text.startswith("部门：云川市青禾区档案馆 公开01表 金额单位：万元\n\n<table><thead>")
    assert '<td align="right">377,999.04</td>' in text
    assert text.count("<th") == sum(cell.row < table.heads for cell in table.grid.cells) + 1


def test_every_row_is_a_line_so_that_drafts_compare() -> None:
    table = next(disclosure("2023").tables)
    rows = [line for line in text_of(table).split("\n") if line.startswith("<tr>")]
    assert len(rows) == table.grid.height - table.heads
