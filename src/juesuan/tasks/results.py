"""What a caller gets: a record that shows itself as text, JSON, CSV, HTML and in a notebook.

A child makes it and its parent shows it, so what shows it is loaded where that is done.
"""
# ruff: noqa: PLC0415 - as it says

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from juesuan.model.report import Audited, Record
from juesuan.publishing.screen import PLAIN, Screen


@dataclass(frozen=True, slots=True)
class Extract(Record):
    """What was read from one file: every fact and every claim with its place."""

    def to_json(self, *, lines: bool = False) -> str:
        """The object of `juesuan read --format json`; on one line where `lines` asks for it."""
        from juesuan.publishing.report import data

        return data.dumps(data.read_object(self), lines=lines)

    def to_csv(self) -> str:
        """The facts as CSV for Excel, with a byte order mark."""
        from juesuan.publishing.report import data

        return data.read_csv(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The facts as an Arrow stream: `polars.DataFrame(extract)`, `pyarrow.table(extract)`."""
        from juesuan.publishing.report.dataframes import facts_table  # brings pyarrow

        return facts_table([self]).__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        from juesuan.publishing.grid import listed

        facts = self.reading.facts.values()
        rows = ((self.title(f.address.form), f.name, f.printed, str(f.place)) for f in facts)
        return listed(("表", "行 / 栏", "印作", "位置"), rows, self.file)


@dataclass(frozen=True, slots=True)
class Report(Audited):
    """What was read from one file and what an audit of it found."""

    @classmethod
    def of(cls, audited: Audited) -> Self:
        """What an audit came to, able to show itself."""
        return cls(*(getattr(audited, field.name) for field in fields(audited)))

    def to_text(self, screen: Screen = PLAIN) -> str:
        """The report for people, for a terminal of some width."""
        from juesuan.publishing.report.text import audit_text

        return audit_text(self, screen)

    def to_json(self, *, lines: bool = False) -> str:
        """The object of `juesuan audit --format json`; on one line where `lines` asks for it."""
        from juesuan.publishing.report import data

        return data.dumps(data.audit_object(self), lines=lines)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The findings as an Arrow stream."""
        from juesuan.publishing.report.dataframes import findings_table  # brings pyarrow

        return findings_table(self).__arrow_c_stream__(requested_schema)

    def to_html(self) -> str:
        """The report as one page that needs no other file."""
        # The declarations are needed for pages only; text and data are there without them.
        from juesuan.notation.edition import load
        from juesuan.publishing.report.html.whole_page import audit_html

        return audit_html(self, load(self.meta.edition))

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        from juesuan.publishing.grid import listed
        from juesuan.publishing.report.text import correction, counts, covered, headline, where

        rows = (
            (self.label(name, f), where(self, f), f.message, correction(f))
            for name, f in self.ordered()
        )
        head = f"{headline(self)}：{counts(self)}。{covered(self)}"
        return listed(("等级", "位置", "说明", "更正"), rows, head)
