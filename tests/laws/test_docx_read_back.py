"""What is written as DOCX is read back: the same numbers at the same addresses, and no finding."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.disclosures import NAME, disclosure

from juesuan.auditing import audit
from juesuan.model.disclosure import Disclosure
from juesuan.model.number import UNITS
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

NAMES = {
    "2023": NAME,
    "2024": NAME,
    "2023-310000": "上海市青禾区档案馆",
    "2024-310000": "上海市青禾区档案馆",
}
NOTHING = {"", "0", "0.00", "-0.00"}


def printed(start: Disclosure) -> dict[str, str]:
    """Every number of a disclosure that is not 0 as printed, by its address."""
    shown = {
        str(address): spelling.shown(fact.value, UNITS[start.unit])
        for address, fact in start.shown.items()
    }
    return {address: text for address, text in shown.items() if text not in NOTHING}


def read_again(start: Disclosure) -> Reading:
    return read_document(open_document("决算.docx", write_docx(start, load_look())))


@given(st.sampled_from(sorted(NAMES)), st.integers(0, 2**32))
@settings(max_examples=examples(WHOLE // 2, 6))
def test_every_number_is_read_at_its_address_and_nothing_is_found(name: str, seed: int) -> None:
    start = disclosure(name, seed, NAMES[name])
    reading = read_again(start)
    assert reading.meta.edition == name
    assert not reading.unread
    facts = {str(address): fact.printed for address, fact in reading.facts.items()}
    assert {address: text for address, text in facts.items() if text not in NOTHING} == printed(
        start
    )
    assert [f for f in audit(reading, load(name)) if f.severity == "错误"] == []
