"""How fast a portfolio is scored: 10,000 projects of ten indicators, aim 2 s."""

from __future__ import annotations

import random
import time
from decimal import Decimal

from juesuan.model.project import Card, Figure, Funds, Indicator, Quote
from juesuan.notation.edition import load
from juesuan.projects.recount import score_portfolio

PROJECTS = 10_000
LEVELS = (
    ("成本指标", "经济成本指标", "≤{}万元", 10),
    *(("产出指标", "数量指标", "≥{}次", 10),) * 4,
    *(("效益指标", "社会效益指标", "≥{}%", 10),) * 3,
    ("满意度指标", "服务对象满意度指标", "≥{}%", 10),
)


def main() -> None:
    """Score a portfolio made at random from a fixed seed, and print how long it took."""
    draw = random.Random(1)
    cards = [_card(draw, number) for number in range(PROJECTS)]
    begin = time.perf_counter()
    found = score_portfolio(cards, load("2023").scoring)
    took = time.perf_counter() - begin
    assert len(found.cards) == PROJECTS
    print(f"{PROJECTS:,} 个项目评分用时 {took:.2f} 秒，平均得分 {found.average:.2f}")


def _card(draw: random.Random, number: int) -> Card:
    budget = Decimal(draw.randrange(1, 10**6)) / 100
    executed = (budget * draw.randrange(101) / 100).quantize(Decimal("0.01"))
    money = (_figure(budget), _figure(budget), _figure(executed))
    return Card(
        Quote(f"第{number}号项目"),
        funds=(Funds("年度资金总额", *money),),
        weight=_figure(Decimal(10)),
        indicators=tuple(_indicator(draw, *row) for row in LEVELS),
    )


def _indicator(draw: random.Random, first: str, second: str, goal: str, weight: int) -> Indicator:
    target, actual = draw.randrange(1, 200), draw.randrange(1, 200)
    bare = goal.lstrip("≤≥")
    goals = Quote(goal.format(target)), Quote(bare.format(actual))
    return Indicator(first, second, f"{second}{target}", *goals, _figure(Decimal(weight)))


def _figure(value: Decimal) -> Figure:
    return Figure(value, f"{value}")


if __name__ == "__main__":
    main()
