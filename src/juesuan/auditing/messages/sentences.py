"""What is wrong with the text, in words: the claim, the arithmetic, what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import YUAN, Check
from juesuan.auditing.text.joint import Conflict, Statement, budget_like
from juesuan.auditing.text.verdict import ClaimCheck, alike, as_printed
from juesuan.model.finding import Finding
from juesuan.model.number import WAN, Address
from juesuan.model.text import Claim
from juesuan.notation.equation import Ground
from juesuan.notation.formula import Expression, Number, Operation, Term
from juesuan.notation.speech.narrative import PRIOR, Assumption

SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}
DIRECTION = {">=": "不小于", "<=": "不大于"}
FEW, MOST_PARTS = 40, 3
CLOSE = Decimal("0.0001")
DIGIT = re.compile(r"\d")


def wan(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals: 4,901.53."""
    return "" if value is None else f"{value / WAN:,.2f}"


def quoted(claim: Claim) -> str:
    """A clause of the text in quotation marks, cut where it is long."""
    text = claim.text if len(claim.text) <= FEW else f"{claim.text[:FEW]}…"
    return f"“{text}”"


def named(address: Address, words: CellNames) -> str:
    """A cell as a sentence would call it: 一般公共预算财政拨款支出, 2022年的…, …的年初预算."""
    now = address._replace(period="")
    name = words.spoken.get(now) or _row_name(now, words) or str(words.name(now))
    if address.period == PRIOR:
        return f"上年{name}"
    return f"{name}的{address.period}" if address.period else name


def _row_name(address: Address, words: CellNames) -> str:
    """A row that the narrative goes through one by one, in its table."""
    for section in words.edition.narrative.sections:
        rows = section.rows.address if section.rows else None
        if rows and (rows.form, rows.column) == (address.form, address.column):
            return f"{words.form(address.form)} {words.row(address.form, address.row)}"
    return ""


def tell_claim(check: ClaimCheck, words: CellNames) -> Finding:
    """A claim that cannot be true of the printed tables."""
    claim, computed = check.claim, check.computed
    if claim.relation != "=" or not DIGIT.search(claim.printed):
        message = f"{quoted(claim)}与数字不符：{_compared(check, words)}"
        return _finding(check, words, message, "")
    expected = as_printed(computed.middle, claim) if computed else ""
    if isinstance(check.says, Term):
        address = check.says.address
        message = f"{quoted(claim)}：{words.name(address)} 为 {words.shown(address)}，"
    else:
        message = f"{quoted(claim)}：{_shown(check, words)}{_come_to(check)}，"
    turned = computed is not None and computed.middle * claim.value < 0
    way = _way(check.says, computed.middle) if computed and turned else ""
    message += f"文中写 {claim.printed}，应为 {way}{expected}"
    return _finding(check, words, message + _copied(check, words), expected)


def _come_to(check: ClaimCheck) -> str:
    """What the arithmetic of a claim comes to: = 62.34%, 下降 43.14%."""
    if check.computed is None:
        return ""
    if _is_growth(check.says):
        rate = as_printed(check.computed.middle, check.claim)
        return f"{_way(check.says, check.computed.middle)} {rate}"
    return f" = {_signed(check.computed.middle, check.claim)}"


def _way(says: Expression, value: Decimal) -> str:
    """增长 or 下降 of a rate, 增加 or 减少 of an amount."""
    ways = ("增长", "下降") if _is_growth(says) else ("增加", "减少")
    return ways[value < 0]


def _compared(check: ClaimCheck, words: CellNames) -> str:
    """Two numbers beside each other, as they are: 支出决算 5.00 小于 年初预算 6.00."""
    says, less, computed = check.says, check.claim.relation == ">=", check.computed
    if not isinstance(says, Operation) or says.sign != "-":
        return _shown(check, words)
    first, other = (_sum(side, words) for side in (says.left, says.right))
    if check.claim.relation == "=":
        return f"{first}，{other}，相差 {wan(abs(computed.middle)) if computed else ''} 万元"
    return f"{first} {'小于' if less else '大于'} {other}"


def _shown(check: ClaimCheck, words: CellNames) -> str:
    """The arithmetic of a claim with the printed numbers in it."""
    says = check.says
    if _is_growth(says) and isinstance(says, Operation) and isinstance(says.left, Operation):
        now, before = says.left.left, says.left.right
        return f"{_sum(now, words)} 与 {_sum(before, words)} 相比"
    return _sum(says, words)


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
        return f"{named(says.address, words)} {_printed(says, words)}"
    if isinstance(says, Number):
        return f"{says.value}"
    left, right = _sum(says.left, words), _sum(says.right, words)
    if says.sign in "/*":
        left, right = (
            f"（{text}）" if isinstance(side, Operation) else text
            for side, text in ((says.left, left), (says.right, right))
        )
    return f"{left} {SIGNS[says.sign]} {right}"


def _printed(term: Term, words: CellNames) -> str:
    return words.shown(term.address).removesuffix("万元")


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
    return f"（文中的数与{words.name(next(iter(sources.values())))}相同，疑为抄错）"


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
    )


def tell_conflicts(conflicts: Sequence[Conflict], words: CellNames) -> Iterator[Finding]:
    """Conflicts in words; those that took a budget for last year are one finding."""
    mistaken: dict[Address, list[Conflict]] = {}
    for conflict in conflicts:
        last_year = conflict.subject is not None and conflict.subject.period == PRIOR
        base = (
            budget_like(conflict.implied, words.facts) if last_year and conflict.implied else None
        )
        if base is not None:
            mistaken.setdefault(base, []).append(conflict)
        else:
            yield _tell_conflict(conflict, words)
    for base, group in mistaken.items():
        yield _tell_budget(base, group, words)


def _tell_conflict(conflict: Conflict, words: CellNames) -> Finding:
    subject = _subject(conflict.subject, words)
    claims = "、".join(quoted(check.claim) for check in conflict.claims)
    implied = (
        f"（按此推算，{subject}为 {wan(conflict.implied)} 万元）"
        if conflict.implied is not None
        else ""
    )
    message = f"{claims}{implied}与全文其他数字不能同时成立，{_allowed(conflict, subject)}"
    return _joint(conflict, (conflict,), message, sure=conflict.sure, words=words)


def _tell_budget(base: Address, group: Sequence[Conflict], words: CellNames) -> Finding:
    """Last year's amounts that are this year's budget: one mistake, said once."""
    parts = []
    for conflict in group:
        claims = "、".join(quoted(check.claim) for check in conflict.claims)
        subject = _subject(conflict.subject, words)
        parts.append(
            f"{claims}推出{subject}为 {wan(conflict.implied)} 万元，"
            f"{_allowed(conflict, subject)}{_mended(conflict, words)}"
        )
    message = (
        f"疑把本年预算当作上年决算：{wan(words.facts[base].value)} 万元是{named(base, words)}；"
        + "；".join(parts)
    )
    sure = any(c.against and c.sure for c in group)
    return _joint(group[0], group, message, sure=sure, words=words)


def _mended(conflict: Conflict, words: CellNames) -> str:
    """What change on last year there should be, where the rest of the text fixes last year."""
    if conflict.subject is None or conflict.low is None or conflict.high is None:
        return ""
    now = words.facts.known(conflict.subject._replace(period=""))
    if now is None or conflict.high - conflict.low > now.half * 8 or conflict.low <= 0:
        return ""
    before = (conflict.low + conflict.high) / 2
    change, rate = now.value - before, (now.value - before) / before * 100
    way, grown = ("增加", "增长") if change >= 0 else ("减少", "下降")
    return f"，即{way} {wan(abs(change))} 万元、{grown} {abs(rate):.2f}%"


def _allowed(conflict: Conflict, subject: str) -> str:
    """What the other statements leave the subject to be."""
    usual = conflict.usual
    allowed = _between(conflict.low, conflict.high, subject)
    if usual is None:
        return allowed
    custom = _between(usual.low, usual.high, "").removeprefix("而")
    return f"{allowed}（按惯例{custom}：{usual.custom.why}）"


def _between(low: Decimal | None, high: Decimal | None, subject: str) -> str:
    """而…应为, 应在, 应不小于 some amounts in 万元."""
    low = None if low is not None and low <= 0 else low
    if low is None and high is None:
        return "请核对下列说法"
    if low is None:
        return f"而{subject}应不大于 {wan(high)} 万元"
    if high is None:
        return f"而{subject}应不小于 {wan(low)} 万元"
    middle, room = (low + high) / 2, (high - low) / 2
    if room < WAN / 20 or room < abs(middle) * CLOSE:
        about = "" if room < WAN / 20 else f"（±{wan(room)}）"
        return f"而{subject}应为 {wan(middle)} 万元{about}"
    return f"而{subject}应在 {wan(low)} 至 {wan(high)} 万元之间"


def _subject(address: Address | None, words: CellNames) -> str:
    return "该数" if address is None else named(address, words)


def _joint(
    first: Conflict, group: Sequence[Conflict], message: str, *, sure: bool, words: CellNames
) -> Finding:
    because = [_statement(s, words) for c in group for s in (*c.claims, *c.against)]
    claims = [check.claim for conflict in group for check in conflict.claims]
    others = [s.claim for c in group for s in c.against if not isinstance(s, (Ground, Assumption))]
    assumed = dict.fromkeys(a.why for conflict in group for a in conflict.assumed)
    note = f"（此判断用到惯例：{'；'.join(assumed)}）" if assumed else ""
    return Finding(
        rule="system",
        severity="错误" if sure else "提示",
        message=message + note,
        addresses=tuple(dict.fromkeys(c.subject for c in group if c.subject)),
        places=tuple(dict.fromkeys((claim.place, claim.text) for claim in (*claims, *others))),
        actual=wan(first.implied),
        because=tuple(dict.fromkeys(because)),
        key="|".join(claim.text for claim in claims),
    )


def _statement(statement: Statement, words: CellNames) -> str:
    if isinstance(statement, Assumption):
        return f"惯例：{statement.why}"
    if isinstance(statement, Ground):
        return _spelled(statement, words)
    return f"文中{quoted(statement.claim)}"


def _spelled(ground: Ground, words: CellNames) -> str:
    """An equation in words, its cells named."""
    parts = [_subject(address, words) for _, address in ground.terms]
    left, right = parts[: ground.split], parts[ground.split :]
    relation = {"=": "应等于", ">=": "应不小于", "<=": "应不大于"}[ground.equation.relation]
    sums = ["、".join(side) + ("之和" if side[1:] else "") for side in (left, right)]
    return f"{sums[0]}{relation}{sums[1]}"


def tell_equation(check: Check, words: CellNames, *, sure: bool = True) -> Finding:
    """An equation between numbers told in the text that cannot hold; a custom is a remark."""
    ground = check.ground
    names = [f"{named(address, words)} {words.shown(address)}" for _, address in ground.terms]
    total = sum(
        (factor * _value(address, words) for factor, address in ground.terms[ground.split :]),
        Decimal(0),
    )
    whole = sum(
        (factor * _value(address, words) for factor, address in ground.terms[: ground.split]),
        Decimal(0),
    )
    gap = abs(Decimal(check.residual)) / YUAN
    relation = {"=": "应等于", ">=": "应不小于", "<=": "应不大于"}[ground.equation.relation]
    money = all("元" in words.facts[a].printed for a in check.addresses if a in words.facts)
    shown = (
        [wan(whole), wan(-total), wan(gap)] if money else [f"{whole:f}", f"{-total:f}", f"{gap:f}"]
    )
    parts = len(ground.terms) - ground.split
    others = (
        f"其 {parts} 项之和 {shown[1]}" if parts > MOST_PARTS else " + ".join(names[ground.split :])
    )
    message = f"{' + '.join(names[: ground.split])} {relation} {others}，相差 {shown[2]}"
    message += _made_of(check, gap, words) if parts > MOST_PARTS else ""
    message += "" if sure else f"（此判断用到惯例：{ground.equation.message}）"
    cells = [words.facts[a] for a in check.addresses if a in words.facts]
    return Finding(
        rule="equation",
        severity="错误" if sure else "提示",
        message=message,
        addresses=check.addresses,
        places=tuple((fact.place, fact.printed) for fact in cells if fact.printed),
        expected=shown[1],
        actual=shown[0],
        because=tuple(names),
    )


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
                addition = " + ".join(f"{named(a, words)} {wan(v)}" for a, v in chosen)
                return f"，恰等于 {addition}{_unplanned([a for a, _ in chosen], words)}"
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
