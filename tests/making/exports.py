"""The ledger of the example as finance packages would export it: heads and shapes of our making."""

from __future__ import annotations

import csv
import io
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import xlsxwriter
from tests.making.old_workbooks import old_workbook

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
Row = dict[str, str]
Cells = list[list[str]]
Written = Callable[[Path, str, Cells], None]
ZERO = Decimal(0)
NAMES = {
    "6001": "财政拨款预算收入",
    "6601": "非同级财政拨款预算收入",
    "7101": "行政支出",
    "7201": "事业支出",
    "8001": "资金结存",
    "8101": "财政拨款结转",
    "8201": "非财政拨款结转",
}
FUNDS = {"一般公共": "一般公共预算资金", "其他非财政": "单位资金", "": ""}
TYPES = {"基本": "人员类项目", "项目": "特定目标类项目", "": ""}
ITEMS = ("功能分类", "经济分类", "资金性质", "支出类型", "项目编码")
HEADS = ("支出功能分类科目", "部门支出经济分类", "资金性质名称", "项目类别", "预算项目")


@cache
def ledger() -> tuple[Row, ...]:
    """The example's ledger."""
    with (BOOKS / "ledger.csv").open(encoding="utf-8-sig") as file:
        return tuple(csv.DictReader(file))


def units() -> list[str]:
    """The codes of its units."""
    return sorted({row["单位编码"] for row in ledger()})


def beside(folder: Path) -> Path:
    """A folder with every other table of the example."""
    for path in BOOKS.iterdir():
        if path.stem != "ledger":
            shutil.copy(path, folder / path.name)
    return folder


def gbk(folder: Path, name: str, cells: Cells) -> None:
    """A CSV file as old packages write it."""
    text = io.StringIO()
    csv.writer(text).writerows(cells)
    (folder / f"{name}.csv").write_bytes(text.getvalue().encode("gb18030"))


def xlsx(folder: Path, name: str, cells: Cells) -> None:
    """A workbook whose one sheet has no name of its own; amounts are numbers."""
    with xlsxwriter.Workbook(str(folder / f"{name}.xlsx")) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(cells):
            for place, text in enumerate(row):
                if text:
                    sheet.write(number, place, float(text) if _amount(text) else text)


def xls(folder: Path, name: str, cells: Cells) -> None:
    """A workbook of the old kind."""
    rows = [[float(text) if _amount(text) else text for text in row] for row in cells]
    (folder / f"{name}.xls").write_bytes(old_workbook([("Sheet1", 0, rows)]))


def _amount(text: str) -> bool:
    return "." in text and text.replace(".", "", 1).lstrip("-").isdigit()


def money(amount: Decimal) -> str:
    """An amount with its two decimals; nothing for nothing."""
    return f"{amount:.2f}" if amount else ""


def amount(row: Row, name: str) -> Decimal:
    """The amount in a column of the ledger."""
    return Decimal(row[name] or 0)


def items(row: Row) -> list[str]:
    """The auxiliaries of a row as packages write them: code and name in one cell."""
    func, econ, project = row["功能分类"], row["经济分类"], row["项目编码"]
    return [
        f"{func} 某某事务" if func else "",
        f"{econ}-某某费" if econ else "",
        FUNDS[row["资金性质"]],
        TYPES[row["支出类型"]],
        f"{project}-某某项目经费" if project else "",
    ]


def vouchers(unit: str, *, one_column: bool) -> Cells:
    """The lines of a unit's vouchers, year-end ones unmarked, sums of months between them."""
    sides = ["借贷方向", "金额"] if one_column else ["借方金额", "贷方金额"]
    cells = [["凭证明细"], ["凭证日期", "凭证字号", "摘要", "科目", *HEADS, *sides]]
    for number, row in enumerate(row for row in ledger() if row["单位编码"] == unit):
        end = row["年末结转分录"] == "是"
        debit, credit = amount(row, "借方发生额"), amount(row, "贷方发生额")
        if not (debit or credit):
            continue
        given = (
            ["借" if debit else "贷", money(debit or credit)]
            if one_column
            else [money(debit), money(credit)]
        )
        account = f"{row['科目编码']} {NAMES[row['科目编码']]}"
        day, voucher = ("2023-12-31", "记-999") if end else ("2023-06-30", f"记-{number}")
        cells.append([day, voucher, "年末结转" if end else "报销", account, *items(row), *given])
    sums = ["", "100.00"] if one_column else ["100.00", "100.00"]
    return [*cells, ["2023-12-31", "", "本月合计", "", *[""] * 5, *sums]]


def openings(unit: str) -> Cells:
    """What stood on the accounts at the beginning of the year, on two sides."""
    cells = [["科目编码", *HEADS, "年初借方余额", "年初贷方余额", "本期借方", "本期贷方"]]
    for row in ledger():
        if row["单位编码"] == unit and amount(row, "年初余额"):
            opening = money(amount(row, "年初余额"))
            cells.append([row["科目编码"], *items(row), "", opening, "", ""])
    return cells


def balances(wanted: Sequence[str], *, dotted: bool, unit: bool, parents: bool) -> Cells:
    """A list of balances by account and auxiliaries before year-end entries, head of two rows."""
    head = ["核算单位"] if unit else []
    blank = [""] * len(head)
    top = [*head, "科目编码", *HEADS, "期初余额", "", "本期发生额", "", "本年累计发生额", ""]
    low = [*blank, "", *[""] * 5, *["借方", "贷方"] * 4]
    cells = [["辅助余额表"], ["单位：元"], [*top, "期末余额", ""], low]
    for code in wanted:
        groups = _groups(code)
        if parents:
            for account in sorted({key[0] for key in groups if any(key[1:])}):
                whole = [v for k, v in groups.items() if k[0] == account]
                total = _summed(whole)
                name = [f"{code}-某某单位"] if unit else []
                cells.append([*name, account, *[""] * 5, *_amounts(account, total)])
        for (account, *dimensions), sums in sorted(groups.items()):
            name = [f"{code}-某某单位"] if unit else []
            shown = f"{account}.01" if dotted else account
            cells.append([*name, shown, *dimensions, *_amounts(account, sums)])
        total = _summed(groups.values())
        cells.append([*blank, "合计", *[""] * 5, *_amounts("6", total)])
    return cells


def _summed(groups: Iterable[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    return tuple(sum(column, ZERO) for column in zip(*groups, strict=True))


def _groups(unit: str) -> dict[tuple[str, ...], tuple[Decimal, ...]]:
    """By account and auxiliaries: opening, debit, credit."""
    groups: dict[tuple[str, ...], list[Decimal]] = defaultdict(lambda: [ZERO] * 3)
    for row in ledger():
        if row["单位编码"] == unit and row["年末结转分录"] != "是":
            sums = groups[row["科目编码"], *items(row)]
            for place, name in enumerate(("年初余额", "借方发生额", "贷方发生额")):
                sums[place] += amount(row, name)
    return {key: tuple(sums) for key, sums in groups.items()}


def _amounts(account: str, sums: Sequence[Decimal]) -> Iterator[str]:
    """期初, 本期, 本年累计, 期末 on two sides; 本期 is December's, in which nothing happened."""
    opening, debit, credit = sums
    sign = -1 if account.startswith(("7", "8001")) else 1
    closing = opening + sign * (credit - debit)
    at_credit = sign * closing
    sides = (max(-at_credit, ZERO), max(at_credit, ZERO))
    yield from map(money, (*sides, ZERO, ZERO, debit, credit, *sides))
