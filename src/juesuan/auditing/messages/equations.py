"""One equation in words and numbers: 基本支出 758.39 + 项目支出 9.02 = 767.41，而……"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames, Name, within
from juesuan.auditing.tables.alone import YUAN, Check, Exact
from juesuan.model.number import UNITS, WAN, Address, Fact

Terms = Sequence[tuple[Exact, Address]]

MOST_TERMS = 8
SAID = {">=": "应不小于", "<=": "应不大于"}


def arithmetic(check: Check, words: CellNames) -> str:
    """What an equation says, what the cells add up to and how far it fails."""
    ground = check.ground
    names = {address: words.name(address) for address in check.addresses}
    prefix, short = _shortened(names)
    left, right = (
        list(ground.terms[: ground.split]),
        [(-f, a) for f, a in ground.terms[ground.split :]],
    )
    left_text, right_text = (_side(terms, words, short) for terms in (left, right))
    if relation := SAID.get(ground.equation.relation):
        return f"{prefix}{left_text} {relation} {right_text}，{_gap(check, words)}"
    if len(right) < len(left):
        left, right, left_text, right_text = right, left, right_text, left_text
    if len(left) == 1 and left[0][0] == 1:
        left_text = f"{short[left[0][1]]}为 {words.shown(left[0][1])}"
    return f"{prefix}{right_text}，而{left_text}，{_gap(check, words)}"


def _shortened(names: dict[Address, Name]) -> tuple[str, dict[Address, str]]:
    """What all cells share, said once, and the rest of each name."""
    forms, rows, columns = (
        {name[part] for name in names.values()} for part in range(len(Name._fields))
    )
    if len(forms) > 1:
        return "", {address: str(name) for address, name in names.items()}
    form = next(iter(forms))
    if len(rows) == 1 and len(columns) > 1:
        return f"{form} {rows.pop()}：", {a: name.column for a, name in names.items()}
    if len(columns) == 1:
        return f"{form} {columns.pop()}".rstrip() + "：", {a: name.row for a, name in names.items()}
    return f"{form}：", {a: within(name.row, name.column) for a, name in names.items()}


def _side(terms: Terms, words: CellNames, names: dict[Address, str]) -> str:
    """One side of a relation: its amounts, and their sum where there are several."""
    filled = [(f, a) for f, a in terms if (fact := words.facts.known(a)) and fact.value] or terms
    parts = [_term(f, a, words, names, first=not i) for i, (f, a) in enumerate(filled)]
    if len(parts) > MOST_TERMS:
        parts = [*parts[: MOST_TERMS - 1], f" + …（共 {len(parts)} 项）"]
    shown = "".join(parts) or "0"
    if len(filled) == 1 and filled[0][0] == 1:
        return shown
    return f"{shown} = {words.amount(_total(terms, words), _sample(terms, words))}"


def _term(
    factor: Exact, address: Address, words: CellNames, names: dict[Address, str], *, first: bool
) -> str:
    sign = "-" if factor < 0 else "+"
    lead = ("-" if factor < 0 else "") if first else f" {sign} "
    size = factor if factor > 0 else -factor
    times = "" if size == 1 else f" × {size}"
    return f"{lead}{names[address]} {words.shown(address)}{times}"


def _total(terms: Terms, words: CellNames) -> Decimal:
    total = Decimal(0)
    for factor, address in terms:
        fact = words.facts.known(address)
        total += factor * fact.value if fact else 0
    return total


def _sample(terms: Terms, words: CellNames) -> Fact | None:
    """The cell whose print the others follow: the one printed most finely."""
    cells = [f for _, a in terms if (f := words.facts.get(a)) is not None and f.half]
    return min(cells, key=lambda fact: fact.half, default=None)


def _gap(check: Check, words: CellNames) -> str:
    """差 8.99（允许舍入误差 0.015）."""
    sample = _sample(check.ground.terms, words)
    unit = UNITS[sample.unit] if sample else WAN
    gap = words.amount(abs(Decimal(check.residual)) / YUAN, sample)
    bound = (Decimal(check.bound) / YUAN / unit).normalize()
    return f"差 {gap}（允许舍入误差 {bound:f}）"
