"""The styles of a document: every declared look as a style that its office may change."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from juesuan.notation.look import Look, TextStyle
from juesuan.publishing.disclosure.docx.elements import TWIPS, Element, W, letters, twips, w
from juesuan.publishing.disclosure.docx.papers import text_width


class WordStyle(NamedTuple):
    """A style of Word's: its id, the name Word knows it by, its level in the outline."""

    id: str
    name: str
    outline: int = 0
    next: str = ""


NORMAL = "Normal"
LETTERS = 28  # of a line of running text
STYLES = {
    "正文": WordStyle(NORMAL, "Normal"),
    "封面年度": WordStyle("CoverYear", "封面年度"),
    "封面名称": WordStyle("CoverName", "封面名称"),
    "封面日期": WordStyle("CoverDate", "封面日期"),
    "目录标题": WordStyle("ContentsTitle", "目录标题"),
    "目录一级": WordStyle("TOC1", "toc 1"),
    "目录二级": WordStyle("TOC2", "toc 2"),
    "标题1": WordStyle("Heading1", "heading 1", 1, NORMAL),
    "标题2": WordStyle("Heading2", "heading 2", 2, NORMAL),
    "标题3": WordStyle("Heading3", "heading 3", 3, NORMAL),
    "表题": WordStyle("TableTitle", "表题", 2, NORMAL),
    "表内": WordStyle("TableText", "表内"),
    "表注": WordStyle("TableNote", "表注"),
    "图题": WordStyle("ChartTitle", "图题"),
    "页码": WordStyle("Footer", "footer"),
    "草稿": WordStyle("Header", "header"),
}
PICTURE, SPACER, MISSING = "Picture", "Spacer", "Missing"
BLACK = "000000"
LANGUAGE = {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}
MISSING_SHADE = "D9D9D9"


def table_style(size: float, look: Look) -> str:
    """The style of the text in a table of that size."""
    usual = STYLES["表内"].id
    return usual if size == look.styles["表内"].size else f"{usual}{round(size * 10)}"


def style_sheet(look: Look, sizes: Iterable[float]) -> Iterator[Element]:
    """What stands in styles.xml; `sizes` are those of the text in tables."""
    base = look.styles["正文"]
    letters_of_text = w("rPr", *_letters(base), w("lang", **LANGUAGE))
    yield w("docDefaults", w("rPrDefault", letters_of_text), w("pPrDefault"))
    for name, style in STYLES.items():
        spacing = letter_spacing(look) if name == "正文" else 0
        yield _declared(style, look.styles[name], spacing, justified=name == "正文")
    usual = look.styles["表内"]
    for size in sorted(set(sizes) - {usual.size}):
        smaller = usual._replace(size=size, pitch=usual.pitch * size / usual.size)
        yield _declared(WordStyle(table_style(size, look), f"表内 {size:g}磅"), smaller)
    yield from _ours()


def font_table(look: Look) -> Element:
    """The faces that are used, each with what may stand in for it."""
    stacks = {style.faces[0]: style.faces for style in look.styles.values()}
    return w("fonts", *(_font(name, faces) for name, faces in sorted(stacks.items())))


def _font(name: str, faces: tuple[str, ...]) -> Element:
    others = [w("altName", val=letters(",".join(faces[1:])))] if faces[1:] else []
    traits = w("charset", val="86"), w("family", val="auto"), w("pitch", val="variable")
    return w("font", *others, *traits, name=letters(name))


def letter_spacing(look: Look) -> int:
    """How far apart the letters of running text stand, in twips, for 28 of them on a line.

    A grid of letters would say it too, but programs that keep to one strictly give a letter that
    is wider than its field two fields.
    """
    room, size = text_width(look.page), look.styles["正文"].size
    return min(0, math.floor((room / LETTERS - size) * TWIPS))


def _declared(
    style: WordStyle, text: TextStyle, spacing: int = 0, *, justified: bool = False
) -> Element:
    node = w("style", w("name", val=style.name), type="paragraph", styleId=style.id)
    if style.id == NORMAL:
        node.set(f"{{{W}}}default", "1")
    else:
        node.append(w("basedOn", val=NORMAL))
    if not style.name.isascii():
        node.set(f"{{{W}}}customStyle", "1")
    if style.next:
        node.append(w("next", val=style.next))
    node.append(w("qFormat"))
    node.append(w("pPr", *_shape(style, text, justified=justified)))
    node.append(w("rPr", *_letters(text, spacing)))
    return node


def _shape(style: WordStyle, text: TextStyle, *, justified: bool) -> Iterator[Element]:
    """The properties of a paragraph, in the order of the schema."""
    if style.outline:
        yield from (w("keepNext"), w("keepLines"))
    yield w("autoSpaceDE", val=0)
    yield w("autoSpaceDN", val=0)
    yield w("snapToGrid", val=0)
    yield w(
        "spacing",
        before=twips(text.before),
        after=twips(text.after),
        line=twips(text.pitch),
        lineRule="exact",
    )
    indent = text.indent * text.size
    yield w("ind", firstLineChars=round(text.indent * 100), firstLine=twips(indent))
    yield w("jc", val="both" if justified else text.align)
    if style.outline:
        yield w("outlineLvl", val=style.outline - 1)


def _letters(text: TextStyle, spacing: int = 0) -> Iterator[Element]:
    """The properties of letters, in the order of the schema."""
    face = letters(text.faces[0])
    yield w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
    yield w("b", val=int(text.bold))
    yield w("color", val=BLACK)
    yield w("spacing", val=spacing)
    yield w("sz", val=round(text.size * 2))
    yield w("szCs", val=round(text.size * 2))


def _ours() -> Iterator[Element]:
    """Styles that say nothing of looks: the picture's line, the thinnest line, the defaults."""
    line = w("spacing", before=120, after=0, line=240, lineRule="auto")
    still = w("ind", firstLineChars=0, firstLine=0)
    yield _plain(PICTURE, "图", w("keepNext"), w("snapToGrid", val=0), line, still,
                 w("jc", val="center"))  # fmt: skip
    thin = w("spacing", before=0, after=0, line=20, lineRule="exact")
    nothing = w("ind", firstLineChars=0, firstLine=0)
    yield _plain(SPACER, "表后", w("snapToGrid", val=0), thin, nothing)
    shade = w("shd", val="clear", color="auto", fill=MISSING_SHADE)
    yield w("style", w("name", val="待填"), w("qFormat"), w("rPr", w("color", val=BLACK), shade),
            type="character", styleId=MISSING, customStyle=1)  # fmt: skip
    plain = w("rPr", w("color", val=BLACK), w("u", val="none"))
    yield w("style", w("name", val="Hyperlink"), plain, type="character", styleId="Hyperlink")
    zero: dict[str, str | float] = {"w": 0, "type": "dxa"}
    margins = w("tblCellMar", w("top", **zero), w("left", **zero), w("bottom", **zero),
                w("right", **zero))  # fmt: skip
    yield w("style", w("name", val="Normal Table"), w("tblPr", w("tblInd", **zero), margins),
            type="table", styleId="TableNormal", default=1)  # fmt: skip


def _plain(style: str, name: str, *properties: Element) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=NORMAL),
        w("pPr", *properties),
        type="paragraph",
        styleId=style,
        customStyle=1,
    )
