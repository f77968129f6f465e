"""The equations of a card: read, refused where a card has no such number, placed on a project."""

from __future__ import annotations

from typing import Any

import pytest

from juesuan.notation.card.sums import read_card_equations
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions
from juesuan.notation.overlay import DeclarationError, overlaid

SUM = {"id": "一", "rule": "PF-05", "says": "总分:得分 = 年度资金总额:得分 + Σ {指标}:得分"}


def test_an_equation_is_placed_on_a_project() -> None:
    (declared,) = read_card_equations([SUM])
    assert declared.sums
    assert (declared.rule, declared.slight, declared.equation.severity) == ("PF-05", "尾差", "错误")
    placed = [str(term.address) for _, term in declared.of("甲:乙/丙").terms()]
    assert placed == [
        "绩效:甲：乙／丙:总分:得分",
        "绩效:甲：乙／丙:年度资金总额:得分",
        "绩效:{指标}:得分",
    ]


def test_one_with_a_reason_is_a_hint() -> None:
    (declared,) = read_card_equations([{**SUM, "why": "请核对", "slight": "提示"}])
    assert (declared.equation.severity, declared.equation.message) == ("提示", "请核对")
    assert declared.slight == "提示"


@pytest.mark.parametrize(
    "change, wrong",
    [
        ({"says": "总分:得分 = 利息:得分"}, "没有这样的数：利息:得分"),
        ({"says": "总分:利息 = 100"}, "没有这样的数：总分:利息"),
        ({"says": "总分:得分 = {科室}:得分"}, "没有定义"),
        ({"says": "总分:得分 = 总分:分值 * 总分:分值"}, "不是线性的"),
        ({"says": "总分:得分"}, "“一”有误"),
        ({"slight": "错误"}, "slight 应为尾差或提示"),
    ],
)
def test_what_no_card_has_is_refused_by_name(change: dict[str, Any], wrong: str) -> None:
    with pytest.raises(DeclarationError, match=wrong):
        read_card_equations([{**SUM, **change}])


def test_a_region_changes_one_equation_and_keeps_the_others() -> None:
    declared = load("2023").declared["card"]
    over = {"equation": [{"id": "分值之和", "says": "年度资金总额:分值 + Σ {指标}:分值 = 120"}]}
    changed = read_card_equations(overlaid(declared, over)["equation"])
    before = read_card_equations(declared["equation"])
    differ = [
        b.id for a, b in zip(before, changed, strict=True) if a.equation.text != b.equation.text
    ]
    assert differ == ["分值之和"]
    assert {one.id for one in before} == {one.id for one in changed}


def test_every_region_has_the_equations_of_its_year() -> None:
    for region in regions():
        assert load(f"2023-{region}").card_equations
