"""The nine forms in the usual shapes; a region says what it does otherwise."""

# fmt: off
# ruff: noqa: E501 - the head of a table and a paragraph of a document are one line each
from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tests.documents.build import Region, Rows

Row = tuple[str, str]
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
MARKS = "一二三四五六七八九"
INCOME = [
    *((f"{name}收入", f"{name}收入") for name in FUNDS),
    *((name, name) for name in ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")),
]  # fmt: skip
FOOT = [
    ("本年收入合计", "本年收入合计"),
    ("使用非财政拨款结余（含专用结余）", "使用非财政拨款结余"),
    ("年初结转和结余", "年初结转和结余"),
    ("总计", "收入总计"),
]
END = [
    ("本年支出合计", "本年支出合计"),
    ("结余分配", "结余分配"),
    ("年末结转和结余", "年末结转和结余"),
    ("总计", "支出总计"),
]
FISCAL_FOOT = [
    ("本年收入合计", "本年收入合计"),
    ("年初财政拨款结转和结余", "年初财政拨款结转和结余"),
    *((name, f"年初{name}") for name in FUNDS),
    ("总计", "收入总计"),
]
FISCAL_END = [
    ("本年支出合计", "本年支出合计"),
    ("年末财政拨款结转和结余", "年末财政拨款结转和结余"),
    *[("", "")] * 3,
    ("总计", "支出总计"),
]
SANGONG = "合计 因公出国（境）费 公务用车购置及运行维护费 公务用车购置费 公务用车运行维护费 公务接待费".split()


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Labels behind Chinese ordinals."""
    return [(f"{MARKS[index]}、{label}", row) for index, (label, row) in enumerate(rows)]


def classes(region: Region, former: Sequence[str] = (), *, old: bool = False) -> list[Row]:
    """The rows of functional classes, 26 or the 24 of older years, some under former names."""
    form = region.edition.form("01")
    assert form is not None
    names = dict(one.split("=") for one in former)
    found = [(row.label.partition("、")[2], row.id) for row in form.sides[1].rows]
    found = [(names.get(code, name), code) for name, code in found if code.isdigit()]
    kept = [pair for pair in found if not (old and pair[1] in ("223", "234"))]
    return [(f"{ordinal(n)}、{name}", code) for n, (name, code) in enumerate(kept, 1)]


def ordinal(number: int) -> str:
    """A Chinese numeral below thirty."""
    tens, ones = divmod(number, 10)
    lead = ("", "十", "二十")[tens]
    return lead + (MARKS[ones - 1] if ones else "")


def sided(region: Region, form: str, sides: Sequence[tuple[Sequence[Row], str]], *, lines: bool = True) -> Rows:
    """Rows of labels and amounts side by side; a row without an address shows none."""
    body, counts = [], [0]
    for rows, _ in sides:
        counts.append(counts[-1] + len(rows))
    for index, level in enumerate(zip_longest(*(rows for rows, _ in sides), fillvalue=("", "")), 1):
        texts: list[str] = []
        for (label, row), (_, columns), before in zip(level, sides, counts, strict=False):
            wide = columns.split(",")
            texts += [label, *[str(before + index)] * lines]
            texts += [region.cell(f"{form}:{row}:{c}") if row and c else "" for c in wide]
        body.append(texts)
    return body


def joined(left: Sequence[Row], foot: Sequence[Row], right: Sequence[Row], end: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Two sides whose feet stand level."""
    gap = len(right) + len(end) - len(left) - len(foot)
    return [*left, *[("", "")] * max(gap, 0), *foot], [*right, *end]


def form01(region: Region, head: Rows, left: Sequence[Row], right: Sequence[Row], **how: object) -> None:
    """收入支出决算总表 of one amount column a side."""
    foot, end = how.get("foot", FOOT), how.get("end", END)
    sides = joined(left, foot, right, end)  # type: ignore[arg-type]
    lines = bool(how.get("lines", True))
    region.table([*head, *sided(region, "01", [(sides[0], "1"), (sides[1], "1")], lines=lines)])


def form04(region: Region, head: Rows, right: Sequence[Row], *, lines: bool = True, marked: bool = True) -> None:
    """财政拨款收入支出决算总表 with the three budgets beside their total."""
    funds = [(name, name) for name in FUNDS]
    left, spent = joined(numbered(funds) if marked else funds, FISCAL_FOOT, right, FISCAL_END)
    region.table([*head, *sided(region, "04", [(left, "1"), (spent, "2,3,4,5")], lines=lines)])


def form06(region: Region, head: Rows, panels: Sequence[str], sums: Sequence[str]) -> None:
    """Economic codes in panels side by side, the totals below; a panel names its classes."""
    codes = region.rows("06")
    columns = [[c for c in codes if c[:3] in panel.split()] for panel in panels]
    body = []
    for level in zip_longest(*columns, fillvalue=""):
        texts: list[str] = []
        for code in level:
            texts += [code, region.name("06", code), region.cell(f"06:{code}:1")] if code else [""] * 3
        body.append(texts)
    foot = []
    for name in sums:
        foot += [name, "", region.cell(f"06:{name}:1") if name else ""]
    region.table([*head, *body, foot])


def sangong_row(region: Region) -> list[str]:
    """预算数 and 决算数 in one row of twelve."""
    return [region.cell(f"09:三公经费:{column}") for column in range(1, 13)]


def sangong_list(region: Region, labels: Sequence[str], order: Sequence[int]) -> Rows:
    """The items as rows, 预算数 and 决算数 as columns; `order` are the budget's columns."""
    return [
        [label, region.cell(f"09:三公经费:{c}"), region.cell(f"09:三公经费:{c + 6}")]
        for label, c in zip(labels, order, strict=True)
    ]
