"""A page as a record: what it is about and its tables; shown as HTML, JSON or CSV, all the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from juesuan.portal.page_frame import Links, framed, plain_body
from juesuan.publishing.grid import cell, row, table
from juesuan.publishing.markup import Html, element, joined
from juesuan.publishing.report.data import BOM, dumps, sheet_text
from juesuan.publishing.screen import clean

NOTHING = "没有。"
MORE = "这里只列前 {} 行；全部在下面的 JSON 和 CSV 里，也可以用 ?year=2023、?region=3701 缩小。"
FEW = 4  # columns that a narrow screen still shows


class PortalCell(NamedTuple):
    """A text of a table: where it leads, how it looks, and further words that lead elsewhere."""

    text: str
    href: str = ""
    kind: str = ""
    links: tuple[tuple[str, str], ...] = ()


class PortalTable(NamedTuple):
    """A table: its columns by key and title, its rows, a figure above it, a note below it.

    Where it is not `seen`, the figure shows the same, and its rows are in the data only.
    """

    id: str
    heading: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[PortalCell, ...], ...]
    note: str = ""
    figure: Html = Html()
    numbers: frozenset[str] = frozenset()
    seen: bool = True


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A page: its title, what it is about in words, its tables; `lead` is only seen, as a form.

    Of each table no more rows are seen than `shown`, where it says any; the data have them all.
    `sheet` is the number of the table that Excel gets.
    """

    title: str
    kind: str = ""
    about: tuple[tuple[str, PortalCell], ...] = ()
    tables: tuple[PortalTable, ...] = ()
    lead: Html = field(default=Html())
    shown: int = 0
    sheet: int = 0

    def to_html(self, path: str, links: Links) -> str:
        """The page for people; `path` is its own address, without its ending."""
        data = _other_forms(path) if self.tables else Html()
        sections = (_section(_first(table, self.shown)) for table in self.tables)
        parts = [self._about(), self.lead, *sections, data]
        body = plain_body(self.title, *(part for part in parts if part), kind=self.kind)
        return framed(self.title, body, links)

    def to_json(self) -> str:
        """The page for programs."""
        value: dict[str, Any] = {
            "schema": 1,
            "title": self.title,
            "about": {name: cell.text for name, cell in self.about},
            "tables": {one.id: [_object(one, cells) for cells in one.rows] for one in self.tables},
        }
        return dumps(value)

    def to_csv(self) -> str:
        """One of its tables for Excel; text never becomes a formula."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        for shown in self.tables[self.sheet : self.sheet + 1]:
            writer.writerow([sheet_text(clean(title)) for _, title in shown.columns])
            writer.writerows([sheet_text(clean(c.text)) for c in cells] for cells in shown.rows)
        return BOM + file.getvalue()

    def _about(self) -> Html:
        pairs = (element("dt", name) + element("dd", _inside(words)) for name, words in self.about)
        return element("dl", *map(Html, pairs), class_="facts") if self.about else Html()


def to(*parts: object, **asked: object) -> str:
    """The address of a page: its parts, and what is asked of it."""
    path = "/" + "/".join(quote(spelt(str(part)), safe="") for part in parts)
    given = {name: spelt(str(value)) for name, value in asked.items() if value not in ("", None)}
    return f"{path}?{urlencode(given)}" if given else path


def attachment(name: str) -> dict[str, str]:
    """The header of a file that is to be kept under a name."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(spelt(name), safe='')}"}


def texts(*values: object) -> tuple[PortalCell, ...]:
    """Plain cells."""
    return tuple(v if isinstance(v, PortalCell) else PortalCell(_plain(v)) for v in values)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def spelt(text: str) -> bytes:
    """A text as an address spells it, halves of characters as their numbers."""
    return text.encode("utf-8", "backslashreplace")


def _first(shown: PortalTable, most: int) -> PortalTable:
    """The first rows of a table, where there are too many of them to be seen."""
    if not most or len(shown.rows) <= most:
        return shown
    return shown._replace(rows=shown.rows[:most], note=MORE.format(most))


def _section(shown: PortalTable) -> Html:
    note = element("p", shown.note, class_="note") if shown.note else Html()
    rows = Html() if shown.note or not shown.seen else element("p", NOTHING)
    if shown.rows and shown.seen:
        rows = _scrolled(shown)
    parts = (element("h2", shown.heading), shown.figure, rows, note)
    return element("section", *parts, class_="sheet", id=shown.id)


def _scrolled(shown: PortalTable) -> Html:
    heads = row(cell(title, tag="th", scope="col") for _, title in shown.columns)
    kind = "panels many" if len(shown.columns) > FEW else "panels"
    look = {"class_": kind, "tabindex": "0", "role": "region", "aria_label": shown.heading}
    return element("div", table(_rows(shown), [heads]), **look)


def _rows(shown: PortalTable) -> Iterator[Html]:
    for cells in shown.rows:
        yield row(
            cell(_inside(each), class_=_look(each, key in shown.numbers))
            for (key, _), each in zip(shown.columns, cells, strict=True)
        )


def _look(shown: PortalCell, number: bool) -> str | None:  # noqa: FBT001 - of one caller
    return " ".join(filter(None, (shown.kind, "" if number else "words"))) or None


def _inside(shown: PortalCell) -> Html:
    words = element("a", shown.text, href=shown.href) if shown.href else joined("", [shown.text])
    if not shown.links:
        return words
    return joined(" ", [words, *(element("a", text, href=href) for text, href in shown.links)])


def _object(shown: PortalTable, cells: Sequence[PortalCell]) -> Mapping[str, str]:
    pairs = zip(shown.columns, cells, strict=True)
    return {key: " ".join([c.text, *(t for t, _ in c.links)]).strip() for (key, _), c in pairs}


def _other_forms(path: str) -> Html:
    """Links to the same page for programs and for Excel."""
    plain, question, asked = path.partition("?")
    links = (
        element("a", words, href=f"{plain}.{ending}{question}{asked}")
        for ending, words in (("json", "JSON"), ("csv", "CSV（Excel）"))
    )
    return element("p", "这一页的数据：", joined("　", links), class_="note forms")
