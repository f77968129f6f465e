"""The few calls of PDFium that reading needs, typed: a document, its pages, their addresses.

PDFium is not thread-safe and may abort on a malformed file: read strangers' files in a child
process. Calls are declared here once more, by address, because the ones of `pypdfium2.raw`
convert every argument and result and cost several times as much per character.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.pdf.fonts import fonts_for

if TYPE_CHECKING:
    from PIL import Image

_POINTER, _INT, _UINT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5


def _call(name: str, result: type[Any], *arguments: type[Any]) -> Callable[..., Any]:
    """A function of PDFium taking and giving plain numbers; addresses are int, None is null."""
    address = ctypes.cast(getattr(raw, name), _POINTER).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


count_characters = _call("FPDFText_CountChars", _INT, _POINTER)
unicode_of = _call("FPDFText_GetUnicode", _UINT, _POINTER, _INT)
loose_box = _call("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
text_object = _call("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
font_size = _call("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
text_matrix = _call("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
is_generated = _call("FPDFText_IsGenerated", _INT, _POINTER, _INT)
is_unmapped = _call("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)

count_objects = _call("FPDFPage_CountObjects", _INT, _POINTER)
object_at = _call("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_in_form = _call("FPDFFormObj_CountObjects", _INT, _POINTER)
object_in_form = _call("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
type_of = _call("FPDFPageObj_GetType", _INT, _POINTER)
bounds = _call("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
matrix_of = _call("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
draw_mode = _call("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
font_of = _call("FPDFTextObj_GetFont", _POINTER, _POINTER)
is_embedded = _call("FPDFFont_GetIsEmbedded", _INT, _POINTER)
count_segments = _call("FPDFPath_CountSegments", _INT, _POINTER)
segment_at = _call("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _call("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _call("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _call("FPDFPathSegment_GetClose", _INT, _POINTER)

_page_box = _call("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
_rotation = _call("FPDFPage_GetRotation", _INT, _POINTER)


class PdfPage(NamedTuple):
    """An open page: its number from 1, addresses of the page and its text, its visible box."""

    number: int
    page: int
    text: int
    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise that the page asks for (/Rotate)."""
    raw: Any
    """The page of pypdfium2, for drawing."""


def floats(count: int) -> ctypes.Array[ctypes.c_float]:
    """Room for results: `count` single floats."""
    return (_FLOAT * count)()


@contextmanager
def opened(data: bytes, limits: Limits, *, looking: bool = False) -> Iterator[Any]:
    """The document in `data`, to read or to look at; Unreadable says why not, what to do."""
    _refuse_odd_bytes(data, limits)
    with fonts_for(looking=looking):
        yield from _opened(data, limits)


@contextmanager
def opened_again(data: bytes, limits: Limits) -> Iterator[Any]:
    """The same document beside the first, for pages opened `with fonts_for(every=True)`."""
    yield from _opened(data, limits)


def _opened(data: bytes, limits: Limits) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_reason(data)) from error
    try:
        if len(pdf) > limits.pages:
            message = (
                f"PDF 共 {len(pdf)} 页，超过上限 {limits.pages} 页；"
                "请拆分，或用 --max-pages 调高上限"
            )
            raise Unreadable(message)
        yield pdf
    finally:
        pdf.close()


@contextmanager
def sheet(pdf: Any, number: int) -> Iterator[PdfPage]:  # noqa: ANN401 - pypdfium2 is untyped
    """Page `number` (from 1) of an open document, with its text."""
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError as error:
        message = f"PDF 第 {number} 页已损坏，无法读取；请重新下载，或请发布单位重新导出"
        raise Unreadable(message) from error
    text = page.get_textpage()
    try:
        yield _sheet(page, text, number)
    finally:
        text.close()
        page.close()


def picture(sheet: PdfPage, turn: int, scale: float) -> Image.Image:
    """The page drawn in `scale` pixels to the point, turned clockwise by `turn` quarters."""
    rotation = (turn - sheet.rotation) % 4 * 90
    drawn: Image.Image = sheet.raw.render(scale=scale, rotation=rotation).to_pil()
    return drawn.convert("RGB")


def _sheet(page: Any, text: Any, number: int) -> PdfPage:  # noqa: ANN401 - pypdfium2 is untyped
    box = floats(4)
    address = ctypes.cast(page.raw, _POINTER).value or 0
    _page_box(address, ctypes.addressof(box))
    left, top, right, bottom = box
    text_address = ctypes.cast(text.raw, _POINTER).value or 0
    return PdfPage(
        number, address, text_address, left, bottom, right, top, _rotation(address), page
    )


def _refuse_odd_bytes(data: bytes, limits: Limits) -> None:
    if not data:
        raise Unreadable("文件是空的（0 字节）；请重新下载，或检查上传是否完成")
    if len(data) > limits.bytes:
        size, most = len(data) / 2**20, limits.bytes / 2**20
        message = (
            f"文件大小 {size:.0f} MB，超过上限 {most:.0f} MB；"
            "请拆分或压缩其中的图片，或用 --max-bytes 调高上限"
        )
        raise Unreadable(message)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("这不是 PDF 文件（开头没有 %PDF 标记）；请确认文件格式")
    if b" obj" in data[data.rfind(b"%%EOF") + 1 :]:
        message = "PDF 不完整（没有结尾标记，可能下载中断）；请重新下载，或请发布单位重新导出"
        raise Unreadable(message)


def _reason(data: bytes) -> str:
    """Why a document does not open, asked afresh: PDFium never clears an earlier error."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        raw.FPDF_CloseDocument(document)
        return "PDF 中没有页面；请确认文件内容，或请发布单位重新导出"
    error = raw.FPDF_GetLastError()
    if error == raw.FPDF_ERR_PASSWORD:
        return "该 PDF 已加密，需要密码才能打开；请提供未加密的版本"
    if error == raw.FPDF_ERR_SECURITY:
        return "该 PDF 使用了不支持的加密方式；请提供未加密的版本"
    return "PDF 已损坏，无法打开；请重新下载，或请发布单位重新导出"
