"""What the three units spent, line by line, in 万元 as far as the published tables tell."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

OFFICE, HOTLINE, RESEARCH = "009001", "009002", "009003"
UNITS = {
    OFFICE: ("济南市历下区人民政府办公室本级", "办公室本级", "行政"),
    HOTLINE: ("济南市历下区12345市民服务热线运行中心", "热线运行中心", "公益一类"),
    RESEARCH: ("济南市历下区政府发展研究中心", "发展研究中心", "公益一类"),
}
GENERAL, OTHER = "一般公共", "其他非财政"
HALF_UNIT = 5000


class Line(NamedTuple):
    """One amount to be found: where it is spent, and what the tables show of it, in 分."""

    unit: str
    func: str
    econ: str
    type: str
    project: str
    fund: str
    nominal: int

    @property
    def account(self) -> str:
        """行政支出 for the office, 事业支出 for the others."""
        return "7101" if self.unit == OFFICE else "7201"


def fen(amount: str) -> int:
    """万元 as 分."""
    return int(Decimal(amount) * 1_000_000)


# 单位 功能 经济=万元 …
BASIC = """
009001 2010301 30101=166.36 30102=288.61 30103=166.45 30112=8.13 30113=59.98 30309=0.07
009001 2010301 30201=20.15 30207=4.49 30211=9.85 30217=3.31 30228=6.00 30239=24.98
009001 2012901 30228=8.00
009001 2080505 30108=72.41
009001 2080506 30109=36.21
009001 2101101 30110=51.58 30112=1.52
009002 2010350 30101=70.00 30102=84.00 30103=60.00 30107=180.54 30112=3.20 30113=33.04
009002 2010350 30201=7.00 30207=1.20 30211=1.50 30228=8.61 30239=6.48
009002 2080505 30108=36.00
009002 2080506 30109=18.00
009002 2101102 30110=33.79 30112=1.00
009003 2010350 30101=40.00 30102=48.00 30103=38.00 30107=111.00 30112=2.00 30113=20.00
009003 2010350 30201=5.00 30207=0.80 30211=2.50 30228=5.00 30239=4.00
009003 2080505 30108=24.00
009003 2080506 30109=12.00
009003 2101102 30110=22.34 30112=0.66
"""

# 项目 单位 功能 资金性质 经济=万元 …
SPENT = """
XM01 009001 2010305 一般公共 30227=1081.17 30213=150.00 31007=150.00
XM02 009002 2010305 一般公共 30226=120.00 30207=40.00 30227=50.76
XM03 009001 2010305 一般公共 30212=41.69
XM04 009001 2010305 一般公共 30227=350.02 30299=100.00
XM05 009003 2010305 一般公共 30227=60.59
XM06 009001 2010305 一般公共 30201=16.29 30213=20.00
XM07 009001 2010305 一般公共 30227=804.91
XM08 009001 2010599 一般公共 30227=195.30
XM09 009001 2010599 一般公共 30227=60.00
XM14 009001 2080199 一般公共 30299=16.97
XM15 009001 2010305 其他非财政 30299=2.04
XM16 009001 2010301 其他非财政 30299=9.02
"""

# What a unit got from others than its own treasury, in 万元; the rest of that spending was carried.
RECEIVED = Line(OFFICE, "2010305", "", "", "XM15", OTHER, fen("1.36"))

# 项目 → 全年执行数（公开的项目汇总表），万元
EXECUTED = {
    "XM01": "1381.17", "XM02": "210.76", "XM03": "41.69", "XM04": "450.02", "XM05": "60.59",
    "XM06": "36.29", "XM07": "804.91", "XM08": "195.30", "XM09": "60.00", "XM14": "16.97",
}  # fmt: skip


def lines() -> list[Line]:
    """Every line of spending."""
    found = []
    for text in BASIC.split("\n"):
        unit, func, *parts = text.split() or ("", "")
        for part in parts:
            econ, _, amount = part.partition("=")
            found.append(Line(unit, func, econ, "基本", "", GENERAL, fen(amount)))
    for text in SPENT.split("\n"):
        project, unit, func, fund, *parts = text.split() or ("", "", "", "")
        for part in parts:
            econ, _, amount = part.partition("=")
            found.append(Line(unit, func, econ, "项目", project, fund, fen(amount)))
    return found
