"""What is wrong with the text, in words: the claim, the arithmetic, what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from juesuan.audit.claims import ClaimCheck, alike, as_printed
from juesuan.audit.equations import YUAN, Check
from juesuan.audit.joint import Conflict, Statement, budget_like
from juesuan.audit.naming import Words
from juesuan.model import WAN, Address, Claim, Finding
from juesuan.notation import formula, narrative
from juesuan.notation.equation import Ground
from juesuan.notation.formula import Operation, Term
from juesuan.notation.narrative import PRIOR, Assumption

DIRECTION = {">=": "不小于", "<=": "不大于"}
FEW, MOST_PARTS = 40, 3


def wan(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals: 4,901.53."""
    return "" if value is None else f"{value / WAN:,.2f}"


def quoted(claim: Claim) -> str:
    """A clause of the text in quotation marks, cut where it is long."""
    text = claim.text if len(claim.text) <= FEW else f"{claim.text[:FEW]}…"
    return f"“{text}”"


@cache
def _spoken() -> Mapping[Address, str]:
    """What sentences call the cells they speak of most."""
    subjects = (s for section in narrative.load().sections for s in section.subjects)
    said = ((s.says, s.names[0]) for s in subjects)
    return {says.address: name for says, name in reversed(list(said)) if isinstance(says, Term)}


def named(address: Address, words: Words) -> str:
    """A cell as a sentence would call it: 一般公共预算财政拨款支出, 2022年的…, …的年初预算."""
    now = address._replace(period="")
    name = _spoken().get(now) or _row_name(now, words) or str(words.name(now))
    if address.period == PRIOR:
        return f"上年{name}"
    return f"{name}的{address.period}" if address.period else name


def _row_name(address: Address, words: Words) -> str:
    """A row that the narrative goes through one by one, in its table."""
    for section in narrative.load().sections:
        rows = section.rows.address if section.rows else None
        if rows and (rows.form, rows.column) == (address.form, address.column):
            return f"{words.form(address.form)} {words.row(address.form, address.row)}"
    return ""


def tell_claim(check: ClaimCheck, words: Words) -> Finding:
    """A claim that cannot be true of the printed tables."""
    claim, found = check.claim, check.found
    if claim.relation != "=":
        message = (
            f"{quoted(claim)}与数字不符：{_shown(check, words)} 应{DIRECTION[claim.relation]} 0"
        )
        return _finding(check, words, message, "")
    expected = as_printed(found.middle, claim) if found else ""
    if isinstance(check.says, Term):
        address = check.says.address
        message = f"{quoted(claim)}：{words.name(address)} 为 {words.shown(address)}，"
    else:
        come_to = _signed(found.middle if found else None, claim)
        message = f"{quoted(claim)}：{_shown(check, words)} = {come_to}，"
    message += f"文中写 {claim.printed}，应为 {expected}"
    return _finding(check, words, message + _copied(check, words), expected)


def _shown(check: ClaimCheck, words: Words) -> str:
    """The arithmetic of a claim with the printed numbers in it."""
    says = check.says
    if isinstance(says, Operation) and says.sign == "-" and not isinstance(says.right, Term):
        says = says.left if isinstance(says.left, Operation) else says
    return formula.write(says, lambda term: f"{named(term.address, words)} {_printed(term, words)}")


def _printed(term: Term, words: Words) -> str:
    return words.shown(term.address).removesuffix("万元")


def _signed(value: Decimal | None, claim: Claim) -> str:
    if value is None:
        return ""
    return ("-" if value < 0 else "") + as_printed(value, claim)


def _copied(check: ClaimCheck, words: Words) -> str:
    """Where a wrongly copied number stands in the tables, if in few places."""
    if not check.copies or not check.claim.value:
        return ""
    sources = {
        a.row: a for a in alike(check.claim.value, check.claim.half, words.facts) if not a.period
    }
    if not 0 < len(sources) <= MOST_PARTS:
        return ""
    return f"（文中的数与{words.name(next(iter(sources.values())))}相同，疑为抄错）"


def _finding(check: ClaimCheck, words: Words, message: str, expected: str) -> Finding:
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


def tell_conflicts(conflicts: Sequence[Conflict], words: Words) -> Iterator[Finding]:
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


def _tell_conflict(conflict: Conflict, words: Words) -> Finding:
    subject = _subject(conflict.subject, words)
    said = "、".join(quoted(check.claim) for check in conflict.claims)
    implied = (
        f"（按此推算，{subject}为 {wan(conflict.implied)} 万元）"
        if conflict.implied is not None
        else ""
    )
    message = f"{said}{implied}与全文其他数字不能同时成立，{_allowed(conflict, subject)}"
    severity = "错误" if all(a.equation.severity == "错误" for a in conflict.assumed) else "提示"
    return _joint(conflict, (conflict,), message, severity, words)


def _tell_budget(base: Address, group: Sequence[Conflict], words: Words) -> Finding:
    """Last year's amounts that are this year's budget: one mistake, said once."""
    parts = []
    for conflict in group:
        said = "、".join(quoted(check.claim) for check in conflict.claims)
        subject = _subject(conflict.subject, words)
        parts.append(
            f"{said}推出{subject}为 {wan(conflict.implied)} 万元，"
            f"{_allowed(conflict, subject)}{_mended(conflict, words)}"
        )
    message = (
        f"疑把本年预算当作上年决算：{wan(words.facts[base].value)} 万元是{named(base, words)}；"
        + "；".join(parts)
    )
    hard = any(c.against and all(a.equation.severity == "错误" for a in c.assumed) for c in group)
    return _joint(group[0], group, message, "错误" if hard else "提示", words)


def _mended(conflict: Conflict, words: Words) -> str:
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
    low, high = conflict.low, conflict.high
    low = None if low is not None and low <= 0 else low
    if low is None and high is None:
        return "请核对下列说法"
    if low is None:
        return f"而{subject}应不大于 {wan(high)} 万元"
    if high is None:
        return f"而{subject}应不小于 {wan(low)} 万元"
    if high - low < WAN / 10:
        return f"而{subject}应为 {wan((low + high) / 2)} 万元"
    return f"而{subject}应在 {wan(low)} 至 {wan(high)} 万元之间"


def _subject(address: Address | None, words: Words) -> str:
    return "该数" if address is None else named(address, words)


def _joint(
    first: Conflict, group: Sequence[Conflict], message: str, severity: str, words: Words
) -> Finding:
    because = [_statement(s, words) for c in group for s in (*c.claims, *c.against)]
    claims = [check.claim for conflict in group for check in conflict.claims]
    others = [s.claim for c in group for s in c.against if not isinstance(s, (Ground, Assumption))]
    assumed = dict.fromkeys(a.why for conflict in group for a in conflict.assumed)
    note = f"（此判断用到惯例：{'；'.join(assumed)}）" if assumed else ""
    return Finding(
        rule="system",
        severity="错误" if severity == "错误" else "提示",
        message=message + note,
        addresses=tuple(dict.fromkeys(c.subject for c in group if c.subject)),
        places=tuple(dict.fromkeys((claim.place, claim.text) for claim in (*claims, *others))),
        actual=wan(first.implied),
        because=tuple(dict.fromkeys(because)),
        key="|".join(claim.text for claim in claims),
    )


def _statement(statement: Statement, words: Words) -> str:
    if isinstance(statement, Assumption):
        return f"惯例：{statement.why}"
    if isinstance(statement, Ground):
        return _spelled(statement, words)
    return f"文中{quoted(statement.claim)}"


def _spelled(ground: Ground, words: Words) -> str:
    """An equation in words, its cells named."""
    prior = ground.equation.text.startswith(PRIOR)
    parts = [_subject(address, words) for _, address in ground.terms]
    left, right = parts[: ground.left], parts[ground.left :]
    relation = {"=": "=", ">=": "≥", "<=": "≤"}[ground.equation.relation]
    return f"{'上年也应' if prior else '应'}{' + '.join(left)} {relation} {' + '.join(right)}"


def tell_equation(check: Check, words: Words) -> Finding:
    """An equation between numbers told in the text that cannot hold."""
    ground = check.ground
    names = [f"{named(address, words)} {words.shown(address)}" for _, address in ground.terms]
    total = sum(
        (factor * _value(address, words) for factor, address in ground.terms[ground.left :]),
        Decimal(0),
    )
    left = sum(
        (factor * _value(address, words) for factor, address in ground.terms[: ground.left]),
        Decimal(0),
    )
    gap = abs(Decimal(check.residual)) / YUAN
    relation = {"=": "应等于", ">=": "应不小于", "<=": "应不大于"}[ground.equation.relation]
    money = all("元" in words.facts[a].printed for a in check.addresses if a in words.facts)
    shown = (
        [wan(left), wan(-total), wan(gap)] if money else [f"{left:f}", f"{-total:f}", f"{gap:f}"]
    )
    parts = len(ground.terms) - ground.left
    others = (
        f"其 {parts} 项之和 {shown[1]}" if parts > MOST_PARTS else " + ".join(names[ground.left :])
    )
    message = f"{' + '.join(names[: ground.left])} {relation} {others}，相差 {shown[2]}"
    message += _made_of(check, gap, words) if parts > MOST_PARTS else ""
    told = [words.facts[a] for a in check.addresses if a in words.facts]
    return Finding(
        rule="equation",
        severity="错误",
        message=message,
        addresses=check.addresses,
        places=tuple((fact.place, fact.printed) for fact in told if fact.printed),
        expected=shown[1],
        actual=shown[0],
        because=tuple(names),
    )


def _value(address: Address, words: Words) -> Decimal:
    fact = words.facts.known(address)
    return fact.value if fact else Decimal(0)


def _made_of(check: Check, gap: Decimal, words: Words) -> str:
    """The few parts whose sum is the whole gap: what was added, or left out, by mistake."""
    known = [(a, _value(a, words)) for _, a in check.ground.terms[check.ground.left :]]
    parts = [(address, value) for address, value in known if value]
    for count in range(1, MOST_PARTS + 1):
        for chosen in combinations(parts, count):
            if abs(sum(value for _, value in chosen) - gap) <= count * 100:
                said = " + ".join(f"{named(a, words)} {wan(v)}" for a, v in chosen)
                return f"，恰等于 {said}{_unplanned([a for a, _ in chosen], words)}"
    return ""


def _unplanned(chosen: Iterable[Address], words: Words) -> str:
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
