"""The first promise: tables made by rounding true accounts are read back and never faulted."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.accounts import ledger, tables
from tests.making.homes import EVERY, NOWHERE, home
from tests.making.published import STYLES, restyled
from tests.making.rendering import KINDS, document

from juesuan.auditing import audit
from juesuan.model.number import UNITS, Address, Facts
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.edition_folders import regions
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read


def assert_read_back(true: Facts, edition: Edition, text: str) -> Reading:
    """Every true amount stands in the reading, rounded as printed, and nothing else does."""
    found = read(open_document("试.md", text.encode()))
    assert found.meta.edition == edition.id
    assert not found.unread
    unit = UNITS[edition.forms[0].style.unit]
    wanted = {a: spelling.shown(f.value, unit) for a, f in true.items() if f.value}
    printed = {
        a: f.printed
        for a, f in found.facts.items()
        if f.value or f.printed not in ("", "0", "0.00", "-0.00")
    }
    zero = {a for a, text in wanted.items() if not spelling.amount(text)[0]}  # type: ignore[index]
    assert {a: t for a, t in wanted.items() if a not in zero} == printed
    for address, fact in true.items():
        if address in found.facts and fact.value:
            assert abs(found.facts[address].value - fact.value) <= found.facts[address].half
    return found


@settings(max_examples=examples(2 * WHOLE, 30))  # in the styles of every edition
@given(st.sampled_from(EVERY), STYLES, st.sampled_from(KINDS), st.integers(0, 2**32))
def test_rounded_true_accounts_are_never_faulted(
    name: str, style: dict[str, str | bool], kind: str, seed: int
) -> None:
    """read(publish(facts)) == rounded(facts), and audit finds no 错误, in any layout."""
    random, edition = Random(seed), restyled(load(name), style)  # noqa: S311 - accounts, not secrets
    true = tables(edition, ledger(random, edition))
    place = random.choice(regions()[edition.region]) if edition.region else NOWHERE
    text = document(edition, true, random, kind, f"{place}清河区档案局")
    found = audit(assert_read_back(true, edition, text), load(edition.id))
    assert [finding for finding in found if finding.severity == "错误"] == []


@pytest.mark.parametrize("name", EVERY)
def test_a_slip_in_any_regions_tables_is_found(name: str) -> None:
    """The law for one set of accounts of each edition, and one total changed in it."""
    edition, department = load(name), f"{home(load(name))}清河区档案局"
    true = tables(edition, ledger(Random(name), edition))  # noqa: S311 - accounts, not secrets
    at = Address("03", "合计", "1")
    slip = true[at]._replace(value=true[at].value + 30000)
    for facts, faulty in ((true, False), (Facts({**true, at: slip}, true.forms), True)):
        text = document(edition, facts, Random(name), "pipe", department)  # noqa: S311 - as above
        found = audit(read(open_document("试.md", text.encode())), edition)
        assert any(finding.severity == "错误" for finding in found) is faulty
