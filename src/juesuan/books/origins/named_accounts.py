"""A ledger that says its accounts by name alone: 财政拨款预算收入/一般公共预算财政拨款."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from juesuan.books.sheet import SheetField
from juesuan.books.values import plain
from juesuan.model.books import BooksTable, Schema

STEPS = re.compile(r"[\s\-_—–/\\.·、,，>|]+")
NAME = "acct_name"


@dataclass(frozen=True)
class NamedAccounts:
    """Fields whose names of accounts are read as accounts; the codes that the names have."""

    fields: tuple[SheetField, ...]
    place: int = -1
    codes: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row with the code before the name of its account, where the name is known."""
        if self.place < 0:
            return row
        cells = [*row, *[""] * (len(self.fields) - 1 - len(row))]
        name = cells[self.place]
        cells[self.place] = self._coded(name)
        return [*cells, name]

    def _coded(self, text: str) -> str:
        steps = [step for step in STEPS.split(plain(text)) if step]
        code = self.codes.get(steps[0], "") if steps else ""
        details = self.details.get(code, {})
        detail = next((details[step] for step in steps[1:] if step in details), "")
        return f"{detail or code} {text}" if code else text


def named_accounts(
    table: BooksTable, fields: tuple[SheetField, ...], schema: Schema
) -> NamedAccounts:
    """The accounts of a sheet by their names, where it has no column of their codes."""
    account = schema.closing.account
    names = [n for n, one in enumerate(fields) if one.column and one.column.name == NAME]
    coded = any(one.column and one.column.name == account for one in fields)
    if table.name != schema.closing.table or coded or len(names) != 1:
        return NamedAccounts(fields)
    listed = schema.codes[str(table.column(account).codes)].entries
    codes = {name: code for code, name in listed.items()}
    for digit, outside in schema.outside_names.items():
        codes |= {plain(name): f"{digit}000" for name in outside}
    done = list(fields)
    done[names[0]] = replace(fields[names[0]], column=table.column(account))
    done.append(fields[names[0]])
    return NamedAccounts(tuple(done), names[0], codes, schema.subaccounts)
