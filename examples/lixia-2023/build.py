"""Writes `books/`: the ledger and all other tables of the three units; same run, same bytes."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from figures import LEDGER, ROSTER, entries, solve, table
from lines import GENERAL, OFFICE, OTHER, RECEIVED, UNITS, Line, fen
from said import EQUIPMENT, META, PROCUREMENT, PROFILE, REASONS, SANGONG, VEHICLES

from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare
from projects import budgets, indicator_rows, project_rows

HOME = Path(__file__).parent / "books"
DRAW = random.Random(1)
MONTHS = 12
Row = dict[str, Any]

# 年初预算，万元；机关公用经费年初比决算少 0.10。
INITIAL = {
    "2010301": "703.96", "2010350": "532.07", "2012901": "8.00", "2080505": "138.00",
    "2080506": "70.00", "2101101": "67.00", "2101102": "53.00",
}  # fmt: skip
RUNNING_LESS = fen("0.10")


def parts(amount: int, count: int) -> list[int]:
    """An amount cut into uneven parts, whole 元 but for the last."""
    weights = [DRAW.randint(80, 120) for _ in range(count)]
    cut = [amount * w // sum(weights) // 100 * 100 for w in weights]
    cut[-1] += amount - sum(cut)
    return [part for part in cut if part]


def spread(total: int, weights: Mapping[Any, int]) -> dict[Any, int]:
    """A total in proportion to weights, the rest to the largest; whole 分."""
    whole = sum(weights.values())
    shares = {key: total * weight // whole for key, weight in weights.items()}
    shares[max(weights, key=weights.__getitem__)] += total - sum(shares.values())
    return shares


def postings(true: Mapping[Line, int]) -> list[Row]:
    """Every entry of the year: income, spending in parts, corrections, year-end closing."""
    rows: list[Row] = []
    for number, (line, amount) in enumerate(true.items()):
        for entry in entries(line, amount, line.unit):
            rows += _cut(entry, line, correct=number % 7 == 0)
    rows = _opened(rows)
    cash = _cash(rows)
    return [*rows, *cash, *_closing(rows)]


def _cut(entry: Row, line: Line, *, correct: bool) -> Iterable[Row]:
    """One entry as several postings; some too high first and put right in red afterwards."""
    side = next(name for name in ("opening", "debit", "credit") if name in entry)
    if side == "opening":
        yield entry
        return
    count = MONTHS if line.econ[:3] in ("301", "303") else 4
    cut = parts(entry[side], count)
    slip = 30_000 if correct and side == "debit" else 0
    for number, part in enumerate(cut):
        yield {**entry, side: part + (slip if number == 0 else 0)}
    if slip:
        yield {**entry, side: -slip}


def _opened(rows: list[Row]) -> list[Row]:
    """Openings added up by item and project, each with its balance before closing."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if "opening" in row:
            sums[row["func"], row["project_code"]] += row["opening"]
    base = {"unit_code": OFFICE, "fund_nature": OTHER, "acct": "8201", "fund_year": "上年结转"}
    opened = [
        {**base, "func": func, "project_code": project, "opening": amount, "closing": amount}
        for (func, project), amount in sums.items()
    ]
    return [*opened, *(row for row in rows if "opening" not in row)]


def _cash(rows: list[Row]) -> list[Row]:
    """资金结存 as the other side of all income and spending, one line a month and unit."""
    found = []
    for unit in UNITS:
        own = [row for row in rows if row["unit_code"] == unit]
        for side, other in (("credit", "debit"), ("debit", "credit")):
            total = sum(row.get(side, 0) for row in own)
            line = {"unit_code": unit, "acct": "8001"}
            found += [{**line, other: part} for part in parts(total, MONTHS)]
    return found


def _closing(rows: list[Row]) -> list[Row]:
    """Year-end entries: every income and spending account back to zero, the balances filled."""
    dims = ("unit_code", "acct", "func", "econ", "fund_nature", "fiscal_same_level", "exp_type")
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        if row["acct"][0] in "67":
            key = (*(row.get(name) for name in dims), row.get("project_code"))
            sums[key] += row.get("debit", 0) - row.get("credit", 0)
    found = []
    for key, amount in sums.items():
        row = dict(zip((*dims, "project_code"), key, strict=True))
        side, other = ("credit", "debit") if amount > 0 else ("debit", "credit")
        names = ("unit_code", "func", "fund_nature", "project_code")
        balance = {**{name: row[name] for name in names}, other: abs(amount)}
        balance["acct"] = "8101" if row["fund_nature"] == GENERAL else "8201"
        found += [{**row, side: abs(amount)}, balance]
    return [{**row, "is_closing_entry": "是"} for row in found]


def budget_rows(true: Mapping[Line, int]) -> list[Row]:
    """Budgets by unit, item and kind of spending; projects keep what is not spent on 30299."""
    basic = {line: amount for line, amount in true.items() if line.type == "基本"}
    initial = _initial(basic)
    rows = [_budget(line, initial[line], amount) for line, amount in basic.items()]
    for project, (unit, func, first, full) in budgets().items():
        own = {n: a for n, a in true.items() if n.project == project and n.fund == GENERAL}
        if not full:
            continue
        rest = Line(unit, func, "30299" if own else "30227", "项目", project, GENERAL, 0)
        shares = {line: min(amount, full) for line, amount in own.items() if line.econ != rest.econ}
        for line, amount in shares.items():
            rows.append(_budget(line, min(amount, first), amount))
        kept = sum(shares.values())
        rows.append(
            _budget(rest, max(0, first - sum(min(a, first) for a in shares.values())), full - kept)
        )
    return rows


def _initial(basic: Mapping[Line, int]) -> dict[Line, int]:
    """年初预算 of each line; that of the office's running costs is what the text says."""
    running = {n: a for n, a in basic.items() if n.unit == OFFICE and n.econ[:3] == "302"}
    fixed = dict(running)
    union = sum(amount for line, amount in running.items() if line.func == "2012901")
    less = RUNNING_LESS + fen(INITIAL["2012901"]) - union
    fixed[max(fixed, key=fixed.__getitem__)] -= less
    found = {}
    for func, amount in INITIAL.items():
        own = {line: a for line, a in basic.items() if line.func == func}
        free = {line: a for line, a in own.items() if line not in fixed}
        known = {line: fixed[line] for line in own if line in fixed}
        if free:
            found.update(known | spread(fen(amount) - sum(known.values()), free))
        else:
            found.update(spread(fen(amount), own))
    return found


def _budget(line: Line, initial: int, adjusted: int) -> Row:
    return {
        "unit_code": line.unit, "func": line.func, "econ": line.econ,
        "fund_nature": line.fund, "exp_type": line.type, "project_code": line.project,
        "initial": initial, "adjusted": adjusted,
    }  # fmt: skip


def last_year(true: Mapping[Line, int]) -> dict[Line, int]:
    """2022: the differences the text gives, in proportion to this year's lines."""
    groups = {
        ("基本", GENERAL): fen("179.58"),
        ("项目", GENERAL): fen("-1120.26") - fen("179.58"),
        ("项目", OTHER): fen("-1305.90") + fen("1120.26") + fen("179.58"),
    }
    found = {}
    for (type_, fund), change in groups.items():
        own = {n: a for n, a in true.items() if (n.type, n.fund) == (type_, fund)}
        found.update(spread(sum(own.values()) + change, own))
    return found


def prior_rows(true: Mapping[Line, int], opening: int) -> list[Row]:
    """Last year's nine tables, prepared from last year's lines; `opening` is what remained."""
    before = last_year(true)
    ledger = [entry for line, a in before.items() for entry in entries(line, a, line.unit)]
    kept = {"unit_code": OFFICE, "acct": "8201", "func": "2010301", "fund_nature": OTHER}
    ledger.append({**kept, "opening": opening})
    roster = [
        {"unit_code": code, "unit_name": names[0], "nature": names[2], "included": True}
        for code, names in UNITS.items()
    ]
    schema = {"unit_code": "string", "func": "string", "econ": "string", "fund_nature": "string"}
    schema |= {"exp_type": "string", "adjusted": "int64", "initial": "int64"}
    budget = [_budget(n, a, a) for n, a in before.items() if n.econ in ("30212", "30217")]
    tables = {"ledger": table(ledger, LEDGER), "unit": table(roster, ROSTER)}
    books = SimpleNamespace(year=2022, tables={**tables, "budget": table(budget, schema)})
    prepared = prepare(books, load("2023"))
    rows = []
    for account in prepared.units.values():
        for cell, fact in account.facts.items():
            if fact.value and not cell.period and cell.form != "文":
                row = {"table_id": cell.form, "row_key": cell.row, "col": cell.column}
                rows.append({"unit_code": account.code, **row, "value": int(fact.value * 100)})
    return rows


def write(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """One table as CSV: Chinese headers, amounts in 元."""
    columns = load("2023").books.table(name).columns
    amounts = {column.name for column in columns if column.kind == "amount"}
    rows = list(rows)
    used = [
        column for column in columns if any(row.get(column.name) not in (None, "") for row in rows)
    ]
    with (HOME / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.title for column in used])
        for row in rows:
            writer.writerow([_shown(row.get(c.name), money=c.name in amounts) for c in used])


def _shown(value: object, *, money: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{Decimal(str(value)).scaleb(-2):.2f}" if money else str(value)


def fund_rows(spent: Mapping[str, int]) -> Iterable[Row]:
    """Projects by source of money."""
    for project, (_, _, initial, adjusted) in budgets().items():
        source = "上年结转" if project == "XM07" else "当年财政"
        if adjusted:
            row = {"project_code": project, "source": source, "initial": initial}
            yield {**row, "A": adjusted, "B": spent.get(project, 0)}


def main() -> None:
    """Write all tables."""
    HOME.mkdir(exist_ok=True)
    true = solve()
    spent: dict[str, int] = defaultdict(int)
    for line, amount in true.items():
        if line is not RECEIVED and line.project:
            spent[line.project] += amount
    opening = sum(a for n, a in true.items() if n.fund == OTHER and n.econ) - true[RECEIVED]
    spending = {line: amount for line, amount in true.items() if line is not RECEIVED}
    write("meta", [META])
    write("unit", [
        {"unit_code": code, "unit_name": n[0], "short_name": n[1], "nature": n[2], "level": 2,
         "included": True, "secret": False} for code, n in UNITS.items()
    ])  # fmt: skip
    write("ledger", postings(true))
    write("budget", budget_rows(spending))
    write("prior_year", prior_rows(spending, opening))
    write("project", project_rows())
    write("project_fund", fund_rows(spent))
    write("indicator", indicator_rows(spent))
    write("sangong_counts", SANGONG)
    write("procurement", PROCUREMENT)
    write("asset_vehicle", VEHICLES)
    write("asset_equip", EQUIPMENT)
    write("reason", REASONS)
    write("profile", PROFILE)


if __name__ == "__main__":
    main()
