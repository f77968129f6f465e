"""The guard against state secrets for books: their names, sheets, heads and all words in them."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from juesuan.model.page import Aside
from juesuan.secrecy.document import refuse_marked, refuse_table
from juesuan.secrecy.level import SIGNS, TELLING

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

HEAD_ROWS = 22
CHUNK, OVERLAP = 2**20, 2**10
IN_XML = re.compile("密|祕|&#".encode())
PIECES = re.compile(r"</(?:si|is|c|text|sheet|comment|oddHeader|oddFooter)>|\"|<\?")
MARGIN = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)")
MARGIN_CODE = re.compile(r"&amp;(?:&quot;[^&]*&quot;|\d+|[A-Z])")  # where, in which font and size
TAG = re.compile(r"<[^<>]*>")


def refuse_names(path: Path) -> None:
    """Unreadable where the name of the books, or of a file in their folder, bears a marking."""
    inner = (one.name for one in path.iterdir()) if path.is_dir() else ()
    refuse_marked(Aside(), path.name, *inner)


def refuse_head(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Unreadable where the name of a sheet or a table, or its first rows, bear a marking."""
    refuse_marked(Aside(), name)
    refuse_table([[str(cell) for cell in row] for row in itertools.islice(rows, HEAD_ROWS)])


def refuse_texts(rows: pa.Table | pa.RecordBatch) -> None:
    """Unreadable where any text in rows of books bears a marking."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit
    import pyarrow.compute as pc  # noqa: PLC0415

    for column in rows.columns:
        if pa.types.is_string(column.type):
            telling = column.filter(pc.match_substring_regex(column, TELLING.pattern))
            refuse_marked(Aside((), tuple(telling.unique().to_pylist())))


def refuse_rows(rows: ibis.Table) -> None:
    """The same for a table in an engine, which finds the few rows that could tell."""
    import ibis  # noqa: PLC0415

    texts = [rows[name] for name, kind in rows.schema().items() if kind.is_string()]
    if telling := [text.contains(sign) for text in texts for sign in SIGNS]:
        refuse_texts(rows.filter(ibis.or_(*telling)).select(*texts).distinct().to_pyarrow())


def refuse_parts(archive: zipfile.ZipFile) -> None:
    """Unreadable where any word of a workbook does: cells, headers, remarks, sheets, properties."""
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".vml", ".rels")):
            with archive.open(part) as stream:
                for text in _telling(stream):
                    refuse_marked(_words(part.filename, text))


def _words(part: str, text: str) -> Aside:
    """The words of a part; a property of the workbook, a margin of a sheet is a title."""
    if part.startswith("docProps/"):
        return Aside(tuple(TAG.split(text)))
    margins = (MARGIN_CODE.sub(" ", margin) for margin in MARGIN.findall(text))
    return Aside(tuple(margins), tuple(TAG.sub("", piece) for piece in PIECES.split(text)))


def _telling(stream: IO[bytes]) -> Iterator[str]:
    """The chunks in which any word could tell."""
    before = b""
    while chunk := stream.read(CHUNK):
        whole = before + chunk
        before = chunk[-OVERLAP:]
        if IN_XML.search(whole):
            yield whole.decode("utf-8", "replace")
