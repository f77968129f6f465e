"""Whole narratives in the words of regions: true ones are never called wrong, and much is bound."""

from __future__ import annotations

import pytest
from tests.making.regional import REGIONS, manner, regional

from juesuan.auditing import examine
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

WITH_TABLES = ("江苏", "江西", "甘肃", "辽宁")


def understood(text: str) -> tuple[Reading, list[str]]:
    """A document read, and its 错误."""
    reading = read(open_document("文.md", text.encode()))
    findings = examine(reading, load(reading.meta.edition)).findings
    return reading, [f.message for f in findings if f.severity == "错误"]


def bound(reading: Reading) -> int:
    """How many amounts of the running text are bound to what they say."""
    told = (n for n in reading.numerals if not n.not_amount and n.section != "其他表格")
    return sum(numeral.claim is not None for numeral in told)


@pytest.mark.parametrize("region", REGIONS)
def test_a_true_text_is_bound_and_not_called_wrong(region: str) -> None:
    reading, errors = understood(regional(region))
    assert errors == []
    assert bound(reading) >= int(manner(region)["绑定"])


@pytest.mark.parametrize("region", WITH_TABLES)
def test_nor_is_it_beside_its_tables(region: str) -> None:
    reading, errors = understood(regional(region, tables=True))
    assert errors == []
    assert bound(reading) >= int(manner(region)["绑定"])
