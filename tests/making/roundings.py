"""Disclosures whose numbers are rounded from exact amounts, as prepared accounts are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.making.accounts import ledger, tables
from tests.making.disclosures import disclosure

from juesuan.composing.page_tables import form_table
from juesuan.model.accounts import Rounding
from juesuan.model.disclosure import Block, Disclosure, LinkedNumber, PageTable, Run, Text
from juesuan.model.number import UNITS, Address, Fact, Facts
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.preparing.rounding import balanced, each

FEN = 100
STEP = 10_000  # 0.01 万元, in 分


def rounded_disclosure(name: str, seed: int, rounding: Rounding, mark: str = "") -> Disclosure:
    """Random true accounts, exact and as they are printed, in a disclosure of every block."""
    edition = load(name)
    exact = tables(edition, ledger(Random(seed), edition))  # noqa: S311 - accounts, no secrets
    return replace(printed_disclosure(name, exact, rounding), mark=mark)


def printed_disclosure(name: str, exact: Facts, rounding: Rounding) -> Disclosure:
    """A disclosure of every block whose tables print these amounts."""
    edition, made = load(name), disclosure(name)
    shown = rounded_facts(exact, edition, rounding)
    blocks = tuple(_blocks(made, shown, edition))
    return replace(made, blocks=blocks, shown=shown, exact=exact, rounding=rounding)


def rounded_facts(exact: Facts, edition: Edition, rounding: Rounding) -> Facts:
    """The amounts as printed in 万元, each on its own or in balance."""
    cents = {address: int(fact.value * FEN) for address, fact in exact.items()}
    if rounding == "each":
        shown = each(cents, STEP).shown
    else:
        grounds = [g for equation in edition.equations() for g in equation.ground(exact)]
        equal = [g for g in grounds if g.equation.relation == "=" and not g.equation.slack]
        whole = [g for g in equal if all(abs(factor) == 1 for factor, _ in g.terms)]
        shown = balanced(cents, whole, STEP).shown
    facts = {address: _fact(address, cents[address], amount) for address, amount in shown.items()}
    return Facts(facts, exact.forms)


def _fact(address: Address, exact: int, amount: int) -> Fact:
    value, scale = Decimal(amount) / FEN, UNITS["万元"]
    printed = spelling.shown(value, scale) if exact else ""
    return Fact(address, value, scale / 200 if exact else Decimal(0), printed, "万元")


def _blocks(made: Disclosure, shown: Facts, edition: Edition) -> Iterator[Block]:
    for block in made.blocks:
        form = edition.form(block.id) if isinstance(block, PageTable) else None
        if form:
            yield form_table(form, shown, edition, made.department)
        elif isinstance(block, Text):
            yield Text(tuple(_printed(run, shown) for run in block.runs))
        else:
            yield block


def _printed(run: Run, shown: Facts) -> Run:
    """A number of the text as these tables print it."""
    if not isinstance(run, LinkedNumber) or run.address is None:
        return run
    amount = shown[run.address].value if run.address in shown else Decimal(0)
    return run._replace(text=spelling.shown(amount, UNITS["万元"]))
