"""Pictures of pages (PNG, JPEG, TIFF): words recognised in each, as on a scanned page of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256

from PIL import Image, ImageOps, ImageSequence

from juesuan.model.page import Document, Limits, Page, Unreadable
from juesuan.sources.pdf.scan import SCALE, recognised

FORMATS = ("PNG", "JPEG", "TIFF")
NARROW = 595.0  # points of the shorter side: a picture is taken to show a sheet of A4
BROKEN = "图片已损坏，打不开：请重新保存或扫描"
LARGE = "图片过大：{:,} 像素，上限 {:,}。请缩小后再试"
EMPTY = "图片上没有识别出文字：请提供清晰、摆正的图片，或带文字层的 PDF"


def read_pictures(name: str, data: bytes, limits: Limits) -> Document:
    """The pages that a file of pictures shows; or Unreadable."""
    pages: list[Page] = []
    letters = 0
    for number, image in enumerate(_sheets(data, limits), 1):
        page, count = recognised(image, number, 1 / SCALE, limits)
        pages.append(page)
        letters += count
    if not letters:
        raise Unreadable(EMPTY)
    return Document(name, sha256(data).hexdigest(), tuple(pages))


def _sheets(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    """Each picture upright and in one size."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as file:
            for number, image in enumerate(ImageSequence.Iterator(file), 1):
                _refuse_large(image.size, limits)
                if number > limits.pages:
                    raise Unreadable(f"图片共 {number} 页以上，超过上限 {limits.pages} 页；请拆分")
                upright = ImageOps.exif_transpose(image.convert("RGB"))
                wanted = NARROW * SCALE / min(upright.size)
                width, height = (max(1, round(side * wanted)) for side in upright.size)
                _refuse_large((width, height), limits)
                yield upright.resize((width, height), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(BROKEN) from error


def _refuse_large(size: tuple[int, int], limits: Limits) -> None:
    pixels = size[0] * size[1]
    if pixels > limits.pixels:
        raise Unreadable(LARGE.format(pixels, limits.pixels))
