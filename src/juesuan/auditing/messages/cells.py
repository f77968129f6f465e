"""Findings in words, for a finance officer: what is said, where, what it should be, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from juesuan.auditing.messages.equations import arithmetic
from juesuan.auditing.messages.names import CellNames, decimals
from juesuan.auditing.tables.check import YUAN, Amounts, Check, is_rare
from juesuan.auditing.tables.diagnosis import Cause
from juesuan.auditing.tables.slips import CHANGED, STRONG, slip
from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, Address, Fact, Facts
from juesuan.model.page import Place
from juesuan.notation import spelling

COPIED = "抄自相邻的格"
MOST_VALUES = 12
TWO = 2


def tell_cause(cause: Cause, words: CellNames) -> Finding:
    """One root cause in words."""
    plainest = sorted(cause.checks, key=lambda check: _plainness(check, words.facts))
    because = tuple(arithmetic(check, words) for check in plainest)
    if not cause.cells:
        return _finding(cause, words, because[0], because)
    absent = [cell for cell in cause.cells if cell not in words.facts]
    if len(absent) == len(cause.cells):
        name = words.name(absent[0])
        message = f"{name.form}似漏列“{absent[0].row} {name.row}”一行：{because[0]}"
        return _finding(cause, words, message, because)
    if len(cause.cells) > 1:
        lead = "；".join(because[:1])
        message = f"{lead}。有误的应是其中之一：{words.plural(cause.cells)}"
        return _finding(cause, words, message, because)
    return _named(cause, words, because)


def _plainness(check: Check, facts: Facts) -> tuple[bool, bool, int]:
    """Equations that say the same of a cell, the plainest first: equal, sums, short."""
    split, terms = check.ground.split, check.ground.terms
    taken = any((factor < 0) == (at < split) for at, (factor, _) in enumerate(terms))
    amounts = sum(1 for _, a in terms if (fact := facts.known(a)) is None or fact.value)
    return check.ground.equation.relation != "=", taken, amounts


def _named(cause: Cause, words: CellNames, because: tuple[str, ...]) -> Finding:
    """A cell known to be wrong: what it is, what it should be, how that is known."""
    cell = cause.cells[0]
    fact = words.facts[cell]
    values = _values(cause, fact)
    expected = _expected(cause, values, fact, words)
    reason = _reason(fact, values, words)
    written = "是空白" if fact.blank else f"写 {words.money(cell)}"
    message = f"{words.name(cell)} {written}"
    message += f"，{_should(cause, expected, values, fact)}" if expected else ""
    message += f"，疑为{reason}" if reason else ""
    if cause.joint:
        message += f"。下列 {len(because)} 条单看都说得通，放在一起却不可能同时成立"
    elif because:
        message += f"。{because[0]}" + (f"；共 {len(because)} 处对不上" if because[1:] else "")
    elsewhere = [cell for cell in cause.copies if not _same_cell(words.facts[cell], fact)]
    if elsewhere:
        message += f"。同样的数还写在{words.plural(elsewhere)}，随之改正"
    return _finding(cause, words, message, because, expected)


def _same_cell(fact: Fact, other: Fact) -> bool:
    """Whether two numbers are one cell, which two declarations read."""
    place = fact.place
    return place == other.place and (place.box is not None or place.cell is not None)


def _finding(
    cause: Cause, words: CellNames, message: str, because: tuple[str, ...], expected: str = ""
) -> Finding:
    partners = [a for check in cause.checks for a in check.addresses]
    if not cause.cells:
        addresses: tuple[Address, ...] = tuple(dict.fromkeys(partners))
    else:
        addresses = (*cause.cells, *cause.copies)
    actual = words.shown(addresses[0]) if len(cause.cells) == 1 else ""
    return Finding(
        rule="system" if cause.joint else "equation",
        severity="错误",
        message=message,
        addresses=addresses,
        places=places((*addresses, *partners), words.facts),
        expected=expected,
        actual=actual,
        because=because,
    )


def places(addresses: Iterable[Address], facts: Facts) -> tuple[tuple[Place, str], ...]:
    """Where cells stand and what is printed there, each once, blanks left out."""
    cells = (facts[a] for a in dict.fromkeys(addresses) if a in facts)
    return tuple((fact.place, fact.printed) for fact in cells if fact.printed)


def _values(cause: Cause, fact: Fact) -> range:
    """The printed values that the rest of the document allows, in printed units."""
    unit = _unit(fact)
    if math.isinf(cause.low) or math.isinf(cause.high):
        return range(0)
    low, high = cause.low / unit, cause.high / unit
    if high - low < 1:
        middle = round((low + high) / 2)
        return range(middle, middle + 1)
    return range(math.ceil(low - 0.499), math.floor(high + 0.499) + 1)


def _should(cause: Cause, expected: str, values: range, fact: Fact) -> str:
    """应为 160.07 万元；应为 184.69 或 184.70 万元；至少应为 12.00 万元；不应是负数."""
    unit = f" {fact.unit}" if fact.unit in UNITS and not expected.endswith(fact.unit) else ""
    if len(values) == TWO:
        return f"应为 {expected.replace(' 至 ', ' 或 ')}{unit}"
    if values:
        return f"应在 {expected}{unit}之间" if len(values) > 1 else f"应为 {expected}{unit}"
    if cause.low == 0 and math.isinf(cause.high):
        return "不应是负数"
    bound = "至多" if math.isinf(cause.low) else "至少"
    return f"{bound}应为 {expected.partition(' ')[2]}{unit}"


def _expected(cause: Cause, values: range, fact: Fact, words: CellNames) -> str:
    if values:
        shown = [_shown(value, fact, words) for value in (values[0], values[-1])]
        return shown[0] if len(values) == 1 else f"{shown[0]} 至 {shown[1]}"
    unit = _unit(fact)
    if not math.isinf(cause.low):
        return f"不小于 {_shown(math.ceil(cause.low / unit - 0.499), fact, words)}"
    if not math.isinf(cause.high):
        return f"不大于 {_shown(math.floor(cause.high / unit + 0.499), fact, words)}"
    return ""


def _shown(value: int, fact: Fact, words: CellNames) -> str:
    return words.amount(value * Decimal(_unit(fact)) / YUAN, fact)


def _unit(fact: Fact) -> int:
    """One printed unit of a cell in 10⁻⁶ 元."""
    return int(UNITS.get(fact.unit, UNITS["元"]).scaleb(-decimals(fact)) * YUAN)


def _reason(fact: Fact, values: range, words: CellNames) -> str:
    """How the number came to be wrong, where that can be recognised."""
    if fact.blank:
        return "漏填"
    if not 0 < len(values) <= MOST_VALUES:
        return ""
    typed = _typed(fact, fact)
    slips = {value: slip(typed, value) for value in values}
    plain = [value for value in values if slips[value] in STRONG]
    if len(plain) == 1:
        return _meant(plain[0], slips[plain[0]], values, fact, words)
    if any(typed == _typed(other, fact) for other in _neighbours(fact, words.facts)):
        return COPIED
    near = [value for value in values if slips[value]]
    return _meant(near[0], CHANGED, values, fact, words) if len(near) == 1 else ""


def _meant(value: int, how: str, values: range, fact: Fact, words: CellNames) -> str:
    """The slip, and of which number where several are allowed: 疑为 184.70 之误（数字换位）."""
    return how if len(values) == 1 else f" {_shown(value, fact, words)} 之误（{how}）"


def _typed(fact: Fact, like: Fact) -> int:
    return int(fact.value * YUAN) // _unit(like)


def _neighbours(fact: Fact, facts: Facts) -> Iterator[Fact]:
    """The cells left, right, above and below, where an amount is printed."""
    form, row, column, period = fact.address
    rows = facts.rows(form)
    level = [other for other in rows if other.isdigit() and len(other) == len(row)]
    columns = facts.forms[form].columns if form in facts.forms else ()
    beside = [(row, c) for c in _beside(columns, column)]
    for place in (*beside, *((r, column) for r in (*_beside(rows, row), *_beside(level, row)))):
        other = facts.get(Address(form, *place, period))
        if other is not None and other.printed and other.value:
            yield other


def _beside(items: Sequence[str], item: str) -> list[str]:
    at = items.index(item) if item in items else -1
    return [items[i] for i in (at - 1, at + 1) if at >= 0 and 0 <= i < len(items)]


def tails(
    checks: Sequence[Check],
    amounts: Amounts,
    words: CellNames,
    slight: Sequence[Address] = (),
    wrong: Collection[Address] = (),
) -> Iterator[Finding]:
    """All rounding differences of a document as one finding.

    `slight` are the cells that keep all equations from holding together by a printed unit; of
    numbers that are `wrong` already nothing is said, nor of usual differences inside a form whose
    note tells its readers of them.
    """
    hard = [c for c in checks if c.verdict == "tail" and c.ground.equation.severity == "错误"]
    faulted = frozenset(wrong)
    roundings = [
        check
        for check in hard
        if faulted.isdisjoint(check.addresses)
        and (is_rare(check, amounts) or not _is_noted(check, words))
    ]
    slight = [address for address in slight if address not in wrong]
    if not roundings and not slight:
        return
    rare = [is_rare(check, amounts) for check in roundings]
    lines = tuple(
        arithmetic(check, words) + ("，这样大的尾差很少见" if seldom else "")
        for check, seldom in zip(roundings, rare, strict=True)
    )
    if slight:
        lines += (f"各式单独成立，合在一起尚差一个计量单位以内：{words.plural(slight)}",)
    noted = f"，其中 {sum(rare)} 处较大，很少见" if any(rare) else ""
    message = (
        f"{len(roundings)} 处合计与分项、或两处同一个数只差尾数，都在四舍五入的范围以内{noted}，"
        "不算错；宜在表下注明"
    )
    addresses = tuple(dict.fromkeys(a for check in roundings for a in check.addresses))
    spots = places((check.addresses[0] for check in roundings), words.facts)
    yield Finding("equation", "尾差", message, addresses, spots, because=lines, key="尾差")


def _is_noted(check: Check, words: CellNames) -> bool:
    """Whether below each form of an equation stands that sums are off because of rounding."""
    pattern, forms = words.edition.marks.rounding_note, words.facts.forms
    return all(
        address.form in forms
        and any(pattern.search(spelling.plain(note)) for note in forms[address.form].notes)
        for address in check.addresses
    )


def expectations(
    checks: Iterable[Check], words: CellNames, explained: Callable[[str], bool]
) -> Iterator[Finding]:
    """What usually holds and does not: one 提示 each, but for what the text has `explained`."""
    for check in checks:
        equation = check.ground.equation
        usual = check.verdict == "broken" and equation.severity != "错误"
        if usual and not (equation.explained and explained(equation.explained)):
            sentence = arithmetic(check, words)
            message = f"{equation.message}：{sentence}"
            spots = places(check.addresses, words.facts)
            text = equation.text
            yield Finding("equation", "提示", message, check.addresses, spots, key=text)
