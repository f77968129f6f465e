"""The body: blocks in order, parts on pages of their own, gaps seen, charts with captions."""

from dataclasses import replace
from itertools import pairwise

from tests.making.disclosures import disclosure
from tests.making.word_taken_apart import W, paragraphs, tree, value, words, written

from juesuan.model.disclosure import Block, Contents, Heading, PageTable, Text
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx

LOOK = load_look()


def body(*blocks: Block) -> list[tuple[str, bool]]:
    """Texts, and whether each begins a page within its section."""
    nodes = paragraphs(write_docx(replace(disclosure(), blocks=blocks), LOOK))
    return [(words(node), node.find(f".//{W}pageBreakBefore") is not None) for node in nodes]


def test_a_part_begins_a_page() -> None:
    part = Heading(1, "部分", "p")
    assert body(Text(("甲",)), part, Text(("乙",))) == [
        ("甲", False),
        ("部分", True),
        ("乙", False),
    ]


def test_a_part_alone_on_its_page_stands_lower() -> None:
    part = Heading(1, "部分", "p")
    table = next(disclosure().tables)
    alone, followed = (
        write_docx(replace(disclosure(), blocks=blocks), LOOK)
        for blocks in ((part, Heading(2, "表", "t"), table), (part, Text(("文",))))
    )
    before = [value(paragraphs(data)[0], "spacing", "before") for data in (alone, followed)]
    assert before[0] is not None
    assert before[1] is None


def test_a_document_of_nothing_is_a_document() -> None:
    data = write_docx(replace(disclosure(), blocks=()), LOOK)
    assert [node.tag for node in tree(data).find(f"{W}body")] == [f"{W}sectPr"]


def test_headings_have_their_styles_and_those_over_tables_theirs() -> None:
    styles = {words(node): value(node, "pStyle") for node in paragraphs(written()) if words(node)}
    assert styles["一、收入支出决算总体情况说明"] == "Heading2"
    assert styles["（一）收入决算结构情况"] == "Heading3"
    assert styles["三、支出决算表"] == "TableTitle"


def test_a_gap_is_seen() -> None:
    data = written()
    marked = [
        words(node) for node in tree(data).iter(f"{W}r") if value(node, "rStyle") == "Missing"
    ]
    assert marked == [gap.text for gap in disclosure().gaps]


def test_every_chart_is_followed_by_its_caption() -> None:
    nodes = paragraphs(written())
    after = [
        words(following)
        for node, following in pairwise(nodes)
        if node.find(f".//{W}drawing") is not None
    ]
    assert after == [f"{c.id}\u3000{c.title}（单位：{c.unit}）" for c in disclosure().charts]


def test_every_section_ends_in_a_paragraph() -> None:
    ends = list(tree(written()).iter(f"{W}sectPr"))
    assert [end.getparent().tag for end in ends] == [f"{W}pPr"] * (len(ends) - 1) + [f"{W}body"]


def test_a_long_wide_card_is_set_tighter_and_a_table_of_nothing_is_left_out() -> None:
    rows = 26
    cells = tuple(Cell("文", row, column) for row in range(rows) for column in range(2))
    wide = (LOOK.table.wide, 9.0)
    card = PageTable("甲", "card", Grid(cells, rows, 2), 0, {}, ("left", "left"), wide)
    nothing = PageTable("乙", "list", Grid((), 0, 0), 0, {}, (), ())
    data = write_docx(replace(disclosure(), blocks=(card, nothing)), LOOK)
    (table,) = tree(data).iter(f"{W}tbl")
    assert int(value(table, "trHeight") or 0) < LOOK.table.tall * 20


def test_contents_behind_a_text_begin_a_page() -> None:
    assert body(Text(("甲",)), Contents("目录"))[1:] == [("", True), ("目录", False)]
