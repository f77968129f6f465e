"""Document and tables -> what they say of evaluated projects: cards, lists, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from juesuan.notation import words
from juesuan.notation.card import Card, Passage, ProjectList, Projects
from juesuan.notation.card.reading import continued, is_card, read_cards
from juesuan.read.project_lists import read_list
from juesuan.read.synopses import read_statements
from juesuan.read.tables import Table
from juesuan.sources.document import Document

UNIT = re.compile(r"单位[:：](万元|元)")
NOTES = re.compile(r"^(?:注|备注|说明)?[:：]?\d*[.、．]?")


def read_projects(document: Document, tables: Sequence[Table]) -> Projects:
    """All that a document says of its projects' self-evaluation; empty where it says nothing."""
    cards: list[Card] = []
    lists: list[ProjectList] = []
    for table in tables:
        found = read_list(table, unit_of(table))
        if found:
            lists += found
        elif is_card(table.grid):
            _add_cards(cards, table)
        elif cards and cards[-1].total is None and table.grid.width >= 7:
            cards[-1] = _lower_half(cards[-1], table)
    return read_statements(document, tuple(cards), tuple(lists))


def unit_of(table: Table) -> str:
    """元 or 万元, as stated above the table; 万元 where nothing is."""
    for line in reversed(table.above):
        if found := UNIT.search(words.plain(line.text)):
            return found[1]
    return "万元"


def _add_cards(cards: list[Card], table: Table) -> None:
    """The cards of a table; one without a name goes on with the card before it."""
    for one in read_cards(table.grid, unit_of(table), notes_of(table)):
        if not one.name and cards and cards[-1].total is None:
            cards[-1] = _lower_half(cards[-1], table)
        elif one.name or one.indicators:
            cards.append(one)


def _lower_half(card: Card, table: Table) -> Card:
    rest = continued(card, table.grid)
    return rest if rest.indicators != card.indicators or rest.total else card


def notes_of(table: Table) -> tuple[Passage, ...]:
    """The numbered notes below a card, each in one passage."""
    return tuple(_joined(table))


def _joined(table: Table) -> Iterable[Passage]:
    found: list[Passage] = []
    for line in table.below:
        text = line.text.strip()
        if found and not NOTES.match(text)[0]:  # type: ignore[index]
            found[-1] = Passage(found[-1].text + text, found[-1].place)
        else:
            found.append(Passage(text, line.place))
    return found
