"""One invented unit: its vouchers, what the tables show of it, the codes it uses.

Nothing here uses juesuan. Amounts are 分.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

FISCAL = {"一般公共": "2010301", "政府性基金": "2120399", "国资经营": "2230199"}
FORMS = {"一般公共": "05", "政府性基金": "07", "国资经营": "08"}
GRANTS = {
    "一般公共": "一般公共预算财政拨款收入",
    "政府性基金": "政府性基金预算财政拨款收入",
    "国资经营": "国有资本经营预算财政拨款收入",
}
OTHER, FUNC = "其他非财政", "2010350"
NATURES = {"101": "行政", "102": "参公", "103": "公益一类", "104": "公益二类"}
INCOME = {
    "6101": ("4", "事业收入"),
    "6201": ("3", "上级补助收入"),
    "6301": ("6", "附属单位上缴收入"),
    "6401": ("5", "经营收入"),
    "6501": ("7", "其他收入"),
    "6601": ("7", "其他收入"),
    "6609": ("7", "其他收入"),
}
TRIPS = {
    "30212": ("7", "8"),
    "30913": ("7", "9", "10"),
    "31013": ("7", "9", "10"),
    "30231": ("7", "9", "11"),
    "30217": ("7", "12"),
}
Entry = tuple[str, str, int, dict[str, Any]]


@dataclass
class Unit:
    """One unit while its year goes by: its vouchers, its tables, what is on its accounts."""

    code: str
    random: Random
    vouchers: list[tuple[bool, list[Entry]]] = field(default_factory=list)
    openings: list[Entry] = field(default_factory=list)
    cells: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    held: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    budget: list[dict[str, Any]] = field(default_factory=list)
    planned: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def plain(self) -> bool:
        """Whether the unit distributes nothing."""
        return NATURES[self.code] in ("行政", "参公")

    def some(self, most: int = 900_000) -> int:
        """An amount."""
        return self.random.randrange(100, most)

    def chance(self) -> bool:
        """Whether something happens."""
        return self.random.random() < 0.6

    def book(self, *entries: Entry, end: bool = False) -> None:
        """A voucher; nothing for zero."""
        kept = [entry for entry in entries if entry[2]]
        assert sum(e[2] if e[1] == "借" else -e[2] for e in kept) == 0, kept
        if kept:
            self.vouchers.append((end, kept))

    def add(self, form: str, code: str, column: str, amount: int) -> None:
        """An amount in a row of codes, its parents and the total."""
        for row in {code, code[:5], code[:3], "合计"}:
            self.cells[f"{form}:{row}:{column}"] += amount
            if form in ("02", "03", "05"):
                self.cells[f"{form}:{row}:1"] += amount


def dims(fund: str, func: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - cells of a row
    """The auxiliaries of a line."""
    return {"fund_nature": fund, "func": func, "fiscal_same_level": fund in FISCAL, **more}
