"""A disclosure is measured, its tables moved a little where they end badly, and then set."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from juesuan.extras import wanted
from juesuan.model.disclosure import Disclosure
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.pdf.attached_facts import facts_csv
from juesuan.publishing.disclosure.pdf.faces import Faces, NotSet
from juesuan.publishing.disclosure.pdf.lettering import Lettering
from juesuan.publishing.disclosure.pdf.pieces import document

with wanted():
    import typst

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
HEIGHTS = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 1.04, 1.08, 1.12, 1.0)
"""How high rows are tried, as parts of what is declared, until a table ends well."""


class _Mark(NamedTuple):
    """Where something stands that was marked: its page as counted and as printed."""

    kind: str
    name: str
    page: int
    printed: int


class _Set:
    """A document before the typesetter; its tables end well."""

    def __init__(self, disclosure: Disclosure, look: Look, fonts: Path | None) -> None:
        faces = Faces(fonts)
        self._data = document(disclosure, look, Lettering(look, faces))
        self._data["facts"] = facts_csv(disclosure)
        self._fonts = faces.fonts
        self._tries: dict[int, int] = defaultdict(int)
        self._compiler = self._ready()
        self.marks = self._measured()
        while self._moved():
            self._compiler = self._ready()
            self.marks = self._measured()

    def pdf(self, made: datetime) -> bytes:
        """The pages."""
        pages, warnings = self._compiler.compile_with_warnings(
            format="pdf", timestamp=made, pdf_standards=STANDARDS
        )
        if warnings or not isinstance(pages, bytes):
            raise NotSet(f"排版没有完成：{'；'.join(each.message for each in warnings)}")
        return pages

    def _ready(self) -> typst.Compiler:
        return typst.Compiler(
            input=str(HERE / "document.typ"),
            root=str(HERE),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(self._data, ensure_ascii=False)},
        )

    def _measured(self) -> list[_Mark]:
        values = json.loads(self._compiler.query("<mark>", field="value"))
        return [_Mark(*value) for value in values]

    def _moved(self) -> bool:
        """Try the next height of the rows of every table that ends badly."""
        tables = [piece for piece in self._data["pieces"] if piece["kind"] == "table"]
        badly = [number for number in _ending_badly(self.marks) if self._another(number)]
        for number in badly:
            tables[number]["factor"] = HEIGHTS[self._tries[number]]
        return bool(badly)

    def _another(self, number: int) -> bool:
        self._tries[number] += 1
        return self._tries[number] < len(HEIGHTS)


def write_pdf(disclosure: Disclosure, look: Look, fonts: Path | None = None) -> bytes:
    """The disclosure as PDF/A-3a and PDF/UA-1, its numbers attached; NotSet says why not.

    `fonts` is a folder with faces of one's own, used first.
    """
    day = disclosure.date
    return _Set(disclosure, look, fonts).pdf(datetime(day.year, day.month, day.day, tzinfo=UTC))


def outline(disclosure: Disclosure, look: Look, fonts: Path | None = None) -> dict[str, int]:
    """The page number, as printed, of every heading, by its id."""
    marks = _Set(disclosure, look, fonts).marks
    return {mark.name: mark.printed for mark in marks if mark.kind == "heading"}


def _ending_badly(marks: list[_Mark]) -> Iterator[int]:
    """The tables of which fewer than three rows, or the note alone, stand on the last page."""
    pages: Mapping[str, dict[str, int]] = defaultdict(dict)
    for mark in marks:
        if mark.kind in ("three", "last", "note"):
            pages[mark.name][mark.kind] = mark.page
    for name, ends in pages.items():
        if "three" in ends and len({*ends.values()}) > 1:
            yield int(name)
