"""Numbers recognised in a scan: nothing that contradicts them is an error, nor are they checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juesuan.auditing import Audit, examine
from juesuan.auditing.outcome import outcome
from juesuan.auditing.scans import DOUBT, SCANNED, doubted, rests_on_scan
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts
from juesuan.model.page import Block, Document, Grid, Page, Place
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

NOTHING = Facts({}, {})
PLANTED = Path(__file__).parents[2] / "examples" / "disclosure" / "disclosure.md"


def scanned(document: Document) -> Document:
    """The same document as if all of it had been recognised in pictures."""
    pages = (replace(page, blocks=tuple(map(_marked, page.blocks))) for page in document.pages)
    return replace(document, pages=tuple[Page, ...](pages))


def _marked(block: Block) -> Block:
    place = block.place._replace(scanned=True)
    if not isinstance(block, Grid):
        return replace(block, place=place)
    cells = (replace(c, place=c.place._replace(scanned=True)) for c in block.cells)
    return replace(block, cells=tuple(cells), place=place)


@pytest.fixture(scope="module")
def both() -> list[tuple[Reading, Audit]]:
    """The example with planted errors, as a text and as a scan."""
    plain = open_document("甲.md", PLANTED.read_bytes())
    readings = [read_document(document) for document in (plain, scanned(plain))]
    return [(reading, examine(reading, load(reading.meta.edition))) for reading in readings]


def test_what_is_wrong_in_a_text_is_unchecked_in_a_scan(both: list[tuple[Reading, Audit]]) -> None:
    (_, plain), (_, scan) = both
    judged = {f.message for f in plain.findings if f.severity in ("错误", "提示")}
    left = [f for f in scan.findings if f.severity in ("错误", "提示")]
    assert [f.rule for f in left] == [SCANNED]
    assert {f"{message}{DOUBT}" for message in judged} <= {f.message for f in scan.findings}


def test_no_number_of_a_scan_is_contradicted_nor_one_checked_that_may_be_wrong(
    both: list[tuple[Reading, Audit]],
) -> None:
    (_, plain), (reading, scan) = both
    assert plain.coverage.contradicted
    assert scan.coverage.contradicted == 0
    assert scan.coverage.numbers == plain.coverage.numbers
    assert scan.coverage.unchecked >= plain.coverage.unchecked + plain.coverage.contradicted
    record = outcome("甲", "", reading, scan, load(reading.meta.edition))
    assert "contradicted" not in record.states.values()
    doubtful = {a for f in scan.findings if f.scanned for a in f.addresses if a in record.states}
    assert {record.states[a] for a in doubtful} <= {"unchecked", "blank", "tail"}


def test_a_finding_of_what_was_written_stays() -> None:
    here, there = Place(2), Place(3, scanned=True)
    plain = Finding("equation", "错误", "甲", places=((here, ""),))
    assert doubted(plain, NOTHING) == plain
    mixed = replace(plain, places=((here, ""), (there, "")))
    assert (doubted(mixed, NOTHING).severity, doubted(mixed, NOTHING).scanned) == ("未核", True)
    slip = replace(mixed, severity="尾差")
    assert doubted(slip, NOTHING) == slip
    assert not rests_on_scan([Address("03", "合计", "1")], NOTHING)
