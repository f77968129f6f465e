"""Amounts by cell to accounts: facts in 元 and as printed, of any unit, built when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from juesuan.model.accounts import Account, Rounding, yuan
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts, FormState, State
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.equation import TOTAL, Ground
from juesuan.notation.form import Form
from juesuan.notation.layout.base import title
from juesuan.preparing.forward import Plan, cells
from juesuan.preparing.ledger.leaves import Sparse
from juesuan.preparing.rounding import Rounded, balanced, each, printed_unit

Amounts = Mapping[Address, int]


@dataclass(frozen=True)
class Scribe:
    """Writes accounts of one edition; `plain` are the cells that are counts, not money."""

    edition: Edition
    plan: Plan
    rounding: Rounding
    plain: frozenset[Address]

    def account(self, code: str, name: str, amounts: Amounts) -> Account:
        """The account of one unit from its amounts in 分 (counts as hundredths)."""
        rounded = self.rounded(amounts)
        exact = self.facts(amounts, amounts, "元")
        shown = {**amounts, **rounded.shown}
        return Account(
            code,
            name,
            exact,
            self.facts(amounts, shown, self.edition.unit),
            rounded.moved,
            rounded.broken,
        )

    def rounded(self, amounts: Amounts) -> Rounded:
        """The amounts as printed; only the nine tables of this year are balanced."""
        step = printed_unit(self.edition.unit)
        money = {cell: amount for cell, amount in amounts.items() if cell not in self.plain}
        first = each(money, step)
        if self.rounding == "each":
            return first
        tables = {cell: amount for cell, amount in money.items() if self._balances(cell)}
        second = balanced(tables, self._grounds(tables), step)
        return second._replace(shown={**first.shown, **second.shown})

    def _balances(self, cell: Address) -> bool:
        return not cell.period and self.edition.form(cell.form) is not None

    def _grounds(self, tables: Amounts) -> list[Ground]:
        every = [*(step.ground for step in self.plan.steps), *self.plan.checks]
        return [g for g in every if any(address in tables for _, address in g.terms)]

    def facts(self, exact: Amounts, shown: Amounts, unit: str) -> Facts:
        """Facts in a unit: forms in order, rows of codes only where something is not zero."""
        facts: dict[Address, Fact] = {}
        forms = {}
        used = {
            (cell.form, cell.row) for cell, amount in exact.items() if amount and not cell.period
        }
        for form in self.edition.forms:
            rows = sorted(row for id_, row in used if id_ == form.id and row != TOTAL)
            forms[form.id] = self._state(form, rows)
            for cell in cells(form, rows) if rows or form.layout != "科目" else ():
                facts[cell] = self._fact(form, cell, exact, shown, unit)
        for cell in sorted(exact):
            if cell not in facts:
                declared = self.edition.form(cell.form)
                facts[cell] = self._fact(declared, cell, exact, shown, unit)
        return Facts(facts, forms)

    def _state(self, form: Form, rows: list[str]) -> FormState:
        columns = tuple(column.id for column in form.columns)
        state: State = "read" if rows else "empty"
        labels = {row: self._label(form, row) for row in rows}
        unshown = form.unshown(columns)
        return FormState(
            form.id, form.title, state, columns=columns, unshown=unshown, labels=labels
        )

    def _label(self, form: Form | None, row: str) -> str:
        codes = self.edition.functional if form is None else self.edition.codes(form)
        sides = form.sides if form else ()
        fixed = (spelling.unnumbered(r.label) for side in sides for r in side.rows if r.id == row)
        return codes.name(row, self.edition.year) or next(fixed, row)

    def _fact(
        self, form: Form | None, cell: Address, exact: Amounts, shown: Amounts, unit: str
    ) -> Fact:
        true, amount = exact.get(cell, 0), shown.get(cell, 0)
        column = form.column(cell.column) if form else None
        name = self._label(form, cell.row)
        if form and column:
            name = f"{name} / {title(form, column)}"
        if cell in self.plain:
            return Fact(cell, yuan(amount), ZERO, f"{yuan(amount):f}".partition(".")[0], "", name)
        scale = UNITS[unit]
        printed = spelling.shown(yuan(amount), scale) if true else ""
        half = scale / 200 if true and unit != "元" else ZERO
        return Fact(cell, yuan(amount), half, printed, unit, name)


class Units(Mapping[str, Account]):
    """The accounts of all units, by code; each is written when it is looked at."""

    def __init__(self, names: Mapping[str, str], amounts: Sparse, scribe: Scribe) -> None:
        self._names, self._amounts, self._scribe = dict(names), amounts, scribe
        self._numbers = {code: number for number, code in enumerate(self._names)}

    def __getitem__(self, code: str) -> Account:
        amounts = dict(self._amounts.of_unit(self._numbers[code]))
        return self._scribe.account(code, self._names[code], amounts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def exact(self, code: str) -> dict[Address, Decimal]:
        """The amounts of one unit that are not zero, in 元."""
        return {cell: yuan(a) for cell, a in self._amounts.of_unit(self._numbers[code])}
