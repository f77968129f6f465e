"""Which budget a sentence speaks of: 年初, 全年 and 调整 are three, each a period of its own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juesuan.model.number import Facts
from juesuan.notation.formula import Expression, Term
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import ADJUSTED, FULL, INITIAL, Subject, at


def kind_of(word: str) -> str:
    """The period that a word before 预算 names; "" where it names none (当年, 本年度, nothing)."""
    if word.startswith("调整"):
        return ADJUSTED
    return {"年初": INITIAL, "全年": FULL}.get(word, "")


class Budgets:
    """The budgets of one passage's subjects: cells of a table, or told by the text alone.

    The table of 三公 has one column 预算数: 年初 or 全年, as its own words say, else as `usual`.
    """

    def __init__(self, facts: Facts, usual: str, clues: Clues) -> None:
        self.facts, self.usual, self.clues = facts, usual, clues
        self.named: set[str] = set()
        self.apart: dict[Expression, bool] = {}

    def open(self, text: str) -> None:
        """Begin a passage: a bare 预算 in it is the only one it names."""
        self.named = {kind_of(word) for word in self.clues.which_budget.findall(text)}
        self.apart = {}

    def of(
        self, subject: Subject, word: str, named: Sequence[str], value: Decimal | None = None
    ) -> Expression | None:
        """The budget of a subject; None where a bare 预算 may be one of several."""
        kind = kind_of(word)
        if not kind:
            among = set(named) or self.named
            if len(among) > 1:
                return None
            kind = next(iter(among), "")
        if subject.budget is None:
            return at(subject.says, kind or INITIAL)
        return self._in_table(subject, subject.budget, kind, value)

    def _in_table(
        self, subject: Subject, cell: Expression, kind: str, value: Decimal | None
    ) -> Expression:
        column = self._column(cell)
        full = kind in (FULL, ADJUSTED)
        if not kind or (column and full == (column == FULL)) or (not column and full):
            return cell
        if column:
            return at(subject.says, kind)
        if value is not None:
            self.apart[cell] = not self._is_in(cell, value)
        alone = self.apart.get(cell, any(self.apart.values()) or not self.apart)
        return at(subject.says, kind) if alone else cell

    def _column(self, cell: Expression) -> str:
        state = self.facts.forms.get(cell.address.form) if isinstance(cell, Term) else None
        return (state.budget if state else "") or self.usual

    def _is_in(self, cell: Expression, value: Decimal) -> bool:
        """Whether a table prints an amount as said of 年初预算: then its 预算数 is that one."""
        fact = self.facts.known(cell.address) if isinstance(cell, Term) else None
        return fact is not None and abs(fact.value - value) <= fact.half
