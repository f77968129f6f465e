"""One equation in words and numbers: 基本支出 758.39 + 项目支出 9.02 = 767.41，而……"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames, Name, spaced, within
from juesuan.auditing.tables.check import YUAN, Check, Exact
from juesuan.model.number import UNITS, WAN, ZERO, Address, Fact

Terms = Sequence[tuple[Exact, Address]]

MOST_TERMS = 8
SAID = {">=": ("不应小于", "少"), "<=": ("不应大于", "多")}
PLAIN_GAP = 10


def arithmetic(check: Check, words: CellNames) -> str:
    """What an equation says, what the cells add up to and how far it fails."""
    ground = check.ground
    names = {address: words.name(address) for address in check.addresses}
    prefix, short = _shortened(names)
    left, right = _sides(check)
    left_text = _side(left, words, short)
    right_text = _side(right, words, short, -ground.constant)
    gap = _gap(check, words)
    if relation := SAID.get(ground.equation.relation):
        bound, way = relation
        if not right or not any(_value(a, words) for _, a in right):
            return f"{prefix}{left_text}，{bound} 0，{gap}"
        without = f"（{check.why}，所缺的不会是负数）" if check.why else ""
        return f"{prefix}{left_text} {bound} {right_text}，{gap.replace('差', way, 1)}{without}"
    if not right:
        return f"{prefix}{left_text}，应为 {right_text}，{gap}"
    if len(left) == len(right) == 1 and left[0][0] == right[0][0] == 1:
        left_text = f"{short[left[0][1]]}写 {spaced(words.shown(left[0][1]))}"
        return f"{prefix}{right_text}，而{left_text}，两处应相同，{gap}"
    if len(right) < len(left):
        left, right, left_text, right_text = right, left, right_text, left_text
    if len(left) == 1 and left[0][0] == 1:
        left_text = f"{short[left[0][1]]}写 {spaced(words.shown(left[0][1]))}"
    return f"{prefix}{right_text}，而{left_text}，{gap}"


def expected(check: Check, words: CellNames) -> str:
    """What the left side of an equation should come to."""
    left, right = _sides(check)
    value = _total(right, words) - check.ground.constant
    return words.amount(value, _sample((*left, *right), words))


def actual(check: Check, words: CellNames) -> str:
    """What the left side of an equation shows."""
    stated, _ = _sides(check)
    if len(stated) == 1:
        return words.shown(stated[0][1])
    return words.amount(_total(stated, words), _sample(stated, words))


def _sides(check: Check) -> tuple[Terms, Terms]:
    """The terms on either side of a relation, as written."""
    terms, split = check.ground.terms, check.ground.split
    return terms[:split], [(-factor, address) for factor, address in terms[split:]]


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


def _side(
    terms: Terms, words: CellNames, names: dict[Address, str], constant: Decimal = ZERO
) -> str:
    """One side of a relation: its amounts, and their sum where there are several."""
    filled = [(f, a) for f, a in terms if (fact := words.facts.known(a)) and fact.value] or terms
    parts = [_term(f, a, words, names, first=not i) for i, (f, a) in enumerate(filled)]
    if len(parts) > MOST_TERMS:
        parts = [*parts[: MOST_TERMS - 1], f" + …（共 {len(parts)} 项）"]
    if constant:
        parts.append(f"{' + ' if parts else ''}{constant.normalize():f}")
    shown = "".join(parts) or "0"
    if (len(filled) == 1 and filled[0][0] == 1 and not constant) or not filled:
        return shown
    return f"{shown} = {words.amount(_total(terms, words) + constant, _sample(terms, words))}"


def _term(
    factor: Exact, address: Address, words: CellNames, names: dict[Address, str], *, first: bool
) -> str:
    sign = "-" if factor < 0 else "+"
    lead = ("-" if factor < 0 else "") if first else f" {sign} "
    size = factor if factor > 0 else -factor
    times = "" if size == 1 else f" × {size}"
    return f"{lead}{names[address]} {spaced(words.shown(address))}{times}"


def _total(terms: Terms, words: CellNames) -> Decimal:
    total = Decimal(0)
    for factor, address in terms:
        fact = words.facts.known(address)
        total += factor * fact.value if fact else 0
    return total


def _value(address: Address, words: CellNames) -> Decimal:
    fact = words.facts.known(address)
    return fact.value if fact else ZERO


def _sample(terms: Terms, words: CellNames) -> Fact | None:
    """The cell whose print the others follow: the one printed most finely, an exact one last."""
    facts = [fact for _, a in terms if (fact := words.facts.get(a)) is not None]
    return min(facts, key=lambda fact: (not fact.half, fact.half), default=None)


def _gap(check: Check, words: CellNames) -> str:
    """差 8.99; where rounding comes near it, how much of it rounding may explain."""
    sample = _sample(check.ground.terms, words)
    unit = UNITS.get(sample.unit, Decimal(1)) if sample else WAN
    gap = words.amount(abs(Decimal(check.residual)) / YUAN, sample)
    bound = (round(Decimal(check.bound) / YUAN, 5) / unit).normalize()
    close = abs(Decimal(check.residual)) < PLAIN_GAP * Decimal(check.bound)
    return f"差 {gap}（四舍五入最多相差 {bound:f}）" if close else f"差 {gap}"
