"""A form that stands in two files of a disclosure: where they differ, and which one can be right.

Of two printings of one cell that one is reckoned with by which less is wrong; no digit is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import Amounts, check_all
from juesuan.auditing.text.verdict import check_claims
from juesuan.model.finding import Finding
from juesuan.model.number import Fact, Facts
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition

RULE = "copy"
MOST = 8
Pair = tuple[Fact, Fact]
"""A cell as the facts have it, and as another file prints it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The reading to reckon with, and what is said of the cells that differ."""

    reading: Reading
    findings: tuple[Finding, ...] = ()


def settle(reading: Reading, edition: Edition) -> Settled:
    """Compare the copies of forms with the forms; choose between those that differ."""
    facts = reading.facts
    pairs = [(facts[c.address], c) for c in reading.copies if c.address in facts]
    apart = [pair for pair in pairs if _apart(*pair)]
    findings: list[Finding] = []
    for group in _groups(apart):
        swapped = _with(facts, [copy for _, copy in group])
        better = _wrong(swapped, reading, edition) < _wrong(facts, reading, edition)
        facts = swapped if better else facts
        worse = not better and _wrong(swapped, reading, edition) > _wrong(facts, reading, edition)
        findings.append(_told(group, CellNames(facts, edition), better=better, worse=worse))
    findings += _tails([pair for pair in pairs if _near(*pair)], CellNames(facts, edition))
    return Settled(replace(reading, facts=facts), tuple(findings))


def _apart(fact: Fact, copy: Fact) -> bool:
    return abs(fact.value - copy.value) > fact.half + copy.half


def _near(fact: Fact, copy: Fact) -> bool:
    """Whether two printings of as many decimals differ within rounding."""
    return fact.value != copy.value and fact.half == copy.half and not _apart(fact, copy)


def _groups(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Each cell by itself; those of a form and a file together where they are many."""
    for _, same in groupby(pairs, key=lambda pair: (pair[0].address.form, pair[1].place.file)):
        group = list(same)
        yield from [group] if len(group) > MOST else ([pair] for pair in group)


def _with(facts: Facts, copies: Iterable[Fact]) -> Facts:
    return Facts({**facts, **{copy.address: copy for copy in copies}}, facts.forms, facts.unknown)


def _wrong(facts: Facts, reading: Reading, edition: Edition) -> int:
    """How many equations and claims these facts break."""
    tables = check_all(facts, edition, Amounts(facts))
    claims = check_claims(reading.claims, facts)
    broken = sum(check.verdict == "broken" for check in tables)
    return broken + sum(check.verdict == "broken" for check in claims)


def _told(group: Sequence[Pair], words: CellNames, *, better: bool, worse: bool) -> Finding:
    """One finding for one cell, or for many of one form, that two files print differently."""
    first, second = group[0]
    name = words.name(first.address)
    where = f"《{name.form}》" if len(group) > 1 else str(name)
    shown = "；".join(_both(fact, copy, words, len(group)) for fact, copy in group[:MOST])
    more = f"，共 {len(group)} 处：" if len(group) > 1 else "："
    correct = second if better else first if worse else None
    right = f"按{correct.place.file or correct.place}的数，各表勾稽和文字相合" if correct else ""
    verdict = f"。{right or '请核对哪一处是对的'}"
    single = len(group) == 1 and correct is not None
    return Finding(
        RULE,
        "错误",
        f"{_where_from(group)}：{where}{more}{shown}{verdict}",
        tuple(fact.address for fact, _ in group),
        tuple((fact.place, fact.printed) for pair in group for fact in pair),
        expected=correct.shown() if correct and single else "",
        actual=(first if better else second).shown() if single else "",
        key="|".join(str(fact.address) for fact, _ in group[:MOST]),
    )


def _where_from(group: Sequence[Pair]) -> str:
    """That two files print the same form, or two tables of one file."""
    alike = all(fact.place.file == copy.place.file for fact, copy in group)
    return "同样的数在两张表中不同" if alike else "同一张表在两份文件中不同"


def _both(fact: Fact, copy: Fact, words: CellNames, count: int) -> str:
    name = words.name(fact.address)
    lead = f"{name.row} / {name.column} ".replace(" /  ", " ") if count > 1 else ""
    return f"{lead}{fact.place}为 {_amount(fact)}，{copy.place}为 {_amount(copy)}"


def _amount(fact: Fact) -> str:
    return f"{fact.printed}{fact.unit}" if fact.printed else "空白"


def _tails(pairs: Sequence[Pair], words: CellNames) -> list[Finding]:
    """Copies that differ within rounding, as one line."""
    if not pairs:
        return []
    return [
        Finding(
            RULE,
            "尾差",
            f"两处印的同一张表有 {len(pairs)} 处尾差，在舍入允许的范围内",
            tuple(fact.address for fact, _ in pairs),
            tuple((each.place, each.printed) for pair in pairs for each in pair),
            because=tuple(f"{words.name(f.address)}：{_both(f, c, words, 1)}" for f, c in pairs),
            key="两处尾差",
        )
    ]
