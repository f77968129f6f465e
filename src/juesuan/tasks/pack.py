"""`juesuan pack`: from a PDF to one page with its pictures, what was found and room for replies."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from PIL import Image

from juesuan.desk.filing import filed
from juesuan.model.page import Limits, Place, Unreadable
from juesuan.model.review import DeskDocument, DeskFinding
from juesuan.model.settings import NOTHING_ASIDE, SetAside
from juesuan.notation.code_list import Entry
from juesuan.publishing.desk.pack_page import PagePicture, pack_html
from juesuan.sources.folders import Source
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import PageText, read_text
from juesuan.sources.pdf.pdf_comments import PdfHighlight, spots
from juesuan.tasks.audit import settled_file
from juesuan.tasks.read import content

OTHER = "只有 PDF 才能写成审核包（要画出各页）；其他文件请用 juesuan audit --format html"
SCALE, QUALITY = 1.6, 40
GREYS = 8
WIDEST = 16_000  # pixels that a WebP may have, each way
EFFORT = 2  # of WebP's six: more takes twice the time for the same size
SMALL = 50_000  # bytes of a page


class Packed(NamedTuple):
    """A pack: the page, and the document it is of."""

    page: str
    document: DeskDocument


def pack_file(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    aside: SetAside = NOTHING_ASIDE,
) -> Packed:
    """Audit a PDF and draw its pages; raises Unreadable."""
    data = content(source, limits)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(OTHER)
    report = settled_file(source, edition, codes, limits, aside)
    document, _ = filed(report, report.file)
    texts = _texts(data, limits)
    pictures = list(_pictures(data, [text.frame for text in texts], limits))
    page = pack_html(_on_numbers(document, texts), pictures, str(report.versions))
    return Packed(page, document)


def _texts(data: bytes, limits: Limits) -> list[PageText]:
    texts = []
    with engine.opened(data, limits) as pdf:
        for number in range(1, len(pdf) + 1):
            with engine.sheet(pdf, number) as sheet:
                texts.append(read_text(sheet, limits))
    return texts


def _on_numbers(document: DeskDocument, texts: Sequence[PageText]) -> DeskDocument:
    """The document, each place of its findings drawn in to the words that matter there."""

    def drawn_in(finding: DeskFinding, place: Place, text: str) -> Place:
        if not (place.page and place.box and place.page <= len(texts)):
            return place
        words = finding.actual if finding.actual and finding.actual in text else text
        item = PdfHighlight(place.page, place.box, words, "", "")
        return place._replace(box=spots(item, texts[place.page - 1].runs)[0])

    findings = tuple(
        replace(one, places=tuple((drawn_in(one, place, text), text) for place, text in one.places))
        for one in document.findings
    )
    return replace(document, findings=findings)


def _pictures(data: bytes, frames: Sequence[Frame], limits: Limits) -> Iterator[PagePicture]:
    """Every page, turned as it was read, grey and small."""
    with engine.opened(data, limits, looking=True) as pdf:
        for number, frame in enumerate(frames, start=1):
            size = frame.width * SCALE, frame.height * SCALE
            if size[0] * size[1] > limits.pixels or max(size) > WIDEST:
                raise Unreadable(f"PDF 第 {number} 页幅面过大，无法绘制；请缩小页面后再试")
            with engine.sheet(pdf, number) as sheet:
                picture = engine.picture(sheet, frame.turn, SCALE).convert("L")
            yield PagePicture(number, _small(picture), frame.width, frame.height)


def _small(picture: Image.Image) -> bytes:
    """A picture as WebP: in a few greys, sharp; one that is large so, a photograph, with losses."""
    sharp, soft = io.BytesIO(), io.BytesIO()
    greys = picture.quantize(GREYS).convert("RGB")
    greys.save(sharp, "WEBP", lossless=True, quality=80, method=EFFORT)
    if sharp.tell() <= SMALL:
        return sharp.getvalue()
    picture.save(soft, "WEBP", quality=QUALITY, method=EFFORT)
    return min(sharp.getvalue(), soft.getvalue(), key=len)
