"""The functional and economic classifications by year: codes, names, definitions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

COLUMNS = ("code", "name", "from", "to", "definition")


class Entry(NamedTuple):
    """One name of one code and the years it holds for (0 and 9999 where open)."""

    code: str
    name: str
    first: int
    last: int
    definition: str = ""


class CodesError(ValueError):
    """A table of codes that cannot be used; the message names the line."""


@dataclass(frozen=True, slots=True, eq=False)
class Classification:
    """All entries of a classification; `tails` are the names common to the last two digits."""

    entries: Mapping[str, tuple[Entry, ...]]
    tails: Mapping[str, str]

    def name(self, code: str, year: int) -> str | None:
        """The name of a code in a year; None where the table has none."""
        for entry in self.entries.get(code, ()):
            if entry.first <= year <= entry.last:
                return entry.name
        return None

    def names(self, code: str) -> tuple[str, ...]:
        """Every name the code ever had."""
        return tuple(entry.name for entry in self.entries.get(code, ()))

    def current(self, year: int) -> dict[str, str]:
        """Code to name for one year, in order of code."""
        pairs = ((code, self.name(code, year)) for code in sorted(self.entries))
        return {code: name for code, name in pairs if name is not None}

    def with_entries(self, more: Iterable[Entry]) -> Classification:
        """The classification with a user's own entries put first."""
        entries = dict(self.entries)
        for entry in more:
            entries[entry.code] = (entry, *entries.get(entry.code, ()))
        return Classification(entries, self.tails)


def read_entries(text: str, source: str = "") -> list[Entry]:
    """Read a CSV with columns code,name[,from,to,definition]; raises CodesError with the line."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"code", "name"} <= set(reader.fieldnames or ()):
        message = f"{source}：科目表须有 code、name 两列，可有 from、to、definition"
        raise CodesError(message)
    entries = []
    for line, row in enumerate(reader, start=2):
        code, name = (row["code"] or "").strip(), (row["name"] or "").strip()
        first, last = (row.get("from") or "").strip(), (row.get("to") or "").strip()
        if not code.isdigit() or not name or not (first + last + "0").isdigit():
            message = f"{source} 第 {line} 行：编码须为数字、名称不能为空、年份须为数字"
            raise CodesError(message)
        definition = (row.get("definition") or "").strip()
        entries.append(Entry(code, name, int(first or 0), int(last or 9999), definition))
    return entries


def read_tails(text: str) -> dict[str, str]:
    """Read the CSV of generic item tails: tail,name."""
    return {row["tail"]: row["name"] for row in csv.DictReader(io.StringIO(text))}


def classification(entries: Iterable[Entry], tails: Mapping[str, str]) -> Classification:
    """Entries grouped by code."""
    by_code: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        by_code[entry.code] = (*by_code.get(entry.code, ()), entry)
    return Classification(by_code, tails)
