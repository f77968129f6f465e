"""Each way one card can be wrong gives its one finding, and the ways it can be right give none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.making.cards import SOURCES, findings_on, made, number, with_indicator

from juesuan.model.project import Card, Funds, Projects, Quote, Synopsis


def of_cards(*cards: Card) -> list[tuple[str, str]]:
    """Rule and severity of every finding on cards alone."""
    return [(one.rule, one.severity) for one in findings_on(Projects(cards=cards))]


def _funds(card: Card, executed: str, rate: str, points: str) -> Card:
    whole = card.fund()._replace(executed=number(executed))
    part = Funds(SOURCES[0], whole.initial, whole.budget, whole.executed)
    rest = tuple(map(Funds, SOURCES[1:]))
    return replace(card, funds=(whole, part, *rest), rate=number(rate), points=number(points))


def _one(at: int, text: str, total: str = "93") -> Callable[[Card], Card]:
    """A change of one indicator and of the total."""
    return lambda card: replace(with_indicator(card, at, text), total=number(total))


def _part(card: Card) -> Card:
    part = Funds(SOURCES[0], *(number("80.00"),) * 3)
    return replace(card, funds=(card.fund(), part, *card.funds[2:]))


def _low(card: Card) -> Card:
    card = with_indicator(card, 1, "产出指标|数量指标|手册|≥50册|0册|20|0")
    card = with_indicator(card, 3, "效益指标|社会效益|知晓|提高|提高|30|30")
    return replace(card, total=number(79), done=Quote())


def _over(card: Card) -> Card:
    card = _funds(card, "120.00", "120%", "10")
    card = with_indicator(card, 0, "成本指标|经济|项目总成本|≤100万元|120万元|10|8.33|涨价")
    return replace(card, total=number("92.33"))


ERROR, HINT = "错误", "提示"
CASES: dict[str, tuple[Callable[[Card], Card], list[tuple[str, str]]]] = {
    "各来源之和不等于总额": (_part, [("PF-01", ERROR)] * 3),
    "支出超过预算": (_over, [("PF-01", HINT)]),
    "执行率算错": (lambda c: replace(c, rate=number("99%")), [("PF-02", ERROR)]),
    "执行得分算错": (
        lambda c: replace(c, points=number("9.5"), total=number("93.5")),
        [("PF-02", ERROR)],
    ),
    "执行得分按地方规则给满": (
        lambda c: replace(c, points=number(10), total=number(94)),
        [("PF-02", HINT)],
    ),
    "执行得分超过分值": (
        lambda c: replace(c, points=number(12), total=number(96)),
        [("PF-02", ERROR)],
    ),
    "分值之和不是100": (
        _one(4, "满意度指标|满意度|满意度|≥90%|93%|15|15", "98"),
        [("PF-03", ERROR), ("PF-03", HINT)],
    ),
    "表上总分值不是100": (lambda c: replace(c, whole=number(101)), [("PF-03", ERROR)]),
    "表头分值不同": (lambda c: replace(c, heading=number(20)), [("PF-03", ERROR)]),
    "得分超过分值": (_one(2, "产出指标|质量|合格率|100%|100%|20|22", "95"), [("PF-04", ERROR)]),
    "未完成而得满分": (_one(1, "产出指标|数量|手册|≥50册|40册|20|20", "97"), [("PF-04", ERROR)]),
    "目标无方向时只提示": (
        _one(1, "产出指标|数量|手册|50册|40册|20|20", "97"),
        [("PF-04", HINT)],
    ),
    "低于规则得分而未说明": (
        _one(1, "产出指标|数量|手册|≥50册|40册|20|10", "87"),
        [("PF-04", HINT), ("PF-07", HINT)],
    ),
    "反向指标线性法": (_one(1, "产出指标|质量|差错|≤10处|11处|20|18|返工", "95"), []),
    "反向指标比例法": (_one(1, "产出指标|质量|差错|≤10处|11处|20|18.18|返工", "95.18"), []),
    "单位不同": (_one(1, "产出指标|数量指标|手册|≥50册|40人|20|16|缺货"), [("PF-04", HINT)]),
    "部分完成而得高分": (
        _one(3, "效益指标|社会效益|知晓|提高|部分完成|30|28|宣传面有限"),
        [("PF-04", HINT)],
    ),
    "总分加错": (lambda c: replace(c, total=number("39")), [("PF-05", ERROR)]),
    "低分未说明": (_low, [("PF-05", HINT), ("PF-07", HINT)]),
    "总成本抄预算": (
        _one(0, "成本指标|经济成本|项目总成本|≤100万元|100万元|10|10"),
        [("PF-06", ERROR)],
    ),
    "分项成本大于支出": (
        _one(0, "成本指标|经济成本|印刷成本|≤95万元|95万元|10|10"),
        [("PF-06", HINT)],
    ),
    "总成本目标不是预算数": (
        _one(0, "成本指标|经济成本|项目总成本|≤500万元|90万元|10|10"),
        [("PF-06", HINT)],
    ),
    "完成目标仍扣分": (
        _one(1, "产出指标|数量|手册|≥50册|52册|20|16|印刷质量欠佳"),
        [("PF-04", HINT)],
    ),
    "单位成本不是总成本": (_one(0, "成本指标|经济|单册平均成本|≤2万元|1.8万元|10|10"), []),
    "扣分未说明": (
        _one(1, "产出指标|数量指标|印制手册数量|≥50册|40册|20|16"),
        [("PF-07", HINT)],
    ),
    "超额未说明": (_one(1, "产出指标|数量|展板|≥50块|90块|20|20", "97"), [("PF-07", HINT)]),
    "目标文字与指标值不同": (
        lambda c: replace(c, goal=Quote("印制手册数量不少于60册。")),
        [("PF-13", HINT)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_card(case: str) -> None:
    change, wanted = CASES[case]
    assert of_cards(change(made())) == wanted


def test_a_row_that_was_not_read_is_said() -> None:
    card = replace(made(), unread=(Quote("产出 7"),), total=number(99))
    assert of_cards(card) == [("PF-未读", "未核")]


def test_a_low_rate_without_a_word() -> None:
    silent = replace(
        _funds(made(), "50.00", "50%", "5"),
        indicators=tuple(
            replace(one, reason="", score=one.weight)
            for one in with_indicator(
                with_indicator(made(), 0, "成本指标|经济|项目总成本|≤100万元|50万元|10|10"),
                1,
                "产出指标|数量|册数|≥40册|40册|20|20",
            ).indicators
        ),
        total=number("95"),
        goal=Quote(),
        done=Quote(),
    )
    assert of_cards(silent) == [("PF-07", "提示")]
    assert ("PF-11", "提示") in of_cards(*[replace(silent, project=Quote(n)) for n in "甲乙丙"])


def test_a_rate_below_one_per_cent_printed_without_its_sign_is_no_fraction() -> None:
    """0.76 of a synopsis is 0.76 %, where that is what B/A comes to."""
    synopsis = Synopsis(
        "手册", budget=number("100.00"), executed=number("0.76"), rate=number("0.76")
    )
    assert [*findings_on(Projects(synopses=(synopsis,)))] == []
