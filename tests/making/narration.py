"""The narrative of made-up accounts: every sentence that can be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import dropwhile, takewhile
from unittest.mock import patch

from juesuan.composing import composition
from juesuan.composing.composition import Imprint, compose
from juesuan.model.accounts import Account, BooksTexts
from juesuan.model.disclosure import Block, Heading, LinkedNumber, Text
from juesuan.model.number import Facts
from juesuan.notation.edition import Edition

COUNTED = frozenset({"sangong_counts", "procurement", "asset_vehicle", "asset_equip"})
PART = "决算情况说明"


class Always(dict[str, str]):
    """The same reason for everything."""

    def __init__(self, reason: str) -> None:
        super().__init__({"": reason})

    def items(self) -> Iterable[tuple[str, str]]:  # type: ignore[override]
        """What cannot be listed."""
        return ()

    def get(self, _: str, __: object = None) -> str:
        """The reason."""
        return self[""]


def narrative(
    facts: Facts, edition: Edition, department: str, reason: str = "年中按规定程序调整了预算"
) -> list[Heading | Text]:
    """The headings and paragraphs of 情况说明, everything explained by the same reason."""
    texts = BooksTexts(reasons=Always(reason), counted=COUNTED)
    account = Account("", department, facts, facts)
    with patch.object(composition, "form_table"):  # the tables are no part of it
        made = compose(account, texts, edition, Imprint(date(edition.year + 1, 8, 30)))
    return [block for block in _part(made.blocks) if isinstance(block, Heading | Text)]


def _part(blocks: Iterable[Block]) -> Iterator[Block]:
    def begins(block: Block) -> bool:
        return isinstance(block, Heading) and block.level == 1 and PART in block.text

    rest = dropwhile(lambda block: not begins(block), blocks)
    yield next(rest)
    yield from takewhile(lambda b: not (isinstance(b, Heading) and b.level == 1), rest)


def numbers(blocks: Iterable[Heading | Text]) -> Iterator[LinkedNumber]:
    """Every number the paragraphs say."""
    for block in blocks:
        if isinstance(block, Text):
            yield from (run for run in block.runs if isinstance(run, LinkedNumber))


def written(blocks: Iterable[Heading | Text]) -> str:
    """The narrative as a document prints it."""
    lines = (f"{'#' * b.level} {b.text}" if isinstance(b, Heading) else b.text for b in blocks)
    return "\n\n" + "\n\n".join(lines) + "\n"
