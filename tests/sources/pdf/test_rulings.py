"""Ruling lines: however they are drawn, and in however many pieces, one line is one line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.pdf import grids, pdf, read, say, table

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.pdf import read_pdf
from juesuan.sources.pdf.rulings import GAP, SHORTEST, THIN, Ruling, joined

STARTS = st.floats(0, 300, allow_nan=False)
RULES = st.lists(
    st.builds(
        lambda at, start, length: Ruling(at, start, start + length),
        st.sampled_from([50.0, 50.3, 49.8, 90.0, 90.5, 200.0]),
        STARTS,
        st.floats(0.5, 80, allow_nan=False),
    ),
    min_size=1,
    max_size=12,
)


@given(RULES)
def test_every_rule_is_a_part_of_a_joined_one(rules: list[Ruling]) -> None:
    joints = [*joined(rules)]
    for rule in rules:
        whole = [
            each
            for each in joints
            if abs(each.at - rule.at) <= THIN and each.start <= rule.start and rule.end <= each.end
        ]
        assert len(whole) == 1 or rule.end - rule.start < SHORTEST
    assert all(each.end - each.start >= SHORTEST for each in joints)
    assert sum(each.end - each.start for each in joints) <= sum(
        r.end - r.start + GAP for r in rules
    )


@given(RULES)
def test_joined_rules_lie_apart_and_are_joined_no_further(rules: list[Ruling]) -> None:
    joints = [*joined(rules)]
    for before, after in pairwise(sorted(joints)):
        assert after.at - before.at > 1 or after.start - before.end > GAP
    for before, after in zip(sorted(joined(joints)), sorted(joints), strict=True):
        assert [*before] == pytest.approx([*after])


def test_pieces_of_a_rule_some_tenths_apart_are_one_rule() -> None:
    rules = [
        Ruling(392.0, 50, 100),
        Ruling(392.3, 100.5, 200),
        Ruling(391.8, 199, 300),
        Ruling(420, 50, 60),
    ]
    joints = list(joined(rules))
    assert [(rule.start, rule.end) for rule in joints] == [(50, 300), (50, 60)]
    assert 391.8 <= joints[0].at <= 392.3


BOXES = "".join(f"{x} {y} 150 20 re " for x in (50, 200) for y in (200, 220))
PIECES = "".join(f"{x} 200 0.5 40 re " for x in (50, 200, 350)) + "".join(
    f"50 {y} 300 0.5 re " for y in (200, 220, 240)
)


@pytest.mark.parametrize(
    "rules",
    [
        f"{BOXES} S ",
        "".join(f"{box}re S " for box in BOXES.split("re ")[:-1]),
        f"{PIECES} f ",
        f"0.8 g 50 220 300 20 re f 0 g {PIECES} f ",
        "q 2 0 0 2 0 0 cm 25 100 75 20 re 100 100 75 20 re 25 110 m 175 110 l S Q ",
        "50 200 m 350 200 l 350 240 l 50 240 l h 200 200 m 200 240 l 50 220 m 350 220 l S ",
    ],
    ids=["boxes in one path", "boxes", "thin pieces in one path", "shaded", "scaled", "outline"],
)
def test_rules_are_rules_however_they_are_drawn(rules: str) -> None:
    content = rules + say(55, 226, "项目") + say(210, 226, "决算数") + say(210, 206, "8.37")
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["项目", "决算数"], ["", "8.37"]]


def test_shading_and_curves_are_not_rules() -> None:
    shading = "0.8 g 50 200 150 40 re 200 200 150 40 re f 0 g 50 100 m 90 180 150 180 190 100 c S "
    assert not grids(read(pdf(shading + say(55, 226, "项目"))))


def test_a_short_stroke_bounds_no_cell() -> None:
    assert [*joined([Ruling(50, 0, SHORTEST - 0.1)])] == []
    assert [*joined([Ruling(50, 0, 3), Ruling(50, 5, 9)])] == [Ruling(50, 0, 9)]
    assert [*joined([])] == []


def test_more_rules_than_the_limit_are_refused() -> None:
    strokes = "".join(f"20 {y} m 300 {y} l S " for y in range(20, 280, 5))
    with pytest.raises(Unreadable, match="线条超过 40 条"):
        read_pdf("made.pdf", pdf(strokes + say(55, 226, "项目")), Limits(cells=40))


@pytest.mark.parametrize(
    "drawing",
    [
        "50 200 m 200 240 l S 50 240 m 350 200 l S ",
        "50 200 3 3 re f 200 200 3 3 re f 50 240 3 3 re f ",
        "50 200 40 30 re f 200 200 60 40 re f ",
    ],
    ids=["slanted", "dots", "blocks"],
)
def test_what_runs_neither_across_nor_down_is_no_rule(drawing: str) -> None:
    lone = "50 220 m 350 220 l S 200 200 m 200 240 l S "
    assert not grids(read(pdf(drawing + say(55, 226, "项目"))))
    assert len(grids(read(pdf(drawing + lone + say(55, 226, "项目"))))) <= 1
