"""工作底稿: what stands behind the tables, one list a sheet, in a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from juesuan.model.accounts import Account, CarryRow, Elimination, Prepared, Taken
from juesuan.model.number import UNITS, Address
from juesuan.notation.edition import Edition
from juesuan.notation.look import Look
from juesuan.publishing import screen
from juesuan.publishing.sheets.base_sheet import exact_amount
from juesuan.publishing.sheets.cell_values import CellAmount
from juesuan.publishing.sheets.checks_sheet import ROUNDED, checked
from juesuan.publishing.sheets.list_book import write_lists
from juesuan.publishing.sheets.list_sheet import Entry, ListColumn, ListSheet
from juesuan.publishing.sheets.table_sheet import LiveAmount

PAPERS = "工作底稿.xlsx"
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
CARRIED = "结转:"
LEAST, AMOUNT = 3.0, 7.5
COUNT = "0"
REMARKS = {
    "抵销": "汇总时在部门内部成对抵销的往来，付方数、收方数是被减去的格子。",
    "结转滚动": "年末＝年初＋调整＋调入－调出－上缴＋调剂＋收入－支出＋使用－分配。",
    "取数": "每一类分录进了哪些格子；没有进的，说明为什么。",
    "尾差说明": "印出的合计与印出的各项之和不等、而未取整的数相等的地方：差额是四舍五入的尾差。",
}
DIFFERENCES = ("单位", "表", "合计", "印出的合计", "各项之和", "差额")


def working_papers(prepared: Prepared, edition: Edition, look: Look, mark: str = "") -> bytes:
    """The lists behind the tables as a workbook; raises Unwritable."""
    sheets = {
        "抵销": _sheet("抵销", Elimination._fields, prepared.eliminations),
        "结转滚动": _sheet("结转滚动", CarryRow._fields, prepared.carry),
        "取数": _sheet("取数", Taken._fields, prepared.tally),
    }
    rows = [row for one in _accounts(prepared) for row in _differences(one, edition)]
    columns = _columns(DIFFERENCES, rows)
    sheets["尾差说明"] = ListSheet("尾差说明", (REMARKS["尾差说明"],), columns, rows)
    title = f"{screen.clean(prepared.department.name)}{prepared.year}年度决算工作底稿"
    return write_lists(sheets, look, title, mark, date(prepared.year, 12, 31))


def _accounts(prepared: Prepared) -> Iterator[Account]:
    yield prepared.department
    yield from prepared.units.values()


def _sheet(title: str, names: Sequence[str], records: Iterable[Iterable[Any]]) -> ListSheet:
    """Records as a list under Chinese heads: amounts as numbers, all else as text."""
    rows = [[*map(_entry, record)] for record in records]
    columns = _columns([HEADS.get(name, name) for name in names], rows)
    return ListSheet(title, (REMARKS[title],), columns, rows)


def _columns(heads: Sequence[str], rows: Sequence[Sequence[Entry]]) -> tuple[ListColumn, ...]:
    """Columns as wide as their texts, up to some letters; amounts all alike."""
    widths = [max(LEAST, len(head) / 2 + 1) for head in heads]
    for row in rows:
        for place, entry in enumerate(row):
            needed = screen.width(entry) / 2 + 1 if isinstance(entry, str) else AMOUNT
            widths[place] = max(widths[place], min(needed, LETTERS))
    return tuple(map(ListColumn, heads, widths))


def _entry(value: str | int | Decimal | tuple[str, ...]) -> Entry:
    if isinstance(value, Decimal):
        return LiveAmount(exact_amount(value))
    if isinstance(value, int):
        return LiveAmount(CellAmount(Decimal(value), 0, COUNT))
    if isinstance(value, tuple) and not isinstance(value, Address):
        return "、".join(map(_cell, value))
    return str(value)


def _cell(text: str) -> str:
    """Where an amount went, in words: a column of the roll-forward, or an address."""
    name, _, column = text.partition(CARRIED)
    return f"{CARRIED}{HEADS.get(column, column)}" if not name else text


def _differences(account: Account, edition: Edition) -> Iterator[list[Entry]]:
    """The sums that are not those of their printed parts, in the unit of the tables."""
    scale = UNITS[edition.unit]
    titles: Mapping[str, str] = {form.id: form.title for form in edition.forms}
    for check in checked(account.shown, edition):
        if check.result == ROUNDED and check.left is not None and check.right is not None:
            address = check.ground.terms[0][1]
            fact = account.shown.get(address)
            name = fact.name if fact and fact.name else str(address)
            values = (check.left, check.right, check.left - check.right)
            amounts = [LiveAmount(exact_amount(value / scale)) for value in values]
            title = titles.get(address.form, address.form)
            yield [account.code or "部门", title, name, *amounts]
