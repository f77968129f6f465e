"""Where the cells of a form come from: accounts, the roll-forward, budgets, other cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from juesuan.model.number import Address
from juesuan.notation.edition import Edition
from juesuan.notation.feed import ITEM, KIND, Feeds, Take
from juesuan.notation.form import Form

SIDES = {
    "贷-借": "贷方－借方",
    "借-贷": "借方－贷方",
    "贷": "贷方",
    "借": "借方",
    "-贷": "贷方（减）",
    "年初": "年初余额",
}
ROLLED = {
    "opening": "结转滚动的年初数（调整后）",
    "close": "结转滚动的年末数，并与账上年末余额核对",
    "use_nonfiscal": "结转滚动的使用非财政拨款结余",
    "distribution": "结转滚动的结余分配",
}
ROWS = {ITEM: "每个项级功能分类", KIND: "每个款级经济分类"}


def sources_object(form: Form, edition: Edition) -> list[dict[str, Any]]:
    """What enters each cell of a form, as data, in order of the form."""
    feeds = edition.feeds()
    rows = [*_fed(form, feeds, edition), *_rolled(form, feeds), *_budgeted(form, feeds)]
    return [*rows, *_reckoned(form)]


def sources_text(form: Form, edition: Edition) -> str:
    """The same in words; practices that change it are named."""
    lines = [f"{form.id}  {form.title}  各格从哪里取数（版本 {edition.id}）", ""]
    for row in sources_object(form, edition):
        lines.append(f"{row['row']} · {row['column']}")
        lines.append(f"    {row['from']}")
    chosen = [f"{name}＝{value}" for name, value in edition.feeds().practice.items()]
    return "\n".join([*lines, "", f"口径：{'，'.join(chosen)}"]) + "\n"


def _row(form: Form, cell: Address, source: str) -> dict[str, str]:
    columns = {column.id: column.title for column in form.columns}
    return {
        "address": str(cell),
        "row": ROWS.get(cell.row, cell.row),
        "column": columns.get(cell.column, cell.column),
        "from": source,
    }


def _fed(form: Form, feeds: Feeds, edition: Edition) -> Iterator[dict[str, str]]:
    names = edition.books.codes["acct"].entries
    for feed in feeds.cells:
        if feed.cell.form == form.id:
            bars = f"；{feed.bars}" if feed.bars else ""
            yield _row(form, feed.cell, f"{_taken(feed.take, names)}{bars}")


def _taken(take: Take, names: Mapping[str, str]) -> str:
    accounts = "、".join(
        f"{code} {names.get(code[:4], '')}".strip() for code in sorted(take.accounts)
    )
    limits = (
        ("资金性质", take.funds),
        ("支出类型", take.types),
        ("经济分类", take.econ),
    )
    only = "；".join(f"{word}：{'、'.join(sorted(some))}" for word, some in limits if some)
    return f"{accounts}，{SIDES[take.side]}{f'；{only}' if only else ''}"


def _rolled(form: Form, feeds: Feeds) -> Iterator[dict[str, str]]:
    for balance in feeds.balances:
        if balance.cell.form == form.id:
            funds = f"；资金性质：{'、'.join(sorted(balance.funds))}" if balance.funds else ""
            source = ROLLED.get(balance.column, f"结转滚动的 {balance.column}")
            yield _row(form, balance.cell, f"{source}（{_behind(balance.column, feeds)}）{funds}")


def _behind(column: str, feeds: Feeds) -> str:
    """The accounts of a column of the roll-forward: balances, or transfers between two."""
    moved = [f"{t.giver} 转入 {t.taker}" for t in feeds.transfers if t.column == column]
    opened = (take.accounts for name, take, _ in feeds.carry if name == "open")
    stocks = "、".join(sorted({code[:4] for accounts in opened for code in accounts}))
    return f"年末分录 {'、'.join(dict.fromkeys(moved))}" if moved else f"科目 {stocks}"


def _budgeted(form: Form, feeds: Feeds) -> Iterator[dict[str, str]]:
    period = feeds.practice["三公预算数"]
    for cell, like in feeds.budget_cells.items():
        if cell.form == form.id:
            yield _row(form, cell, f"“预算”表的{period}，范围同 {like}")


def _reckoned(form: Form) -> Iterator[dict[str, str]]:
    """Cells that an equation gives."""
    for equation in form.equations:
        if equation.relation == "=" and equation.severity == "错误":
            yield {"address": "", "row": "勾稽关系", "column": form.title, "from": equation.text}
