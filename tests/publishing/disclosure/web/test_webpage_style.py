"""The style is that of the declared look, and texts in it are texts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from tests.making.disclosures import disclosure
from tests.making.published import TEXTS

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.web.webpage_style import is_wide, quoted, style

LOOK = load_look()


@given(TEXTS)
def test_nothing_in_a_text_ends_it(text: str) -> None:
    inside = quoted(text)[1:-1]
    assert not set(inside) & set("\"'<>&;{}()\n*/")
    assert quoted("草稿") == '"草稿"'


def test_paper_margins_and_sizes_are_those_declared() -> None:
    sheet = style(disclosure("2023"), LOOK)
    assert "@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm;" in sheet
    assert "@page wide { size: 297mm 210mm;" in sheet
    assert "body, main p { font-size: 16pt; }" in sheet
    assert "#F2F2F2" in sheet


def test_a_mark_is_printed_on_every_page_and_none_where_there_is_none() -> None:
    shown = disclosure("2023")
    assert "@top-center" not in style(shown, LOOK)
    assert style(replace(shown, mark="草稿"), LOOK).count('@top-center { content: "草稿"') == 2


def test_a_table_that_is_too_wide_for_its_paper_is_printed_smaller() -> None:
    shown = disclosure("2023")
    table = next(table for table in shown.tables if table.id == "09")
    huge = replace(table, widths=tuple(width * 3 for width in table.widths))
    assert "font-size: 9.00pt" in style(replace(shown, blocks=(table,)), LOOK)
    assert "font-size: 4.71pt" in style(replace(shown, blocks=(huge,)), LOOK)
    assert is_wide(huge, LOOK)
    assert not is_wide(replace(table, widths=(5.0,) * 9), LOOK)


def test_a_table_scrolls_on_screens_narrower_than_it() -> None:
    shown = disclosure("2023")
    table = replace(next(shown.tables), widths=(10.0,) * 6)
    assert "screen and (max-width: 828px)" in style(replace(shown, blocks=(table,)), LOOK)
    broad = replace(table, widths=(20.0,) * 6)
    assert "@media screen { .t0 { overflow: auto" in style(replace(shown, blocks=(broad,)), LOOK)
