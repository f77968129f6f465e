"""All passages of a document read together: claims, numerals, the facts only text tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from juesuan.model.number import TEXT, Address, Fact, Facts, unit_behind
from juesuan.model.text import Claim, Numeral
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.formula import plain_address
from juesuan.notation.speech import narrative
from juesuan.reading.cover import Cover
from juesuan.reading.text import RunningText
from juesuan.reading.text.absent import absent
from juesuan.reading.text.claims import Reader


def read_claims(
    text: RunningText, edition: Edition, facts: Facts, cover: Cover, named: Sequence[str] = ()
) -> tuple[list[Claim], list[Numeral]]:
    """What the narrative claims of the facts, and the state of every numeral in it.

    `named` are the names of projects with a number in them.
    """
    none = absent(text.passages, edition)
    reader = Reader(edition, facts, cover.year, cover.department, none)
    claims: list[Claim] = []
    numerals: list[Numeral] = []
    for passage in text.passages:
        read = reader.read(passage, named)
        shift = len(claims)
        claims += read.claims
        numerals += [
            numeral if numeral.claim is None else numeral._replace(claim=numeral.claim + shift)
            for numeral in read.numerals
        ]
    return known_zeros(claims), numerals


def known_zeros(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, a bare 0万元 being a zero as fine as the text's other amounts.

    Every other number keeps the interval of its own print.
    """
    amounts = [c for c in claims if c.value and c.printed.endswith("元")]
    usual = spelling.usual_decimals(spelling.decimals(c.printed) for c in amounts)
    return [
        replace(claim, half=claim.half.scaleb(-usual)) if _bare_zero(claim) else claim
        for claim in claims
    ]


def _bare_zero(claim: Claim) -> bool:
    return not claim.value and claim.printed.endswith("元") and not spelling.decimals(claim.printed)


def with_told(facts: Facts, claims: Sequence[Claim]) -> Facts:
    """The facts with the numbers that only the text tells: budgets, counts, procurement."""
    texts = {fact.address: fact for fact in reversed(list(_told(facts, claims)))}
    return Facts({**facts, **texts}, facts.forms, facts.unknown)


def _told(facts: Facts, claims: Iterable[Claim]) -> Iterator[Fact]:
    for claim in claims:
        address = plain_address(claim.says)
        if address is None or claim.relation != "=" or address in facts:
            continue
        if address.form == TEXT or address.period or _untabled(facts, address.form):
            unit = unit_behind(claim.printed)
            name = told_name(facts, address)
            yield Fact(address, claim.value, claim.half, claim.printed, unit, name, claim.place)


def _untabled(facts: Facts, form: str) -> bool:
    """Whether a document lacks the table, so that its text alone tells the number."""
    state = facts.forms.get(form)
    return state is not None and state.state == "missing"


def told_name(facts: Facts, address: Address) -> str:
    """A number told in text, in words: 行政运行 / 年初预算; "" where its form names it."""
    if address.form == TEXT:
        return address.row
    if not address.period:
        return ""
    form = facts.forms.get(address.form)
    label = form.labels.get(address.row, address.row) if form else address.row
    return f"{label} / {address.period}"


def with_prior(facts: Facts, before: Facts) -> Facts:
    """The facts with last year's published ones as @上年; what is known already stays."""
    moved = (
        fact._replace(address=fact.address._replace(period=narrative.PRIOR))
        for form in before.forms
        for fact in before.of(form)
    )
    return Facts({**{f.address: f for f in moved}, **facts}, facts.forms, facts.unknown)
