"""Documents that no program would write: any element in any other, read or refused, never else."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from tests.lanes import examples
from tests.making.costs import calls
from tests.making.word_parts import cell, field, instruction, package, para, root, row, run, table

from juesuan.model.page import Grid, Limits, Unreadable
from juesuan.sources.docx import read_docx

TAGS = (
    *("w:p w:r w:t w:tbl w:tr w:tc".split() * 8),
    *"w:tcPr w:trPr w:pPr w:rPr w:numPr w:ilvl w:numId w:gridSpan w:vMerge w:hMerge".split(),
    *"w:gridBefore w:ins w:del w:moveFrom w:moveTo w:sdt w:sdtContent w:fldChar".split(),
    *"w:delText w:tab w:br w:cr w:sym w:ruby w:rubyBase w:rt w:pict w:txbxContent".split(),
    *"w:drawing mc:AlternateContent mc:Choice mc:Fallback m:oMath m:r m:t w:tblGrid".split(),
    *"w:gridCol w:lvl w:num w:abstractNum w:abstractNumId w:numFmt w:lvlText w:style".split(),
    *"w:startOverride w:lvlOverride w:basedOn w:name w:outlineLvl w:vanish w:pStyle".split(),
    *"w:numStyleLink w:styleLink w:start w:lvlRestart w:suff w:isLgl w:hyperlink".split(),
    *"w:lastRenderedPageBreak w:smartTag w:fldSimple w:altChunk w:body w:sectPr".split(),
    *"w:cellDel w:vertAlign w:instrText".split(),
)
ATTRIBUTES = (
    *"w:val w:w w:ilvl w:numId w:abstractNumId w:styleId w:type w:fldCharType w:char".split(),
    *"w:font w:default r:id".split(),
)
VALUES = (
    *"0 1 2 -1 7 999999999 99999999999999 1.5 a restart continue begin separate end page".split(),
    *"decimal chineseCounting bullet %1 %2、 第%9部分 superscript F0FE D800 Wingdings 1e9".split(),
    "",
)


def element(dice: random.Random, depth: int) -> str:
    """An element with others in it."""
    name = dice.choice(TAGS)
    attributes = "".join(
        f' {attribute}="{dice.choice(VALUES)}"'
        for attribute in dice.sample(ATTRIBUTES, dice.randrange(3))
    )
    text = dice.choice(["", "", "甲", "1.00"])
    more = range(dice.randrange(4) if depth else 0)
    return f"<{name}{attributes}>{text}{''.join(element(dice, depth - 1) for _ in more)}</{name}>"


def parts(dice: random.Random) -> dict[str, str]:
    """The other parts of a document, as strange."""
    kinds = ("styles", "numbering", "header", "settings", "comments")
    return {
        kind: root(kind, "".join(element(dice, 4) for _ in range(dice.randrange(9))))
        for kind in kinds
    }


def test_any_elements_are_a_document_or_unreadable() -> None:
    """No field of a table is covered twice, every place is counted from 1."""
    dice = random.Random(5)  # noqa: S311 - dice for files, not for secrets
    for _ in range(examples(4000, 80)):
        body = para("始") + "".join(element(dice, 6) for _ in range(20))
        with suppress(Unreadable):
            document = read_docx("甲", package(body, parts(dice)), Limits(cells=20_000))
            for block in (block for page in document.pages for block in page.blocks):
                assert block.place.line
                assert block.place.page is None or block.place.page >= 1
                if isinstance(block, Grid):
                    covered = sum(each.rows * each.columns for each in block.cells)
                    fields = [each for fields in block.fields for each in fields if each]
                    assert covered == len(fields)


@pytest.mark.parametrize(
    "piece",
    [
        para("甲"),
        para("甲", "<w:rPr><w:del/></w:rPr>"),
        para("甲", "<w:outlineLvl w:val='3'/>"),
        table(row("甲", "1"), widths=(10, 20)),
        table(row("甲", "乙")),
        para(field("X", run("甲"))),
        para(instruction("begin")),
        para(instruction("end")),
        para("<w:r><w:lastRenderedPageBreak/></w:r>" + run("甲")),
        para("<w:r><w:pict><w:txbxContent>" + para("甲") + "</w:txbxContent></w:pict></w:r>"),
    ],
)
def test_reading_costs_in_proportion(piece: str) -> None:
    def read(times: int) -> int:
        data = package(para("始") + piece * times)
        return calls(lambda: read_docx("甲", data, Limits(ratio=10_000)))

    assert read(400) < 2.5 * read(200)


@pytest.mark.parametrize("merge", ["<w:hMerge/>", "<w:vMerge/>", "<w:vMerge w:val='restart'/>"])
def test_a_wide_row_costs_in_proportion(merge: str) -> None:
    def read(times: int) -> int:
        data = package(para("始") + table(row("甲", *[cell("", merge)] * times), row("乙", "1")))
        return calls(lambda: read_docx("甲", data, Limits(ratio=10_000)))

    assert read(400) < 2.5 * read(200)
