"""How a region scores: boundaries belong to the better grade, a way nobody knows is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.card.scoring import (
    by_family,
    cents,
    grade,
    read_profile,
    trimmed,
    weight_profile,
)
from juesuan.notation.edition import load
from juesuan.notation.overlay import DeclarationError

DECLARED: dict[str, Any] = load("2023").declared["scoring"]
NATIONAL = read_profile(DECLARED)
POINTS = st.decimals(0, 100, places=3)


@given(POINTS)
def test_a_grade_reaches_from_its_boundary_to_the_next(points: Decimal) -> None:
    order = [name for name, _ in NATIONAL.grades]
    reached = [name for name, least in NATIONAL.grades if points >= least]
    assert grade(points, NATIONAL) == reached[0]
    assert order.index(grade(points, NATIONAL)) >= order.index(grade(points + 1, NATIONAL))


@pytest.mark.parametrize(
    "points, name",
    [("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("0", "差")],
)
def test_a_boundary_belongs_to_the_better_grade(points: str, name: str) -> None:
    assert grade(Decimal(points), NATIONAL) == name


@pytest.mark.parametrize("key", ["reverse", "rounding", "over"])
def test_a_way_of_scoring_that_nobody_knows_is_refused(key: str) -> None:
    with pytest.raises(DeclarationError, match=rf"{key} 应为 .+ 之一，而不是“随意”"):
        read_profile({**DECLARED, key: "随意"})


@given(st.decimals(0, 100, places=4))
def test_points_are_rounded_half_up_and_lose_only_idle_zeros(value: Decimal) -> None:
    assert 0 <= value + Decimal("0.005") - cents(value) < Decimal("0.01")
    assert Decimal(trimmed(value)) == cents(value)
    assert not trimmed(value).endswith((".", ".0"))


def test_every_declared_set_of_weights_is_one_and_makes_with_the_execution_a_hundred() -> None:
    for profile in load("2023").scorings:
        for weights in profile.weights:
            assert sum(weights.values()) + profile.execution == 100
            assert weight_profile(weights, profile) == ""
            more = {**weights, "产出": weights["产出"] + 1}
            assert f"产出{trimmed(more['产出'])}分" in weight_profile(more, profile)


def test_weights_of_one_family_add_up_and_those_of_none_are_left_aside() -> None:
    pairs = [
        ("产出", Decimal(30)),
        ("效益", Decimal(30)),
        ("产出", Decimal(20)),
        ("成本", Decimal()),
    ]
    families = by_family(pairs)
    assert families == {"产出": 50, "效益": 30, "成本": 0}
    assert weight_profile({**families, "满意度": Decimal(10)}, NATIONAL) == ""
