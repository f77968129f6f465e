"""Work of a library is bounded by the processor time it uses, and only in a child of ours."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from juesuan.sources import effort

MANY = 10**6  # rounds of work; far fewer are needed on any machine


@pytest.fixture
def ended() -> Iterator[list[str]]:
    """The reasons for which work was ended, in a process that can be."""
    reasons: list[str] = []
    effort.end_with(reasons.append)
    yield reasons
    effort._ends.clear()


def work(reasons: list[str]) -> int:
    """Use the processor until somebody ends it; the rounds that took."""
    for round_ in range(MANY):
        if reasons:
            return round_
        sum(range(1000))
    return MANY


def test_work_that_uses_too_much_is_ended_with_its_reason(ended: list[str]) -> None:
    with effort.within(0.0, "异常复杂"):
        assert work(ended) < MANY
    assert {*ended} == {"异常复杂"}


def test_work_within_its_time_is_left_alone_and_watched_no_longer(ended: list[str]) -> None:
    before = threading.active_count()
    with effort.within(1e6, "异常复杂"):
        assert threading.active_count() == before + 1
        sum(range(1000))
    assert threading.active_count() == before
    assert ended == []


def test_waiting_costs_nothing(ended: list[str]) -> None:
    with effort.within(1.0, "异常复杂"):
        threading.Event().wait(2 * effort.OFTEN)
    assert ended == []


def test_an_error_of_the_work_is_its_own(ended: list[str]) -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError), effort.within(1e6, "异常复杂"):
        _ = 1 / 0
    assert (threading.active_count(), ended) == (before, [])


def test_a_process_that_is_no_child_is_not_bounded() -> None:
    before = threading.active_count()
    with effort.within(0.0, "异常复杂"):
        assert threading.active_count() == before


def test_the_last_who_asks_is_called(ended: list[str]) -> None:
    others: list[str] = []
    effort.end_with(others.append)
    with effort.within(0.0, "再次"):
        assert work(others) < MANY
    assert (ended, {*others}) == ([], {"再次"})
