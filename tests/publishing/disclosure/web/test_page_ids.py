"""An id leads to one place; a number's id is its address."""

from __future__ import annotations

import re

from hypothesis import given, settings
from tests.lanes import WHOLE, examples
from tests.making.disclosures import disclosure
from tests.making.published import hostile, printed

from juesuan.model.disclosure import Disclosure, Heading
from juesuan.model.number import Address
from juesuan.publishing.disclosure.web.page_ids import MAIN, page_ids


def test_a_number_in_a_table_has_its_address_for_an_id() -> None:
    shown = disclosure("2023")
    ids = page_ids(shown.blocks)
    assert {str(address) for address in printed(shown)} == set(ids.cells.values())
    assert ids.cells[Address("03", "合计", "1")] == "03:合计:1"


def test_what_has_the_same_name_gets_a_number() -> None:
    ids = page_ids((Heading(1, "甲", "甲"), Heading(2, "乙", "甲"), Heading(2, "丙", MAIN)))
    assert list(ids.blocks.values()) == ["甲", "甲-2", f"{MAIN}-2"]


def test_no_name_is_taken_that_drawings_use() -> None:
    assert list(page_ids((Heading(1, "甲", "chart-1"),)).blocks.values()) == ["_chart-1"]


@settings(max_examples=examples(WHOLE, 15))
@given(hostile())
def test_ids_are_different_and_without_blanks_whatever_the_names(shown: Disclosure) -> None:
    ids = page_ids(shown.blocks)
    names = [*ids.blocks.values(), *ids.fields.values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"\S+", name) for name in names)
