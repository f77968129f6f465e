"""What the workbook of a disclosure says is read back, cell by cell, in every edition."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.roundings import rounded_disclosure

from juesuan.auditing import audit
from juesuan.model.accounts import Rounding
from juesuan.model.disclosure import Disclosure
from juesuan.model.number import Address, Facts
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.workbook import write_workbook
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")
ROUNDINGS: tuple[Rounding, ...] = ("each", "balanced")
editions, roundings = st.sampled_from(EDITIONS), st.sampled_from(ROUNDINGS)
seeds, marks = st.integers(0, 10**6), st.sampled_from(["", "草稿"])
sources = st.sampled_from(["prepared", "read"])


def read_back(disclosure: Disclosure) -> Reading:
    edition = load(disclosure.edition)
    data = write_workbook(disclosure, load_look(), edition)
    return read_document(open_document("决算.xlsx", data), edition)


def amounts(facts: Facts, disclosure: Disclosure) -> dict[Address, tuple[Decimal, Decimal]]:
    """This year's numbers of the forms that are not zero, and how exactly they are known."""
    forms = {form.id for form in load(disclosure.edition).forms}
    return {
        address: (fact.value, fact.half)
        for address, fact in facts.items()
        if address.form in forms and not address.period and fact.value
    }


@settings(max_examples=examples(WHOLE // 2, 6))
@given(editions, seeds, roundings, marks, sources)
def test_a_workbook_reads_as_what_was_written(
    name: str, seed: int, rounding: Rounding, mark: str, source: str
) -> None:
    disclosure = rounded_disclosure(name, seed, rounding, mark)
    if source == "read":
        disclosure = replace(disclosure, exact=None)
    reading = read_back(disclosure)
    assert amounts(reading.facts, disclosure) == amounts(disclosure.shown, disclosure)
    assert reading.unread == ()
    assert (reading.meta.department, reading.meta.year) == (disclosure.department, disclosure.year)


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("name", EDITIONS)
def test_true_accounts_have_no_errors(name: str, rounding: Rounding) -> None:
    reading = read_back(rounded_disclosure(name, 11, rounding))
    findings = audit(reading, load(name))
    assert [f.message for f in findings if f.severity == "错误"] == []
    told = next(claim for claim in reading.claims if claim.says == "01:收入总计:1")
    assert told.value == reading.facts[Address.parse("01:收入总计:1")].value
