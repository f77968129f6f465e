"""A second invented department: ledgers by the quarter in 万元, totals of accounts without details.

Events are told once; vouchers are made of them here, the tables are reckoned apart from those.
Nothing here uses juesuan. Amounts are 元.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

A, B, C = "201", "202", "203"
UNITS = {A: "行政", B: "公益一类", C: "公益二类"}
OFFICE, SCHOOL, LAND = "2010301", "2050205", "2120399"
GENERAL, FUND, OWN, FEES, TRADE = "一般公共", "政府性基金", "其他非财政", "事业", "经营"
INTERNAL = [(C, B, "7501", "6201", SCHOOL, 70_000), (A, B, "7901", "6609", SCHOOL, 8_000)]


class Event(NamedTuple):
    """Money got or spent: when, by whom, on which account, of which fund and item, how."""

    quarter: int
    unit: str
    account: str
    fund: str
    func: str
    amount: int
    econ: str = ""
    project: str = ""
    refund: bool = False


EVENTS = [
    Event(1, A, "6001", GENERAL, OFFICE, 900_000),
    Event(2, A, "7101", GENERAL, OFFICE, 500_000, "30101"),
    Event(3, A, "7101", GENERAL, OFFICE, 300_000, "30227", "XM1"),
    Event(3, A, "7101", GENERAL, OFFICE, -10_000, "30227", "XM1"),
    Event(4, A, "7101", GENERAL, OFFICE, 25_000, "30217"),
    Event(4, A, "7101", GENERAL, OFFICE, 5_000, "30217", refund=True),
    Event(2, A, "6609", OWN, OFFICE, 40_000),
    Event(3, A, "7901", OWN, OFFICE, 15_000, "30299"),
    Event(4, A, "7901", OWN, OFFICE, 8_000, "30299"),
    Event(1, B, "6001", GENERAL, SCHOOL, 400_000),
    Event(2, B, "7201", GENERAL, SCHOOL, 380_000, "30201"),
    Event(2, B, "6101", FEES, SCHOOL, 300_000),
    Event(3, B, "6201", OWN, SCHOOL, 70_000),
    Event(3, B, "6201", OWN, SCHOOL, 30_000),
    Event(4, B, "6609", OWN, SCHOOL, 8_000),
    Event(4, B, "7201", FEES, SCHOOL, 250_000, "30226"),
    Event(1, B, "6401", TRADE, SCHOOL, 90_000),
    Event(3, B, "7301", TRADE, SCHOOL, 100_000, "30226"),
    Event(1, C, "6001", FUND, LAND, 100_000),
    Event(4, C, "7201", FUND, LAND, 96_000, "30227", "XM2"),
    Event(1, C, "6301", OWN, SCHOOL, 45_000),
    Event(2, C, "7501", OWN, SCHOOL, 70_000, "30299"),
    Event(3, C, "7501", OWN, SCHOOL, 12_000, "30299"),
    Event(3, C, "7401", OWN, SCHOOL, 20_000, "30299"),
    Event(1, C, "6101", FEES, SCHOOL, 500_000),
    Event(4, C, "7201", FEES, SCHOOL, 430_000, "30201"),
]
OPENINGS = [
    (A, "8101", GENERAL, OFFICE, 100_000),
    (A, "8201", OWN, OFFICE, 30_000),
    (A, "8202", OWN, OFFICE, 5_000),
    (B, "8201", OWN, SCHOOL, 60_000),
    (B, "8202", OWN, SCHOOL, 200_000),
    (B, "8301", OWN, SCHOOL, 50_000),
    (B, "8401", TRADE, SCHOOL, -12_000),
    (C, "8102", GENERAL, SCHOOL, 15_000),
    (C, "8202", OWN, SCHOOL, 9_000),
]
# unit, debit, credit, fund, item, amount; year-end vouchers but for those of the year's own (False)
MOVES = [
    (A, "8001", "810101", GENERAL, OFFICE, 20_000, False),
    (A, "810101", "8101", GENERAL, OFFICE, 20_000, True),
    (C, "810202", "8001", GENERAL, SCHOOL, 5_000, False),
    (C, "8102", "810202", GENERAL, SCHOOL, 5_000, True),
    (B, "8201", "8202", OWN, SCHOOL, 10_000, True),
    (B, "8301", "7201", FEES, SCHOOL, 50_000, True),
    (A, "8501", "8202", OWN, OFFICE, 17_000, True),
    (B, "8501", "8701", OWN, SCHOOL, 208_000, True),
    (B, "8701", "8301", OWN, SCHOOL, 20_800, True),
    (B, "8701", "8202", OWN, SCHOOL, 187_200, True),
    (C, "8501", "8701", OWN, SCHOOL, 13_000, True),
    (C, "8701", "8202", OWN, SCHOOL, 13_000, True),
    (C, "8202", "8001", OWN, SCHOOL, 1_000, True),
]
# 使用非财政拨款结余, 年初结转和结余, 结余分配, 年末结转和结余; of which public funds at both ends
RESTS = {
    A: (0, 155_000, 0, 262_000),
    B: (50_000, 38_000, 208_000, 48_000),
    C: (0, 10_000, 13_000, 14_000),
}
PUBLIC = {A: (120_000, 210_000), B: (0, 20_000), C: (10_000, 10_000)}
LAND_LEFT = 4_000
COLUMN = {"6101": "4", "6201": "3", "6301": "6", "6401": "5", "6609": "7", "6001": "2"}
NAMED = {
    "6101": "事业收入",
    "6201": "上级补助收入",
    "6301": "附属单位上缴收入",
    "6401": "经营收入",
    "6609": "其他收入",
}
SPENT = {"7301": "5", "7501": "6", "7401": "4"}

Line = dict[str, Any]
Cells = dict[str, int]


def _line(unit: str, account: str, fund: str, func: str, **more: object) -> Line:
    row: Line = {"单位编码": unit, "科目编码": account, "资金性质": fund, "功能分类": func}
    return {**row, **more}


def _spending(event: Event) -> Line:
    public = event.fund in (GENERAL, FUND)
    kind = (
        {"支出类型": "项目", "项目编码": event.project} if event.project else {"支出类型": "基本"}
    )
    return {"经济分类": event.econ, "同级财政": "是" if public else "否", **kind}


def quarters() -> dict[str, list[Line]]:
    """The ledger as five files: four quarters, the year's end; the openings lead the first."""
    files: dict[str, list[Line]] = {f"账簿{n}": [] for n in range(1, 6)}
    for unit, account, fund, func, amount in OPENINGS:
        files["账簿1"].append(_line(unit, account, fund, func, 年初余额=amount))
    for event in EVENTS:
        lines = files[f"账簿{event.quarter}"]
        money = {"单位编码": event.unit, "科目编码": "8001"}
        own = _line(event.unit, event.account, event.fund, event.func)
        got = event.account[0] == "6"
        own |= {} if got else _spending(event)
        side, other = (
            ("贷方发生额", "借方发生额") if got or event.refund else ("借方发生额", "贷方发生额")
        )
        lines += [{**own, side: event.amount}, {**money, other: event.amount}]
    _close(files["账簿5"])
    for unit, debit, credit, fund, func, amount, end in MOVES:
        mark = {"年末结转分录": "是" if end else "否"}
        for account, side in ((debit, "借方发生额"), (credit, "贷方发生额")):
            row = _line(unit, account, fund, func, **mark)
            if account == "7201":
                row |= {"经济分类": "30226", "支出类型": "基本", "同级财政": "否"}
            files["账簿5"].append({**row, side: amount})
    return files


def _close(lines: list[Line]) -> None:
    """Every account of the year into 8101, 8401 or 8501, without details."""
    sums: dict[tuple[str, str, str, str, str, str], int] = defaultdict(int)
    rows: dict[tuple[str, str, str, str, str, str], tuple[Event, Line]] = {}
    for event in EVENTS:
        key = (event.unit, event.account, event.fund, event.func, event.econ, event.project)
        got = event.account[0] == "6"
        rows[key] = event, _line(*key[:4], **({} if got else _spending(event)))
        sums[key] += -event.amount if event.refund else event.amount
    used = (B, "7201", FEES, SCHOOL, "30226", "")
    for key, amount in sums.items():
        event, row = rows[key]
        left = amount - (50_000 if key == used else 0)
        public = event.fund in (GENERAL, FUND)
        taker = "8101" if public else "8401" if event.fund == TRADE else "8501"
        fund = OWN if taker == "8501" else event.fund
        other = _line(event.unit, taker, fund, event.func, 年末结转分录="是")
        sides = (
            ("借方发生额", "贷方发生额")
            if event.account[0] == "6"
            else ("贷方发生额", "借方发生额")
        )
        lines += [{**row, "年末结转分录": "是", sides[0]: left}, {**other, sides[1]: left}]


def tables(unit: str) -> Cells:
    """The cells of one unit's tables, from its events and its rests alone."""
    return _tables([e for e in EVENTS if e.unit == unit], [unit])


def department() -> Cells:
    """The cells of the whole: what flows inside neither got nor spent."""
    inside = [
        Event(0, unit, account, OWN, _item(unit), -amount, "30299")
        for payer, payee, paid, got, _, amount in INTERNAL
        for unit, account in ((payer, paid), (payee, got))
    ]
    return _tables([*EVENTS, *inside], list(UNITS))


def _item(unit: str) -> str:
    return OFFICE if unit == A else SCHOOL


def _tables(events: Iterable[Event], units: list[str]) -> Cells:
    cells: Cells = defaultdict(int)
    for event in events:
        amount = -event.amount if event.refund else event.amount
        if event.account[0] == "6":
            _got(cells, event, amount)
        else:
            _spent(cells, event, amount)
    used, opened, given, closed = (sum(RESTS[u][n] for u in units) for n in range(4))
    income, spent = cells["02:合计:1"], cells["03:合计:1"]
    left, right = income + used + opened, spent + given + closed
    assert left == right, (units, left, right)
    cells["01:使用非财政拨款结余:1"], cells["01:年初结转和结余:1"] = used, opened
    cells["01:结余分配:1"], cells["01:年末结转和结余:1"] = given, closed
    cells["01:收入总计:1"], cells["01:支出总计:1"] = left, right
    cells["01:本年收入合计:1"], cells["01:本年支出合计:1"] = income, spent
    _grants(cells, units)
    return {cell: amount for cell, amount in cells.items() if amount}


def _up(cells: Cells, form: str, func: str, column: str, amount: int) -> None:
    for row in (func, func[:5], func[:3], "合计"):
        cells[f"{form}:{row}:{column}"] += amount


def _got(cells: Cells, event: Event, amount: int) -> None:
    _up(cells, "02", event.func, COLUMN[event.account], amount)
    _up(cells, "02", event.func, "1", amount)
    if event.account != "6001":
        cells[f"01:{NAMED[event.account]}:1"] += amount
    elif event.fund == FUND:
        cells["01:政府性基金预算财政拨款收入:1"] += amount
        _up(cells, "07", event.func, "2", amount)
    else:
        cells["01:一般公共预算财政拨款收入:1"] += amount


def _spent(cells: Cells, event: Event, amount: int) -> None:
    kind = "3" if event.project else "2"
    _up(cells, "03", event.func, SPENT.get(event.account, kind), amount)
    _up(cells, "03", event.func, "1", amount)
    cells[f"01:{event.func[:3]}:1"] += amount
    if event.fund == FUND:
        _up(cells, "07", event.func, "3", amount)
        _up(cells, "07", event.func, "5" if event.project else "4", amount)
    if event.fund != GENERAL:
        return
    _up(cells, "05", event.func, kind, amount)
    _up(cells, "05", event.func, "1", amount)
    if not event.project:
        staff = event.econ.startswith("301")
        for row in (event.econ, event.econ[:3], "人员经费合计" if staff else "公用经费合计"):
            cells[f"06:{row}:1"] += amount
        if not staff and event.unit == A:
            cells["文:机关运行经费:1"] += amount
    if event.econ == "30217":
        cells["09:三公经费:7"] += amount
        cells["09:三公经费:12"] += amount


def _grants(cells: Cells, units: list[str]) -> None:
    """公开04, and what 公开07 carries over."""
    land = LAND_LEFT if C in units else 0
    for row in (LAND, LAND[:5], LAND[:3], "合计"):
        cells[f"07:{row}:6"] = land
    opened, closed = (sum(PUBLIC[u][n] for u in units) for n in range(2))
    ends = (("一般公共", "05:{}:1", "3", opened, closed), ("政府性基金", "07:{}:3", "4", 0, land))
    for fund, form, column, start, end in ends:
        name = f"{fund}预算财政拨款"
        got, spent = cells[f"01:{name}收入:1"], cells[form.format("合计")]
        assert start + got == spent + end, (units, fund)
        cells[f"04:{name}:1"], cells[f"04:年初{name}:1"] = got, start
        for row, amount in (
            ("本年收入合计", got),
            ("年初财政拨款结转和结余", start),
            ("收入总计", got + start),
        ):
            cells[f"04:{row}:1"] += amount
        heads = {(e.func[:3]) for e in EVENTS if e.fund == fund and e.account[0] == "7"}
        totals = (
            ("本年支出合计", spent),
            ("年末财政拨款结转和结余", end),
            ("支出总计", spent + end),
        )
        for row, amount in (*((h, cells[form.format(h)]) for h in sorted(heads)), *totals):
            cells[f"04:{row}:{column}"] += amount
            cells[f"04:{row}:2"] += amount
