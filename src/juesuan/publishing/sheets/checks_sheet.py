"""勾稽: every declared equation, how often it holds, and each difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from juesuan.model.number import UNITS, ZERO, Address, Facts, Interval
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Equation, Ground
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import CellAmount, amount_format
from juesuan.publishing.sheets.list_sheet import Entry, ListColumn, ListSheet, draw_list
from juesuan.publishing.sheets.table_sheet import LiveAmount

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "勾稽"
HOLDS, ROUNDED, BROKEN, UNCHECKED = "相符", "尾差", "不符", "未核"
PRINTED = "印出的数（左）与底数取整（右）"
OTHERWISE, BALANCED = "取整不同", "平衡舍入"
RESULTS = (HOLDS, ROUNDED, BROKEN, UNCHECKED)
REMARKS = ("先列差额，再列本年各表声明的每条等式：几处相符、有尾差、不符，几处因数不明而未核。",)
COLUMNS = (
    ListColumn("表", 4),
    ListColumn("勾稽关系或地址", 30),
    ListColumn("左边", 11),
    ListColumn("右边", 11),
    ListColumn("差额", 9),
    ListColumn("结果", 13),
)
MONEY = amount_format("0.00")


class CheckedGround(NamedTuple):
    """An equation at one place: its two sides, None where one is not known, and the result."""

    ground: Ground
    left: Decimal | None
    right: Decimal | None
    result: str


class PrintedOtherwise(NamedTuple):
    """A number that is not printed as its exact amount rounds: both in the unit of its table."""

    address: Address
    printed: Decimal
    nearest: Decimal


class CheckedLayer(NamedTuple):
    """The equations over one kind of amounts: what these are called, in which unit they stand."""

    name: str
    unit: str
    grounds: tuple[CheckedGround, ...]


@dataclass(frozen=True)
class Checks:
    """The equations over the amounts of a workbook, and the numbers printed otherwise."""

    layers: tuple[CheckedLayer, ...]
    otherwise: tuple[PrintedOtherwise, ...] = ()
    balanced: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing differs and nothing is unchecked."""
        grounds = (check for layer in self.layers for check in layer.grounds)
        return not self.otherwise and all(check.result == HOLDS for check in grounds)


def checked(facts: Facts, edition: Edition) -> tuple[CheckedGround, ...]:
    """Every declared equation wherever it speaks."""
    equations = (equation for equation in edition.equations() if equation.severity == "错误")
    return tuple(
        _checked(ground, facts) for equation in equations for ground in equation.ground(facts)
    )


def _checked(ground: Ground, facts: Facts) -> CheckedGround:
    left = _sum(ground.terms[: ground.split], facts)
    right = _sum([(-factor, address) for factor, address in ground.terms[ground.split :]], facts)
    if left is None or right is None:
        return CheckedGround(ground, None, None, UNCHECKED)
    right += Interval.exactly(-ground.constant)
    difference = left - right
    low = ZERO if ground.equation.relation == ">=" else difference.middle
    high = ZERO if ground.equation.relation == "<=" else difference.middle
    if low <= 0 <= high or difference.middle == 0:
        result = HOLDS
    else:
        result = ROUNDED if difference.may_be_zero else BROKEN
    return CheckedGround(ground, left.middle, right.middle, result)


def _sum(terms: Iterable[tuple[int | Decimal, Address]], facts: Facts) -> Interval | None:
    total = Interval.exactly(ZERO)
    for factor, address in terms:
        amount = facts.interval(address)
        if amount is None:
            return None
        total += amount * Interval.exactly(Decimal(factor))
    return total


def draw_checks(page: Worksheet, checks: Checks, drawing: Drawing) -> None:
    """Draw the equations, then every difference."""
    rows: list[Sequence[Entry]] = [*_otherwise(checks)]
    for layer in checks.layers:
        rows += _differences(layer)
    for layer in checks.layers:
        rows.append(("", f"按{layer.name}核对的每条等式", "", "", "", ""))
        rows += _equations(layer.grounds)
    draw_list(page, ListSheet(TITLE, REMARKS, COLUMNS, rows), drawing)


def _equations(grounds: Sequence[CheckedGround]) -> Iterator[Sequence[Entry]]:
    counts: dict[Equation, Counter[str]] = {}
    for check in grounds:
        counts.setdefault(check.ground.equation, Counter())[check.result] += 1
    for equation, results in counts.items():
        counted = "，".join(f"{name}{results[name]}处" for name in RESULTS if results[name])
        yield equation.form, equation.text, "", "", "", counted


def _differences(layer: CheckedLayer) -> Iterator[Sequence[Entry]]:
    scale = UNITS[layer.unit]
    for ground, left, right, result in layer.grounds:
        if left is not None and right is not None and result != HOLDS:
            address, text = ground.terms[0][1], ground.equation.text
            values = left / scale, right / scale, (left - right) / scale
            where = f"{address}：{text}（{layer.name}，{layer.unit}）"
            yield address.form, where, *map(_amount, values), result


def _otherwise(checks: Checks) -> Iterator[Sequence[Entry]]:
    why = BALANCED if checks.balanced else OTHERWISE
    for address, printed, nearest in checks.otherwise:
        values = printed, nearest, printed - nearest
        yield address.form, f"{address}：{PRINTED}", *map(_amount, values), why


def _amount(value: Decimal) -> LiveAmount:
    return LiveAmount(CellAmount(value, 2, MONEY))
