"""Folders that `prepare` wrote, beside an archive: the postings behind a number of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.stored_numbers import interval_of
from juesuan.books import LIMITS
from juesuan.bookwork import carried_out
from juesuan.guard import Failure
from juesuan.portal.archive_shelf import ShelfDocument
from juesuan.portal.number_view import span_of
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.preparing.prepared_folder import Untraceable, content
from juesuan.publishing.prepared.behind import AMOUNTS
from juesuan.publishing.prepared.behind import COLUMNS as NAMES

POSTINGS = "分录"
MANIFEST = "manifest.json"
PARTS = (("name", "项目"), ("amount", "金额（元）"))
AS_JSON = True
SHOWN = 500  # postings that the page shows; the data have them all
AGREES, DIFFERS = "相符", "与印出的不符"


class PreparedFolder(NamedTuple):
    """Where the accounts of a department and year were prepared."""

    department: str
    year: int
    home: Path


def prepared_folders(paths: Iterable[Path]) -> list[PreparedFolder]:
    """The prepared folders that these are, or hold; raises Untraceable where one is none."""
    folders = []
    for path in paths:
        homes = [path] if (path / MANIFEST).is_file() else sorted(path.glob(f"*/{MANIFEST}"))
        if not homes:
            raise Untraceable(f"“{path.name}”不是 juesuan prepare 写出的文件夹，里面也没有")
        folders += [_folder(home if home == path else home.parent) for home in homes]
    return folders


def _folder(home: Path) -> PreparedFolder:
    fields = content(home / MANIFEST, dict)
    department, year = fields.get("department"), fields.get("year")
    if not isinstance(department, str) or not isinstance(year, int):
        raise Untraceable(f"“{home.name}”的 {MANIFEST} 没有写明部门和年度：请重新编制")
    return PreparedFolder(department, year, home.absolute())


class PreparedBooks:
    """Asks the folders, in guarded children, one after another."""

    def __init__(self, folders: Iterable[PreparedFolder]) -> None:
        self._folders = {(one.department, one.year): one.home for one in folders}
        self._place = BoundedSemaphore(1)

    def of(self, document: ShelfDocument) -> Path | None:
        """Where the accounts that a document tells of were prepared; None where nowhere here."""
        row = document.reading
        return self._folders.get((row["department"], row["year"]))

    def page(self, document: ShelfDocument, fact: LakeFact) -> PortalPage:
        """The page of the postings behind a number; PortalRefusal where there are none."""
        home = self.of(document)
        if home is None:
            raise not_here()
        with self._place:
            asked = str(home), fact.address, "", AS_JSON
            outcome = carried_out("trace", LIMITS, *asked)
        if isinstance(outcome, Failure):
            raise PortalRefusal(500 if outcome.kind == "fault" else 404, outcome.message)
        return postings_page(document, fact, json.loads(outcome))


def postings_page(document: ShelfDocument, fact: LakeFact, behind: Mapping[str, Any]) -> PortalPage:
    """What was prepared beside what was printed, and the postings that it was made of."""
    sha256 = fact.sha256
    about = (
        ("文件", PortalCell(document.name, to("文件", sha256))),
        ("印作", PortalCell(f"{fact.printed} {fact.unit}", to("文件", sha256, "数", fact.address))),
        ("真数在", PortalCell(span_of(fact))),
        ("编成的数", PortalCell(f"{_yuan(behind['value'])} 元")),
        ("对照", _compared(fact, behind["value"])),
    )
    tables = [
        _listed("postings", f"记账 {len(behind['postings'])} 笔", behind["postings"]),
        _listed("sources", f"账簿以外的表 {len(behind['sources'])} 行", behind["sources"]),
    ]
    parts = tuple(texts(one["name"], _yuan(one["amount"])) for one in behind["parts"])
    if parts:
        tables.append(
            PortalTable("parts", "结转、抵销", PARTS, parts, numbers=frozenset({"amount"}))
        )
    shown = tuple(one for one in tables if one.rows) or (tables[0],)
    return PortalPage(
        f"{fact.name or fact.address}的分录", document.name, about, shown, shown=SHOWN
    )


def _compared(fact: LakeFact, prepared: str) -> PortalCell:
    """Whether what was prepared may be what is printed."""
    printed, amount = interval_of(fact), Decimal(prepared)
    if printed is None:
        return PortalCell("印出的数太大，没有对照")
    agrees = printed.low <= amount <= printed.high
    return PortalCell(AGREES if agrees else DIFFERS, kind="checked" if agrees else "contradicted")


def _listed(name: str, heading: str, rows: Sequence[Mapping[str, Any]]) -> PortalTable:
    """Rows as they were booked, only the columns that say something."""
    placed = [{**row, "place": _place(row)} for row in rows]
    columns = tuple(
        (key, title)
        for key, title in NAMES.items()
        if any(row.get(key) not in (None, "") for row in placed)
    )
    cells = tuple(texts(*(_text(key, row.get(key)) for key, _ in columns)) for row in placed)
    return PortalTable(name, heading, columns, cells, numbers=frozenset(AMOUNTS))


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['origin']} 第{row['line']}行" if row.get("origin") and row.get("line") else ""


def _text(key: str, value: object) -> str:
    return "" if value is None else _yuan(str(value)) if key in AMOUNTS else str(value)


def _yuan(amount: str) -> str:
    return f"{Decimal(amount):,.2f}"
