"""An invented year as the lines of a ledger, and as the cells of the nine tables; amounts in 分.

Nothing here uses juesuan.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

from tests.making.department_unit import FISCAL, GRANTS, Unit

PLANNED = {"7": "1", "8": "2", "9": "3", "10": "4", "11": "5", "12": "6"}


def ledger(units: list[Unit], marks: str, style: str, random: Random) -> list[dict[str, Any]]:
    """The lines of the ledger: marked `all`, or only on receipts and spending (`yearly`).

    `style` is 凭证 (line by line) or 余额 (one line for every account with its auxiliaries).
    """
    lines = []
    for unit in units:
        for account, _, amount, row in unit.openings:
            lines.append({"unit_code": unit.code, "acct": account, "opening": amount, **row})
        for end, entries in unit.vouchers:
            for account, side, amount, row in entries:
                name = "debit" if side == "借" else "credit"
                mark = end and (marks == "all" or account[0] in "67")
                line = {"unit_code": unit.code, "acct": account, name: amount}
                lines.append({**line, **row, "is_closing_entry": mark})
    if style == "凭证":
        return lines
    sums: dict[str, dict[str, Any]] = {}
    names = ("opening", "debit", "credit")
    for line in lines:
        key = tuple(sorted((k, v) for k, v in line.items() if k not in names and v is not None))
        kept = sums.setdefault(repr(key), {**line, **dict.fromkeys(names, 0)})
        for name in names:
            kept[name] += line.get(name) or 0
    found = list(sums.values())
    random.shuffle(found)
    return found


def tables(unit: Unit) -> dict[str, int]:
    """The cells of 公开01 to 09 that the events make, and the budgets; all others are zero."""
    cells = {k: v for k, v in unit.cells.items() if k[2:3] == ":" and k[:2] not in ("60", "29")}
    cells |= {k: v for k, v in unit.cells.items() if k[:1] == "文"}
    names = {
        "28": "使用非财政拨款结余",
        "29": "年初结转和结余",
        "59": "结余分配",
        "60": "年末结转和结余",
    }
    cells |= {f"01:{name}:1": unit.cells[number] for number, name in names.items()}
    income, spent = unit.cells["02:合计:1"], unit.cells["03:合计:1"]
    left = income + unit.cells["28"] + unit.cells["29"]
    right = spent + unit.cells["59"] + unit.cells["60"]
    assert left == right, (unit.code, left, right)
    cells |= {"01:收入总计:1": left, "01:支出总计:1": right, "01:本年收入合计:1": income}
    cells["01:本年支出合计:1"] = spent
    cells |= unit.planned
    for column, planned in PLANNED.items():
        amount = unit.planned[f"09:三公经费:{column}@全年预算"]
        cells[f"09:三公经费:{planned}"] = amount
    return cells | _grants(unit)


def _grants(unit: Unit) -> dict[str, int]:
    """公开04, from what each public budget gave and spent."""
    cells: dict[str, int] = defaultdict(int)
    spent_in = {"一般公共": "05:{}:1", "政府性基金": "07:{}:3", "国资经营": "08:{}:1"}
    for column, (fund, title) in zip("345", GRANTS.items(), strict=True):
        granted, opened = unit.cells[f"01:{title}:1"], unit.cells[f"29:{fund}"]
        spent, closed = unit.cells[spent_in[fund].format("合计")], unit.cells[f"60:{fund}"]
        budget = title.removesuffix("收入")
        cells[f"04:{budget}:1"] = granted
        cells[f"04:年初{budget}:1"] = opened
        for row, amount in (
            ("本年收入合计", granted),
            ("年初财政拨款结转和结余", opened),
            ("收入总计", granted + opened),
        ):
            cells[f"04:{row}:1"] += amount
        kind = FISCAL[fund][:3]
        for row, amount in (
            (kind, unit.cells[spent_in[fund].format(kind)]),
            ("本年支出合计", spent),
            ("年末财政拨款结转和结余", closed),
            ("支出总计", spent + closed),
        ):
            cells[f"04:{row}:{column}"] += amount
            cells[f"04:{row}:2"] += amount
    return cells
