"""Coverage adds up over the parts of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.finding import Coverage

COUNTS = st.integers(0, 10**6)


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    """So many checked, contradicted, unchecked; their sum are the amounts."""
    checked, contradicted, unchecked = draw(COUNTS), draw(COUNTS), draw(COUNTS)
    numbers = checked + contradicted + unchecked
    return Coverage(numbers, checked, contradicted, unchecked, draw(COUNTS))


@given(st.lists(coverages(), max_size=5))
def test_parts_add_up_in_any_order(parts: list[Coverage]) -> None:
    forwards = backwards = Coverage()
    for part in parts:
        forwards = forwards.plus(part)
        backwards = part.plus(backwards)
    assert forwards == backwards
    assert forwards == tuple(sum(column) for column in zip(*parts, strict=True)) or not parts
    assert forwards.numbers == forwards.checked + forwards.contradicted + forwards.unchecked


@given(coverages())
def test_the_share_checked_and_that_unchecked_are_the_whole(coverage: Coverage) -> None:
    assert 0 <= coverage.share <= 1
    if coverage.numbers:
        assert coverage.share + coverage.unchecked / coverage.numbers == pytest.approx(1)


def test_what_is_contradicted_was_checked_and_nothing_is_no_share() -> None:
    assert Coverage(4, 1, 2, 1).share == 0.75
    assert Coverage().share == 0
    assert Coverage(not_amounts=9).share == 0
