"""The row 合计 of a summary table, held against the rows that it is the sum of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.model.project import Figure, Listed, ProjectList
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import remark, show

COLUMNS: Mapping[str, str] = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "executed": "全年执行数",
}
Sums = Mapping[str, tuple[Figure, Decimal, Decimal]]  # printed, sum of the rows, what may differ


def wrong_totals(name: str, listed: ProjectList, every: Sequence[ProjectList]) -> Iterator[Remark]:
    """Columns whose total is not the sum of the rows, nor of those of all tables together.

    Where one column adds up, the rows are those that are summed, and another that does not is
    wrong; where none does, there may be rows that are not listed.
    """
    rows = [row for one in every for row in one.rows]
    for total in listed.totals:
        sums = _sums(total, listed.rows)
        whole = _sums(total, rows)
        wrong = [at for at in sums if not _adds_up(sums, at) and not _adds_up(whole, at)]
        sure = any(_adds_up(sums, at) and sums[at][0].value for at in sums)
        for column in wrong:
            yield _told(name, total, column, sums, sure=sure)


def _sums(total: Listed, rows: Sequence[Listed]) -> Sums:
    """The columns of which the total and every row are read."""
    sums: dict[str, tuple[Figure, Decimal, Decimal]] = {}
    for column in COLUMNS:
        printed = getattr(total, column)
        parts = [part for row in rows if (part := getattr(row, column))]
        if printed and len(parts) == len(rows) > 0:
            slack = printed.half() + sum(part.half() for part in parts)
            sums[column] = printed, sum((part.value for part in parts), Decimal(0)), slack
    return sums


def _adds_up(sums: Sums, column: str) -> bool:
    if column not in sums:
        return False
    printed, right, slack = sums[column]
    return abs(printed.value - right) <= slack


def _told(name: str, total: Listed, column: str, sums: Sums, *, sure: bool) -> Remark:
    printed, right, _ = sums[column]
    label = COLUMNS[column]
    message = f"{name}“{total.name}”的{label}写作{printed.printed}，而各行之和是{right:,f}"
    return remark(
        "错误" if sure else "提示",
        message if sure else f"{message}，请核实（是否另有没有列出的行）",
        show(printed, address(total.name, name, label), label),
        expected=f"{right:,f}",
        actual=printed.printed,
    )
