"""What a measure of a clause says, before and after it is understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from juesuan.model.number import Facts
from juesuan.model.text import Claim, Numeral
from juesuan.notation.formula import Expression, Term
from juesuan.notation.narrative import Narrative, Section, Subject


class Meaning(NamedTuple):
    """What a measure says: a formula, the relation of it to the number, the number's sign."""

    says: Expression
    relation: str = "="
    sign: int = 1


class Predicate(NamedTuple):
    """What of a clause follows its subject, and where it stands; whether it named the subject.

    `aside` says that it opens a bracket behind nothing but a name.
    """

    section: Section
    text: str
    offset: int
    clause: str
    named: bool
    aside: bool = False

    @property
    def led(self) -> bool:
        """Whether anything stands before it in its clause: a name, a year, 其中."""
        return self.aside or not self.clause.startswith(self.text)


@dataclass(slots=True)
class PassageClaims:
    """What a passage came to: claims, and the state of each numeral in it."""

    claims: list[Claim] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)


def row_subject(rows: Term, code: str) -> Subject:
    """The subject that a mention of a code is."""
    return Subject(code, (), Term(rows.address._replace(row=code)))


def clear_names(narrative: Narrative, facts: Facts) -> Iterator[tuple[str, Subject]]:
    """What names mean in any section; not those that are known to mean different numbers."""
    meanings: dict[str, list[Subject]] = {}
    for subject in (s for section in narrative.sections for s in section.subjects if not s.unless):
        for name in subject.names:
            meanings.setdefault(name, []).append(subject)
    for name, several in meanings.items():
        terms = [s.says for s in several if isinstance(s.says, Term)]
        known = [fact for t in terms if (fact := facts.known(t.address)) is not None]
        if all(abs(fact.value - known[0].value) <= fact.half + known[0].half for fact in known):
            yield name, several[0]
