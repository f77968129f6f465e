"""Real published documents: every printed cell of the nine tables is read, at its address."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from juesuan.model import Reading
from juesuan.read import read
from juesuan.sources.open import open_document

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
GOLDEN = Path(__file__).parent / "golden"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="没有 ../shared/samples，真实样本未测")


def sample(name: str) -> Reading:
    """What is read from a published document."""
    return read(open_document(name, (SAMPLES / name).read_bytes()))


@pytest.mark.parametrize(
    "name", ["jinan-lixia-2023.md", "shanghai-putuo-finance-2024.pdf"], ids=["济南历下", "上海普陀"]
)
def test_every_printed_cell_is_read_at_its_address(name: str) -> None:
    """The cells typed by eye, no more and no less."""
    with (GOLDEN / f"{Path(name).stem}.csv").open(encoding="utf-8") as file:
        wanted = {row["address"]: row["printed"] for row in csv.DictReader(file)}
    found = sample(name)
    cells = (fact for form in found.facts.forms for fact in found.facts.of(form))
    assert {str(fact.address): fact.printed for fact in cells if fact.printed} == wanted
    assert not found.unread
    assert all(form.state in ("read", "empty") for form in found.facts.forms.values())


def test_the_blank_form_is_recognised_as_nine_empty_tables() -> None:
    """The template of Shanghai: nine forms, no number in any."""
    found = sample("shanghai-template-2024.pdf")
    assert {form.state for form in found.facts.forms.values()} == {"empty"}
    assert len(found.facts.forms) == 9  # noqa: PLR2004 - nine tables
    assert not any(fact.value for form in found.facts.forms for fact in found.facts.of(form))
    assert found.meta.edition == "2024-310000"
