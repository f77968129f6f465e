"""A table tells what is head, what a label and what a number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.making.disclosures import disclosure

from juesuan.model.disclosure import PageTable
from juesuan.publishing.disclosure.web.page_ids import page_ids
from juesuan.publishing.disclosure.web.webpage_table import web_table

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def drawn(table: PageTable) -> LexborHTMLParser:
    page = web_table(table, 0, page_ids((table,)), ("表", "scroll"))
    return LexborHTMLParser(f"<!doctype html><body>{page}</body>")


def only(page: LexborHTMLParser, where: str) -> LexborNode:
    (node,) = page.css(where)
    return node


@pytest.mark.parametrize("name", EDITIONS)
def test_every_cell_stands_in_the_table_and_numbers_bear_their_addresses(name: str) -> None:
    for table in disclosure(name).tables:
        page = drawn(table)
        cells = [(node.text(), node.attributes.get("id")) for node in page.css("th, td")]
        assert [text for text, _ in cells] == [cell.text for cell in table.grid.cells]
        ids = {text for _, text in cells if text}
        assert ids == {str(address) for address in table.cells.values()}


@pytest.mark.parametrize("name", EDITIONS)
def test_heads_repeat_on_paper_and_say_what_they_are(name: str) -> None:
    for table in disclosure(name).tables:
        page = drawn(table)
        assert len(page.css("thead tr")) == table.heads
        assert len(page.css("tbody tr")) == table.grid.height - table.heads
        scopes = {node.attributes.get("scope") for node in page.css("thead th")}
        assert scopes <= {"col"}
        labels = page.css("tbody th")
        assert {node.attributes.get("scope") for node in labels} <= {"row"}
        assert all(node.text() and not node.attributes.get("id") for node in labels)
        if table.kind == "form" and "left" in table.aligns:
            assert labels


def test_the_caption_says_whose_table_it_is_its_number_and_its_unit() -> None:
    table = next(disclosure("2023").tables)
    spans = [node.text() for node in drawn(table).css("caption span")]
    assert spans == ["部门：云川市青禾区档案馆", "公开01表", "金额单位：万元"]
    assert only(drawn(table), "p.note").text().startswith("注：")


def test_a_table_with_nothing_to_say_above_it_is_named_otherwise() -> None:
    *_, card = disclosure("2023").tables
    page = drawn(card)
    assert page.css("caption") == []
    assert only(page, "table").attributes["aria-label"] == "表"
    assert [node.text() for node in page.css("tbody th")] == ["项目名称", "年度资金总额"]


def test_the_region_can_be_reached_and_scrolled_by_keys() -> None:
    attributes = only(drawn(next(disclosure("2023").tables)), "div").attributes
    assert (attributes["role"], attributes["tabindex"]) == ("region", "0")
    assert attributes["aria-label"] == "表"


def test_merged_cells_stay_merged() -> None:
    *_, card = disclosure("2023").tables
    assert [node.attributes.get("colspan") for node in drawn(card).css("tr:first-child > *")] == [
        None,
        "3",
    ]


def test_a_number_is_never_a_label() -> None:
    table = next(disclosure("2023").tables)
    turned = replace(table, aligns=("left",) * 6)
    addresses = {str(address) for address in table.cells.values()}
    assert {node.attributes.get("id") for node in drawn(turned).css("td[id]")} == addresses
