"""The true amounts behind the printed ones: integers of 分 that round to every published cell."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import highspy
import ibis
import numpy as np
import pyarrow as pa
from highspy._core import _Highs  # highspy.Highs prints a banner when it is made
from lines import EXECUTED, HALF_UNIT, RECEIVED, UNITS, Line, fen, lines

from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "jinan-lixia-2023.csv"
LEDGER = {
    "unit_code": "string", "acct": "string", "func": "string", "econ": "string",
    "fund_nature": "string", "fiscal_same_level": "boolean", "exp_type": "string",
    "project_code": "string", "fund_year": "string", "opening": "int64", "debit": "int64",
    "credit": "int64", "closing": "int64", "is_closing_entry": "boolean",
}  # fmt: skip
ROSTER = {"unit_code": "string", "unit_name": "string", "nature": "string", "included": "boolean"}
BUDGETS = {Address("09", "三公经费", column) for column in ("1", "2", "6")}
BEFORE = Address("上年", "总计", "1")
TOTALS = (Address("01", "收入总计", "1"), Address("01", "年初结转和结余", "1"))
MARGIN = 4990  # 离舍入的界还有一角
RUNNING = Address("文", "机关运行经费", "1")


def printed() -> dict[Address, int]:
    """The published cells, in 分, and what the text says of 机关运行经费."""
    with GOLDEN.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        found = {Address.parse(r["address"]): fen(r["printed"].replace(",", "")) for r in rows}
    made = {cell: amount for cell, amount in found.items() if cell not in BUDGETS}
    return {**made, RUNNING: fen("76.79")}


def table(rows: list[dict[str, Any]], schema: Mapping[str, str]) -> ibis.Table:
    """Rows as a table in memory; what a row leaves out is null."""
    full = [{name: row.get(name) for name in schema} for row in rows]
    return ibis.memtable(pa.Table.from_pylist(full, schema=ibis.schema(schema).to_pyarrow()))


def entries(line: Line, amount: int, unit: str) -> list[dict[str, Any]]:
    """A line as postings of a unit, with the money it was spent from, so that nothing remains."""
    dims = {"unit_code": unit, "func": line.func, "fund_nature": line.fund}
    dims |= {"fiscal_same_level": line.fund == "一般公共"}
    if line is RECEIVED:
        return [
            {**dims, "acct": "6601", "project_code": line.project, "credit": amount},
            {**dims, "acct": "8201", "project_code": line.project, "opening": -amount},
        ]
    spent = {"acct": line.account, "econ": line.econ, "exp_type": line.type, "debit": amount}
    money = {"acct": "6001", "credit": amount}
    if line.fund != "一般公共":
        money = {"acct": "8201", "project_code": line.project, "opening": amount}
    return [{**dims, **spent, "project_code": line.project or None}, {**dims, **money}]


def coefficients(all_lines: list[Line]) -> list[dict[Address, int]]:
    """What one 分 of each line adds to each cell: every line is made a unit of its own."""
    ledger, roster = [], []
    for number, line in enumerate(all_lines):
        code = f"{number:04d}"
        ledger += entries(line, 1, code)
        row = {
            "unit_code": code,
            "unit_name": code,
            "nature": UNITS[line.unit][2],
            "included": True,
        }
        roster.append(row)
    tables = {"ledger": table(ledger, LEDGER), "unit": table(roster, ROSTER)}
    # 收入一行自成一个单位时，年初是负的一分：只此一处，不是账。
    known = [f"公式:{len(all_lines) - 1:04d}:01:年初结转和结余:1"]
    books = SimpleNamespace(year=2023, tables=tables)
    prepared = prepare(books, load("2023"), accept=known)
    return [
        {cell: int(fact.value * 100) for cell, fact in account.facts.items() if fact.value}
        for account in prepared.units.values()
    ]


def solve() -> dict[Line, int]:
    """The amount of every line in 分: as near as may be to a random draw, all cells as printed."""
    found = [*lines(), RECEIVED]
    adds = coefficients(found)
    wanted = printed()
    for project, amount in EXECUTED.items():
        cell = Address("绩效", project, "执行")
        wanted[cell] = fen(amount)
        for line, add in zip(found, adds, strict=True):
            add.update({cell: 1} if line.project == project and line is not RECEIVED else {})
    # 上年总计 = 本年总计 − 1,126.32（支出之差）+ 年初结转，应为 3,959.93。
    wanted[BEFORE] = fen("3959.93") + fen("1126.32")
    for add in adds:
        add[BEFORE] = sum(add.get(cell, 0) for cell in TOTALS)
    bounds = {cell: (amount - MARGIN, amount + MARGIN) for cell, amount in wanted.items()}
    moves = _nearest(found, adds, bounds)
    return {line: line.nominal + move for line, move in zip(found, moves, strict=True)}


def _nearest(
    found: list[Line],
    adds: list[dict[Address, int]],
    bounds: Mapping[Address, tuple[int, int]],
) -> list[int]:
    """Integers d with every cell inside its bounds and Σ |d − drawn| least."""
    draw = random.Random(2023)
    solver = _Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - an option and its value
    solver.setOptionValue("threads", 1)
    number = len(found)
    for index in range(number):
        solver.addVar(-2.0 * HALF_UNIT, 2.0 * HALF_UNIT)
        solver.changeColIntegrality(index, highspy.HighsVarType.kInteger)
    for index in range(number):
        aim = float(draw.randint(-4500, 4500))
        solver.addVar(0.0, highspy.kHighsInf)
        solver.changeColCost(number + index, 1.0 + index / 1000)
        pair = np.array([index, number + index])
        solver.addRow(aim, highspy.kHighsInf, 2, pair, np.array([1.0, 1.0]))
        solver.addRow(-aim, highspy.kHighsInf, 2, pair, np.array([-1.0, 1.0]))
    for cell, (low, high) in bounds.items():
        who = [i for i in range(number) if adds[i].get(cell)]
        base = sum(adds[i][cell] * found[i].nominal for i in who)
        factors = np.array([float(adds[i][cell]) for i in who])
        solver.addRow(float(low - base), float(high - base), len(who), np.array(who), factors)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
    return [round(value) for value in solver.getSolution().col_value[:number]]
