"""A department of our own invention: events of a year, as vouchers and, apart from them, as tables.

Nothing here uses juesuan. Amounts are 分.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.making.department_unit import (
    FISCAL,
    FUNC,
    GRANTS,
    INCOME,
    NATURES,
    OTHER,
    TRIPS,
    Entry,
    Unit,
    dims,
)


@dataclass
class Department:
    """The units after their year, what they paid each other, and what of it is taken out."""

    units: list[Unit]
    register: list[dict[str, Any]]
    taken_out: Unit


def lived(random: Random) -> Department:
    """A department that has lived through a year."""
    made = Department([Unit(code, random) for code in NATURES], [], Unit("101", random))
    for unit in made.units:
        for fund in FISCAL:
            _fiscal(unit, fund)
        _other(unit)
    _pay_each_other(made)
    for unit in made.units:
        _close(unit)
        _budgeted(unit)
    return made


def _pay_each_other(made: Department) -> None:
    """Flows inside, payer and payee under items of their own; and one to somebody outside."""
    first, second, third, fourth = made.units
    for payer, payee, paid, got, func in (
        (third, fourth, "7501", "6201", "2050205"),
        (fourth, third, "7401", "6301", "2080505"),
        (first, second, "7901", "6609", "2080199"),
    ):
        for amount in (payer.some(80_000) + 100_000, payer.some(80_000) + 100_000):
            _outlay(payer, paid, OTHER, amount, FUNC)
            _receive(payee, got, OTHER, amount, func)
            row = {"payer_unit": payer.code, "payee_unit": payee.code, "func": FUNC}
            made.register.append({**row, "payer_acct": paid, "payee_acct": got, "amount": amount})
            _spent(made.taken_out, paid, FUNC, -amount)
            _received(made.taken_out, got, func, -amount)
    _outlay(third, "7501", OTHER, third.some(50_000), FUNC)


def _budgeted(unit: Unit) -> None:
    """Budgets of the year and as changed, more than one line for a cell."""
    for fund in (*FISCAL, OTHER):
        func = FISCAL.get(fund, FUNC)
        for kind, econ in (
            ("基本", "30101"),
            ("基本", "30217"),
            ("项目", "30231"),
            ("项目", "30231"),
        ):
            row = {"func": func, "econ": econ, "fund_nature": fund, "exp_type": kind}
            project = "P" if kind == "项目" else None
            amounts = {"initial": unit.some(), "adjusted": unit.some()}
            unit.budget.append({"unit_code": unit.code, **row, "project_code": project, **amounts})
            for name, period in (("initial", "年初预算"), ("adjusted", "全年预算")):
                planned = Unit(unit.code, unit.random)
                _spend(planned, fund, func, kind, econ, amounts[name])
                for cell, amount in planned.cells.items():
                    if cell[:2] != "01":
                        unit.planned[f"{cell}@{period}"] += amount


def _moves(unit: Unit, kinds: dict[str, tuple[int, str]], fund: str, func: str) -> int:
    """Adjustments, gathering, return: what they change the opening by."""
    change = 0
    for account, (sign, _) in kinds.items():
        amount = unit.some(90_000) * (unit.random.choice((1, -1)) if sign == 0 else 1)
        if not unit.chance():
            continue
        up = sign >= 0
        money: Entry = ("8001", "借" if up else "贷", amount, {})
        unit.book(money, (account, "贷" if up else "借", amount, dims(fund, func)))
        unit.book(
            (account, "借" if up else "贷", amount, dims(fund, func)),
            (account[:4] + "07", "贷" if up else "借", amount, dims(fund, func)),
            end=True,
        )
        change += amount if up else -amount
    return change


def _opened(unit: Unit, fund: str) -> int:
    func = FISCAL[fund]
    opening = 3_000_000 if unit.chance() else 0
    spare = unit.some() if opening else 0
    unit.openings += [("810107", "", opening, dims(fund, func))]
    unit.openings += [("810205", "", spare, dims(fund, func))]
    opening += spare
    if opening:
        kinds = {"810101": (0, ""), "810102": (1, ""), "810103": (-1, ""), "810104": (-1, "")}
        opening += _moves(unit, kinds, fund, func)
    if opening and unit.chance():  # 8102 turned to a use of its own: 8101 and 8102 together stand
        amount = unit.some(900)
        pair = (
            ("810203", "借", amount, dims(fund, func)),
            ("810105", "贷", amount, dims(fund, func)),
        )
        unit.book(*pair)
        unit.book(
            ("810205", "借", amount, dims(fund, func)),
            ("810203", "贷", amount, dims(fund, func)),
            end=True,
        )
        unit.book(
            ("810105", "借", amount, dims(fund, func)),
            ("810107", "贷", amount, dims(fund, func)),
            end=True,
        )
    return opening


def _fiscal(unit: Unit, fund: str) -> None:
    func, opening = FISCAL[fund], _opened(unit, fund)
    granted = _grant(unit, fund, func)
    account = "7101" if unit.plain else "7201"
    spent = _pay(unit, account, fund, func)
    close = opening + granted - spent
    unit.cells["29"] += opening
    unit.cells["60"] += close
    unit.cells[f"60:{fund}"] = close
    unit.cells[f"29:{fund}"] = opening
    if fund == "政府性基金":
        for name, value in (("1", opening), ("2", granted), ("6", close)):
            unit.add("07", func, name, value)
    _close_fiscal(unit, account, fund, granted, spent)


def _close_fiscal(unit: Unit, account: str, fund: str, granted: int, spent: int) -> None:
    func = FISCAL[fund]
    net = granted - spent
    unit.book(
        ("6001", "借", granted, dims(fund, func)),
        ("810106", "贷", granted, dims(fund, func)),
        end=True,
    )
    _close_spending(unit, account, fund, "810106")
    unit.book(
        ("810106", "借", net, dims(fund, func)), ("810107", "贷", net, dims(fund, func)), end=True
    )


def _grant(unit: Unit, fund: str, func: str) -> int:
    granted = unit.some() + 5_000_000
    unit.book(("8001", "借", granted, {}), ("6001", "贷", granted, dims(fund, func)))
    unit.cells[f"01:{GRANTS[fund]}:1"] += granted
    unit.add("02", func, "2", granted)
    return granted


def _pay(unit: Unit, account: str, fund: str, func: str) -> int:
    spent = 0
    for kind, econ in (
        ("基本", "30201"), ("基本", "30217"), ("项目", "30227"), ("基本", "30101"),
        ("基本", "30302"), ("项目", "30212"), ("基本", "30231"), ("项目", "30913"),
        ("基本", "31013"), ("项目", "31301"),
    ):  # fmt: skip
        amount = unit.some(400_000)
        for part in (amount, *((-(amount // 3),) if unit.chance() else ())):
            more = {"econ": econ, "exp_type": kind, "project_code": "P" if kind == "项目" else None}
            if part < 0 and unit.chance():  # a refund; else a red entry
                line = (account, "贷", -part, dims(fund, func, **more))
                unit.book(("8001", "借", -part, {}), line)
            else:
                line = (account, "借", part, dims(fund, func, **more))
                unit.book(line, ("8001", "贷", part, {}))
            _spend(unit, fund, func, kind, econ, part)
            spent += part
    return spent


def _close_spending(unit: Unit, account: str, fund: str, taker: str) -> None:
    """Close spending line by line as it stands in the vouchers."""
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for end, entries in unit.vouchers:
        for acct, side, amount, row in entries:
            if (
                acct == account
                and not end
                and row["fund_nature"] == fund
                and not row.get("special")
            ):
                key = (row["func"], row["econ"], row.get("exp_type"), row.get("project_code"))
                rows[key] = row
                sums[key] += amount if side == "借" else -amount
    for key, amount in sums.items():
        unit.book(
            (taker, "借", amount, dims(fund, rows[key]["func"])),
            (account, "贷", amount, rows[key]),
            end=True,
        )


def _spend(  # noqa: PLR0913, PLR0917 - the keys of a line
    unit: Unit, fund: str, func: str, kind: str, econ: str, amount: int
) -> None:
    unit.add("03", func, "2" if kind == "基本" else "3", amount)
    unit.cells[f"01:{func[:3]}:1"] += amount
    if fund == "一般公共":
        unit.add("05", func, "2" if kind == "基本" else "3", amount)
        if kind == "基本":
            whole = "人员经费合计" if econ[:3] in ("301", "303") else "公用经费合计"
            for row in (econ, econ[:3], whole):
                unit.cells[f"06:{row}:1"] += amount
            if whole == "公用经费合计" and unit.plain:
                unit.cells["文:机关运行经费:1"] += amount
    elif fund == "政府性基金":
        unit.add("07", func, "4" if kind == "基本" else "5", amount)
        unit.add("07", func, "3", amount)
    elif fund == "国资经营":
        unit.add("08", func, "2" if kind == "基本" else "3", amount)
        unit.add("08", func, "1", amount)
    if fund in FISCAL and econ in TRIPS:
        for column in TRIPS[econ]:
            unit.cells[f"09:三公经费:{column}"] += amount


def _other(unit: Unit) -> None:
    """8201 with what returns and what stays, 8202, 8301, receipts and spending of all kinds."""
    row = dims(OTHER, FUNC)
    opening = 700_000 + unit.some()
    unit.openings += [("820105", "", opening, row), ("820204", "", 5_000_000, row)]
    opening += _moves(unit, {"820101": (0, ""), "820102": (-1, "")}, OTHER, FUNC)
    if unit.plain:
        opening += 5_000_000
    elif unit.chance():
        stays = unit.some(90_000)
        unit.book(("820105", "借", stays, row), ("820203", "贷", stays, row), end=True)
        unit.book(("820203", "借", stays, row), ("820204", "贷", stays, row), end=True)
        opening -= stays
    if not unit.plain and unit.chance():  # 项目间接费用或管理费
        fee = unit.some(50_000)
        unit.book(("820103", "借", fee, row), ("820202", "贷", fee, row))
        unit.book(("820105", "借", fee, row), ("820103", "贷", fee, row), end=True)
        unit.book(("820202", "借", fee, row), ("820204", "贷", fee, row), end=True)
        opening -= fee
    if not unit.plain:
        unit.openings += [("8301", "", 400_000, row)]
        lost = -unit.some() if unit.chance() else 0
        unit.openings += [("8401", "", lost, dims("经营", FUNC))]
        unit.held["8401"] = lost
        opening += lost
    unit.cells["29"] += opening
    for account in ("6609", "6601") if unit.plain else ("6101", "6601", "6609", "6501"):
        _receive(unit, account, OTHER, unit.some())
    _outlay(unit, "7101" if unit.plain else "7201", OTHER, unit.some(1_800_000))
    if not unit.plain:
        _outlay(unit, "7701", OTHER, unit.some(200_000))
        _outlay(unit, "7901", OTHER, unit.some(200_000))
    if not unit.plain and unit.chance():
        _receive(unit, "6401", "经营", unit.some())
        _outlay(unit, "7301", "经营", unit.some())
    unit.held["opening"] = opening


def _receive(unit: Unit, account: str, fund: str, amount: int, func: str = FUNC) -> None:
    row = dims(fund, func)
    unit.book(("8001", "借", amount, {}), (account, "贷", amount, row))
    _received(unit, account, func, amount)
    unit.held[fund] += amount
    unit.held[f"收{account}"] += amount


def _received(unit: Unit, account: str, func: str, amount: int) -> None:
    column, name = INCOME[account]
    unit.add("02", func, column, amount)
    unit.cells[f"01:{name}:1"] += amount


def _outlay(unit: Unit, account: str, fund: str, amount: int, func: str = FUNC) -> None:
    row = dims(fund, func, econ="30299", exp_type="基本")
    unit.book((account, "借", amount, row), ("8001", "贷", amount, {}))
    _spent(unit, account, func, amount)
    unit.held[fund] -= amount
    unit.held[f"支{account}"] += amount


def _spent(unit: Unit, account: str, func: str, amount: int) -> None:
    unit.add("03", func, {"7301": "5", "7501": "6", "7401": "4"}.get(account, "2"), amount)
    unit.cells[f"01:{func[:3]}:1"] += amount


def _close_year(
    unit: Unit, used: int, row: dict[str, Any], trade: dict[str, Any], spent: dict[str, Any]
) -> None:
    """Receipts and spending into 8501 and 8401."""
    for name, amount in list(unit.held.items()):
        if name[0] == "收" and name != "收6401":
            unit.book((name[1:], "借", amount, row), ("8501", "贷", amount, row), end=True)
        elif name[0] == "支" and name != "支7301":
            left = amount - (used if name == "支7201" else 0)
            unit.book(("8501", "借", left, row), (name[1:], "贷", left, spent), end=True)
    unit.book(
        ("6401", "借", unit.held["收6401"], trade),
        ("8401", "贷", unit.held["收6401"], trade),
        end=True,
    )
    cost = unit.held["支7301"]
    unit.book(("8401", "借", cost, trade), ("7301", "贷", cost, {**spent, **trade}), end=True)


def _close(unit: Unit) -> None:
    """Year-end entries of what is not of public funds, and the rows of 公开01 they make."""
    row, trade = dims(OTHER, FUNC), dims("经营", FUNC)
    use = given = 0
    used = min(unit.held["支7201"], 100_000) if not unit.plain and unit.chance() else 0
    spent = dims(OTHER, FUNC, econ="30299", exp_type="基本")
    unit.book(("8301", "借", used, row), ("7201", "贷", used, spent), end=True)
    use += used
    _close_year(unit, used, row, trade, spent)
    rest = unit.held[OTHER] + used
    earned = unit.held["8401"] + unit.held["经营"]
    if unit.plain:
        unit.book(
            ("8501", "借", rest, row), ("820204", "贷", rest, row), end=True
        ) if rest > 0 else unit.book(
            ("820204", "借", -rest, row), ("8501", "贷", -rest, row), end=True
        )
        close = unit.held["opening"] + rest
    else:
        close = unit.held["opening"] - unit.held["8401"] + min(earned, 0)
        pool = max(earned, 0)
        unit.book(("8401", "借", pool, trade), ("8701", "贷", pool, trade), end=True)
        given += pool
        if rest > 0:
            unit.book(("8501", "借", rest, row), ("8701", "贷", rest, row), end=True)
            given += rest
        else:
            unit.book(("8701", "借", -rest, row), ("8501", "贷", -rest, row), end=True)
            use += -rest
        _distribute(unit, pool + rest, row)
    unit.cells["60"] += close
    unit.cells |= {"28": use, "59": given}


def _distribute(unit: Unit, pool: int, row: dict[str, Any]) -> None:
    if pool < 0:
        unit.book(("820204", "借", -pool, row), ("8701", "贷", -pool, row), end=True)
        return
    tax = pool // 4 if unit.chance() else 0
    saved = pool // 10 if unit.chance() else 0
    unit.book(("8701", "借", saved, row), ("8301", "贷", saved, row), end=True)
    unit.book(("8701", "借", pool - saved, row), ("820204", "贷", pool - saved, row), end=True)
    unit.book(("820204", "借", tax, row), ("8001", "贷", tax, {}), end=True)
