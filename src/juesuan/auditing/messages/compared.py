"""What a claim of the text was held against, in words; what it implies of one number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import BOUNDS, named
from juesuan.auditing.text.ratios import ratio_of
from juesuan.auditing.text.verdict import ClaimCheck, ClaimNote, as_printed
from juesuan.model.number import Address, Facts, Interval
from juesuan.notation import formula
from juesuan.notation.formula import Expression, FormulaError, Number, Operation, Term

ABSENT = "（文中没有印出）"
WHY: Mapping[ClaimNote, str] = {
    "no_prior": "文件不印上年数，须与其他说法联合核对",
    "only_mention": "全文只出现这一次，没有可比对的数",
    "no_base": "分母为零，比率没有意义",
    "follows": "与另一处有误的数改正之后一致",
    "failed": "本程序未能核对",
}


def compared(check: ClaimCheck, words: CellNames) -> str:
    """A claim's formula with its numbers, what they come to, and why that proves nothing."""
    claim = check.claim
    if isinstance(check.says, Term) and check.computed is None:
        return f"{named(check.says.address, words)}；{_why(check, words)}"
    shown = formula.write(check.says, lambda term: _shown(term.address, words))
    if claim.relation != "=":
        sides = [
            formula.write(side, lambda term: _shown(term.address, words))
            for side in _sides(check.says)
        ]
        shown = f" {BOUNDS[claim.relation][0]} ".join(sides)
    elif isinstance(check.says, Operation) and check.computed is not None:
        shown += f" = {come_to(check)}"
    return f"{shown}；{_why(check, words)}" if check.note else shown


def _sides(says: Expression) -> tuple[Expression, Expression]:
    """The two numbers that a comparison puts side by side."""
    if isinstance(says, Operation) and says.sign == "-":
        return says.left, says.right
    return says, Number(Decimal(0))


def _why(check: ClaimCheck, words: CellNames) -> str:
    """Why a claim proves nothing, in words."""
    if check.note != "no_number":
        return WHY[check.note]
    unknown = next(a for a in check.addresses if words.facts.known(a) is None)
    return f"缺少与之比对的数（{unknown.period or unknown.row}）"


def come_to(check: ClaimCheck) -> str:
    """What the printed numbers come to, in the unit of the claim."""
    if check.computed is None:
        return ""
    value = check.computed.middle
    return ("-" if value < 0 else "") + as_printed(value, check.claim)


def _shown(address: Address, words: CellNames) -> str:
    absent = address not in words.facts and bool(address.period or address.form == "文")
    number = ABSENT if absent else words.shown(address).removesuffix("万元")
    return f"{named(address, words)} {number}"


def implied(check: ClaimCheck, subject: Address, facts: Facts) -> Decimal | None:
    """The amount a claim gives one of its addresses, the other printed numbers being exact."""
    if check.claim.relation != "=":
        return None
    ratio = ratio_of(check.says, check.claim.value)
    try:
        linear = formula.linear(check.says if ratio is None else _without_divisor(check))
    except FormulaError:
        return None
    rest = check.claim.value - linear.constant if ratio is None else -linear.constant
    coefficient = Decimal(0)
    for factor, term in linear.terms:
        amount = formula.evaluate(term, facts.interval, Interval.exactly)
        if term.address == subject:
            coefficient += factor
        elif amount is None:
            return None
        else:
            rest -= factor * amount.middle
    return rest / coefficient if coefficient else None


def _without_divisor(check: ClaimCheck) -> Operation:
    """Top − value × bottom, which is zero where top / bottom is the value."""
    ratio = ratio_of(check.says, check.claim.value)
    if ratio is None:
        raise FormulaError(check.claim.says)
    return Operation("-", ratio.top, Operation("*", Number(ratio.value), ratio.bottom))
