"""The tables of one prepared account as a workbook with live sums, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from juesuan.model.accounts import Account, Prepared
from juesuan.model.disclosure import CoverPage, Disclosure, PageTable
from juesuan.model.number import Facts
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.look import Look
from juesuan.publishing import screen
from juesuan.publishing.disclosure.workbook import write_workbook
from juesuan.publishing.markdown import Safe, drawn, line, page

SIGNERS = ("单位负责人", "财务负责人", "制表人")
NAMES = re.compile("[、，,；; ]")
BLANK = "　　　　　　"
DRAFT = "【草稿，未经审核通过，不得公开】"

# A form laid out as a table of a page: form, numbers, edition, whose they are, 部门 or 单位.
LayOut = Callable[[Form, Facts, Edition, str, str], PageTable]


class TableManner(NamedTuple):
    """How tables are made: how a form is laid out, how sheets look."""

    lay_out: LayOut
    look: Look


class AccountTables(NamedTuple):
    """What is written of one account: its tables in order, whose they are, by which edition."""

    account: Account
    tables: Sequence[PageTable]
    edition: Edition
    prepared: Prepared
    mark: str = ""

    @property
    def kind(self) -> str:
        """What the account is of."""
        return "单位" if self.account.code else "部门"

    @property
    def name(self) -> str:
        """Whose tables they are."""
        return screen.clean(self.account.name)


def account_tables(
    account: Account, edition: Edition, prepared: Prepared, lay_out: LayOut, mark: str = ""
) -> AccountTables:
    """The tables of an account as they will be printed; `mark` stands on each of them."""
    empty = AccountTables(account, (), edition, prepared, mark)
    tables = [lay_out(f, account.shown, edition, empty.name, empty.kind) for f in edition.forms]
    return empty._replace(tables=tables)


def write_tables(written: AccountTables, look: Look, stem: Path) -> None:
    """Write `stem`.xlsx and `stem`.md."""
    text = page(_markdown(written))
    stem.with_name(f"{stem.name}.md").write_text(text, "utf-8")
    book = write_workbook(_disclosure(written), look, written.edition)
    stem.with_name(f"{stem.name}.xlsx").write_bytes(book)


def _markdown(written: AccountTables) -> Iterator[Safe]:
    """Tables of HTML under headings, merged cells kept."""
    yield line("# {}{}年度{}决算表", written.name, written.prepared.year, written.kind)
    for form, table in zip(written.edition.forms, written.tables, strict=True):
        if written.mark:
            yield line("{}", written.mark)
        yield line("## {}", form.title)
        if table.number:
            yield line("{}", table.number)
        yield line("{}", table.owner)
        yield line("金额单位：{}", table.unit)
        yield drawn(table.grid)
        yield line("注：{}", table.note)


def _disclosure(written: AccountTables) -> Disclosure:
    """The tables alone as what a workbook is made of."""
    account, prepared = written.account, written.prepared
    cover = f"{prepared.year}年度", written.name, f"{written.kind}决算表"
    return Disclosure(
        year=prepared.year,
        department=written.name,
        title=f"{written.name}{prepared.year}年度{written.kind}决算表",
        edition=prepared.edition,
        date=date(prepared.year, 12, 31),
        unit=written.edition.unit,
        blocks=(CoverPage(cover, "", _signed(prepared)), *written.tables),
        shown=account.shown,
        exact=account.facts,
        rounding=prepared.rounding,
        mark=written.mark,
    )


def _signed(prepared: Prepared) -> tuple[str, ...]:
    """A line for each who signs, with the name where the books give as many."""
    rows = prepared.words.tables.get("meta", [])
    names = [name for row in rows for name in NAMES.split(str(row.get("signers") or "")) if name]
    shown = names if len(names) == len(SIGNERS) else [""] * len(SIGNERS)
    return tuple(
        f"{title}（签章）：{name or BLANK}" for title, name in zip(SIGNERS, shown, strict=True)
    )
