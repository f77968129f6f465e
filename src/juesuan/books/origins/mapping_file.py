"""A mapping of heads that lies in a file of its own, kept from year to year."""

from __future__ import annotations

from pathlib import Path

from juesuan.books.origins.folder import TEXTS, text_source
from juesuan.books.origins.gathered import MAPPING, SheetSource
from juesuan.books.origins.workbook import workbook_sources
from juesuan.model.books import Schema
from juesuan.model.page import Limits, Unreadable
from juesuan.secrecy.account_books import refuse_names


def mapping_sources(path: Path, schema: Schema, limits: Limits) -> list[SheetSource]:
    """The mapping in a text file, or in the sheet 列名对照 of a workbook."""
    if not path.is_file():
        raise Unreadable(f"列名对照“{path.name}”打不开：请检查文件是否存在")
    refuse_names(path)
    table = schema.table(MAPPING)
    if path.suffix.lower() in TEXTS:
        return [text_source(path, table)]
    if path.stat().st_size > limits.bytes:
        raise Unreadable(f"列名对照“{path.name}”过大，没有读")
    sources, _ = workbook_sources(path.read_bytes(), schema, limits)
    mappings = [source for source in sources if source.table.name == MAPPING]
    if not mappings:
        raise Unreadable(f"“{path.name}”里没有名为“{table.title}”的工作表")
    return mappings
