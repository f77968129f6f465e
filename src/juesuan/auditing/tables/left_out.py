"""Numbers that a document does not show and that cannot be below nothing.

Parts that come to more than their whole contradict it, whatever a column, a row or a table that is
not there would hold.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import lru_cache

from juesuan.model.number import ZERO, Address, Facts, FormState
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Equation, Ground, Relation


def without_unknown(
    ground: Ground, amounts: Mapping[Address, object], left_out: Container[Address]
) -> Ground | None:
    """What an equation leaves of its known numbers where the others are not negative.

    None where a number is unknown for another reason than being `left_out`, or nothing is left to
    hold against another.
    """
    unknown = [(factor, address) for factor, address in ground.terms if amounts[address] is None]
    signs = {factor > 0 for factor, _ in unknown}
    if len(signs) != 1 or not all(address in left_out for _, address in unknown):
        return None
    relation: Relation = "<=" if signs == {True} else ">="
    if ground.equation.relation not in ("=", relation):
        return None
    kept = [(f, a, i) for i, (f, a) in enumerate(ground.terms) if amounts[a] is not None]
    if len({factor > 0 for factor, _, _ in kept}) < 2:
        return None
    split = sum(i < ground.split for _, _, i in kept)
    terms = tuple((f, a) for f, a, _ in kept)
    return Ground(_weaker(ground.equation, relation), terms, split, ground.constant)


@lru_cache(maxsize=4096)
def _weaker(equation: Equation, relation: Relation) -> Equation:
    return replace(equation, relation=relation)


class Unsaid(Container[Address]):
    """The numbers that a text without its tables may have left out, being nothing or more."""

    def __init__(self, facts: Facts, signed: Container[Address]) -> None:
        self.facts, self.signed = facts, signed

    def __contains__(self, address: object) -> bool:
        """Whether this is such a number."""
        if not isinstance(address, Address):
            return False
        state = self.facts.forms.get(address.form)
        missing = state is not None and state.state == "missing"
        return missing and address not in self.signed


class NotShown(Unsaid):
    """The same, and the numbers whose row or column a table does not have, or left empty.

    What is carried over or adjusted may be below nothing, and so may anything in a table that
    prints a red number; of a table with a row twice nobody knows what its total is of.
    """

    def __init__(self, facts: Facts, edition: Edition) -> None:
        super().__init__(facts, edition.narrative.signed)
        self.edition = edition
        self.red = {address.form for address, fact in facts.items() if fact.value < ZERO}

    def __contains__(self, address: object) -> bool:
        """Whether this is such a number."""
        if not isinstance(address, Address):
            return False
        state = self.facts.forms.get(address.form)
        if state is None or not state.known:
            return super().__contains__(address)
        absent = not address.period and self._absent(address, state)
        return absent and not state.loose and not self._may_be_red(address, state)

    def kept(self, ground: Ground, amounts: Mapping[Address, object]) -> Ground | None:
        """What an equation leaves of its known numbers; of what a table lacks, in plain sums only.

        What is taken off a sum is moved between years, and may be put right below nothing.
        """
        forms = self.facts.forms
        lacking = (a.form for _, a in ground.terms if amounts[a] is None)
        sums = all(
            (factor > 0) == (at < ground.split) for at, (factor, _) in enumerate(ground.terms)
        )
        if not sums and any(form in forms and forms[form].known for form in lacking):
            return None
        return without_unknown(ground, amounts, self)

    def _absent(self, address: Address, state: FormState) -> bool:
        if address.column not in state.columns and state.state != "empty":
            return True
        empty = any(address in group.parts for group in state.omitted)
        return empty or address.row not in self.facts.rows(address.form)

    def _may_be_red(self, address: Address, state: FormState) -> bool:
        declared = self.edition.form(address.form)
        column = declared.readable(address.column) if declared else None
        words = (address.row, state.labels.get(address.row, ""), column.title if column else "")
        red = address.form in self.red or address in self.signed
        return red or any(map(self.edition.marks.carried.search, words))
