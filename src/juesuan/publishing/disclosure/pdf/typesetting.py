"""A disclosure is measured, its tables moved a little where they end badly, and then set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

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
        self._compiler = self._ready()
        self.marks = self._measured()
        while self._moved():
            _forget()  # or what was set before stays beside what is set now
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

    def _measured(self) -> list[Mark]:
        values = json.loads(self._compiler.query(MARKS, field="value"))
        return [Mark(*value) for value in values]

    def _moved(self) -> bool:
        """Make the rows of every table that ends badly a little lower or higher."""
        badly = [
            ending
            for ending in bad_endings(self.marks, self._tables)
            if self._tries[ending.number] < MOST
        ]
        before = [table["factor"] for table in self._tables]
        for ending in badly:
            table, tries = self._tables[ending.number], self._tries[ending.number]
            table["factor"], self._tries[ending.number] = another_height(table, ending, tries)
        return before != [table["factor"] for table in self._tables]


def _forget() -> None:
    """Let go of what the typesetter remembers of what it set before: 70 to 120 MB each time.

    It offers no word for that, but forgets what several settings in a row made no use of.
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
    _forget()
    day = disclosure.date
    ready = _Set(disclosure, look, fonts)
    marks = {mark.name: mark.printed for mark in ready.marks if mark.kind == "heading"}
    return Typeset(ready.pdf(datetime(day.year, day.month, day.day, tzinfo=UTC)), marks)


def write_pdf(disclosure: Disclosure, look: Look, fonts: Path | None = None) -> bytes:
    """The pages alone."""
    return typeset(disclosure, look, fonts).data
