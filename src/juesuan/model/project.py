"""Evaluated projects, as a document or the books have them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Severity
from juesuan.notation.card import Card, ProjectList
from juesuan.notation.card.projects import Kind


class Evaluated(NamedTuple):
    """What is published of the evaluated projects; `kinds` belong to `cards` one by one."""

    year: int
    department: str
    cards: tuple[Card, ...]
    kinds: tuple[Kind, ...]
    lists: tuple[ProjectList, ...]
    average: Decimal | None
    grades: tuple[tuple[str, int], ...]

    def of(self, kind: Kind) -> list[tuple[int, Card]]:
        """The cards of one kind, each with its number."""
        both = enumerate(zip(self.cards, self.kinds, strict=True), 1)
        return [(number, card) for number, (card, its) in both if its == kind]


class Point(NamedTuple):
    """One project in the order of execution, as shown; money in 元."""

    project: str
    rate: str
    score: str
    budget: Decimal
    executed: Decimal


class Note(NamedTuple):
    """Something about one project that has to be put right (错误) or looked at (提示).

    `project` is empty where the message names it.
    """

    severity: Severity
    project: str
    message: str
