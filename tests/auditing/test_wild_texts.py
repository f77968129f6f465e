"""Texts as strangers write them, without their tables: true ones are silent, slips are found."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

DATA = Path(__file__).parent / "wild_texts.toml"
TEXTS: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["text"]
SLIPS = [(case, slip) for case in TEXTS for slip in case.get("slips", ())]


def understood(case: dict[str, Any], text: str) -> tuple[Reading, list[Finding]]:
    """What is read of a document with this text, and what is found in it."""
    department, year = case.get("department", "青禾县农机服务中心"), case["year"]
    head = f"{department}{year}年度部门决算\n\n第三部分 {year}年度部门决算情况说明\n"
    words = head + text
    reading = read_document(open_document("文.md", words.encode()))
    return reading, [*examine(reading, load(reading.meta.edition)).findings]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["name"])
def test_a_true_text_is_understood_and_silent(case: dict[str, Any]) -> None:
    reading, findings = understood(case, case["text"])
    assert [f.message for f in findings if f.severity == "错误" or f.rule == "规则故障"] == []
    unbound = [n.text for n in reading.numerals if n.claim is None and not n.not_amount]
    assert unbound == case.get("unbound", [])


@pytest.mark.parametrize("case, slip", SLIPS, ids=lambda one: "".join(one) * isinstance(one, list))
def test_a_slip_in_it_is_told(case: dict[str, Any], slip: list[str]) -> None:
    right, wrong = slip
    assert right in case["text"]
    _, findings = understood(case, case["text"].replace(right, wrong, 1))
    assert [f for f in findings if f.severity == case.get("severity", "错误")]
