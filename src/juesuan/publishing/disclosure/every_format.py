"""One disclosure in every format: files by their names, made one from another where they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from juesuan.extras import wanted
from juesuan.model.disclosure import Disclosure
from juesuan.notation.edition import Edition
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.disclosure.open_data.data_package import write_package
from juesuan.publishing.disclosure.web.webpage import write_webpage
from juesuan.publishing.disclosure.workbook import write_workbook
from juesuan.publishing.whole import safe_stem

FORMATS = ("docx", "pdf", "xlsx", "html", "md", "data")
DATA_FOLDER = "开放数据"


def write_formats(
    disclosure: Disclosure,
    edition: Edition,
    look: Look,
    formats: Sequence[str],
    fonts: Path | None,
) -> Mapping[str, bytes]:
    """The files of the formats by name.

    Raises NotSet and Unwritable for what a format cannot hold, Lacking for extras.
    """
    stem = safe_stem(disclosure.title)
    files: dict[str, bytes] = {}
    if {"pdf", "docx"} & {*formats}:
        files |= _paged(disclosure, look, formats, fonts, stem)
    if "xlsx" in formats:
        files[f"{stem}.xlsx"] = write_workbook(disclosure, look, edition)
    if "html" in formats:
        files[f"{stem}.html"] = write_webpage(disclosure, look)
    if "md" in formats:
        files[f"{stem}.md"] = write_markdown(disclosure)
    if "data" in formats:
        package = write_package(disclosure).items()
        files.update({f"{DATA_FOLDER}/{name}": data for name, data in package})
    return files


def _paged(
    disclosure: Disclosure, look: Look, formats: Sequence[str], fonts: Path | None, stem: str
) -> Mapping[str, bytes]:
    """PDF and DOCX; the contents of the one give the pages of the other, of the same geometry."""
    with wanted():
        from juesuan.publishing.disclosure.docx import write_docx  # noqa: PLC0415 - an extra
        from juesuan.publishing.disclosure.pdf import typeset  # noqa: PLC0415 - an extra
    pages = typeset(disclosure, look, fonts)
    files = {f"{stem}.pdf": pages.data} if "pdf" in formats else {}
    if "docx" in formats:
        files[f"{stem}.docx"] = write_docx(disclosure, look, pages.pages)
    return files
