"""Whether prepared accounts have a cell of the ledger by some address, and if not, why not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from juesuan.model.number import Address
from juesuan.notation.edition import Edition
from juesuan.notation.feed import Feeds
from juesuan.notation.form import Form
from juesuan.preparing.forward import cells
from juesuan.preparing.periods import COUNTED, PRIOR

NEAR = 5
Rows = Collection[tuple[str, str]]


def unknown(address: Address, edition: Edition, feeds: Feeds, rows: Rows) -> str:
    """What is wrong with an address, "" for a cell of the ledger; `rows` are those in use."""
    if address.form == COUNTED:
        return _counted(address, feeds)
    form = edition.form(address.form)
    if form is None:
        ids = "、".join(form.id for form in edition.forms)
        return f"没有编制过“{address}”这个数：没有表 {address.form}；有：{ids}"
    if wrong := _wrong(address, form, edition, rows):
        return f"没有编制过“{address}”这个数：{wrong}"
    if address.period in feeds.periods:
        return _outside(address, "取自“预算”表")
    if address.period == PRIOR:
        return _outside(address, "取自“上年决算”")
    if address.period:
        periods = "、".join((PRIOR, *feeds.periods))
        return f"没有“{address.period}”这一期；有：{periods}，不写则为本年"
    return ""


def _counted(address: Address, feeds: Feeds) -> str:
    if address._replace(period="") == feeds.running_note:
        cell = feeds.running_cell
        return f"“{address}”由各机关单位的 {cell} 相加，请用 --unit 逐个单位追溯 {cell}"
    if all(count.cell.row != address.row for count in feeds.counts):
        return f"没有编制过“{address}”这个数"
    return _outside(address, "是只在文字里说的数")


def _outside(address: Address, whence: str) -> str:
    return f"“{address}”{whence}，是账簿以外的数，没有记账凭证"


def _wrong(address: Address, form: Form, edition: Edition, rows: Rows) -> str:
    """The row or the column that the form does not have, and what it has."""
    fixed = {cell.row for cell in cells(form, ())}
    form_rows = fixed | {row for id_, row in rows if id_ == form.id}
    if address.row not in form_rows:
        near = "、".join(_near(address.row, form_rows, form, edition))
        return f"表 {form.id} 没有“{address.row}”这一行；相近的行：{near}"
    columns = {column.id: column.title for column in form.columns}
    if address.row in fixed:
        inside = {cell.column for cell in cells(form, ()) if cell.row == address.row}
        columns = {name: title for name, title in columns.items() if name in inside}
    if address.column in columns:
        return ""
    listed = "、".join(f"{name}（{title}）" for name, title in columns.items())
    return f"表 {form.id} 这一行没有第 {address.column} 栏；有：{listed}"


def _near(row: str, rows: Collection[str], form: Form, edition: Edition) -> Iterator[str]:
    """The rows most like one: by their beginning, then by their letters."""

    def likeness(other: str) -> tuple[float, ...]:
        pairs = zip(row, other, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return (-same, -SequenceMatcher(None, row, other).ratio())

    for other in sorted(sorted(rows), key=likeness)[:NEAR]:
        name = edition.codes(form).name(other, edition.year) if other.isdigit() else ""
        yield f"{other}（{name}）" if name else other
