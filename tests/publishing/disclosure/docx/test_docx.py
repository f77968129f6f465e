"""A disclosure as DOCX: everything said is in it, nothing else acts, the same bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making import word_taken_apart as word
from tests.making.disclosures import disclosure
from tests.making.office import converted

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    PageTable,
    Text,
)
from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx
from juesuan.publishing.disclosure.docx.elements import w

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "<w:p/>&amp;",
    '{ HYPERLINK "x" }',
    "\x00\x08\x1b[31m",
    "\ud800\ufffe",
    "\u202e倒\u2066",
    "TOC \\o",
    "'\"`#*_$",
    "]]>",
)


def with_text(text: str) -> Disclosure:
    """A disclosure that says a text wherever it may say one."""
    grid = Grid((Cell(text, 0, 0), Cell(text, 0, 1)), 1, 2)
    table = PageTable(text, "list", grid, 0, {}, ("left", "right"), (3, 3), text, text, text, text)
    number = LinkedNumber(text, "01:收入总计:1")
    words = Text((text, number, Gap("", text)))
    return replace(
        disclosure(),
        title=text,
        department=text,
        mark=text,
        keywords=(text,),
        blocks=(
            CoverPage((text, text), text),
            Contents(text),
            Heading(1, text, text),
            words,
            table,
            *(chart_of(chart, text) for chart in disclosure().charts),
        ),
    )


def chart_of(chart: Chart, text: str) -> Chart:
    """A chart that says a text wherever it may say one."""
    categories = tuple(text for _ in chart.categories)
    series = tuple(
        one._replace(name=text, labels=tuple(text for _ in one.labels)) for one in chart.series
    )
    return chart._replace(
        id=text, title=text, alt=text, unit=text, categories=categories, series=series
    )


@pytest.mark.parametrize("name", EDITIONS)
def test_every_table_is_there_field_by_field(name: str) -> None:
    tables = list(disclosure(name).tables)
    for table, grid in zip(tables, word.grids(word.written(name)), strict=True):
        merged = {(c.row, c.column): (c.text, c.rows, c.columns) for c in table.grid.cells}
        written = {(c.row, c.column): (c.text, c.rows, c.columns) for c in grid.cells}
        empty = {at: cell for at, cell in written.items() if at not in merged}
        assert {at: cell for at, cell in written.items() if at in merged} == merged
        assert set(empty.values()) <= {("", 1, 1)}


def test_everything_said_is_there_in_order() -> None:
    start = disclosure()
    text = [word.words(node) for node in word.paragraphs(word.written())]
    wanted = [block.text for block in start.blocks if isinstance(block, Heading | Text)]
    listed = iter(text)
    assert [line for line in wanted if line not in listed] == []
    assert "公开03表" in "".join(text)
    assert f"部门：{start.department}\t金额单位：万元" in text


@pytest.mark.parametrize("name", EDITIONS)
def test_properties_stand_in_the_order_of_the_schema(name: str) -> None:
    marked = replace(disclosure(name), mark="草稿")
    pages = {block.id: 7 for block in marked.blocks if isinstance(block, Heading)}
    assert word.disordered(write_docx(marked, load_look(), pages)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_nothing_but_a_text(text: str) -> None:
    plain, hostile = (
        write_docx(with_text("文"), load_look()),
        write_docx(with_text(text), load_look()),
    )
    assert word.parts(plain).keys() == word.parts(hostile).keys()
    shapes = [
        [node.tag for node in word.tree(data).iter() if node.tag != f"{word.W}br"]
        for data in (plain, hostile)
    ]
    assert shapes[0] == shapes[1]
    codes = [[n.text for n in word.tree(d).iter(f"{word.W}instrText")] for d in (plain, hostile)]
    assert codes[0] == codes[1]


def test_the_order_of_the_schema_bites() -> None:
    wrong = w("pPr", w("jc", val="left"), w("keepNext"))
    strange = w("pPr", w("tc"))
    right = w("pPr", w("keepNext"), w("jc", val="left"))
    assert [len(list(word.faults(node))) for node in (wrong, strange, right)] == [1, 1, 0]


@given(st.text(max_size=12))
@settings(max_examples=examples(200, 20))
def test_no_text_is_refused(text: str) -> None:
    data = write_docx(with_text(text), load_look())
    assert len(list(word.grids(data))) == 1


def test_a_lone_half_of_a_sign_is_seen_to_be_missing() -> None:
    assert "\ufffd" in word.words(word.tree(write_docx(with_text("甲\ud800乙"), load_look())))


FIELD = Address("甲", "1", "1")
FORM = PageTable(
    "甲", "form", Grid((Cell("1.00", 0, 0),), 1, 1), 0, {(0, 0): FIELD}, ("right",), (60.0,), "01表"
)
BLOCKS: tuple[Block, ...] = (
    CoverPage(("2023年度", "云川市档案馆"), "2024年8月30日"),
    Contents("目录"),
    Heading(1, "部分", "p"),
    Heading(2, "节", "s"),
    Heading(3, "小节", "t"),
    Text(("文", LinkedNumber("1.00", str(FIELD), FIELD))),
    FORM,
    replace(FORM, kind="card", widths=(9.0,), number=""),
    replace(FORM, kind="list", number=""),
    *disclosure().charts,
)


@given(st.lists(st.sampled_from(BLOCKS), max_size=9))
@settings(max_examples=examples(2 * WHOLE, 30))
def test_blocks_in_any_order_are_a_document(blocks: list[Block]) -> None:
    data = write_docx(replace(disclosure(), blocks=tuple(blocks)), load_look())
    assert word.disordered(data) == []
    body = word.tree(data).find(f"{word.W}body")
    kinds = [node.tag.removeprefix(word.W) for node in body]
    assert kinds[-1] == "sectPr"
    assert {after for before, after in pairwise(kinds) if before == "tbl"} <= {"p"}
    assert kinds.count("tbl") == sum(isinstance(block, PageTable) for block in blocks)
    ends = [node.find(f".//{word.W}sectPr") is not None for node in body]
    firsts = [node for node, end in zip(body, [True, *ends], strict=False) if end]
    assert not any(node.find(f".//{word.W}pageBreakBefore") is not None for node in firsts)
    names = [mark.get(f"{word.W}name") for mark in body.iter(f"{word.W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert {link.get(f"{word.W}anchor") for link in body.iter(f"{word.W}hyperlink")} <= set(names)


SCRIPT = """
import hashlib
from tests.making.disclosures import disclosure
from tests.making.office import converted
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx
print(hashlib.sha256(write_docx(disclosure("2024-310000", 5), load_look())).hexdigest())
"""


def test_the_bytes_are_the_same_in_any_process() -> None:
    digests = set()
    for zone, seed, language in (("Asia/Shanghai", "1", "C.UTF-8"), ("America/Lima", "77", "C")):
        environment = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": language}
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = {**os.environ, **environment, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", SCRIPT]
        digests.add(
            subprocess.run(command, env=environment, capture_output=True, check=True).stdout
        )
    assert len(digests) == 1


def test_other_accounts_are_other_bytes() -> None:
    assert word.written() != word.written(seed=2)


def test_an_office_suite_opens_it(tmp_path: Path) -> None:
    text = converted({"文.docx": word.written()}, "txt:Text", tmp_path)["文.docx"].decode(
        "utf-8-sig"
    )
    assert "一、收入支出决算总体情况说明" in text
    assert "〔待填：收入增减的原因〕" in text
