"""Tables: heads repeated and shaded, rows whole, captions above, the note below."""

from tests.making.disclosures import disclosure
from tests.making.word_taken_apart import W, paragraphs, tree, value, words, written

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.bookmarks import Bookmarks
from juesuan.publishing.disclosure.docx.drawn_tables import TableDrawing
from juesuan.publishing.disclosure.docx.table_fit import fit

LOOK = load_look()
DATA = tree(written())
TABLES = list(zip(disclosure().tables, DATA.iter(f"{W}tbl"), strict=True))


def drawing(table: PageTable) -> TableDrawing:
    return TableDrawing(table, fit(table, LOOK, None), "题", LOOK, Bookmarks(disclosure()))


def test_the_head_is_repeated_and_shaded_and_nothing_else() -> None:
    for table, node in TABLES:
        rows = node.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        shaded = [row.find(f".//{W}shd") is not None for row in rows]
        assert heads == shaded == [number < table.heads for number in range(len(rows))]


def test_no_row_is_broken() -> None:
    for _, node in TABLES:
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in node.findall(f"{W}tr"))


def test_numbers_stand_to_the_right_and_heads_in_the_middle() -> None:
    table, node = TABLES[2]
    for row, fields in enumerate(node.findall(f"{W}tr")):
        column = 0
        for field in fields.findall(f"{W}tc"):
            cell = table.grid.fields[row][column]
            assert cell is not None
            assert (value(field, "jc") or "left") == table.align(cell)
            column += int(value(field, "gridSpan") or 1)


def test_the_columns_fill_the_width_of_the_text() -> None:
    for table, node in TABLES:
        widths = [int(column.get(f"{W}w")) for column in node.iter(f"{W}gridCol")]
        mm = 247 if sum(table.widths) > LOOK.table.wide else 156
        assert sum(widths) == round(mm * 1440 / 25.4)
        assert value(node, "tblLayout", "type") == "fixed"


def test_a_table_says_what_it_is_to_those_who_cannot_see_it() -> None:
    _, node = TABLES[2]
    assert value(node, "tblCaption") == "三、支出决算表"
    assert value(node, "tblDescription") == f"公开03表，部门：{disclosure().department}，万元"


def test_caption_and_note_stand_around_the_grid() -> None:
    lines = [words(node) for node in paragraphs(written())]
    at = lines.index("\t公开03表")
    assert lines[at + 1] == f"部门：{disclosure().department}\t金额单位：万元"
    assert lines[at + 2].startswith("注：")


def test_the_lines_around_the_grid_stand_apart_from_it() -> None:
    drawn = drawing(TABLES[2][0])
    afters = [value(line, "spacing", "after") for line in drawn.captions()]
    assert afters == [None, "80"]
    assert value(drawn.note(), "spacing", "before") == "80"


def test_a_plain_table_has_no_caption_and_is_kept_apart_from_the_next() -> None:
    grid = Grid((Cell("甲", 0, 0),), 1, 1)
    plain = drawing(PageTable("甲", "list", grid, 0, {}, ("left",), (3,)))
    assert list(plain.captions()) == []
    assert words(plain.note()) == ""


def test_a_table_without_fields_is_not_drawn() -> None:
    assert list(drawing(PageTable("甲", "list", Grid((), 0, 1), 0, {}, (), (3,))).grid()) == []


def test_first_and_last_rows_are_kept_together() -> None:
    cells = tuple(Cell("文", row, 0) for row in range(20))
    table = PageTable("甲", "form", Grid(cells, 20, 1), 2, {}, ("left",), (3,), note="注")
    (node,) = drawing(table).grid()
    kept = [row.find(f".//{W}keepNext") is not None for row in node.findall(f"{W}tr")]
    assert [number for number, keeps in enumerate(kept) if keeps] == [0, 1, 2, 3, 17, 18, 19]
