"""The page: whole by itself, every link leads somewhere, no text becomes markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.lanes import WHOLE, examples
from tests.making.disclosures import disclosure
from tests.making.published import hostile

import juesuan
from juesuan.model.disclosure import (
    Block,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    PageTable,
    Text,
)
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.open_data.facts_data import facts_json
from juesuan.publishing.disclosure.web.webpage import sections, write_webpage
from juesuan.publishing.screen import still
from juesuan.sources.ours import is_ours

LOOK = load_look()
EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")
TAGS = frozenset(
    "html head meta title style body header h1 h2 h3 h4 p a span nav ol li main section div table "
    "caption colgroup col thead tbody tr th td mark figure figcaption svg desc defs pattern rect "
    "path text g footer script".split()
)


def page_of(shown: Disclosure) -> LexborHTMLParser:
    return LexborHTMLParser(write_webpage(shown, LOOK).decode())


def first(page: LexborHTMLParser, where: str) -> LexborNode:
    node = page.css_first(where)
    assert node is not None
    return node


def of(blocks: tuple[Block, ...]) -> LexborHTMLParser:
    return page_of(replace(disclosure("2023"), blocks=blocks))


def assert_sound(page: LexborHTMLParser) -> None:
    """Ids are different, and every link leads to one of them."""
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert {name for name, count in ids.items() if count > 1} == set()
    links = [node.attributes["href"] or "" for node in page.css("a")]
    assert {link for link in links if unquote(link[1:]) not in ids or link[:1] != "#"} == set()


@pytest.mark.parametrize("name", EDITIONS)
def test_every_number_of_the_text_leads_to_its_cell(name: str) -> None:
    page = page_of(disclosure(name))
    assert_sound(page)
    links = page.css("main p a")
    assert links
    for link in links:
        (cell,) = (
            node
            for node in page.css("td[id]")
            if node.attributes["id"] == unquote((link.attributes["href"] or "")[1:])
        )
        assert cell.text() == link.text()


@settings(max_examples=examples(WHOLE, 15))
@given(hostile())
def test_no_text_becomes_markup(shown: Disclosure) -> None:
    page = page_of(shown)
    assert_sound(page)
    assert {node.tag for node in page.css("*")} <= TAGS
    assert len(page.css("script")) == 1
    (data,) = page.css("script#facts")
    assert json.loads(data.text()) == json.loads(facts_json(shown))
    texts = [still(block.text) for block in shown.blocks if isinstance(block, Text)]
    wanted = [re.sub("\r\n?", "\n", text.replace("\ufeff", "")) for text in texts]  # as HTML reads
    assert [node.text() for node in page.css("main p:not(.note)")] == wanted
    heads = [block for block in shown.blocks if isinstance(block, Heading)]
    assert len(page.css("main h2, main h3, main h4")) == len(heads)
    (sheet,) = page.css("style")
    assert "<" not in sheet.text()


@pytest.mark.parametrize("name", EDITIONS)
def test_the_page_needs_nothing_else(name: str) -> None:
    text = write_webpage(disclosure(name), LOOK).decode()
    assert text.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert not re.search(r"https?:|\bsrc=|@import|\son\w+=", text)
    assert set(re.findall(r"url\((.)", text)) == {"#"}
    (sheet,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = first(page_of(disclosure(name)), "meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


@pytest.mark.parametrize("name", EDITIONS)
def test_landmarks_and_headings_are_in_order(name: str) -> None:
    page = page_of(disclosure(name))
    marks = [node.tag for node in page.css("body > *")]
    assert marks == ["header", "nav", "main", "footer", "script"]
    levels = [int((node.tag or "h0")[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    (skip,) = page.css("a.skip")
    assert first(page, "main").attributes["id"] == unquote((skip.attributes["href"] or "")[1:])
    assert first(page, "a").attributes["class"] == "skip"


def test_the_contents_are_the_headings_of_two_levels() -> None:
    shown = disclosure("2023")
    heads = [b.text for b in shown.blocks if isinstance(b, Heading) and b.level < 3]
    assert [node.text() for node in page_of(shown).css("nav a")] == heads


def test_a_draft_says_so_on_the_cover_and_in_the_title_and_nothing_else_does() -> None:
    page = page_of(replace(disclosure("2023"), mark="草稿"))
    assert first(page, "header p.mark").text() == "草稿"
    assert first(page, "title").text().startswith("草稿")
    assert "草稿" not in write_webpage(disclosure("2023"), LOOK).decode()


def test_what_is_missing_is_marked() -> None:
    (mark,) = of((Text(("因为", Gap("甲", "原因"))),)).css("mark")
    assert mark.text() == "〔待填：原因〕"
    assert f".{mark.attributes['class']} {{" in write_webpage(disclosure("2023"), LOOK).decode()


def test_a_number_that_stands_in_no_table_tells_how_it_is_reckoned() -> None:
    says = "03:合计:2 / 03:合计:1"
    page = of((Text(("占", LinkedNumber("60.00", says), "%，", LinkedNumber("1.00", ""))),))
    assert page.css("main a") == []
    assert [node.attributes.get("title") for node in page.css("main span")] == [says, None]


def test_without_a_cover_or_contents_the_page_still_has_its_title() -> None:
    page = of((Heading(1, "甲", "甲"),))
    assert first(page, "h1").text() == "2023年度云川市青禾区档案馆部门决算"
    assert page.css("nav") == []


def test_tables_below_one_heading_have_names_of_their_own() -> None:
    table = next(disclosure("2023").tables)
    page = of((Heading(2, "项目", "甲"), table, table))
    names = [node.attributes["aria-label"] for node in page.css("div[role]")]
    assert names == ["项目", "项目（2）"]
    assert_sound(page)


def test_wide_tables_lie_on_wide_pages_with_their_heading() -> None:
    shown = disclosure("2023")
    wide = page_of(shown).css("section.landscape")
    assert wide
    assert all(node.css("h3") and node.css("table") for node in wide)
    table = next(t for t in shown.tables if t.id == "04")
    page = of((Heading(2, "说明", "甲"), Text(("如下。",)), table))
    assert page.css("section.landscape") == []
    assert len(page.css("div.landscape")) == 1


def test_sections_begin_at_headings_of_the_first_two_levels() -> None:
    blocks = (Text(("甲",)), Heading(3, "乙", "乙"), Heading(2, "丙", "丙"), Text(("丁",)))
    parts = list(sections(list(enumerate(blocks))))
    assert [[index for index, _ in part.blocks] for part in parts] == [[0, 1], [2, 3]]


def test_the_page_is_a_disclosure_and_no_result_of_an_audit(tmp_path: Path) -> None:
    file = tmp_path / "决算.html"
    file.write_bytes(write_webpage(disclosure("2023"), LOOK))
    assert not is_ours(file)
    report = juesuan.audit(file)
    assert report.meta.department == "云川市青禾区档案馆"


def test_a_page_of_the_usual_size_is_small() -> None:
    shown = disclosure("2024-310000")
    assert any(isinstance(block, PageTable) for block in shown.blocks)
    assert len(write_webpage(shown, LOOK)) < 400_000
