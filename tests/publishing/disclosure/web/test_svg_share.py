"""Slices are as large as their shares; small ones stand in the legend only."""

from __future__ import annotations

import re
from decimal import Decimal

from juesuan.model.disclosure import Chart, Series
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.web.svg_share import SvgPie, shares

LOOK = load_look().chart


def drawn(*values: str) -> str:
    names = tuple(f"收入{at}" for at in range(len(values)))
    rows = Series("收入", tuple(map(Decimal, values)), values, ("",) * len(values))
    chart = Chart("图2", "share", "构成", "万元", names, (rows,), "")
    return "".join(shares(chart, tuple("abcdefgh"[: len(values)]), LOOK)[0])


def test_a_quarter_is_a_quarter() -> None:
    pie = SvgPie(100, 100, 50)
    assert pie.slice(0, 3.141592653589793 / 2).startswith("M100.00 100.00L100.00 50.00A50.00")
    assert pie.slice(0, 3.141592653589793 / 2).endswith("0 1 150.00 100.00Z")
    assert pie.slice(0, 5).split("A")[1].startswith("50.00 50.00 0 1 1")


def test_shares_stand_about_the_pie_and_numbers_in_the_legend() -> None:
    drawing = drawn("60.00", "40.00")
    assert re.findall("约[^<]*", drawing) == ["约60%", "约40%"]
    assert ">收入0 60.00<" in drawing


def test_a_small_share_stands_in_the_legend_only_and_nothing_has_no_slice() -> None:
    drawing = drawn("60.00", "39.00", "1.00", "0.00")
    assert re.findall("约[^<]*", drawing) == ["约60%", "约39%"]
    assert ">收入2 1.00<" in drawing
    assert ">收入3 0.00<" in drawing
    assert re.findall('<path d="[^"]*" fill="(.)"', drawing) == ["a", "b", "c"]


def test_a_share_of_just_the_least_has_its_label() -> None:
    assert "约3%" in drawn("97.00", "3.00")
    assert "约3%" not in drawn("97.01", "2.99")


def test_the_whole_is_a_circle() -> None:
    drawing = drawn("5.00")
    (path,) = re.findall('<path d="([^"]*)"', drawing)
    assert path.count("A") == 2
    assert ">100%<" in drawing


def test_what_is_nearly_the_whole_is_not_told_as_the_whole() -> None:
    assert ">99%以上<" in drawn("5065.48", "1.36")
    assert ">约99%<" in drawn("99.40", "0.60")
