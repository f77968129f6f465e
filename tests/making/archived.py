"""Disclosures for an archive, made of a few numbers and never read from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from juesuan.archive.door import Archive
from juesuan.archive.register_rows import Delivery
from juesuan.model.finding import Coverage, Finding
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.page import Box, FileOf, Place
from juesuan.model.reading import Meta, Reading
from juesuan.model.report import Audited, CellState
from juesuan.model.text import Claim
from juesuan.model.versions import Versions

NAME = "云川市青屏区某局"
TOTAL = "03:合计:1"
HALF = Decimal(50)


def fact(address: str, wan: str) -> Fact:
    """A number printed in 万元 with two decimals."""
    place = Place(3, box=Box(1.5, 2, 3, 4))
    value = Decimal(wan) * 10000
    return Fact(Address.parse(address), value, HALF, f"{wan}", "万元", "合计 / 本年支出合计", place)


def record(
    year: int = 2023,
    wan: str = "100.00",
    department: str = NAME,
    claims: Mapping[str, str] | None = None,
    rules: str = "aa",
) -> Audited:
    """A document that prints one total, says some things of it, and was audited."""
    number = fact(TOTAL, wan)
    sentences = tuple(
        Claim(says, Decimal(value) * 10000, HALF, f"{value}万元", Place(9), says)
        for says, value in (claims or {}).items()
    )
    meta = Meta(department, year, f"{year}-370102", "部门决算")
    states: dict[Address, CellState] = {number.address: "checked"}
    finding = Finding("claim", "错误", "两处不同", (number.address,), ((Place(9), "某句"),))
    return Audited(
        f"{department}{year}.pdf",
        hashlib.sha256(content(year, wan, department)).hexdigest(),
        Reading(meta, Facts({number.address: number}, {}), sentences),
        (finding,),
        ("f-1",),
        Coverage(2, 1, 1),
        states,
        versions=Versions("0.1.0", rules),
    )


def content(year: int, wan: str, department: str = NAME) -> bytes:
    """The bytes of such a document."""
    return f"{department} {year} {wan}".encode()


def delivery(audited: Audited, published_on: str = "", name: str = "") -> Delivery:
    """It as it is handed in."""
    name = name or audited.file
    files = (FileOf(name, audited.sha256),)
    return Delivery(audited.sha256, name, files, published_on=published_on)


def bytes_of(audited: Audited) -> bytes:
    """The bytes a record was made of."""
    (number,) = audited.reading.facts.values()
    return content(audited.meta.year or 0, number.printed, audited.meta.department)


def keep(archive: Archive, audited: Audited, published_on: str = "") -> str:
    """Keep a record; what became of it."""
    return archive.keep(delivery(audited, published_on), [bytes_of(audited)], audited)


def opened(root: Path, url: str = "") -> Archive:
    """An archive in which it is always the same time."""
    return Archive(root, url, "甲", lambda: "2024-09-01T00:00:00+00:00")


def everything(archive: Archive) -> dict[str, list[dict[str, object]]]:
    """All rows of the register."""
    return {name: archive.register.rows(name) for name in archive.register.tables}


def files(root: Path) -> dict[str, str]:
    """The files of a folder with the hashes of their bytes."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
