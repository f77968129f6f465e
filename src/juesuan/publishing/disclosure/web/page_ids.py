"""The ids of a web page: every heading, table, chart and number has one, no two the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from juesuan.model.disclosure import Block, Chart, Heading, PageTable
from juesuan.model.number import Address
from juesuan.publishing.screen import still

MAIN, CONTENTS, FACTS = "正文", "目录", "facts"
DRAWN = "chart-"  # begins the ids inside a drawing, and no other

Field = tuple[int, int, int]  # block, row, column


class PageIds(NamedTuple):
    """Ids by block, those of the numbers in tables by field, and where an address first stands."""

    blocks: Mapping[int, str]
    fields: Mapping[Field, str]
    cells: Mapping[Address, str]


def page_ids(blocks: tuple[Block, ...]) -> PageIds:
    """An id for all that may be led to; numbers come first, so that theirs are their addresses."""
    places: dict[Address, Field] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, PageTable):
            for (row, column), address in block.cells.items():
                places.setdefault(address, (index, row, column))
    taken = {MAIN, CONTENTS, FACTS}
    cells = {address: _free(str(address), taken) for address in places}
    named = {
        index: _free(block.id, taken)
        for index, block in enumerate(blocks)
        if isinstance(block, Heading | PageTable | Chart)
    }
    return PageIds(named, {places[address]: name for address, name in cells.items()}, cells)


def _free(name: str, taken: set[str]) -> str:
    """A name as an id, without white space and what does not show; a number after one taken."""
    whole = re.sub(r"\s+", "_", still(name.encode("utf-8", "replace").decode()).strip()) or "_"
    whole = f"_{whole}" if whole.startswith(DRAWN) else whole
    free, number = whole, 1
    while free in taken:
        number += 1
        free = f"{whole}-{number}"
    taken.add(free)
    return free
