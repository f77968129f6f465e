"""The guard against state secrets for books: their names, sheets, heads and all words in them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from juesuan.model.page import Aside, Unreadable
from juesuan.secrecy.document import refuse_marked, refuse_table

HEAD_ROWS = 22
CHUNK, OVERLAP = 2**20, 2**10
TELLING = re.compile("密|祕|&#".encode())
PIECES = re.compile(r"</(?:si|is|c|text|sheet|comment|oddHeader|oddFooter)>|\"|<\?")
TAG = re.compile(r"<[^<>]*>")


def refuse_names(path: Path) -> None:
    """Unreadable where the name of the books, or of a file in their folder, bears a marking."""
    inner = (one.name for one in path.iterdir()) if path.is_dir() else ()
    refuse_marked(Aside(), path.name, *inner)


def refuse_head(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Unreadable where the name of a sheet or a table, or its first rows, bear a marking."""
    refuse_marked(Aside(), name)
    refuse_table([[str(cell) for cell in row] for row in itertools.islice(rows, HEAD_ROWS)])


def refuse_parts(data: bytes) -> None:
    """Unreadable where any word of a workbook does: cells, headers, remarks, sheets, properties."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".vml", ".rels")):
                    with archive.open(part) as stream:
                        for words in _telling(stream):
                            refuse_marked(Aside((), words))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise Unreadable("工作簿已损坏：请在 WPS 或 Office 中打开并另存后再试") from error


def _telling(stream: IO[bytes]) -> Iterator[tuple[str, ...]]:
    """The words of those chunks in which any could tell."""
    before = b""
    while chunk := stream.read(CHUNK):
        whole = before + chunk
        before = chunk[-OVERLAP:]
        if TELLING.search(whole):
            text = whole.decode("utf-8", "replace")
            yield tuple(TAG.sub("", piece) for piece in PIECES.split(text))
