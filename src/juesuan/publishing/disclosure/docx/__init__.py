"""The disclosure as a DOCX: what its office edits, signs and hands on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from juesuan.model.disclosure import Disclosure
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.docx.document_body import DocumentBody
from juesuan.publishing.disclosure.docx.style_sheet import font_table, style_sheet
from juesuan.publishing.disclosure.docx.word_package import WordPackage

NO_PAGES: Mapping[str, int] = MappingProxyType({})


def write_docx(disclosure: Disclosure, look: Look, pages: Mapping[str, int] = NO_PAGES) -> bytes:
    """The whole document; `pages` are those of the headings by id, for the contents.

    Without them the contents give no pages until somebody has them updated.
    """
    package = WordPackage()
    body = DocumentBody(disclosure, look, pages, package)
    content = list(body.sections())
    return package.write(disclosure, content, style_sheet(look, body.sizes), font_table(look))
