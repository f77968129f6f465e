"""Everything that is said about one number of a document, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from juesuan.auditing import Audit
from juesuan.auditing.asked import asked
from juesuan.auditing.messages.compared import compared, implied
from juesuan.auditing.messages.equations import arithmetic
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import named, wan
from juesuan.auditing.tables.check import Amounts, Check, check_one
from juesuan.auditing.text.verdict import check_claim
from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.model.report import Explanation, Statement
from juesuan.notation.edition import Edition

TEXT, GAP, NEAR, LISTED = "文字", "，差 ", 5, 12
VERDICTS = {"holds": "一致", "tail": "尾差", "broken": "有矛盾", "unchecked": "未核"}
STATES = {"checked": "一致", "contradicted": "有矛盾", "unchecked": "未核", "none": "未核"}
HINT = "提示"
WORST = ("有矛盾", HINT, "尾差", "未核", "一致")


def about(text: str, reading: Reading, audit: Audit, edition: Edition) -> Explanation:
    """What a document says of the number meant; several where it may be one of them.

    An address, or what else is at hand; the nearest ones where it says nothing.
    """
    words = CellNames(reading.facts, edition)
    try:
        address = Address.parse(text.replace("：", ":").strip())
    except ValueError:
        meant = asked(text.strip(), reading, audit, words)
        if len(meant) != 1:
            listed = tuple((str(a), words.full(a)) for a in meant[:LISTED])
            near = listed or _near(text, reading, words)
            return Explanation(text, near=near, several=bool(meant))
        (address,) = meant
        text = str(address)
    equations = tuple(_ranked(_equations(address, reading, audit, edition, words)))
    claims = tuple(_claims(address, reading, audit, words))
    fact = reading.facts.get(address)
    if fact is None and not claims and not _zero(address, reading, equations):
        return Explanation(text, near=_near(text, reading, words))
    return Explanation(
        str(address),
        named(address, words) if address.period or address.form == "文" else words.full(address),
        fact.printed if fact else "",
        fact.unit if fact else "",
        fact.place if fact else Place(),
        _verdict(address, [*equations, *claims], audit.findings),
        equations,
        claims,
        tuple(f for f in audit.findings if address in f.addresses or _quotes(f, claims)),
    )


def _quotes(finding: Finding, claims: Iterable[Statement]) -> bool:
    """Whether a grave finding is about one of the claims."""
    spots = {(one.place, one.quote) for one in claims}
    return finding.severity in ("错误", "提示") and not spots.isdisjoint(finding.places)


def _zero(address: Address, reading: Reading, equations: tuple[Statement, ...]) -> bool:
    """Whether equations reckon with a number that is not printed: unknown, or a row left out."""
    return bool(equations) and (bool(address.period) or reading.facts.known(address) is not None)


def _verdict(address: Address, statements: Iterable[Statement], findings: Iterable[Finding]) -> str:
    if any(f.severity == "错误" and f.rule != "claim" and address in f.addresses for f in findings):
        return "有矛盾"
    verdicts = {one.verdict for one in statements}
    return "一致" if verdicts - {"未核"} else "未核"


def _ranked(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda statement: WORST.index(statement.verdict))


def _equations(
    address: Address, reading: Reading, audit: Audit, edition: Edition, words: CellNames
) -> Iterator[Statement]:
    """The equations of the tables and of the text that the number takes part in."""
    names = {
        equation: f"{form.id}.{number}"
        for form in edition.forms
        for number, equation in enumerate(form.equations, start=1)
    }
    for check in audit.checks:
        if address in check.addresses:
            yield _equation(check, names.get(check.ground.equation, ""), words)
    amounts = Amounts(reading.facts)
    for equation in edition.narrative.compared:
        for ground in equation.ground(reading.facts):
            if any(a == address for _, a in ground.terms):
                text_check = check_one(ground, amounts, edition)
                if text_check is not None:
                    yield _equation(text_check, TEXT, words)


def _equation(check: Check, name: str, words: CellNames) -> Statement:
    soft = check.verdict == "broken" and check.ground.equation.severity == HINT
    verdict = HINT if soft else VERDICTS[check.verdict]
    if check.verdict != "unchecked":
        sentence = arithmetic(check, words)
        return Statement(
            verdict, name, sentence.rpartition(GAP)[0] if check.verdict == "holds" else sentence
        )
    return Statement(verdict, name, f"{_spelled(check, words)}；{check.why}")


def _spelled(check: Check, words: CellNames) -> str:
    """An equation that cannot be reckoned: the names of its cells."""
    ground = check.ground
    parts = [named(address, words) for _, address in ground.terms]
    relation = {"=": "=", ">=": "≥", "<=": "≤"}[ground.equation.relation]
    return f"{' + '.join(parts[: ground.split])} {relation} {' + '.join(parts[ground.split :])}"


def _claims(
    address: Address, reading: Reading, audit: Audit, words: CellNames
) -> Iterator[Statement]:
    """The claims of the text that speak of the number, in the order of the text."""
    for claim, state in zip(reading.claims, audit.text.states, strict=True):
        check = check_claim(claim, reading.facts)
        if address not in check.addresses:
            continue
        fact = reading.facts.get(address)
        amount = implied(check, address, reading.facts) if fact is None else None
        yield Statement(
            STATES[state], TEXT, compared(check, words), claim.place, claim.text, wan(amount)
        )


def _near(text: str, reading: Reading, words: CellNames) -> tuple[tuple[str, str], ...]:
    """The addresses that look most alike: those that begin alike first."""
    addresses = {str(a): a for a in reading.facts}

    def unlike(name: str) -> tuple[int, float]:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(text, name, strict=False))
        return -len(list(alike)), -SequenceMatcher(None, text, name).ratio()

    close = sorted(addresses, key=unlike)[:NEAR]
    return tuple((name, str(words.name(addresses[name]))) for name in close)
