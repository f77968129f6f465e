"""Word documents: packages of XML as Word, WPS and LibreOffice write them, and whole documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as Plain

from juesuan.model.page import Document, Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def related(*relations: tuple[str, str], outside: tuple[str, ...] = ()) -> str:
    """The relations of a part: kind and target of each, with the ids rId1, rId2 …"""
    modes = [' TargetMode="External"' if target in outside else "" for _, target in relations]
    items = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target={quoteattr(target)}{mode}/>'
        for at, ((kind, target), mode) in enumerate(zip(relations, modes, strict=True), start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{items}</Relationships>'


def root(name: str, inner: str) -> str:
    """A part of Word's XML with every namespace declared."""
    return f"<w:{name} {NAMES}>{inner}</w:{name}>"


def package(body: str, parts: Mapping[str, str] | None = None, folder: str = "word") -> bytes:
    """A document with this body; `parts` are named by what they are for: styles, header …"""
    parts = parts or {}
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": related(("officeDocument", f"{folder}/document.xml")),
        f"{folder}/document.xml": root("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/document.xml.rels": related(*((kind, f"{kind}.xml") for kind in parts)),
        **{f"{folder}/{kind}.xml": text for kind, text in parts.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str]) -> bytes:
    """An archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def changed(data: bytes, name: str, text: str | None) -> bytes:
    """A package with one part written anew, added or taken away."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each).decode() for each in archive.namelist()}
    files |= {} if text is None else {name: text}
    return zipped(
        {each: words for each, words in files.items() if text is not None or each != name}
    )


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inner = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    """A cell of plain text, or of the blocks given."""
    inner = inner if inner.startswith("<") else para(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; what is plain text is made a cell of its own."""
    made = (each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows, its columns so wide in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def instruction(kind: str) -> str:
    """A mark of a field: begin, separate, end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    """A field with its instruction and its result, which are runs."""
    words = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    marks = [instruction(kind) for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{words}{marks[1]}{result}{marks[2]}"


def saved(document: Plain) -> bytes:
    """What python-docx writes."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def written(document: Document) -> bytes:
    """A document as Word would hold it: headings by style, tables with their merged cells."""
    plain = docx.Document()
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                _add(plain, block)
            elif block.heading:
                plain.add_heading(block.text, block.heading)
            else:
                plain.add_paragraph(block.text)
    return saved(plain)


def _add(plain: Plain, grid: Grid) -> None:
    made = plain.add_table(grid.height, grid.width)
    cells = [list(row.cells) for row in made.rows]
    for each in grid.cells:
        first = cells[each.row][each.column]
        if each.rows * each.columns > 1:
            last = cells[each.row + each.rows - 1][each.column + each.columns - 1]
            first = first.merge(last)
        first.text = each.text
