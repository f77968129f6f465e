"""Document and tables -> what they say of evaluated projects: cards, lists, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.model.page import Place
from juesuan.model.project import Card, ProjectList, Projects, Quote
from juesuan.notation import spelling
from juesuan.notation.card.layout import Vocabulary
from juesuan.notation.card.reader import is_card, read_cards
from juesuan.notation.edition import Edition
from juesuan.reading.projects.statements import of_this_year, read_projects_text
from juesuan.reading.projects.summary_tables import read_list
from juesuan.reading.tables import Table, append
from juesuan.reading.text import RunningText

UNIT = re.compile(r"单位[:：](万元|元)")
NOTES = re.compile(r"^(?:注|备注|说明)?[:：]?\d*[.、．]?")


def read_projects(
    text: RunningText, tables: Sequence[Table], edition: Edition, year: int | None = None
) -> Projects:
    """All that a document says of its projects' self-evaluation; empty where it says nothing.

    Tables without rules are not read: nothing proves their columns.
    """
    vocabulary = edition.vocabulary
    lists: list[ProjectList] = []
    drawn: list[_Drawn] = []
    for table in (table for table in tables if not table.grid.aligned):
        listed = read_list(table, unit_of(table), vocabulary)
        lists += listed
        if listed:
            continue
        if drawn and _goes_on(drawn[-1], table, vocabulary):
            upper = drawn[-1].table
            whole = replace(upper, grid=append(upper.grid, table.grid), below=table.below)
            drawn[-1] = _drawn(whole, vocabulary)
        elif is_card(table.grid, vocabulary):
            drawn.append(_drawn(table, vocabulary))
    cards = [card for one in drawn for card in one.cards]
    names = [*(card.name for card in cards), *(row.name for one in lists for row in one.rows)]
    prose = of_this_year(text.whole, edition.clues, year, names)
    return read_projects_text(prose, tuple(cards), tuple(lists), edition.statements)


class _Drawn(NamedTuple):
    """A table that is cards, and these."""

    table: Table
    cards: Sequence[Card]


def _drawn(table: Table, vocabulary: Vocabulary) -> _Drawn:
    return _Drawn(table, _cards(table, vocabulary))


def _cards(table: Table, vocabulary: Vocabulary) -> list[Card]:
    return read_cards(table.grid, vocabulary, unit_of(table), notes_of(table))


def _goes_on(upper: _Drawn, lower: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table is the lower half of a card whose total is still to come."""
    if upper.table.grid.width != lower.grid.width or upper.cards[-1].total is not None:
        return False
    return not any(card.name for card in _cards(lower, vocabulary))


def unit_of(table: Table) -> str:
    """元 or 万元, as stated above the table; 万元 where nothing is."""
    for line in reversed(table.above):
        if unit := UNIT.search(spelling.plain(line.text)):
            return unit[1]
    return "万元"


def notes_of(table: Table) -> tuple[Quote, ...]:
    """The numbered notes below a card, each in one passage."""
    return tuple(_joined(table))


def _joined(table: Table) -> Iterable[Quote]:
    notes: list[tuple[list[str], Place]] = []
    for line in table.below:
        text = line.text.strip()
        if notes and not NOTES.match(text)[0]:  # type: ignore[index]
            notes[-1][0].append(text)
        else:
            notes.append(([text], line.place))
    return [Quote("".join(texts), place) for texts, place in notes]
