"""Scores come from the published rules, explain themselves, and stay inside their bounds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import MANY, examples
from tests.making.cards import CARDS, EXAMPLES, JINAN, made, number, projects_in, with_indicator

from juesuan.model.project import Card
from juesuan.notation.card.scoring import Profile, grade, grades_of, weight_profile
from juesuan.notation.edition import load
from juesuan.projects.indicator import Unlike, alike, measure
from juesuan.projects.points import band, execution_score, indicator_score
from juesuan.projects.recount import completed, rescore, score_card, score_portfolio
from juesuan.publishing.scores import scores_text

D = Decimal
EDITION = load("2023")
NATIONAL = EDITION.scoring
LINEAR = replace(NATIONAL, reverse="线性", rounding="百分比", empty_budget=D(1))
REDUCING = replace(NATIONAL, over="调减")
RULES = st.sampled_from([*EDITION.scorings, LINEAR])
WEIGHTS = st.integers(1, 30).map(Decimal)
VALUES = st.decimals(0, 10000, places=2)
seen = pytest.mark.skipif(not JINAN.exists(), reason="the shared samples are not here")


@pytest.mark.parametrize(
    "text, direction, value, unit",
    [
        ("≤2251.50万元", "≤", "22515000", "元"),
        ("≥95%", "≥", "95", "%"),
        ("100%", "=", "100", "%"),
        ("≥40次", "≥", "40", "次"),
        ("=5批次", "=", "5", "次"),
        ("5批次", "=", "5", "次"),
        ("不少于5批次", "≥", "5", "次"),
        ("95%以上", "≥", "95", "%"),
        ("95%及以上", "≥", "95", "%"),
        ("3天以内", "≤", "3", "天"),
        ("≤69万", "≤", "690000", ""),
        ("＞3", "≥", "3", ""),
        ("<2%", "≤", "2", "%"),
        ("≥100百分比", "≥", "100", "%"),
        ("≥12,000册", "≥", "12000", "册"),
        ("90%-95%", "区间", "90", "%"),
        ("≥2.4万人", "≥", "24000", "人"),
        ("完成100%", "=", "100", "%"),
    ],
)
def test_targets_are_read(text: str, direction: str, value: str, unit: str) -> None:
    found = measure(text)
    assert (found.direction, found.value, found.unit) == (direction, D(value), unit)


@pytest.mark.parametrize(
    "text", ["提高", "", "2023年", "12月底前", "2023年12月31日前", "1/2", "第3季度"]
)
def test_what_is_no_quantity_is_judged(text: str) -> None:
    assert measure(text).direction == "定性"


def test_units_are_converted() -> None:
    assert alike(measure("≤2万元"), measure("18600元")) == (D(2), D(2), D("1.86"))
    assert alike(measure("≥1.2万册"), measure("11280册"))[2] == D("1.128")
    assert alike(measure("≥50个"), measure("50")) == (D(50), D(50), D(50))
    assert alike(measure("90%-95%"), measure("93%")) == (D(90), D(95), D(93))


@pytest.mark.parametrize(
    "target, actual, why",
    [
        ("≥20人", "30次", "计量单位不同"),
        ("≥95%", "0.95", "一个写百分数"),
        ("≥5批次", "已按计划完成", "不都是数量"),
        ("≥5批次", "4-6批次", "是一个范围"),
        ("≥95%", "95人", "计量单位不同"),
    ],
)
def test_unlike_things_are_refused(target: str, actual: str, why: str) -> None:
    with pytest.raises(Unlike, match=why):
        alike(measure(target), measure(actual))
    assert indicator_score(target, actual, D(10), NATIONAL).points is None


@pytest.mark.parametrize(
    "budget, executed, rules, points, why",
    [
        ("2251.5", "1381.17", NATIONAL, "6.13", "61.34% × 10 = 6.13"),
        ("2251.5", "1381.17", LINEAR, "6.13", "61.34% × 10 = 6.13"),
        ("100", "120", NATIONAL, "10", "以分值10分为限"),
        ("0", "0", NATIONAL, "0", "全年预算数为0，执行率按0%计"),
        ("0", "0", LINEAR, "10", "执行率按100%计"),
        ("0", "5", LINEAR, "0", "执行率按0%计"),
    ],
)
def test_execution(budget: str, executed: str, rules: Profile, points: str, why: str) -> None:
    found = execution_score(D(budget), D(executed), D(10), rules)
    assert found.points == D(points)
    assert why in found.why


@given(VALUES, VALUES, RULES)
def test_both_roundings_are_a_cent_apart(budget: D, executed: D, rules: Profile) -> None:
    one = execution_score(budget, executed, D(10), replace(rules, rounding="金额")).points
    other = execution_score(budget, executed, D(10), replace(rules, rounding="百分比")).points
    assert one is not None
    assert other is not None
    assert abs(one - other) <= D("0.01")
    assert 0 <= one <= 10


@pytest.mark.parametrize(
    "target, actual, rules, points",
    [
        ("≥12000册", "11280册", NATIONAL, "9.40"),
        ("≥3处", "2处", NATIONAL, "6.67"),
        ("≥3处", "5处", NATIONAL, "10"),
        ("≥3处", "5处", REDUCING, "8.00"),
        ("≤6.5万元", "6.8万元", NATIONAL, "9.56"),
        ("≤6.5万元", "6.8万元", LINEAR, "9.54"),
        ("≤6.5万元", "13万元", LINEAR, "0.00"),
        ("≤6.5万元", "13万元", NATIONAL, "5.00"),
        ("≤0起", "1起", NATIONAL, "0"),
        ("=0起", "0起", NATIONAL, "10"),
        ("=0起", "1起", NATIONAL, "0"),
        ("90%-95%", "93%", NATIONAL, "10"),
        ("90%-95%", "45%", NATIONAL, "5.00"),
        ("提高", "提高", NATIONAL, "10"),
        ("提高", "完成预期指标", NATIONAL, "10"),
    ],
)
def test_indicators(target: str, actual: str, rules: Profile, points: str) -> None:
    assert indicator_score(target, actual, D(10), rules).points == D(points)


def test_a_bare_cost_is_a_limit() -> None:
    assert indicator_score("100万元", "80万元", D(5), NATIONAL, family="成本").points == 5
    assert indicator_score("100万元", "80万元", D(5), NATIONAL, family="产出").points == 4


def test_far_beyond_the_target_asks_for_a_reason() -> None:
    assert "须说明原因" in indicator_score("≥10次", "14次", D(10), NATIONAL).remark
    assert not indicator_score("≥10次", "13次", D(10), NATIONAL).remark


def test_qualitative_bands() -> None:
    assert band("提高", "部分完成") == 1
    assert band("提高", "未完成预期且效果较差") == 2
    assert band("提高", "有所改善") is None
    waiting = indicator_score("提高", "有所改善", D(10), NATIONAL)
    assert waiting.points is None
    assert "须由评价人" in waiting.why
    high = indicator_score("提高", "部分完成", D(10), NATIONAL, given=D(9))
    assert "80%至60%" in high.remark
    hubei = indicator_score("提高", "部分完成", D(10), load("2023-420000").scoring, given=D("5.5"))
    assert not hubei.remark


QUANTITIES = st.tuples(st.sampled_from(["≥", "≤", "=", ""]), st.integers(0, 500))


@given(QUANTITIES, VALUES, WEIGHTS, RULES)
def test_a_score_lies_between_nothing_and_its_weight(
    target: tuple[str, int], actual: D, weight: D, rules: Profile
) -> None:
    text = f"{target[0]}{target[1]}次"
    for each in (rules, replace(rules, over="调减")):
        points = indicator_score(text, f"{actual}次", weight, each).points
        assert points is not None
        assert 0 <= points <= weight


@given(QUANTITIES, VALUES, VALUES, WEIGHTS, RULES)
def test_doing_better_never_scores_less(
    target: tuple[str, int], one: D, other: D, weight: D, rules: Profile
) -> None:
    sign, goal = target
    low, high = sorted((one, other))
    if sign == "≤" or (sign == "=" and not goal):
        low, high = high, low
    worse, better = (
        indicator_score(f"{sign}{goal}次", f"{v}次", weight, rules).points for v in (low, high)
    )
    assert worse is not None
    assert better is not None
    assert worse <= better


@pytest.mark.parametrize(
    "score, name, shanghai",
    [
        ("100", "优", "优"),
        ("90", "优", "优"),
        ("89.99", "良", "良"),
        ("80", "良", "良"),
        ("79.99", "中", "合格"),
        ("60", "中", "合格"),
        ("59.99", "差", "不合格"),
        ("0", "差", "不合格"),
    ],
)
def test_grades(score: str, name: str, shanghai: str) -> None:
    assert grade(D(score), NATIONAL) == name
    assert grade(D(score), load("2023-310000").scoring) == shanghai
    assert grades_of(D(score), EDITION.scorings) == {name, shanghai}


def test_weights_of_the_first_level() -> None:
    assert not weight_profile({"产出": D(50), "效益": D(30), "满意度": D(10)}, NATIONAL)
    assert weight_profile({"产出": D(60), "效益": D(30)}, NATIONAL) == "产出60分、效益30分"
    assert load("2023-420000").scoring.execution == 20


@settings(max_examples=examples(MANY))
@given(CARDS, RULES)
def test_the_total_is_the_sum_of_its_parts(card: Card, rules: Profile) -> None:
    found = score_card(card, rules)
    parts = [found.execution.points, *(one.points for one in found.indicators)]
    if found.total is None:
        assert None in parts
        assert not found.grade
    else:
        assert found.total == sum(part for part in parts if part is not None)
        assert found.grade == grade(found.total, rules)


def test_a_card_is_completed_with_its_scores() -> None:
    card = made()
    empty = replace(card, points=None, rate=None, total=None, whole=None)
    done = completed(score_card(empty, NATIONAL))
    assert done.points
    assert done.total
    assert done.rate
    assert (done.points.printed, done.rate.printed, done.total.printed) == ("9", "90%", "93")
    assert completed(score_card(done, NATIONAL)) == done


def test_problems_are_said() -> None:
    card = with_indicator(made(), 1, "产出指标|数量指标|手册|≥50册|90册|10|10")
    problems = score_card(card, NATIONAL).problems
    assert problems[0] == "各项分值之和为90分，应为100分"
    assert "超额80%" in problems[1]


def test_a_portfolio() -> None:
    slow = replace(made(), project=made().project._replace(text="乙"))
    slow = replace(slow, funds=(slow.fund()._replace(executed=number("10.00")),))
    found = score_portfolio([made(), slow], NATIONAL)
    assert [point.project for point in found.points] == ["乙", "手册印制专项经费"]
    assert found.average == D(89)
    assert dict(found.grades) == {"优": 1, "良": 1, "中": 0, "差": 0}
    assert (found.budget, found.executed) == (D(2000000), D(1000000))
    assert [row.grade for row in found.summary().rows] == ["优", "良"]
    assert score_portfolio([], NATIONAL).average is None


def test_targets_met_to_the_letter_are_a_hint() -> None:
    card = made()
    for at, one in enumerate(card.indicators):
        target = one.target.text
        text = f"{one.level1}|{one.level2}|{one.level3}|{target}|{target.lstrip('≤≥')}|20|20"
        card = with_indicator(card, at, text)
    (hint,) = score_portfolio([card], NATIONAL).hints
    assert hint.severity == "提示"


@seen
def test_jinan_scores_recomputed_equal_the_printed_ones() -> None:
    rows = rescore(projects_in(JINAN).cards, NATIONAL)
    assert len(rows) == 67
    assert [row for row in rows if not row.agrees] == []


def test_the_example_recomputed() -> None:
    rows = rescore(projects_in(EXAMPLES / "clean.md").cards, NATIONAL)
    assert all(row.agrees for row in rows)
    text = scores_text(rows)
    assert "11280 ÷ 12000 × 10 = 9.4" in text
    assert "×  " not in text.splitlines()[1]


def test_a_wrong_score_is_marked() -> None:
    card = with_indicator(made(), 1, "产出指标|数量指标|印制手册数量|≥50册|40册|20|18")
    wrong = [row for row in rescore([card], NATIONAL) if not row.agrees]
    assert [(row.item, row.printed, row.recomputed) for row in wrong] == [
        ("印制手册数量", "18", "16")
    ]
    assert "16 ×" in scores_text(wrong)
