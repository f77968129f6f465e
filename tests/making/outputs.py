"""What no output may hold, whatever stands in the names of documents, books and files."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)"
)
FORMULA = re.compile(r"\s*[=+@＝＋＠\t\r\n]|\s*[-−－](?![\d,.]+$)")
OURS = {"table", "thead", "tbody", "tr", "th", "td", "b"}
FORGED = "伪造"
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)|[-~]")


class Elements(html.parser.HTMLParser):
    """The elements and attributes of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def is_inert(text: str) -> bool:
    """Whether Markdown holds no element but tables, no link, no picture, no forged heading."""
    elements = Elements(text)
    plain = re.sub(r"\\.", "", text)
    live = "](" in text or re.search(
        r"\]\(|!\[|://|www\.|@|`|(?m:^#+ 伪造)|\*\*|(?m:^---)|\{\{", plain
    )
    known = {name for name, _ in elements.attributes} <= {"rowspan", "colspan", "align"}
    return set(elements.tags) <= OURS and known and not live


def _text(text: str) -> None:
    assert not [line for line in text.splitlines() if line.startswith(FORGED)]


def _html(text: str) -> None:
    elements = Elements(text)
    assert not {"marquee", "iframe"} & set(elements.tags)
    assert elements.tags.count("script") == 1
    for name, value in elements.attributes:
        assert not name.startswith("on")
        assert name not in ("href", "src", "action", "formaction") or value.startswith(
            ("#", "./", "data:image/webp;base64,")
        )


def _markdown(text: str) -> None:
    assert is_inert(text)


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows
    assert not [cell for row in rows for cell in row if FORMULA.match(cell)]


def _json(text: str) -> None:
    for line in [text] if text.lstrip().startswith(("{\n", "[")) else text.splitlines():
        json.loads(line)


TEXTS = {".txt": _text, ".html": _html, ".md": _markdown, ".csv": _csv, ".json": _json}
TEXTS |= {".jsonl": _json, ".sarif": _json}


def check_text(text: str, kind: str) -> None:
    """A text that was written or said, of the kind that its ending names."""
    found = STEERING.search(text.removeprefix("\ufeff"))
    assert not found, ascii(text[max(0, found.start() - 40) : found.end() + 20])
    TEXTS[kind](text)


# A sum of cells of sheets that are named by us, rounded.
FORMULA = re.compile(r"ROUND\((?:[-+]?(?:'(?:公开\d+表|底数（元）)'!)?[A-Z]+\d+)+(?:/10+)?,\d\)")


def _workbook(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8")
            assert not STEERING.search(text), name
            assert not re.search(r"_x00[01][0-8B-F]_", text), name
            assert 'TargetMode="External"' not in text
            for formula in re.findall(r"<f>(.*?)</f>", text):
                assert FORMULA.fullmatch(formula), formula


def _data(_: Path) -> None:
    """Parquet is data for programs, a picture has no words of its own."""


def _database(path: Path) -> None:
    base = sqlite3.connect(path)
    for (name,) in base.execute("SELECT name FROM sqlite_master").fetchall():
        for row in base.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a name of ours
            assert not any(STEERING.search(cell) for cell in row if isinstance(cell, str))
    base.close()


def _pdf(path: Path) -> None:
    """Nothing in a PDF acts: no script, no link to elsewhere."""
    assert not re.search(rb"/JavaScript|/Launch|/URI\b", path.read_bytes())


def _docx(path: Path) -> None:
    """Nothing in a DOCX acts: no field that fetches."""
    with zipfile.ZipFile(path) as parts:
        data = b"".join(parts.read(name) for name in parts.namelist() if name.endswith("xml"))
    assert not re.search(rb"INCLUDETEXT|INCLUDEPICTURE|\bDDE", data)


PAGES = {".pdf": _pdf, ".docx": _docx}
BINARIES = {
    ".juesuan": _data,
    ".xlsx": _workbook,
    ".sqlite": _database,
    ".parquet": _data,
    ".png": _data,
    **PAGES,
}


def check_file(path: Path) -> None:
    """A file that was written, its name too; one of an unknown kind is a fault of this guard."""
    assert not STEERING.search(path.name)
    assert not RESERVED.match(path.name), path.name
    if path.suffix in BINARIES:
        BINARIES[path.suffix](path)
    else:
        check_text(path.read_bytes().decode("utf-8"), path.suffix)
