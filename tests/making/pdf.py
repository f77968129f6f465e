"""Making PDF pages by hand, to read what was drawn: text, rules, forms, turned pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from juesuan.model.page import Document, Grid, Limits, Line
from juesuan.sources.pdf import read_pdf

WIDTH, HEIGHT = 400, 300
"""Of a made page, as its reader sees it."""
TURNS = {
    0: "1 0 0 1 0 0 cm",
    90: f"0 1 -1 0 {HEIGHT} 0 cm",
    180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm",
    270: f"0 -1 1 0 0 {WIDTH} cm",
}

CHINESE = (
    """<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H
    /DescendantFonts [6 0 R]>>""",
    """<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]
    /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>> /FontDescriptor
    <</Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /StemV 80
    /FontBBox [-25 -254 1000 880] /Ascent 880 /Descent -120 /CapHeight 880>>>>""",
)
"""A Chinese font that no file holds: objects 5 and 6 of every made document."""


def say(x: float, y: float, text: str, size: float = 10, way: str = "1 0 0 1") -> str:
    """Text whose baseline starts at a point; the origin is the lower left corner."""
    parts = "".join(
        f"/L {size} Tf <{part.encode().hex()}> Tj "
        if part.isascii()
        else f"/F {size} Tf <{part.encode('utf-16-be').hex()}> Tj "
        for part in re.findall(r"[ -~]+|[^ -~]+", text)
    )
    return f"BT {way} {x} {y} Tm {parts} ET "


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruling line as a stroke."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S "


def thin(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruling line as Word draws it: a thin filled rectangle."""
    return f"{x0 - 0.25} {y0 - 0.25} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f "


def stream(entries: str, content: str) -> str:
    return f"<<{entries} /Length {len(content)}>>\nstream\n{content}\nendstream"


def pdf(
    content: str, *, rotate: int = 0, extra: str = "", forms: Sequence[str] = (), trailer: str = ""
) -> bytes:
    """A document of one page; `forms` become /X0, /X1 … objects to draw."""
    size = f"{HEIGHT} {WIDTH}" if rotate % 180 else f"{WIDTH} {HEIGHT}"
    first = 7
    drawn = " ".join(f"/X{i} {first + i} 0 R" for i in range(len(forms)))
    latin = "/L <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
    resources = f"/Resources <</Font <</F 5 0 R {latin}>> /XObject <<{drawn}>>>>"
    box = extra or f"/MediaBox [0 0 {size}]"
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R {box} /Rotate {rotate} /Contents 4 0 R {resources}>>",
        stream("", content),
        *CHINESE,
        *(form.replace("/Length", f"{resources} /Length", 1) for form in forms),
    ]
    return file_of(objects, trailer)


def file_of(objects: Sequence[str], trailer: str = "") -> bytes:
    """A file of numbered objects, the first of them the catalog."""
    data, at = b"%PDF-1.7\n", []
    for i, each in enumerate(objects, 1):
        at.append(len(data))
        data += f"{i} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{each:010} 00000 n \n" for each in at)
    size = len(objects) + 1
    return data + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")


def ruled(xs: Sequence[float], ys: Sequence[float], line: Callable[..., str] = stroke) -> str:
    """Rules for every border of a table, each drawn field by field, as ONLYOFFICE does."""
    across = [line(a, y, b, y) for y in ys for a, b in pairwise(xs)]
    down = [line(x, min(a, b), x, max(a, b)) for x in xs for a, b in pairwise(ys)]
    return "".join(across + down)


TABLE = say(150, 270, "收入支出决算总表", 14) + "".join(
    [
        ruled([50, 200, 350], [240, 220, 200], thin),
        say(55, 226, "项目"),
        say(210, 226, "决算数"),
        say(55, 206, "总计"),
        say(210, 206, "2,995.39"),
    ]
)


def read(data: bytes) -> Document:
    return read_pdf("made.pdf", data, Limits())


def grids(document: Document) -> list[Grid]:
    return [block for page in document.pages for block in page.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [
        block.text for page in document.pages for block in page.blocks if isinstance(block, Line)
    ]


def table(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "·" for cell in row] for row in grid.fields]
