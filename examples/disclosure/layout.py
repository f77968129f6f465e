"""How the public tables are laid out: item trees, class lines, numbered rows."""

from collections.abc import Callable
from decimal import Decimal

from accounts import DEPARTMENT
from blocks import Cell, Row, Table, heads, line
from codes import CLASSES, FUNCTIONS, ORDINALS
from facts import ZERO, cell

Column = Callable[[str], Decimal]


def none(_: str) -> Decimal:
    """Nothing, whatever the row."""
    return ZERO


def public_form(
    number: int,
    header: list[Row],
    body: list[Row],
    widths: list[float],
    *notes: str,
    landscape: bool = False,
    pipe: bool = False,
    size: float = 9.0,
    inset: float = 2.6,
) -> Table:
    """A public table with its head lines."""
    return Table(
        f"{number:02}",
        header,
        body,
        widths,
        f"公开{number:02}表",
        "金额单位：万元",
        f"部门：{DEPARTMENT}",
        list(notes),
        landscape,
        pipe,
        size,
        inset,
    )


def tree(columns: list[Column], rows: list[str]) -> list[Row]:
    """合计, then every 类, 款 and 项 of the 项 codes in `rows`."""
    codes = sorted({code[:n] for code in rows for n in (3, 5, 7)})
    first = Cell("合计", cols=2, bold=True)
    body = [[first, *line([], [cell(column("")) for column in columns], bold=True)]]
    for code in codes:
        amounts = [cell(column(code)) for column in columns]
        body.append(line([code, FUNCTIONS[code]], amounts, bold=len(code) == 3))
    return body


def item_header(groups: list[Cell], under: list[Cell], count: int) -> list[Row]:
    """项目 (编码, 名称) over the amount columns, then the 栏次 line."""
    return [
        [Cell("项目", cols=2), *groups],
        [Cell("科目编码"), Cell("科目名称"), *under],
        [Cell("栏次", cols=2), *heads(*(str(i + 1) for i in range(count)))],
    ]


def tall(*names: str) -> list[Cell]:
    """Header cells over two lines."""
    return [Cell(name, rows=2) for name in names]


def class_lines(start: int, amounts: Callable[[str], list[str]]) -> list[Row]:
    """The 26 rows of expenditure by 类."""
    return [
        [*line([f"{ORDINALS[i]}、{name}"], []), Cell(str(start + i)), *line([], amounts(code))]
        for i, (code, name) in enumerate(CLASSES.items())
    ]


def left_rows(labels: list[tuple[str, Decimal]], size: int) -> list[Row]:
    """Income rows numbered from 1, blank below the named ones."""
    named = [
        [Cell(t, align="left"), Cell(str(i)), Cell(cell(v), align="right")]
        for i, (t, v) in enumerate(labels, 1)
    ]
    blank = [[Cell(""), Cell(str(i)), Cell("")] for i in range(len(named) + 1, size + 1)]
    return named + blank


def foot(name: str, number: int, amounts: list[Decimal], bold: bool = False) -> Row:
    """A numbered row of one side below the listed kinds."""
    return [
        Cell(name, align="center" if bold else "left", bold=bold),
        Cell(str(number)),
        *line([], [cell(a) for a in amounts], bold=bold),
    ]
