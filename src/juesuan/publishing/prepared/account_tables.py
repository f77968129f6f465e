"""The tables of one prepared account as a workbook with live sums, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from juesuan.model.accounts import Account, Prepared
from juesuan.model.disclosure import CoverPage, Disclosure, PageTable
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.look import Look
from juesuan.publishing import screen
from juesuan.publishing.disclosure.workbook import write_workbook
from juesuan.publishing.markdown import Safe, drawn, line, page
from juesuan.publishing.sheets.base_sheet import exact_amount
from juesuan.publishing.sheets.cell_values import CellAmount
from juesuan.publishing.sheets.list_sheet import Entry, ListColumn, ListSheet
from juesuan.publishing.sheets.table_sheet import LiveAmount

HEADS = {
    "payer": "付款单位",
    "payee": "收款单位",
    "payer_account": "付款科目",
    "payee_account": "收款科目",
    "func": "功能分类",
    "amount": "金额（元）",
    "payer_cell": "付方数",
    "payee_cell": "收方数",
    "why": "说明",
    "account": "会计科目",
    "fund": "资金性质",
    "type": "支出类型",
    "lines": "笔数",
    "debit": "借方（元）",
    "credit": "贷方（元）",
    "cells": "进入的数",
    "unit": "单位",
    "project": "项目",
    "open": "年初（元）",
    "open_adj": "年初余额调整",
    "gathered_in": "归集调入",
    "gathered_out": "归集调出",
    "returned": "归集上缴",
    "internal": "内部调剂",
    "income": "本年收入",
    "expense": "本年支出",
    "use_nonfiscal": "使用非财政拨款结余",
    "distribution": "结余分配",
    "close": "年末",
}
LETTERS = 12.0  # of a column of a list
COUNT = "0"
DRAFT = "【草稿，未经审核通过，不得公开】"

# A form laid out as a table of a page: the form, its numbers, the edition, whose they are.
LayOut = Callable[[Form, Facts, Edition, str], PageTable]


class TableManner(NamedTuple):
    """How tables are made: how a form is laid out, how sheets look."""

    lay_out: LayOut
    look: Look


class Beside(NamedTuple):
    """What goes with the tables: a mark on each of them, lists that become further sheets."""

    mark: str = ""
    lists: Mapping[str, Iterable[Any]] = MappingProxyType({})


class AccountTables(NamedTuple):
    """What is written of one account: its tables in order, whose they are, by which edition."""

    account: Account
    tables: Sequence[PageTable]
    edition: Edition
    prepared: Prepared
    beside: Beside

    @property
    def name(self) -> str:
        """Whose tables they are."""
        return screen.clean(self.account.name)


def account_tables(
    account: Account, edition: Edition, prepared: Prepared, lay_out: LayOut, beside: Beside
) -> AccountTables:
    """The tables of an account as they will be printed."""
    name = screen.clean(account.name)
    tables = [lay_out(form, account.shown, edition, name) for form in edition.forms]
    return AccountTables(account, tables, edition, prepared, beside)


def write_tables(written: AccountTables, look: Look, stem: Path) -> None:
    """Write `stem`.xlsx and `stem`.md."""
    text = page(_markdown(written))
    stem.with_name(f"{stem.name}.md").write_text(text, "utf-8")
    lists = dict(_lists(written.beside))
    book = write_workbook(_disclosure(written), look, written.edition, lists)
    stem.with_name(f"{stem.name}.xlsx").write_bytes(book)


def _markdown(written: AccountTables) -> Iterator[Safe]:
    """Tables of HTML under headings, merged cells kept."""
    yield line("# {}{}年度部门决算表", written.name, written.prepared.year)
    for form, table in zip(written.edition.forms, written.tables, strict=True):
        if written.beside.mark:
            yield line("{}", written.beside.mark)
        yield line("## {}", form.title)
        yield line("{}", table.number)
        yield line("部门：{}", table.owner)
        yield line("金额单位：{}", table.unit)
        yield drawn(table.grid)
        yield line("注：{}", table.note)


def _disclosure(written: AccountTables) -> Disclosure:
    """The tables alone as what a workbook is made of."""
    account, prepared = written.account, written.prepared
    cover = f"{prepared.year}年度", written.name, "部门决算表"
    return Disclosure(
        year=prepared.year,
        department=written.name,
        title=f"{written.name}{prepared.year}年度部门决算表",
        edition=prepared.edition,
        date=date(prepared.year, 12, 31),
        unit=written.edition.unit,
        blocks=(CoverPage(cover, ""), *written.tables),
        shown=account.shown,
        exact=account.facts,
        rounding=prepared.rounding,
        mark=written.beside.mark,
    )


def _lists(beside: Beside) -> Iterator[tuple[str, ListSheet]]:
    """Records as lists under Chinese heads: amounts as numbers, all else as text."""
    for title, records in beside.lists.items():
        rows = list(records)
        heads = [HEADS.get(name, name) for name in rows[0]._fields] if rows else [title]
        columns = tuple(ListColumn(head, LETTERS) for head in heads)
        name = f"{title}（草稿）" if beside.mark else title
        yield name, ListSheet(title, (), columns, [[*map(_entry, row)] for row in rows])


def _entry(value: str | int | Decimal | tuple[str, ...]) -> Entry:
    if isinstance(value, Decimal):
        return LiveAmount(exact_amount(value))
    if isinstance(value, int):
        return LiveAmount(CellAmount(Decimal(value), 0, COUNT))
    if isinstance(value, tuple) and not isinstance(value, Address):
        return "、".join(map(str, value))
    return str(value)
