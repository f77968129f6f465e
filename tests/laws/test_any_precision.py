"""True accounts, each number printed as finely as it likes, are never called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.laws.test_sentences import EDITIONS, two_years
from tests.making.accounts import ledger, tables
from tests.making.narration import narrative, written
from tests.making.rendering import document

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, Facts
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.speech import measure
from juesuan.notation.speech.measure import Manner
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

MOST = 4
BESIDE = ("alone", "even", "uneven")


def printed(value: Decimal, unit: Decimal, decimals: int, *, thousands: bool) -> str:
    """A number rounded half up."""
    number = (value / unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{number:,f}" if thousands else f"{number:f}"


@contextmanager
def uneven(random: Random) -> Iterator[None]:
    """Every number of a text with its own decimals, and its own unit where it is money."""
    plain = measure.shown

    def shown(value: Decimal, style: str, manner: Manner) -> str:
        if style == "百分数":
            text = printed(value * 100, Decimal(1), random.randint(0, MOST), thousands=False)
            return f"{text}%"
        if style != "金额":
            return plain(value, style, manner)
        unit = random.choice(("元", "万元", "万元", "万元", "亿元"))
        text = printed(value, UNITS[unit], random.randint(0, MOST), thousands=manner.thousands)
        return f"{text}{unit}"

    with patch.object(measure, "shown", shown):
        yield


@contextmanager
def uneven_tables(random: Random) -> Iterator[None]:
    """Every cell of a table with its own decimals."""

    def shown(value: Decimal, unit: Decimal, _decimals: int = 2, *, thousands: bool = True) -> str:
        return printed(value, unit, random.randint(0, MOST), thousands=thousands)

    with patch.object(spelling, "shown", shown):
        yield


def errors(text: str) -> list[str]:
    """What a document is called wrong for."""
    found = read(open_document("试.md", text.encode()))
    return [_told(f) for f in audit(found, load(found.meta.edition)) if f.severity == "错误"]


def _told(finding: Finding) -> str:
    return f"{finding.message} {finding.because}"


def narrative_of(facts: Facts, edition: Edition, random: Random, department: str) -> str:
    """All that can be said of some facts, numbers printed unevenly."""
    with uneven(random):
        return written(narrative(facts, edition, department))


@settings(max_examples=examples(WHOLE, 30))
@given(
    st.sampled_from(EDITIONS), st.integers(0, 2**32), st.sampled_from(("alone", "even", "uneven"))
)
@example("2023", 1594834165, "uneven")  # 342 three times in a column of amounts is no code
def test_text_may_round_each_number_as_it_likes(name: str, seed: int, kind: str) -> None:
    """Beside tables of two decimals, beside uneven tables, and alone."""
    random, edition = Random(seed), load(name)  # noqa: S311 - accounts, not secrets
    facts = two_years(random, edition)
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    text = narrative_of(facts, edition, random, department)
    if kind == "alone":
        head = f"{edition.year}年度\n{department}部门决算\n目录\n"
    elif kind == "uneven":
        with uneven_tables(random):
            head = document(edition, facts, random, "tab", department)
    else:
        head = document(edition, facts, random, "tab", department)
    assert errors(head + text) == []


@settings(max_examples=examples(WHOLE, 30))
@given(st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_tables_may_round_each_cell_as_they_like(name: str, seed: int) -> None:
    """1,200 beside 1,199.87: each cell says no more than it prints."""
    random, edition = Random(seed), load(name)  # noqa: S311 - accounts, not secrets
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    with uneven_tables(random):
        text = document(
            edition, tables(edition, ledger(random, edition)), random, "pipe", department
        )
    assert errors(text) == []
