"""One table surveyed: rows and 分 that came in and stayed out, faults counted, the first shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING, Any

from juesuan.books.checks import RowFault
from juesuan.books.typed.columns import Typed
from juesuan.books.typed.line_sums import line_count
from juesuan.books.typed.texts import NEVER, Expression, among
from juesuan.model.books import BooksTable, Closing, Problem, RowCount, Tally

if TYPE_CHECKING:
    import ibis

SHOWN = 20  # rows listed of one kind of fault in one table
NAMED = 5  # texts named of one kind of fault in one sheet
FAULTY = "有问题的行"
LEVEL = "借贷发生额相等、余额为零，疑似年末结转分录没有标出"
UNMARKED = "年末结转分录填“是”；余额表请导出结转前的（不含年末结转凭证）"


def survey(
    table: BooksTable, t: ibis.Table, faults: Sequence[RowFault]
) -> tuple[Tally, list[Problem], list[Problem]]:
    """The account of a table whose rows say in `_out` why they are left out; problems; notes."""
    groups = _counted(table, t, faults)
    problems: list[Problem] = []
    notes: list[Problem] = []
    for index, fault in enumerate(faults):
        count = sum(row[f"f{index}"] for row in groups if row["_out"] == "")
        if count and not fault.reported:
            (problems if fault.grave else notes).extend(_shown(table, t, fault, count))
    reported = any(fault.reported for fault in faults)
    refused = _refused(table, t, faults) if problems or reported else RowCount()
    taken, excluded = RowCount(), []
    for row in sorted(groups, key=lambda row: str(row["_out"])):
        count = RowCount(row["rows"], int(row["cents"] or 0))
        if row["_out"]:
            excluded.append((str(row["_out"]), count))
        else:
            taken = count
    came = reduce(RowCount.plus, (count for _, count in excluded), taken)
    taken = RowCount(taken.rows - refused.rows, taken.cents - refused.cents)
    faulty = ((FAULTY, refused),) if refused.rows else ()
    return Tally(table.name, came, taken, tuple(excluded), faulty), problems, notes


def tallied(table: BooksTable, rows: Sequence[Mapping[str, Any]]) -> Tally:
    """The account of rows that no check can fault."""
    cents = sum(row[name] or 0 for row in rows for name in table.of_kind("amount"))
    count = RowCount(len(rows), cents)
    return Tally(table.name, count, count)


def _counted(table: BooksTable, t: ibis.Table, faults: Sequence[RowFault]) -> list[dict[str, Any]]:
    sums = {f"f{n}": fault.holds.fill_null(NEVER).sum() for n, fault in enumerate(faults)}
    cents = _cents(table, t).sum()
    grouped = t.group_by("_out").agg(rows=line_count(t), cents=cents.cast("decimal(38, 0)"), **sums)
    return [dict(row) for row in grouped.to_pyarrow().to_pylist()]


def _cents(table: BooksTable, t: ibis.Table) -> Expression:
    amounts = [t[name].fill_null(0) for name in table.of_kind("amount")]
    return reduce(lambda a, b: a + b, amounts) if amounts else t["line"] * 0


def _refused(table: BooksTable, t: ibis.Table, faults: Sequence[RowFault]) -> RowCount:
    grave = reduce(or_, (fault.holds.fill_null(NEVER) for fault in faults if fault.grave))
    rows = t.filter((t["_out"] == "") & grave)
    cents = _cents(table, rows).sum().cast("decimal(38, 0)")
    row = rows.agg(rows=rows.count(), cents=cents).to_pyarrow().to_pylist()[0]
    return RowCount(row["rows"], int(row["cents"] or 0))


def _shown(table: BooksTable, t: ibis.Table, fault: RowFault, count: int) -> list[Problem]:
    """One line for each text at fault in a sheet, with its first row and how many it has."""
    rows = t.filter((t["_out"] == "") & fault.holds.fill_null(NEVER))
    value = fault.value.cast("string").fill_null("")
    rows = rows.select(sheet=t["origin"], row=t["line"], value=value)
    alike = rows.group_by("sheet", "value").agg(
        row=rows["row"].min(), last=rows["row"].max(), times=rows.count()
    )
    order = ("value", "sheet", "row") if fault.twins else ("sheet", "row")
    first = alike.order_by(*order).limit(SHOWN).to_pyarrow().to_pylist()
    first = _gathered(first) if fault.gathers else first
    problems = []
    for row, other in _with_other(first) if fault.twins else ((row, "") for row in first):
        place = (row["sheet"], row["row"], fault.column, " ".join(row["value"].split()))
        message = f"与{other}重复" if other else _message(fault, row["last"], row["times"])
        cause = f"{fault.refers}:{row['value']}" if fault.refers else ""
        problems.append(Problem(*place, fault.allowed, message, cause))
    shown_rows = sum(row["times"] for row in first)
    if count > shown_rows:
        more = f"另有 {count - shown_rows} 行同样的问题：{fault.message}"
        problems.append(Problem(table.title, None, fault.column, "", fault.allowed, more))
    return problems


def _gathered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each sheet, with the first of the texts at fault there."""
    sheets: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        sheets.setdefault(row["sheet"], []).append(row)
    return [
        {
            **listed[0],
            "times": sum(row["times"] for row in listed),
            "value": "、".join(row["value"] for row in listed[:NAMED])
            + (f" 等 {len(listed)} 种" if len(listed) > NAMED else ""),
        }
        for listed in sheets.values()
    ]


def _with_other(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each text at fault once, and where its first other row is when that is in another sheet."""
    for _, same in groupby(rows, key=lambda row: row["value"]):
        first, *others = same
        yield first, f"“{others[0]['sheet']}”第 {others[0]['row']} 行" if others else ""


def _message(fault: RowFault, last: int, times: int) -> str:
    """What is wrong, and in how many rows; of two that are alike, where the other is."""
    if fault.twins and times == 2:
        return f"与第 {last} 行重复"
    return fault.message + (f"，这样的共 {times} 行" if times > 1 else "")


def year_moves(
    t: ibis.Table, closing: Closing, words: Mapping[str, Iterable[str]]
) -> list[Mapping[str, Any]]:
    """What the accounts of the year move by unit, closing entries left aside."""
    accounts = [w for w in words.get(closing.account, ()) if w.startswith(closing.accounts)]
    if not accounts:
        return []
    rows = t.filter((t["_out"] == "") & ~t[closing.mark].fill_null(NEVER))
    rows = rows.filter(among(rows[closing.account], accounts))
    sides = {"debit": rows[closing.debit], "credit": rows[closing.credit]}
    sums = {name: side.sum().cast("decimal(38, 0)") for name, side in sides.items()}
    moving = reduce(or_, (side.fill_null(0) != 0 for side in sides.values()))
    grouped = rows.group_by(unit=rows[closing.unit], account=rows[closing.account])
    return list(grouped.agg(**sums, moving=moving.sum()).to_pyarrow().to_pylist())


def recorded_twice(table: BooksTable, closing: Closing, parts: Sequence[Typed]) -> list[Problem]:
    """Units whose year came both as vouchers and as a list of balances: every amount is twice."""
    units: dict[bool, set[str]] = {True: set(), False: set()}
    if len({bool(part.words.get("voucher")) for part in parts}) < 2:
        return []
    for part in parts:
        moves = year_moves(part.table, closing, part.words)
        lines = bool(part.words.get("voucher"))
        units[lines] |= {str(row["unit"]) for row in moves if row["moving"]}
    twice = sorted(units[True] & units[False])
    if not twice:
        return []
    message = f"单位 {'、'.join(twice)} 的收支既有凭证明细、又有余额表，会记成两遍"
    return [Problem(table.title, None, "", "", "只留一种（年初余额表里不要本年发生额）", message)]


def motionless(table: BooksTable, moves: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """A ledger in which no account of the year moves, closing entries left aside."""
    if any(row["moving"] for row in moves):
        return []
    wanted = "年末结转以外的分录，带借方、贷方发生额"
    message = "没有任何预算收入、预算支出（6、7 类科目）的发生额，编不出收支各表"
    return [Problem(table.title, None, "", "", wanted, message)]


def unmarked_closing(
    table: BooksTable, closing: Closing, moves: Iterable[Mapping[str, Any]]
) -> tuple[list[Problem], list[Problem]]:
    """Units whose accounts of a year come to zero: closing entries that nobody marked.

    A whole class of accounts at zero is a problem, a single account a remark.
    """
    moved = [row for row in moves if row["unit"] is not None]
    problems = _levelled(table, closing, moved, 1)
    return problems, [] if problems else _levelled(table, closing, moved, 4)


def _levelled(
    table: BooksTable, closing: Closing, moved: Sequence[Mapping[str, Any]], digits: int
) -> list[Problem]:
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for row in moved:
        key = (row["unit"], row["account"][:digits])
        debit, credit = sums.get(key, (0, 0))
        sums[key] = (debit + int(row["debit"] or 0), credit + int(row["credit"] or 0))
    level = sorted(key for key, (debit, credit) in sums.items() if debit == credit != 0)
    accounts: dict[str, list[str]] = {}
    for unit, account in level:
        accounts.setdefault(unit, []).append(account)
    units: dict[str, list[str]] = {}
    for unit, listed in accounts.items():
        units.setdefault("、".join(listed), []).append(unit)
    title = table.column(closing.mark).title
    return [
        Problem(table.title, None, title, f"单位 {'、'.join(named)} 科目 {listed}", UNMARKED, LEVEL)
        for listed, named in units.items()
    ]
