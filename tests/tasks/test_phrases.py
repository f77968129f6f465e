"""True sentences in unusual words over several departments: nothing is called wrong."""

from __future__ import annotations

import pytest
from tests.documents.phrases import phrased

from juesuan.auditing import audit
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

SEEDS = (1, 2, 3, 31)


def errors(text: str) -> list[str]:
    """The 错误 of a document."""
    reading = read(open_document("文.md", text.encode()))
    return [f.message for f in audit(reading, load(reading.meta.edition)) if f.severity == "错误"]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_true_is_called_wrong(seed: int) -> None:
    assert errors(phrased(seed).document()) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("address", ["03:合计:2", "05:208:1", "06:公用经费合计:1"])
def test_a_cell_changed_is_found(seed: int, address: str) -> None:
    assert errors(phrased(seed, address).document()) != []
