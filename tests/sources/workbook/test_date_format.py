"""What a cell shows for a day or an hour."""

from __future__ import annotations

import pytest

from juesuan.sources.workbook.number_format import shown


@pytest.mark.parametrize(
    "serial, code, words",
    [
        (45366, "yyyy/m/d", "2024/3/15"),
        (45366, "yy-mm-dd", "24-03-15"),
        (45366.75, "h:mm", "18:00"),
        (45366.75, "h:mm AM/PM", "6:00 PM"),
        (45366.25, "上午/下午h时", "上午6时"),
        (45366.75, "yyyy-mm-dd hh:mm:ss", "2024-03-15 18:00:00"),
        (0.5 / 24, "mm:ss", "30:00"),
        (1, "yyyy-m-d", "1900-1-1"),
        (61, "yyyy-m-d", "1900-3-1"),
        (45366, "d-mmm-yy", "45366"),
        (-1, "yyyy-m-d", "-1"),
        (3e6, "yyyy-m-d", "3000000"),
    ],
)
def test_a_day_is_shown_through_its_format(serial: float, code: str, words: str) -> None:
    assert shown(serial, code) == words


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert shown(43904, "yyyy-mm-dd", since_1904=True) == "2024-03-15"
