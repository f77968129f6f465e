"""A form laid out knows where every address stands: what is read back is what was put there."""

from __future__ import annotations

from random import Random

import pytest
from tests.making.accounts import ledger, tables

from juesuan.notation import layout
from juesuan.notation.edition import load


@pytest.mark.parametrize("name", ["2023", "2024", "2023-310000"])
def test_the_cells_of_a_laid_out_form_are_those_a_reader_finds(name: str) -> None:
    edition = load(name)
    facts = tables(edition, ledger(Random(7), edition))  # noqa: S311 - accounts, not secrets
    for form in edition.forms:
        codes = edition.codes(form)
        laid = layout.write(form, facts, codes, edition.year)
        read = layout.read(form, laid.grid, edition.synonyms, codes)
        assert {slot.address: slot.cell for slot in read.slots} == laid.cells
        assert read.strays == ()
