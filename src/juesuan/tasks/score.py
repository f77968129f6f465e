"""`juesuan score` of books: their projects as cards, scored, tied to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from juesuan.auditing.evaluations import project_checks
from juesuan.books import LIMITS, Books, open_books
from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.page import Limits
from juesuan.model.project import Card, Evaluation, Note, Projects
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition, load
from juesuan.notation.edition_folders import edition_id, latest
from juesuan.preparing.project_cards import executed, project_cards, rows_of
from juesuan.projects.evaluation import evaluation, judged

NEEDED = ("unit", "project", "project_fund", "indicator")
TABLES = ("meta", "codes", "ledger", *NEEDED)


def evaluate(
    books: str | Path, edition: str = "", limits: Limits = LIMITS
) -> tuple[Evaluation, Edition]:
    """The projects of the books scored, with or without a ledger, by the edition that is theirs.

    Raises BooksError.
    """
    opened = _opened(books, load(edition or latest()), limits)
    tables = {name: rows_of(opened.tables[name]) for name in TABLES if name != "ledger"}
    ledger = opened.tables["ledger"]
    booked = executed(ledger) if ledger.count().to_pyarrow().as_py() else None
    meta = tables["meta"][0]
    region = f"{meta['region_profile'] or ''}"[:2] + "0000"
    chosen = load(edition or edition_id(opened.year, region))
    made = project_cards(tables, booked, chosen.scoring)
    scored = evaluation(opened.year, made.department, made.cards, made.kinds, chosen.scoring)
    audited = judged(scored, _findings(scored.evaluated.cards, chosen))
    doubts = (Note("提示", "账套", doubt.message) for doubt in opened.doubts)
    notes = (*made.notes, *audited.notes, *doubts)
    return replace(audited, notes=notes, excluded=made.excluded), chosen


def _findings(cards: tuple[Card, ...], edition: Edition) -> Iterator[Finding]:
    """What an audit of the cards says."""
    reading = Reading(Meta(), Facts({}, {}), projects=Projects(cards=cards))
    for _, check in project_checks(reading, edition):
        yield from check()


def _opened(books: str | Path, edition: Edition, limits: Limits) -> Books:
    """The books, of which only the tables on projects are read; the ledger may be missing."""
    schema = edition.books
    tables = tuple(
        replace(one, required=one.name in (*NEEDED, schema.year[0]))
        for one in schema.tables
        if one.name in TABLES
    )
    others = tuple(one for one in schema.tables if one.name not in TABLES)
    return open_books(books, replace(schema, tables=tables, unread=others), limits=limits)
