"""The whole way from books to the accounts of the units and of the department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np

from juesuan.model.accounts import (
    BooksRows,
    Elimination,
    Obstacle,
    Prepared,
    Rounding,
    Unfit,
    records,
    yuan,
)
from juesuan.model.books import Books
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.feed import Feeds
from juesuan.preparing import periods
from juesuan.preparing.carry.carried import carry_over
from juesuan.preparing.carry.opened import with_openings
from juesuan.preparing.carry.roll import disagreements
from juesuan.preparing.disclosure_texts import COUNTED, KEPT
from juesuan.preparing.forward import Plan, exists, plan
from juesuan.preparing.internal.consolidate import Book, eliminate, elimination_leaves, matched
from juesuan.preparing.internal.unregistered import unregistered
from juesuan.preparing.ledger.groups import Engine
from juesuan.preparing.ledger.leaves import Leaf, Sparse, leaves
from juesuan.preparing.ledger.scales import out_of_scale
from juesuan.preparing.ledger.tally import (
    misclassed,
    misplaced,
    openings_without_item,
    refusals,
    tally,
    unbalanced,
    unclosed,
    uneven_openings,
    whole_units,
    without_postings,
)
from juesuan.preparing.ledger.vouchers import uneven_vouchers
from juesuan.preparing.project_cards import executed
from juesuan.preparing.scribe import Scribe, Units

BATCH = 256
SMALL = (
    "meta", "unit", "budget", "carry", "prior_year", "interunit", "reason",
    "sangong_counts", "procurement", "asset_vehicle", "asset_equip",
)  # fmt: skip
SOURCES = (
    "budget", "prior_year", "sangong_counts", "procurement", "asset_vehicle", "asset_equip",
)  # fmt: skip

Tables = Mapping[str, list[dict[str, Any]]]
Totals = dict[Address, int]


def prepare(  # noqa: PLR0913 - the books and the edition, the rest are switches by name
    books: Books,
    edition: Edition,
    *,
    rounding: Rounding = "each",
    engine: Engine | None = None,
    practice: Mapping[str, str] | None = None,
    accept: Collection[str] = (),
    prior: Mapping[str, Facts] | None = None,
) -> Prepared:
    """The accounts of every unit and of the department; raises Unfit with all that is wrong.

    `engine` names where the ledger is added up, by default where it lies; `practice` sets
    switches of the edition, `accept` names problems that are known and let pass. `prior` are
    last year's facts by unit ("" for the department), as prepared or as read from its document.
    """
    work = _Work(books, edition, edition.feeds(practice), engine, prior or {})
    amounts, totals, eliminations, accepted = _judged(work, accept)
    scribe = Scribe(edition, work.plan, rounding, work.plain)
    whole = work.consolidated(totals, eliminations)
    return Prepared(
        year=books.year,
        edition=edition.id,
        practice=work.feeds.practice,
        rounding=rounding,
        department=scribe.account("", work.department(), whole),
        units=Units(work.names, amounts, scribe),
        eliminations=tuple(eliminations),
        accepted=tuple(accepted),
        tally=work.tally,
        roll=work.roll,
        ledger=work.carried.ledger,
        words=work.words(books),
    )


def _judged(
    work: _Work, accept: Collection[str]
) -> tuple[Sparse, Totals, list[Elimination], list[Obstacle]]:
    """The amounts of the units and their sums, once nothing stands in the way; else Unfit."""
    judge = _Judge(accept)
    judge.hear(Obstacle(doubt.name, doubt.message) for doubt in work.doubts if doubt.root)
    judge.hear(out_of_scale(work.groups, work.tables["budget"], work.feeds))
    judge.settle()
    judge.hear(Obstacle(doubt.name, doubt.message) for doubt in work.doubts if not doubt.root)
    judge.hear(work.refused())
    judge.hear(work.balances())
    eliminations, problems = work.eliminations()
    judge.hear(problems)
    judge.settle(final=True)
    amounts, totals, broken = work.amounts()
    judge.hear(broken)
    judge.settle()
    return amounts, totals, eliminations, judge.accepted


class _Judge:
    """Collects what stands in the way, lets pass what was accepted by name."""

    def __init__(self, accept: Collection[str]) -> None:
        self.accept = set(accept)
        self.standing: list[Obstacle] = []
        self.accepted: list[Obstacle] = []
        self.causes: dict[str, str] = {}

    def hear(self, problems: Iterable[Obstacle]) -> None:
        for problem in problems:
            passes = problem.name in self.accept and not problem.final
            kind = problem.name.partition(":")[0]
            if self.causes.get(problem.unit, kind) != kind or (
                problem.unit in self.causes and not problem.cause
            ):
                continue
            if problem.cause and not passes:
                self.causes[problem.unit] = kind
            (self.accepted if passes else self.standing).append(problem)

    def settle(self, *, final: bool = False) -> None:
        """Raise what stands; with `final` only when something stands that nobody may accept."""
        if self.standing and (not final or any(problem.final for problem in self.standing)):
            raise Unfit(self.standing)


class _Work:
    """The books on their way: the units in order, their leaves, the plan for the equations."""

    def __init__(
        self,
        books: Books,
        edition: Edition,
        feeds: Feeds,
        engine: Engine | None,
        prior: Mapping[str, Facts],
    ) -> None:
        self.edition, self.feeds, self.prior, self.doubts = edition, feeds, prior, books.doubts
        self.tables: Tables = {name: records(books, name) for name in SMALL}
        tables = self.tables
        roster = sorted(tables["unit"], key=lambda row: str(row["unit_code"]))
        self.included = {str(r["unit_code"]): r.get("included") is not False for r in roster}
        taken = [row for row in roster if self.included[str(row["unit_code"])]]
        self.names = {str(r["unit_code"]): str(r.get("unit_name") or r["unit_code"]) for r in taken}
        self.natures = {str(r["unit_code"]): str(r.get("nature") or "") for r in taken}
        self.rank = {unit: number for number, unit in enumerate(self.names)}
        self.carried = carried = carry_over(books, feeds, tables["carry"], self.natures, engine)
        self.roll = carried.roll
        self.groups = groups = carried.groups
        self.tally = tally(groups, feeds, self.included)
        self.before = periods.prior(tables["prior_year"], prior)
        self.counted = periods.counts(tables, feeds, self.rank)
        self.budgets = {
            period: periods.budget(tables["budget"], feeds, self.rank, column)
            for period, column in feeds.periods.items()
        }
        self.leaves = Sparse.of(self._leaves())
        self.plan = self._plan()

    def _leaves(self) -> Iterator[Leaf]:
        ledger = leaves(self.groups, self.feeds, self.rank)
        for leaf in chain(ledger, self.roll.leaves(self.feeds, self.rank)):
            if exists(leaf.cell, self.edition):
                yield leaf
        chosen = self.budgets[self.feeds.practice["三公预算数"]]
        for cell, source in self.feeds.budget_cells.items():
            if source in chosen.cells:
                mask = chosen.cell == chosen.cells.index(source)
                yield Leaf(cell, chosen.unit[mask], chosen.amount[mask])

    def _plan(self) -> Plan:
        """The plan for all codes in use, in the books of any unit and in the budgets."""
        used = [self.leaves, *self.budgets.values()]
        cells = {cell for sparse in used for cell in sparse.cells}
        codes = {cell.row for cell in cells if cell.row.isdigit()}
        fixed = {feed.cell for feed in self.feeds.cells} | {b.cell for b in self.feeds.balances}
        fed = {*cells, *fixed, *self.feeds.budget_cells}
        return plan(self.edition, codes, fed)

    def refused(self) -> Iterator[Obstacle]:
        """Postings that have no place in the tables."""
        yield from misplaced(self.groups, self.edition, self.included)
        yield from misclassed(self.groups, self.edition, self.feeds)
        yield from refusals(self.tally, self.feeds)

    @property
    def plain(self) -> frozenset[Address]:
        """The cells that are counts, not money."""
        return frozenset(count.cell for count in self.feeds.counts if not count.money)

    def balances(self) -> Iterator[Obstacle]:
        """Debits that are not credits; a roll-forward unlike the carry table or last year."""
        vouchers = uneven_vouchers(self.carried.ledger, whole_units(self.groups))
        yield from vouchers.obstacles
        yield from unbalanced(self.groups, vouchers.short)
        yield from unclosed(self.groups, self.carried.ledger)
        yield from uneven_openings(self.groups)
        yield from openings_without_item(self.groups, self.feeds)
        others = (row for name in self.tables if name != "unit" for row in self.tables[name])
        yield from without_postings(self.groups, self.names, map(periods.unit_of, others))
        yield from with_openings(self.groups, self.carried.problems)
        yield from disagreements(self.roll, self.tables["carry"])
        reasons = self.tables["reason"]
        yield from periods.openings(self.carried.base, self.before, reasons, self.names, self.prior)

    def eliminations(self) -> tuple[list[Elimination], list[Obstacle]]:
        """What is taken out between units, and what does not match."""
        agreed, problems = matched(self.tables["interunit"], self.names, self.feeds)
        book = Book.of(self.groups, self.feeds)
        eliminations, more = eliminate(agreed, book)
        asked = unregistered(book, self.names, self.feeds)
        return eliminations, [*problems, *more, *asked]

    def amounts(self) -> tuple[Sparse, Totals, list[Obstacle]]:
        """Every cell of every unit, their sums, and the equations that do not hold."""
        pieces: list[Leaf] = []
        problems: list[Obstacle] = []
        totals: Totals = defaultdict(int)
        units = list(self.names)
        for first in range(0, len(units), BATCH):
            batch = units[first : first + BATCH]
            values = self.plan.run(self.leaves.dense(first, first + len(batch)), len(batch))
            problems += _broken(self.plan, values, batch)
            for period, budget in self.budgets.items():
                given = self.plan.run(budget.dense(first, first + len(batch)), len(batch))
                values.update(_budgeted(given, period, self.feeds))
            values.update(self._notes(values, batch))
            for cell, vector in values.items():
                (where,) = np.nonzero(vector)
                pieces.append(Leaf(cell, where + first, vector[where]))
                totals[cell] += int(vector.sum())
        pieces += self._stated()
        return Sparse.of(pieces), totals, problems

    def _notes(self, values: Mapping[Address, Any], batch: list[str]) -> dict[Address, Any]:
        """机关运行经费 of this year and the budgets: public spending of some natures of units."""
        counts = np.array(
            [self.natures[unit] in self.feeds.running for unit in batch], dtype=np.int64
        )
        cell, note = self.feeds.running_cell, self.feeds.running_note
        names = ["", *self.budgets]
        amounts = {note._replace(period=p): values.get(cell._replace(period=p)) for p in names}
        return {address: value * counts for address, value in amounts.items() if value is not None}

    def _stated(self) -> Iterator[Leaf]:
        """Last year and the counts, as the books give them unit by unit."""
        plain = self.plain
        for unit, number in self.rank.items():
            for cell, amount in self.before.get(unit, {}).items():
                yield Leaf(cell, np.array([number]), np.array([amount], dtype=np.int64))
            for cell, amount in self.counted.get(unit, {}).items():
                scaled = amount * 100 if cell in plain else amount
                yield Leaf(cell, np.array([number]), np.array([scaled], dtype=np.int64))

    def consolidated(self, totals: Totals, eliminations: Iterable[Elimination]) -> Totals:
        """The department: the units added up, less what flows between them."""
        out = self.plan.run(Sparse.of(elimination_leaves(eliminations)).dense(0, 1), 1)
        for cell, vector in out.items():
            totals[cell] += int(vector[0])
        totals.update(self._last_year())
        for cell, amount in self.counted.get("", {}).items():
            totals[cell] = amount * 100 if cell in self.plain else amount
        return {cell: amount for cell, amount in totals.items() if amount}

    def _last_year(self) -> Totals:
        """Last year's department: as given, else the units added up where all are given."""
        if "" in self.before or not self.names.keys() <= self.before.keys():
            return self.before.get("", {})
        sums: Totals = defaultdict(int)
        for unit in self.names:
            for cell, amount in self.before[unit].items():
                sums[cell] += amount
        return sums

    def words(self, books: Books) -> BooksRows:
        """The rows that a disclosure needs besides the accounts."""
        more = {name: records(books, name) for name in KEPT if name not in self.tables}
        rows = {name: {**self.tables, **more}[name] for name in KEPT}
        counted = frozenset(name for name in COUNTED if self.tables[name])
        booked = executed(books.tables["ledger"]) if rows["indicator"] else {}
        sources = {name: self.tables[name] for name in SOURCES}
        return BooksRows(rows, counted, booked, sources)

    def department(self) -> str:
        """The name of the department: as the books say, or that of its first unit."""
        named = [str(row["department"]) for row in self.tables["meta"] if row.get("department")]
        return (named or list(self.names.values()) or [""])[0]


def _broken(made: Plan, values: Mapping[Address, Any], batch: list[str]) -> Iterator[Obstacle]:
    for ground, residual in made.broken(values, len(batch)):
        for number in np.flatnonzero(residual).tolist():
            unit = batch[number]
            cells = "、".join(str(address) for _, address in ground.terms[:3])
            message = (
                f"单位 {unit}：公式“{ground.equation.text}”不成立（{cells} 等），"
                f"差 {yuan(int(residual[number])):,.2f} 元"
            )
            name = f"公式:{unit}:{ground.terms[0][1]}"
            yield Obstacle(name, message, ground.equation.relation == "=", unit)


def _budgeted(given: Mapping[Address, Any], period: str, feeds: Feeds) -> dict[Address, Any]:
    return {
        cell._replace(period=period): value
        for cell, value in given.items()
        if periods.budgeted(cell, feeds)
    }
