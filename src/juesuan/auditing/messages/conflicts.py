"""Statements that cannot all be true, in words: what they come to, what the others leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import named, quoted, wan
from juesuan.auditing.text.claim_rows import Statement, budget_like, implied_by_rate
from juesuan.auditing.text.joint import Conflict
from juesuan.auditing.text.ratios import ratio_of
from juesuan.auditing.text.verdict import ClaimCheck
from juesuan.model.finding import Finding
from juesuan.model.number import WAN, Address, Fact
from juesuan.model.text import Claim
from juesuan.notation import formula
from juesuan.notation.equation import Ground
from juesuan.notation.speech.narrative import PRIOR, Assumption
from juesuan.notation.spelling import decimals

MOST_QUOTES = 3
CLOSE = Decimal("0.0001")
HALF = WAN / 100


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
    if pair := _pair(conflict, words):
        message = f"文中写{claims}，{pair}"
        return _joint(conflict, (conflict,), message, sure=conflict.sure, words=words)
    implied = (
        f"，按此推算，{subject}是 {wan(conflict.implied)} 万元"
        if conflict.implied is not None and conflict.implied >= 0
        else ""
    )
    about = None
    if not implied and conflict.subject is not None:
        about = implied_by_rate(conflict.claims, conflict.subject, words.facts)
    if about is not None and about >= 0:
        implied = f"，按此推算，{subject}约 {wan(about)} 万元"
    message = f"文中写{claims}{implied}，与全文其他数字不能同时成立"
    message += f"，{allowed}" if (allowed := _allowed(conflict, subject)) else _beside(conflict)
    return _joint(conflict, (conflict,), message, sure=conflict.sure, words=words)


def _pair(conflict: Conflict, words: CellNames) -> str:
    """A change and a rate that contradict each other alone: the rate that the change comes to."""
    kinds = [ratio_of(check.says, check.claim.value) is None for check in conflict.claims]
    cells = {address for check in conflict.claims for address in check.addresses}
    prior = next((address for address in cells if address.period), None)
    if kinds != [True, False] or prior is None or cells != {prior, prior._replace(period="")}:
        return ""
    now = words.facts.known(prior._replace(period=""))
    before = _before(conflict.claims[0], prior, now) if now else None
    amounts = {prior: before, prior._replace(period=""): now.value if now else None}
    if now is None or before is None or before <= 0 or _outside(conflict, amounts):
        return ""
    amount, rate = (check.claim for check in conflict.claims)
    room = (now.half + amount.half) / before
    if fault := _opposite(now.value, now.value - before, rate, room):
        return fault
    about = "约" if room >= rate.half else ""
    right = _grown((now.value - before) / before, decimals(rate.printed.removesuffix("%")))
    return (
        f"两者不能都对：现为 {wan(now.value)} 万元，按这个增减额推算，"
        f"{named(prior, words)}是 {wan(before)} 万元，应{right[:2]}{about} {right[2:]}"
    )


def _before(check: ClaimCheck, prior: Address, now: Fact) -> Decimal | None:
    """The amount compared with, which a change from it to what is now leaves."""
    factors = {term.address: factor for factor, term in formula.linear(check.says).terms}
    share = factors.get(prior, Decimal(0))
    return (check.claim.value - factors.get(now.address, 0) * now.value) / share if share else None


def _outside(conflict: Conflict, amounts: Mapping[Address, Decimal | None]) -> bool:
    """Whether the other statements leave the subject no such amount."""
    amount = amounts.get(conflict.subject) if conflict.subject else None
    below = amount is not None and conflict.low is not None and amount < conflict.low - HALF
    return below or (
        amount is not None and conflict.high is not None and amount > conflict.high + HALF
    )


def _opposite(now: Decimal, change: Decimal, rate: Claim, room: Decimal) -> str:
    """What to write where a change and a rate differ in nothing but their direction.

    The rate of a fall is another than that of a rise by as much: where it tells, one is left.
    """
    if change * rate.value >= 0:
        return ""
    fits: list[tuple[bool, str]] = []
    for made, right in ((change, "rate"), (-change, "amount")):
        grown = made / (now - made) if now > made else Decimal(0)
        off = abs(abs(grown) - abs(rate.value))
        if off <= rate.half + room:
            way = "增加" if made > 0 else "减少"
            grow = "增长" if made > 0 else "下降"
            words = f"{grow}{rate.printed}" if right == "rate" else f"{way}{wan(abs(made))}万元"
            fits.append((off <= rate.half, words))
    exact = [words for fitting, words in fits if fitting] or [words for _, words in fits]
    joined = "，或者写".join(f"“{words}”" for words in exact)
    return f"增减的方向相反，应写{joined}" if exact else ""


def _grown(rate: Decimal, places: int) -> str:
    """增长9.89% or 下降6.54%."""
    return f"{'增长' if rate >= 0 else '下降'}{abs(rate) * 100:.{places}f}%"


def _tell_budget(base: Address, group: Sequence[Conflict], words: CellNames) -> Finding:
    """Last year's amounts that are this year's budget: one mistake, said once."""
    parts = []
    for conflict in group:
        claims = "、".join(quoted(check.claim) for check in conflict.claims)
        subject = _subject(conflict.subject, words)
        parts.append(
            f"文中写{claims}，按此推算{subject}是 {wan(conflict.implied)} 万元"
            + (f"，{allowed}" if (allowed := _allowed(conflict, subject)) else _beside(conflict))
            + _mended(conflict, words)
        )
    message = (
        f"疑把本年预算当作上年决算：{named(base, words)}正是 {wan(words.facts[base].value)} 万元；"
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


def _beside(conflict: Conflict) -> str:
    """What a conflict is to be looked at with, where the others leave no amount."""
    quotes = [quoted(s.claim) for s in conflict.against if isinstance(s, ClaimCheck)]
    listed = "、".join(quotes[:MOST_QUOTES]) + ("等" if quotes[MOST_QUOTES:] else "")
    if listed:
        return f"，请与{listed}一并核对"
    last_year = any(a.period == PRIOR for check in conflict.claims for a in check.addresses)
    return "，请核对上年数" if last_year else "，请核对这些数"


def _allowed(conflict: Conflict, subject: str) -> str:
    """What the other statements leave the subject to be."""
    usual = conflict.usual
    allowed = _between(conflict.low, conflict.high, subject)
    if usual is None:
        return allowed
    custom = _between(usual.low, usual.high, "").removeprefix("而按其他数字推算，")
    return f"{allowed}（按惯例{custom}：{usual.custom.why}）" if custom else allowed


def _between(low: Decimal | None, high: Decimal | None, subject: str) -> str:
    """而按其他数字推算，…应为, 应在, 至少应为 some amounts in 万元; nothing where any will do."""
    low = None if low is not None and low <= 0 else low
    if low is None and high is None:
        return ""
    rest = f"而按其他数字推算，{subject}"
    if low is None:
        return f"{rest}至多应为 {wan(high)} 万元"
    if high is None:
        return f"{rest}至少应为 {wan(low)} 万元"
    middle, room = (low + high) / 2, (high - low) / 2
    if room < WAN / 20 or room < abs(middle) * CLOSE:
        about = "" if room < WAN / 20 else f"（±{wan(room)}）"
        return f"{rest}应为 {wan(middle)} 万元{about}"
    return f"{rest}应在 {wan(low)} 至 {wan(high)} 万元之间"


def _subject(address: Address | None, words: CellNames) -> str:
    return "该数" if address is None else named(address, words)


def _joint(
    first: Conflict, group: Sequence[Conflict], message: str, *, sure: bool, words: CellNames
) -> Finding:
    because = [_statement(s, words) for c in group for s in (*c.claims, *c.against)]
    claims = [check.claim for conflict in group for check in conflict.claims]
    others = [s.claim for c in group for s in c.against if not isinstance(s, (Ground, Assumption))]
    accused = dict.fromkeys((claim.place, claim.text) for claim in claims)
    beside = dict.fromkeys((claim.place, claim.text) for claim in others)
    witnesses = [spot for spot in beside if spot not in accused]
    assumed = dict.fromkeys(a.why for conflict in group for a in conflict.assumed)
    note = f"。所依据的惯例：{'；'.join(assumed)}" if assumed else ""
    return Finding(
        rule="system",
        severity="错误" if sure else "提示",
        message=message + note,
        addresses=tuple(dict.fromkeys(c.subject for c in group if c.subject)),
        places=(*accused, *witnesses),
        actual=first.claims[0].claim.printed,
        because=tuple(dict.fromkeys(because)),
        key="|".join(claim.text for claim in claims),
        witnesses=len(witnesses),
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
    relation = {"=": "应等于", ">=": "不应小于", "<=": "不应大于"}[ground.equation.relation]
    sums = ["、".join(side) + ("之和" if side[1:] else "") for side in (left, right)]
    return f"{sums[0]}{relation}{sums[1]}"
