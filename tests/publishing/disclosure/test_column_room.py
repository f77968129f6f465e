"""A room shared out among columns: needs first, then wishes in their order, then the rest."""

from __future__ import annotations

import pytest

from juesuan.publishing.disclosure.column_room import shared


@pytest.mark.parametrize(
    "needs, wishes, room, widths",
    [
        ([1, 1], [], 4, [2, 2]),
        ([1, 3], [], 2, [0.5, 1.5]),
        ([1, 1], [[3, 1]], 4, [3, 1]),
        ([1, 1], [[3, 5]], 5, [2, 3]),
        ([1, 1], [[2, 1], [2, 9]], 5, [2, 3]),
    ],
    ids=["rest", "too much", "met", "met in part", "one after the other"],
)
def test_needs_then_wishes_then_the_rest(
    needs: list[float], wishes: list[list[float]], room: float, widths: list[float]
) -> None:
    assert shared(needs, wishes, room) == pytest.approx(widths)
