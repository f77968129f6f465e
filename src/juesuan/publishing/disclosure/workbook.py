"""The nine tables of one account as a workbook with live formulas, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.accounts import Account, Prepared
from juesuan.model.number import UNITS, Address, Facts
from juesuan.model.page import Cell, Grid
from juesuan.notation import layout
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground
from juesuan.notation.form import Form
from juesuan.publishing import screen
from juesuan.publishing.markdown import Safe, drawn, line, page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TOP = 4  # rows above the grid: title, number of the table, department and unit
MONEY = "#,##0.00;-#,##0.00;;@"
NARROW, WIDE, PORTRAIT = 11, 44, 6
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
MOST_COLUMNS = 20
DRAFT = "【草稿，未经审核通过，不得公开】"
A4 = 9  # the paper size as a workbook numbers it


class WorkbookSheet(NamedTuple):
    """One form drawn: its grid and where each address stands in it."""

    form: Form
    grid: Grid
    cells: Mapping[Address, Cell]
    note: str


class Beside(NamedTuple):
    """What goes with the tables: a mark on each of them, lists that become further sheets."""

    mark: str = ""
    lists: Mapping[str, Iterable[Any]] = MappingProxyType({})


def write(
    account: Account,
    edition: Edition,
    prepared: Prepared,
    stem: Path,
    beside: Beside,
) -> None:
    """Write `stem`.xlsx and `stem`.md."""
    sheets = [_sheet(form, account.shown, edition) for form in edition.forms]
    head = (screen.clean(account.name), prepared.year, edition, beside.mark)
    stem.with_name(f"{stem.name}.md").write_text(page(_markdown(sheets, *head)), "utf-8")
    exact = account.facts if prepared.rounding == "each" else account.shown
    _workbook(stem.with_name(f"{stem.name}.xlsx"), sheets, exact, head, beside.lists)


def _sheet(form: Form, facts: Facts, edition: Edition) -> WorkbookSheet:
    """A form laid out."""
    laid = layout.write(form, facts, edition.codes(form), edition.year)
    return WorkbookSheet(form, laid.grid, laid.cells, note(form, facts))


def note(form: Form, facts: Facts) -> str:
    """What stands below a form: that it is empty, where it is."""
    filled = any(fact.value for fact in facts.of(form.id))
    return form.note if filled or not form.empty_note else form.empty_note


def _markdown(
    sheets: Iterable[WorkbookSheet], name: str, year: int, edition: Edition, mark: str
) -> Iterator[Safe]:
    """Tables of HTML under headings, merged cells kept."""
    yield line("# {}{}年度部门决算表", name, year)
    for form, grid, _, note in sheets:
        if mark:
            yield line("{}", mark)
        yield line("## {}", form.title)
        yield line("公开{}表", form.id)
        yield line("部门：{}", name)
        yield line("金额单位：{}", form.style.unit or edition.unit)
        yield drawn(grid)
        yield line("注：{}", note)


def _workbook(
    path: Path,
    sheets: list[WorkbookSheet],
    facts: Facts,
    head: tuple[str, int, Edition, str],
    lists: Mapping[str, Iterable[Any]],
) -> None:
    import xlsxwriter  # noqa: PLC0415 - only when a workbook is written

    name, year, edition, mark = head
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        title = f"{mark}{name}{year}年度部门决算表"
        book.set_properties({"title": title, "created": _midnight(year)})
        drawer = _Drawer(book, sheets, facts, edition)
        for sheet in sheets:
            drawer.draw(sheet, name, mark)
        for title, rows in lists.items():
            _list(book.add_worksheet(f"{title}（草稿）" if mark else title), rows)
        for page in book.worksheets() if mark else ():
            page.set_header(f"&C{mark}")


def _midnight(year: int) -> datetime:
    """A fixed time, so that the same accounts give the same bytes."""
    return datetime(year, 12, 31)  # noqa: DTZ001 - a date of the workbook, not a moment


def _paged(page: Worksheet, grid: Grid) -> None:
    """Columns as wide as their words, the sheet on one page across."""
    for column in range(grid.width):
        cells = (c for c in grid.cells if c.column == column and c.columns == 1)
        widest = max((screen.width(cell.text) for cell in cells), default=0)
        page.set_column(column, column, min(max(widest + 2, NARROW), WIDE))
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    if grid.width > PORTRAIT:
        page.set_landscape()


class _Drawer:
    """Draws forms as sheets; amounts are 万元 kept exact and shown with two decimals."""

    def __init__(
        self, book: Workbook, sheets: list[WorkbookSheet], facts: Facts, edition: Edition
    ) -> None:
        self.book, self.facts = book, facts
        self.places = {
            cell: (sheet.form, slot) for sheet in sheets for cell, slot in sheet.cells.items()
        }
        self.formulas = formulas(facts, edition)
        self.text = book.add_format({"border": 1, "valign": "vcenter"})
        self.head = book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
        self.money = book.add_format({"border": 1, "num_format": MONEY})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def draw(self, sheet: WorkbookSheet, name: str, mark: str) -> None:
        """One form as one sheet."""
        page = self.book.add_worksheet(sheet.form.id)
        page.write_string(0, 0, f"{mark}{sheet.form.title}", self.title)
        page.write_string(1, 0, f"公开{sheet.form.id}表")
        page.write_string(2, 0, f"部门：{name}")
        page.write_string(3, 0, f"金额单位：{sheet.form.style.unit}")
        amounts = {(cell.row, cell.column): address for address, cell in sheet.cells.items()}
        _paged(page, sheet.grid)
        for cell in sheet.grid.cells:
            address = amounts.get((cell.row, cell.column))
            if address is None:
                self._text(page, cell)
            else:
                self._amount(page, cell, address)
        page.write_string(TOP + sheet.grid.height, 0, f"注：{sheet.note}")

    def _text(self, page: Worksheet, cell: Cell) -> None:
        top, column = cell.row + TOP, cell.column
        if cell.rows > 1 or cell.columns > 1:
            last = top + cell.rows - 1, column + cell.columns - 1
            page.merge_range(top, column, *last, screen.clean(cell.text), self.head)
        else:
            page.write_string(top, column, screen.clean(cell.text), self.text)

    def _amount(self, page: Worksheet, cell: Cell, address: Address) -> None:
        """A formula where the form's equations give the cell, else the number."""
        top, column = cell.row + TOP, cell.column
        value = self._value(address)
        ground = self.formulas.get(address)
        if ground is None or not value:
            page.write_number(top, column, value, self.money)
        else:
            page.write_formula(top, column, f"={self._formula(ground)}", self.money, value)

    def _value(self, address: Address) -> float:
        form, _ = self.places[address]
        fact = self.facts.get(address)
        return float(fact.value / UNITS[form.style.unit]) if fact else 0.0

    def _formula(self, ground: Ground) -> str:
        """The right side of an equation over the sheets; cells not drawn are zero."""
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - as above

        home = ground.terms[0][1].form
        parts = []
        for factor, address in ground.terms[1:]:
            if address not in self.places:
                continue
            form, cell = self.places[address]
            place = xl_rowcol_to_cell(cell.row + TOP, cell.column)
            place = place if form.id == home else f"'{form.id}'!{place}"
            parts.append(f"{'-' if factor > 0 else '+'}{place}")
        return "".join(parts).removeprefix("+") or "0"


def formulas(facts: Facts, edition: Edition) -> dict[Address, Ground]:
    """The equation that gives each cell: the first that holds and closes no circle."""
    chosen: dict[Address, Ground] = {}
    for equation in edition.equations():
        if equation.relation != "=" or equation.severity != "错误":
            continue
        for ground in equation.ground(facts):
            target = ground.terms[0][1]
            gives = ground.split == 1 and ground.terms[0][0] == 1 and not ground.constant
            whole = all(abs(factor) == 1 for factor, _ in ground.terms)
            fresh = gives and whole and target not in chosen and _holds(ground, facts)
            if fresh and not _reaches(ground, target, chosen):
                chosen[target] = ground
    return chosen


def _holds(ground: Ground, facts: Facts) -> bool:
    total = Decimal(0)
    for factor, address in ground.terms:
        fact = facts.get(address)
        if fact is None and not address.row.isdigit():
            return False
        total += factor * fact.value if fact else 0
    return not total


def _reaches(ground: Ground, target: Address, chosen: Mapping[Address, Ground]) -> bool:
    todo, seen = [address for _, address in ground.terms[1:]], set[Address]()
    while todo:
        address = todo.pop()
        if address == target:
            return True
        if address in chosen and address not in seen:
            seen.add(address)
            todo += [other for _, other in chosen[address].terms[1:]]
    return False


def _list(page: Worksheet, rows: Iterable[Any]) -> None:
    """Records as a plain sheet under Chinese heads: amounts as numbers, all else as text."""
    page.set_column(0, MOST_COLUMNS, 16)
    for index, row in enumerate(rows, start=1):
        if index == 1:
            page.write_row(0, 0, [HEADS.get(name, name) for name in row._fields])
        for column, value in enumerate(row):
            if isinstance(value, Decimal | int):
                page.write_number(index, column, float(value))
            elif isinstance(value, tuple) and not isinstance(value, Address):
                page.write_string(index, column, screen.clean("、".join(map(str, value))))
            else:
                page.write_string(index, column, screen.clean(str(value)))
