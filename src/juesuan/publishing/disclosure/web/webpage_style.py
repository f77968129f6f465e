"""The style of a web page: what every page has, and the faces, papers and widths of this one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from juesuan.model.disclosure import Disclosure, PageTable
from juesuan.notation.look import Look, Paper

SHEET = files("juesuan.publishing.disclosure.web").joinpath("webpage.css")
SERIF = ("Songti SC", "SimSun", "Noto Serif CJK SC", "serif")
SANS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
GENERIC = {"serif", "sans-serif"}
LETTER = 13  # px, of a table on a screen
ROOM, MARGINS = 1168, 48  # px, how wide a page is at most, and beside it
POINT = 25.4 / 72  # mm


def style(disclosure: Disclosure, look: Look) -> str:
    """The whole style sheet."""
    rules = [*_faces(look), *_papers(disclosure, look)]
    for number, table in enumerate(disclosure.blocks):
        if isinstance(table, PageTable):
            rules += _table(f"t{number}", table, look)
    return "\n".join([SHEET.read_text("utf-8"), *rules])


def is_wide(table: PageTable, look: Look) -> bool:
    """Whether a table lies on a wide page."""
    return sum(table.widths) > look.table.wide


def quoted(text: str) -> str:
    """A text as a string of a style sheet: nothing in it can end the string or the sheet."""
    return (
        '"'
        + "".join(s if s.isalnum() and s.isprintable() else f"\\{ord(s):x} " for s in text)
        + '"'
    )


def _faces(look: Look) -> Iterator[str]:
    for where, name, last in (
        ("body", "正文", SERIF),
        ("h1, h2", "标题1", SERIF),
        ("h3, thead th, figcaption, .mark, .corner", "标题2", SANS),
        ("h4", "标题3", SERIF),
        ("table, figure, .note", "表内", SERIF),
    ):
        faces = dict.fromkeys((*look.styles[name].faces, *last))
        stack = ", ".join(face if face in GENERIC else quoted(face) for face in faces)
        yield f"{where} {{ font-family: {stack}; }}"
    yield f"thead th, thead td {{ background: #{look.table.shade}; }}"
    yield f"figure svg {{ max-width: {look.chart.width:g}mm; }}"


def _papers(disclosure: Disclosure, look: Look) -> Iterator[str]:
    mark = f"@top-center {{ content: {quoted(disclosure.mark)}; font-size: 12pt; }} "
    foot = '@bottom-center { content: "— " counter(page) " —"; font-size: 12pt; } '
    for name, paper in (("@page", look.page), ("@page wide", look.wide)):
        yield f"{name} {{ {_paper(paper)} {mark if disclosure.mark else ''}{foot}}}"
    sizes = {
        "body, main p": "正文",
        "h2": "标题1",
        "h3": "标题2",
        "h4": "标题3",
        "main p.note": "表注",
    }
    rules = (
        f"{where} {{ font-size: {look.styles[name].size:g}pt; }}" for where, name in sizes.items()
    )
    yield f"@media print {{ {' '.join(rules)} }}"


def _paper(paper: Paper) -> str:
    margins = " ".join(f"{side:g}mm" for side in (paper.top, paper.right, paper.bottom, paper.left))
    return f"size: {paper.width:g}mm {paper.height:g}mm; margin: {margins};"


def _table(name: str, table: PageTable, look: Look) -> Iterator[str]:
    """Columns in proportion; where the screen is too narrow, the table scrolls in its region."""
    whole = sum(table.widths)
    for number, width in enumerate(table.widths, 1):
        yield f".{name} col:nth-child({number}) {{ width: {100 * width / whole:.2f}%; }}"
    yield f".{name} table {{ min-width: {whole:g}em; }}"
    need = whole * LETTER
    when = "screen" if need > ROOM else f"screen and (max-width: {need + MARGINS:.0f}px)"
    scroll = f".{name} {{ overflow: auto; max-height: 85vh; }}"
    label = f".{name} tbody th:not(:has(+ th))"
    row = f"{label} {{ position: sticky; left: 0; z-index: 1; background: #fff; }}"
    yield f"@media {when} {{ {scroll} {row} }}"
    paper = look.wide if is_wide(table, look) else look.page
    room = (paper.width - paper.left - paper.right) / POINT
    size = min(look.styles["表内"].size, room / whole)
    yield f"@media print {{ .{name} table, .{name} caption {{ font-size: {size:.2f}pt; }} }}"
