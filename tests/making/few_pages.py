"""A few pages of a PDF as a file of their own: what is drawn or set costs by the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2


def few_pages(pdf: Path, numbers: Sequence[int]) -> bytes:
    """The pages of these numbers, the first being 1."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(pdf) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, [number - 1 for number in numbers])
        part.save(out)
    return out.getvalue()
