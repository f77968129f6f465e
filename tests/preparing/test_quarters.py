"""Ledgers by the quarter in 万元, without details: every cell as the events give it, or refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.making.books_written import SCHEMA
from tests.making.department_quarters import (
    INTERNAL,
    UNITS,
    A,
    B,
    C,
    Cells,
    Line,
    department,
    quarters,
    tables,
)

from juesuan.books import BooksError, open_books
from juesuan.model.accounts import Prepared, Unfit
from juesuan.model.number import Facts
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
AMOUNTS = ("年初余额", "借方发生额", "贷方发生额")
OUTSIDE = ["未登记往来:203→202:7501"]
Files = dict[str, list[Line]]


def write(home: Path, files: Files) -> Path:
    """The books as a folder: amounts of the ledger in 万元 under heads that say so."""
    for name, lines in files.items():
        ledger = name.startswith("账簿")
        heads = list(dict.fromkeys(head for line in lines for head in line))
        shown = [f"{h}（万元）" if ledger and h in AMOUNTS else h for h in heads]
        with (home / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(shown)
            for line in lines:
                rows.writerow([_cell(line.get(h, ""), h, wan=ledger) for h in heads])
    return home


def _cell(value: object, head: str, *, wan: bool) -> object:
    return f"{Decimal(str(value)) / 10_000:f}" if wan and head in AMOUNTS and value != "" else value


def whole() -> Files:
    """All tables of the books."""
    heads = ("付方单位编码", "收方单位编码", "付方科目", "收方科目", "功能分类", "金额")
    return {
        "年度信息": [{"决算年度": 2023}],
        "单位": [{"单位编码": u, "单位名称": f"单位{u}", "单位性质": n} for u, n in UNITS.items()],
        "项目": [
            {"项目编码": p, "项目名称": p, "单位编码": u} for p, u in (("XM1", A), ("XM2", C))
        ],
        "变动原因": [{"说明对象": "结转", "原因": "更正以前年度差错，缴回资金"}],
        "内部往来": [dict(zip(heads, row, strict=True)) for row in INTERNAL],
        **quarters(),
    }


def prepared(home: Path, files: Files, accept: list[str] | None = None) -> Prepared:
    books = open_books(write(home, files), SCHEMA)
    return prepare(books, EDITION, accept=OUTSIDE if accept is None else accept)


def differing(facts: Facts, wanted: Cells) -> dict[str, tuple[Decimal, Decimal]]:
    """Every cell of either side that the other has otherwise; a cell that is absent is zero."""
    cells = {str(address): facts[address].value for address in facts}
    both = {c: (cells.get(c, Decimal(0)), Decimal(wanted.get(c, 0))) for c in cells.keys() | wanted}
    return {cell: pair for cell, pair in sorted(both.items()) if pair[0] != pair[1]}


def test_every_cell_is_what_the_events_give(tmp_path: Path) -> None:
    made = prepared(tmp_path, whole())
    for unit in UNITS:
        assert differing(made.units[unit].facts, tables(unit)) == {}
    assert differing(made.department.facts, department()) == {}


def test_what_may_flow_inside_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="疑有未登记的内部往来"):
        prepared(tmp_path, whole(), [])


def _find(files: Files, **wanted: object) -> tuple[list[Line], Line]:
    for name, lines in files.items():
        if name.startswith("账簿"):
            for line in lines:
                if all(line.get(k) == v for k, v in wanted.items()):
                    return lines, line
    raise AssertionError(wanted)


def a_quarter_lacks(files: Files) -> None:
    del files["账簿3"]


def a_quarter_twice(files: Files) -> None:
    files["账簿 (6)"] = [dict(line) for line in files["账簿2"]]


def a_quarter_in_yuan(files: Files) -> None:
    """One file in 元 under a head of 万元."""
    for line in files["账簿2"]:
        for head in AMOUNTS:
            if head in line:
                line[head] *= 10_000


def adjusted_without_detail(files: Files) -> None:
    """An adjustment of the opening posted on 8101 itself."""
    lines, _ = _find(files, 科目编码="810101", 贷方发生额=20_000)
    for line in lines:
        if line["科目编码"] == "810101":
            line["科目编码"] = "8101"


def used_without_mark(files: Files) -> None:
    """The use of 专用结余 is only half booked."""
    lines, line = _find(files, 单位编码=B, 科目编码="8301", 借方发生额=50_000)
    lines.remove(line)


def loss_of_trade_distributed(files: Files) -> None:
    lines = files["账簿5"]
    base = {"单位编码": B, "资金性质": "经营", "功能分类": "2050205", "年末结转分录": "是"}
    lines += [
        {**base, "科目编码": "8701", "借方发生额": 22_000},
        {**base, "科目编码": "8401", "贷方发生额": 22_000},
    ]


def year_end_lacks_in_one(files: Files) -> None:
    files["账簿5"] = [
        line for line in files["账簿5"] if line["单位编码"] != C or line.get("年末结转分录") != "是"
    ]


def red_entry_as_black(files: Files) -> None:
    _, line = _find(files, 科目编码="7101", 借方发生额=-10_000)
    line["借方发生额"] = 10_000


def opening_of_other_side(files: Files) -> None:
    """The loss carried over stands as a gain."""
    _, line = _find(files, 科目编码="8401", 年初余额=-12_000)
    line["年初余额"] = 12_000


def inner_flow_on_other_account(files: Files) -> None:
    _, line = _find(files, 单位编码=B, 科目编码="6201", 贷方发生额=70_000)
    line["科目编码"] = "6609"


UNCLEARED = "单位 202 平时发生额与年末结转分录转出的数不等"
FAULTS: list[tuple[Callable[[Files], None], str]] = [
    (a_quarter_lacks, UNCLEARED),
    (a_quarter_twice, "取用的各行完全相同，金额会记成两遍"),
    (a_quarter_in_yuan, UNCLEARED),
    (adjusted_without_detail, "单位 201 科目 8101、8102（一般公共） 账上年末余额"),
    (used_without_mark, "单位 202 的年末结转分录借贷不平"),
    (loss_of_trade_distributed, "单位 202 的 8701 非财政拨款结余分配年末应无余额"),
    (year_end_lacks_in_one, "单位 203 没有年末结转分录"),
    (red_entry_as_black, "单位 201 的平时分录借贷不平"),
    (opening_of_other_side, "单位 202 的 8401 经营结余年末为盈余的"),
    (inner_flow_on_other_account, "（6201 平时 30,000.00 元、转出 100,000.00 元"),
]


@pytest.mark.parametrize("fault, said", FAULTS)
def test_a_fault_is_refused_and_named(
    fault: Callable[[Files], None], said: str, tmp_path: Path
) -> None:
    """One fault each, and never a table that is wrong in silence."""
    files = whole()
    fault(files)
    with pytest.raises((Unfit, BooksError), match=said):
        prepared(tmp_path, files)
