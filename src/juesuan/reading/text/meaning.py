"""What a measure of a clause says, before and after it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from juesuan.model.text import Claim, Numeral
from juesuan.notation.formula import Expression
from juesuan.notation.narrative import Section


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
