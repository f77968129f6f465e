"""A disclosure is measured, its tables moved a little where they end badly, and then set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from juesuan.extras import wanted
from juesuan.model.disclosure import Disclosure
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.open_data.facts_data import facts_csv
from juesuan.publishing.disclosure.pdf.endings import MOST, Mark, another_height, bad_endings
from juesuan.publishing.disclosure.pdf.faces import Faces
from juesuan.publishing.disclosure.pdf.lettering import Lettering
from juesuan.publishing.disclosure.pdf.pieces import document

with wanted():
    import typst

HERE = Path(__file__).parent
MARKS = "<" + "mark>"  # a label of the template, no element
AGES = 11  # the typesetter keeps what the last 10 settings used
NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


class _Set:
    """A document before the typesetter; its tables end well."""

    def __init__(self, disclosure: Disclosure, look: Look, fonts: Path | None) -> None:
        faces = Faces(fonts)
        self._data = document(disclosure, look, Lettering(look, faces))
        self._data["facts"] = facts_csv(disclosure).decode("utf-8")
        self._fonts = faces.fonts
        self._tables = [one for one in self._data["pieces"] if one["kind"] == "table"]
        self._tries = [0] * len(self._tables)
        # A table that fills a page of its own ends alike without all the rest.
        full = [table for table in self._tables if table["full"]]
        while full:
            marks = self._measured(self._ready(self._data | {"pieces": full, "facts": ""}))
            full = self._moved(marks)
        _forget()
        while True:
            self._compiler = self._ready(self._data)
            self.marks = self._measured(self._compiler)
            if not self._moved(self.marks):
                break
            del self._compiler
            _forget()

    def pdf(self, made: datetime) -> bytes:
        """The pages."""
        pages, warnings = self._compiler.compile_with_warnings(
            format="pdf", timestamp=made, pdf_standards=STANDARDS
        )
        if warnings or not isinstance(pages, bytes):
            raise NotSet(f"排版没有完成：{'；'.join(each.message for each in warnings)}")
        return pages

    def _ready(self, data: Mapping[str, Any]) -> typst.Compiler:
        return typst.Compiler(
            input=str(HERE / "document.typ"),
            root=str(HERE),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )

    def _measured(self, compiler: typst.Compiler) -> list[Mark]:
        return [Mark(*value) for value in json.loads(compiler.query(MARKS, field="value"))]

    def _moved(self, marks: Sequence[Mark]) -> list[dict[str, Any]]:
        """The tables that end badly, their rows made a little lower or higher."""
        moved = []
        for ending in bad_endings(marks, self._tables):
            table, tries = self._tables[ending.number], self._tries[ending.number]
            if tries < MOST:
                height, self._tries[ending.number] = another_height(table, ending, tries)
                if height != table["factor"]:
                    table["factor"] = height
                    moved.append(table)
        return moved


def _forget() -> None:
    """Let go of what the typesetter remembers of what it set before: 70 to 120 MB each time.

    It offers no word for that, but forgets what several settings in a row made no use of. Left
    undone, what was set before stays beside what is set next, and beside all other formats.
    """
    for _ in range(AGES):
        typst.compile(b"", font_paths=NO_FONTS, ignore_system_fonts=True)


class Typeset(NamedTuple):
    """The pages as PDF, and the page number, as printed, of every heading by its id."""

    data: bytes
    pages: Mapping[str, int]


def typeset(disclosure: Disclosure, look: Look, fonts: Path | None = None) -> Typeset:
    """The disclosure as PDF/A-3a and PDF/UA-1, its numbers attached; NotSet says why not.

    `fonts` is a folder with faces of one's own, used first.
    """
    try:
        return _typeset(disclosure, look, fonts)
    finally:
        _forget()


def _typeset(disclosure: Disclosure, look: Look, fonts: Path | None) -> Typeset:
    day = disclosure.date
    ready = _Set(disclosure, look, fonts)
    marks = {mark.name: mark.printed for mark in ready.marks if mark.kind == "heading"}
    return Typeset(ready.pdf(datetime(day.year, day.month, day.day, tzinfo=UTC)), marks)


def write_pdf(disclosure: Disclosure, look: Look, fonts: Path | None = None) -> bytes:
    """The pages alone."""
    return typeset(disclosure, look, fonts).data
