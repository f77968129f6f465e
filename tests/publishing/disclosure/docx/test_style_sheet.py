"""Styles: every declared look is one, black, in its face, in the language of the text."""

from tests.making.word_taken_apart import W, tree, value, written

from juesuan.notation.look import NEEDED, Look, load_look
from juesuan.publishing.disclosure.docx.elements import w
from juesuan.publishing.disclosure.docx.style_sheet import (
    STYLES,
    font_table,
    letter_spacing,
    style_sheet,
    table_style,
)

LOOK = load_look()
SHEET = w("styles", *style_sheet(LOOK, [9, 7.5]))
BY_ID = {style.get(f"{W}styleId"): style for style in SHEET.iter(f"{W}style")}


def test_every_declared_look_is_a_style() -> None:
    assert set(STYLES) == set(NEEDED)
    for name, style in STYLES.items():
        node, text = BY_ID[style.id], LOOK.styles[name]
        assert value(node, "sz") == f"{text.size * 2:.0f}"
        assert value(node, "spacing", "line") == f"{text.pitch * 20:.0f}"
        assert value(node, "rFonts", "eastAsia") == text.faces[0]
        assert value(node, "ind", "firstLineChars") == f"{text.indent * 100:.0f}"


def test_nothing_is_of_any_colour_or_theme() -> None:
    colours = {node.get(f"{W}val") for node in SHEET.iter(f"{W}color")}
    assert colours == {"000000"}
    themed = [name for node in SHEET.iter() for name in node.attrib if "theme" in name.lower()]
    assert themed == []


def test_the_text_is_chinese() -> None:
    assert value(SHEET.find(f"{W}docDefaults"), "lang", "eastAsia") == "zh-CN"


def test_headings_have_their_level_and_stay_with_what_follows() -> None:
    levels = {name: value(BY_ID[STYLES[name].id], "outlineLvl") for name in STYLES}
    outlined = {name: level for name, level in levels.items() if level is not None}
    assert outlined == {"标题1": "0", "标题2": "1", "标题3": "2", "表题": "1"}
    assert all(BY_ID[STYLES[name].id].find(f".//{W}keepNext") is not None for name in outlined)


def test_smaller_tables_have_a_style_of_their_own() -> None:
    assert table_style(9, LOOK) == "TableText"
    assert value(BY_ID[table_style(7.5, LOOK)], "sz") == "15"
    assert value(BY_ID[table_style(7.5, LOOK)], "spacing", "line") == "200"


def test_every_style_that_is_used_is_there() -> None:
    data = written(mark="草稿")
    styles = {node.get(f"{W}styleId") for node in tree(data, "word/styles.xml").iter(f"{W}style")}
    kinds = ("pStyle", "rStyle", "tblStyle")
    used = {node.get(f"{W}val") for kind in kinds for node in tree(data).iter(f"{W}{kind}")}
    assert used <= styles
    bases = {n.get(f"{W}val") for n in tree(data, "word/styles.xml").iter(f"{W}basedOn")}
    assert bases <= styles


def test_28_letters_stand_on_a_line() -> None:
    room = (LOOK.page.width - LOOK.page.left - LOOK.page.right) * 72 / 25.4
    letter = LOOK.styles["正文"].size + letter_spacing(LOOK) / 20
    assert 28 * letter <= room < 29 * letter


def test_letters_are_never_drawn_apart() -> None:
    page = LOOK.page._replace(width=300)
    assert letter_spacing(Look(page, LOOK.wide, LOOK.styles, LOOK.table, LOOK.chart)) == 0


def test_a_face_names_what_stands_in_for_it() -> None:
    fonts = {node.get(f"{W}name"): value(node, "altName") for node in font_table(LOOK)}
    assert fonts["仿宋_GB2312"] == "FangSong_GB2312,仿宋,FangSong,Noto Serif SC"
    faces = {style.faces[0] for style in LOOK.styles.values()}
    assert set(fonts) == faces
