"""What is wrong with the text, in words: the claim, the arithmetic, what it should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from juesuan.auditing.messages.names import CellNames, spaced, within
from juesuan.auditing.roots import Blame
from juesuan.auditing.tables.check import YUAN, Check
from juesuan.auditing.text.verdict import ClaimCheck, alike, as_printed
from juesuan.model.finding import Finding
from juesuan.model.number import TEXT, UNITS, WAN, Address, Fact
from juesuan.model.text import Claim
from juesuan.notation.formula import Expression, Number, Operation, Term
from juesuan.notation.speech.narrative import PRIOR
from juesuan.notation.spelling import cut

SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}
FEW, MOST_PARTS = 40, 3
DIGIT = re.compile(r"\d")
REASON = "的主要原因"
LAST_DIGIT = "，只差末位，可能是四舍五入的取法不同"
BOUNDS: Mapping[str, tuple[str, str]] = {
    "=": ("，应等于", "却相差"),
    ">=": ("，不应小于", "少"),
    "<=": ("，不应大于", "多"),
}
WORDS: Mapping[str, tuple[str, str]] = {">=": ("小于", "大于"), "<=": ("大于", "小于")}


def wan(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals: 4,901.53."""
    return "" if value is None else f"{value / WAN:,.2f}"


def quoted(claim: Claim) -> str:
    """A clause of the text in quotation marks, without its reason, cut where it is long."""
    return f"“{cut(claim.text.partition(REASON)[0] or claim.text, FEW)}”"


def named(address: Address, words: CellNames) -> str:
    """A cell as a sentence would call it: 一般公共预算财政拨款支出, 2022年的…, …的年初预算."""
    now = address._replace(period="")
    full = words.name(now)
    place = within(full.row, full.column) if address.form == TEXT else str(full)
    name = words.spoken.get(now) or _row_name(now, words) or place
    if address.period == PRIOR:
        return f"上年{name}"
    return f"{name}的{address.period}" if address.period else name


def _row_name(address: Address, words: CellNames) -> str:
    """A row that the narrative goes through one by one, in its table."""
    for section in words.edition.narrative.sections:
        rows = section.rows.address if section.rows else None
        if rows and (rows.form, rows.column) == (address.form, address.column):
            return f"{words.short(address.form)} {words.row(address.form, address.row)}"
    return ""


def tell_claim(check: ClaimCheck, words: CellNames) -> Finding:
    """A claim that cannot be true of the printed tables."""
    claim, computed = check.claim, check.computed
    written = f"文中写{quoted(claim)}，"
    if claim.relation != "=" or not DIGIT.search(claim.printed):
        return _finding(check, words, f"{written}实际{_compared(check, words)}", "")
    expected = as_printed(computed.middle, claim) if computed else ""
    message = written + (_source(check, expected, words) or f"按表计算，{_reckoned(check, words)}")
    message += LAST_DIGIT if last_digit(check) else ""
    return _finding(check, words, message + _copied(check, words), expected)


def _source(check: ClaimCheck, expected: str, words: CellNames) -> str:
    """What a mere copy should be, and the cell it should be copied from."""
    if not isinstance(check.says, Term):
        return ""
    address = check.says.address
    should, money = spaced(expected), words.money(address)
    cell = str(words.name(address)) if should == money else f"{words.name(address)} {money}"
    return f"应为 {should}（{cell}）"


def last_digit(check: ClaimCheck) -> bool:
    """Whether a claim is off by one in the last digit it prints, as by rounding."""
    claim, computed = check.claim, check.computed
    if claim.relation != "=" or computed is None or not claim.half:
        return False
    return abs(claim.value - computed.middle) < claim.half * 3


def _reckoned(check: ClaimCheck, words: CellNames) -> str:
    """The arithmetic and what it should come to: 应为 62.34%, 应下降 43.14%, 应减少 1.30 万元."""
    if check.computed is None:
        return _shown(check, words)
    value = check.computed.middle
    if _is_growth(check.says) or _is_change(check.says):
        amount = spaced(as_printed(value, check.claim))
        return f"{_shown(check, words)}应{_way(check.says, value)} {amount}"
    return f"{_shown(check, words)} 应为 {spaced(_signed(value, check.claim))}"


def _way(says: Expression, value: Decimal) -> str:
    """增长 or 下降 of a rate, 增加 or 减少 of an amount."""
    ways = ("增长", "下降") if _is_growth(says) else ("增加", "减少")
    return ways[value < 0]


def _compared(check: ClaimCheck, words: CellNames) -> str:
    """Two numbers beside each other, as they are, and the word that fits them."""
    says, claim, computed = check.says, check.claim, check.computed
    if not isinstance(says, Operation) or says.sign != "-" or _is_growth(says):
        return _shown(check, words)
    first, other = (_sum(side, words) for side in (says.left, says.right))
    if claim.relation in WORDS:
        now, wrong = WORDS[claim.relation]
        word = f"，应写“{now}”" if wrong in claim.text else ""
        return f"{first}{now}{other}{word}"
    gap = computed.middle if computed else Decimal(0)
    word = f"，应写“{_way(says, gap)}”" if gap else ""
    return f"{first}，{other}，相差 {wan(abs(gap))} 万元{word}"


def _shown(check: ClaimCheck, words: CellNames) -> str:
    """The arithmetic of a claim with the printed numbers in it."""
    says = check.says
    if _is_growth(says) and isinstance(says, Operation) and isinstance(says.left, Operation):
        now, before = says.left.left, says.left.right
        return f"{_sum(now, words)}比{_sum(before, words)}"
    if _is_change(says) and isinstance(says, Operation):
        return f"{_sum(says.left, words)}比{_sum(says.right, words)}"
    return _sum(says, words)


def _is_change(says: Expression) -> bool:
    """Whether a formula is what one number has more than another."""
    return (
        isinstance(says, Operation)
        and says.sign == "-"
        and isinstance(says.left, Term)
        and isinstance(says.right, Term)
    )


def _is_growth(says: Expression) -> bool:
    """Whether a formula is a ratio less one."""
    return (
        isinstance(says, Operation)
        and says.sign == "-"
        and isinstance(says.right, Number)
        and isinstance(says.left, Operation)
        and says.left.sign == "/"
    )


def _sum(says: Expression, words: CellNames) -> str:
    """An expression in words and printed numbers, ÷ for a ratio."""
    if isinstance(says, Term):
        return f"{named(says.address, words)} {words.money(says.address)}"
    if isinstance(says, Number):
        return f"{says.value}"
    left, right = _sum(says.left, words), _sum(says.right, words)
    if says.sign in "/*":
        left, right = (
            f"（{text}）" if isinstance(side, Operation) else text
            for side, text in ((says.left, left), (says.right, right))
        )
    return f"{left} {SIGNS[says.sign]} {right}"


def _signed(value: Decimal | None, claim: Claim) -> str:
    if value is None:
        return ""
    return ("-" if value < 0 else "") + as_printed(value, claim)


def _copied(check: ClaimCheck, words: CellNames) -> str:
    """Where a wrongly copied number stands in the tables, if in few places."""
    if not check.copies or not check.claim.value:
        return ""
    sources = {
        a.row: a for a in alike(check.claim.value, check.claim.half, words.facts) if not a.period
    }
    if not 0 < len(sources) <= MOST_PARTS:
        return ""
    return f"（文中的数与{words.name(next(iter(sources.values())))} 相同，疑为抄错了格）"


def _finding(check: ClaimCheck, words: CellNames, message: str, expected: str) -> Finding:
    claim = check.claim
    facts = (words.facts[a] for a in check.addresses if a in words.facts)
    return Finding(
        rule="claim",
        severity="错误",
        message=message,
        addresses=check.addresses,
        places=(
            (claim.place, claim.text),
            *((fact.place, fact.printed) for fact in facts if fact.printed),
        ),
        expected=expected,
        actual=claim.printed,
        key=claim.text,
        last_digit=last_digit(check),
    )


def tell_equation(
    check: Check, words: CellNames, blame: Blame | None = None, *, sure: bool = True
) -> Finding:
    """An equation between numbers told in the text that cannot hold; a custom is a remark.

    Where other claims tell which of the numbers is at fault, that comes first.
    """
    ground = check.ground
    names = [f"{name} {words.money(address)}" for address, name in _names(check, words).items()]
    total, whole = (
        -_total(ground.terms[ground.split :], words),
        _total(ground.terms[: ground.split], words),
    )
    gap = abs(Decimal(check.residual)) / YUAN
    money = all(_is_money(words.facts[a]) for a in check.addresses if a in words.facts)
    shown = [wan(n) if money else f"{n:f}" for n in (whole, total, gap)]
    unit = " 万元" if money else ""
    parts = names[ground.split :]
    listed = f"其 {len(parts)} 项" if len(parts) > MOST_PARTS else "、".join(parts)
    others = f"{listed}之和 {shown[1]}{unit}" if len(parts) > 1 else listed
    kept, differs = BOUNDS[ground.equation.relation]
    message = f"{'、'.join(names[: ground.split])}{kept}{others}，{differs} {shown[2]}{unit}"
    budgeted = all(address.period for address in check.addresses)
    message += _made_of(check, gap, words) if len(parts) > MOST_PARTS and budgeted else ""
    message += "" if sure else f"。所依据的惯例：{ground.equation.message}"
    blame = blame if money else None
    message = _blamed(blame, words) + message if blame else message
    first = (blame.address,) if blame else ()
    addresses = dict.fromkeys((*first, *check.addresses))
    cells = [words.facts[a] for a in addresses if a in words.facts]
    return Finding(
        rule="equation",
        severity="错误" if sure else "提示",
        message=message,
        addresses=check.addresses,
        places=tuple((fact.place, fact.printed) for fact in cells if fact.printed),
        expected=wan(blame.should.middle) if blame else shown[1],
        actual=words.shown(blame.address) if blame else shown[0],
        because=tuple(names),
    )


def _blamed(blame: Blame, words: CellNames) -> str:
    """The number at fault, what it should be, and the claims that are true of that alone."""
    name, now = named(blame.address, words), words.money(blame.address)
    claims = "、".join(quoted(check.claim) for check in blame.claims[:MOST_PARTS])
    return f"{name}写 {now}，疑应为 {wan(blame.should.middle)} 万元（合于文中{claims}）。"


def _names(check: Check, words: CellNames) -> Mapping[Address, str]:
    """The numbers of an equation as sentences call them; as cells, where that is one name twice."""
    names = {address: named(address, words) for _, address in check.ground.terms}
    counts = Counter(names.values())
    return {a: name if counts[name] == 1 else str(words.name(a)) for a, name in names.items()}


def _is_money(fact: Fact) -> bool:
    """Whether a number is an amount, by what is printed or by its table's unit."""
    return "元" in fact.printed or (fact.address.form != TEXT and fact.unit in UNITS)


def _total(terms: Sequence[tuple[int | Decimal, Address]], words: CellNames) -> Decimal:
    return sum((factor * _value(address, words) for factor, address in terms), Decimal(0))


def _value(address: Address, words: CellNames) -> Decimal:
    fact = words.facts.known(address)
    return fact.value if fact else Decimal(0)


def _made_of(check: Check, gap: Decimal, words: CellNames) -> str:
    """The few parts whose sum is the whole gap: what was added, or left out, by mistake."""
    amounts = [(a, _value(a, words)) for _, a in check.ground.terms[check.ground.split :]]
    parts = [(address, value) for address, value in amounts if value]
    for count in range(1, MOST_PARTS + 1):
        for chosen in combinations(parts, count):
            if abs(sum(value for _, value in chosen) - gap) <= count * 100:
                addition = "、".join(f"{named(a, words)} {wan(v)} 万元" for a, v in chosen)
                whole = "之和" if count > 1 else ""
                return f"，恰是{addition}{whole}{_unplanned([a for a, _ in chosen], words)}"
    return ""


def _unplanned(chosen: Iterable[Address], words: CellNames) -> str:
    """Whether these items show a budget equal to their outturn, as if filled in afterwards."""
    same = all(
        (now := words.facts.known(a._replace(period=""))) is not None
        and now.value == words.facts[a].value
        for a in chosen
    )
    return (
        "；这些项目的年初预算与决算完全相同，疑为年中追加的项目误填了年初预算"
        "（年初预算应为 0，不应写完成率）"
        if same
        else ""
    )
