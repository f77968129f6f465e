"""Whole documents of Word: as python-docx sees them, as from Markdown, and damaged ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.word_parts import (
    cell,
    field,
    package,
    para,
    root,
    row,
    run,
    saved,
    table,
    written,
)

from juesuan.auditing import Audit, examine
from juesuan.model.page import Block, Grid, Limits, Line, Unreadable
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.docx import read_docx
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

DISCLOSURE = Path(__file__).parents[3] / "examples" / "disclosure"


def blocks(data: bytes) -> tuple[Block, ...]:
    """What is read."""
    return read_docx("甲.docx", data, Limits()).pages[0].blocks


TEXTS = st.text("收支决算 0123456789.,，（）\t\n", max_size=20)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=2, max_size=4)
)


@given(st.lists(TEXTS | TABLES, min_size=1, max_size=6))
@settings(max_examples=examples(200, 20))
def test_what_python_docx_wrote_is_read_as_it_reads_it(parts: list[str | list[list[str]]]) -> None:
    """Paragraphs apart from ends of lines and blanks at them, cells from the breaks within."""
    plain = docx.Document()
    plain.add_paragraph("始")
    for part in parts:
        if isinstance(part, str):
            plain.add_paragraph(part)
            continue
        made = plain.add_table(len(part), len(part[0]))
        for cells, texts in zip(made.rows, part, strict=True):
            for each, text in zip(cells.cells, texts, strict=True):
                each.text = text
        plain.add_paragraph("隔")
    read = blocks(saved(plain))
    lines = [line.strip() for each in plain.paragraphs for line in each.text.split("\n")]
    assert [block.text for block in read if isinstance(block, Line)] == [*filter(None, lines)]
    theirs = [
        [[" ".join(c.text.split()) for c in cells.cells] for cells in made.rows]
        for made in plain.tables
    ]
    ours = [
        [[" ".join(c.text.split()) if c else "" for c in cells] for cells in block.fields]
        for block in read
        if isinstance(block, Grid)
    ]
    assert ours == theirs


def audited(data: bytes, name: str) -> tuple[Reading, Audit]:
    """A document read and audited, without a child process."""
    reading = read_document(open_document(name, data))
    return reading, examine(reading, load(reading.meta.edition))


@pytest.mark.parametrize("name, errors", [("clean", False), ("disclosure", True)])
def test_the_example_in_word_says_what_it_says_in_markdown(name: str, *, errors: bool) -> None:
    """All facts, all findings, wherever a table has merged heads."""
    source = (DISCLOSURE / f"{name}.md").read_bytes()
    first, plain = audited(source, "甲.md")
    second, audit = audited(written(open_document("甲.md", source)), "甲.docx")
    assert len(first.facts) > 700
    assert {a: (f.value, f.printed) for a, f in first.facts.items()} == {
        a: (f.value, f.printed) for a, f in second.facts.items()
    }
    messages = [(f.severity, f.rule, f.message) for f in audit.findings]
    assert messages == [(f.severity, f.rule, f.message) for f in plain.findings]
    assert any(severity == "错误" for severity, _, _ in messages) == errors
    assert all(fact.place.line and fact.place.part for fact in second.facts.values())
    assert sum(fact.place.cell is not None for fact in second.facts.values()) > 500


LABELS = (
    r"第[一二三四五六七八九十]+部分 ?",
    r"[一二三四五六七八九十]+、",
    r"（[一二三四五六七八九十]+）",
)
LISTS = ("第%1部分", "%2、", "（%3）")
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def numbered(line: Line) -> str:
    """A line as Word holds it: a heading without its number, a part on a new page."""
    if not line.heading:
        return para(line.text)
    level = next((n for n, label in enumerate(LABELS) if re.match(label, line.text)), None)
    outline = f'<w:outlineLvl w:val="{line.heading - 1}"/>'
    before = BREAK if line.heading == 1 else ""
    if level is None:
        return para(before + run(line.text), outline)
    which = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return para(before + run(re.sub(LABELS[level], "", line.text, count=1)), outline + which)


def merged(grid: Grid) -> str:
    """A table as Word holds it."""
    rows = []
    for at, fields in enumerate(grid.fields):
        cells = []
        for each in dict.fromkeys(filter(None, fields)):
            down = "" if each.rows == 1 else f'<w:vMerge w:val="{"restart" * (each.row == at)}"/>'
            across = f'<w:gridSpan w:val="{each.columns}"/>{down}'
            cells.append(cell(each.text if each.row == at else "", across))
        rows.append(row(*cells))
    return table(*rows, widths=(1000,) * grid.width)


def contents(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks, the entries of the contents with the pages that a field gives."""
    inside = False
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            yield merged(block) + para("")
            continue
        if inside and not block.heading:
            page = field("PAGEREF _Toc1", run(str(at)))
            yield para(run(block.text.removeprefix("- ")) + "<w:r><w:tab/></w:r>" + page)
        else:
            yield numbered(block)
        inside = block.text == "目录" if block.heading else inside


@pytest.mark.parametrize("name", ["clean", "disclosure"])
def test_the_example_as_word_itself_would_hold_it_says_the_same(name: str) -> None:
    """Numbers of headings by lists, pages in the contents by fields, breaks where pages began."""
    source = (DISCLOSURE / f"{name}.md").read_bytes()
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(LISTS)
    )
    lists = root(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = "".join(contents(open_document("甲.md", source).pages[0].blocks))
    first, plain = audited(source, "甲.md")
    second, audit = audited(package(body, {"numbering": lists}), "甲.docx")
    assert {fact.place.page for fact in second.facts.values()} >= {4, 5}
    assert {a: f.printed for a, f in first.facts.items()} == {
        a: f.printed for a, f in second.facts.items()
    }
    messages = [(f.severity, f.rule, f.message) for f in audit.findings]
    assert messages == [(f.severity, f.rule, f.message) for f in plain.findings]


PARTS = {
    "styles": root("styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'),
    "numbering": root(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="A"/><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    ),
    "header": root("hdr", para("页眉")),
}
WHOLE = package(
    para("第一部分", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    + table(row("项目", "金额"), row("甲", "1.00"), widths=(100, 200))
    + para(run("本年收入") + "<w:ins>" + run("5.00") + "</w:ins>" + run("万元")),
    PARTS,
)


def damaged(dice: random.Random) -> bytes:
    """The document with some bytes changed, lost or doubled."""
    data = bytearray(WHOLE)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data))
        match dice.randrange(4):
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                del data[at : at + dice.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + dice.randint(1, 40)]
            case _:
                del data[at + len(data) // 2 :]
    return bytes(data)


def unpacked_damage(dice: random.Random) -> bytes:
    """The same with tags of its XML changed, so that the archive stays whole."""
    parts = dict(PARTS)
    kind = dice.choice(sorted(parts))
    text = parts[kind]
    at, more = dice.randrange(len(text)), dice.choice(["<w:p>", "</w:p>", "<", "&", '"', "\0", ""])
    parts[kind] = text[:at] + more + text[at + dice.randrange(3) :]
    return package(para("正文", '<w:numPr><w:numId w:val="1"/></w:numPr>'), parts)


@pytest.mark.parametrize("spoil", [damaged, unpacked_damage])
def test_what_is_damaged_is_unreadable_or_a_document(
    spoil: Callable[[random.Random], bytes],
) -> None:
    dice = random.Random(11)  # noqa: S311 - dice for files, not for secrets
    for _ in range(examples(3000, 300)):
        data = spoil(dice)
        with suppress(Unreadable):
            assert open_document("甲.docx", data or b"PK").pages
        with suppress(Unreadable):
            assert read_docx("甲.docx", data, Limits()).pages


def test_reading_leaves_no_mark_of_order() -> None:
    assert read_docx("甲", WHOLE, Limits()) == read_docx("甲", WHOLE, Limits())
