"""The equations of a card: what they name as evidence, and what no card of our own breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import MANY, examples
from tests.making.cards import CARDS, EDITION, SOURCES, WHOLE, made, number, with_indicator

from juesuan.auditing.card_sums import examine_cards
from juesuan.model.finding import Finding
from juesuan.model.project import Card, Quote
from juesuan.projects.addresses import card_facts
from juesuan.projects.recount import completed, score_card

NAME = "手册印制专项经费"


def findings(*cards: Card) -> list[Finding]:
    return list(examine_cards(cards, EDITION))


def rules(cards: Iterable[Card]) -> set[str]:
    return {finding.rule for finding in findings(*cards)}


def test_a_sum_that_fails_names_its_cells_and_what_it_should_be() -> None:
    funds = (made().fund(), made().fund(SOURCES[0])._replace(executed=number("80.00")))
    (finding,) = findings(replace(made(), funds=(*funds, *made().funds[2:])))
    assert (finding.rule, finding.severity) == ("PF-01", "错误")
    assert [str(a) for a in finding.addresses] == [
        f"绩效:{NAME}:{source}:全年执行数" for source in (WHOLE, *SOURCES)
    ]
    assert (finding.expected, finding.actual) == ("80.00", "90.00")
    assert [text for _, text in finding.places] == ["90.00", "80.00"]


def test_a_name_that_looks_like_a_variable_is_a_name() -> None:
    """A form nobody filled in is called {项目名称}."""
    card = replace(made(), project=Quote("{项目}/{指标}:@"), total=number("39"))
    (finding,) = findings(card)
    assert str(finding.addresses[0]) == "绩效:｛项目｝／｛指标｝：＠:总分:得分"


def test_weights_that_fail_twice_for_one_reason_are_one_finding() -> None:
    card = with_indicator(made(), 4, "满意度指标|满意度|满意度|≥90%|93%|15|15")
    (finding,) = findings(replace(card, total=number("98")))
    assert (finding.rule, finding.expected, finding.actual) == ("PF-03", "100", "105")
    assert "= 105，应为 100，差 5" in finding.message
    assert "而总分写 100" in finding.message


def test_an_indicator_without_weight_or_score_keeps_the_sum_from_being_made() -> None:
    """No row is left out of a sum because nothing stands in it."""
    blank = with_indicator(made(), 4, "满意度指标|满意度|满意度|提高|提高||")
    assert findings(replace(blank, total=number("39"))) == []
    path = "满意度指标/满意度/满意度"
    unknown = {str(address) for address in card_facts(blank).unknown}
    assert unknown == {f"绩效:{NAME}:{path}:分值", f"绩效:{NAME}:{path}:得分"}


@settings(max_examples=examples(MANY))
@given(CARDS)
def test_a_card_we_have_completed_keeps_the_sums_of_its_weights_and_scores(card: Card) -> None:
    done = completed(score_card(replace(card, heading=None), EDITION.scoring))
    assert "PF-05" not in rules([done])
    assert not any("总分" in finding.message for finding in findings(done))


@settings(max_examples=examples(MANY))
@given(CARDS, st.decimals(1, 50, places=2))
def test_a_total_that_is_off_by_more_than_rounding_is_always_told(card: Card, off: Decimal) -> None:
    done = completed(score_card(card, EDITION.scoring))
    if done.total is None or len(done.indicators) < 3:
        return
    wrong = replace(done, total=number(done.total.value + off))
    (severity,) = (f.severity for f in findings(wrong) if f.rule == "PF-05")
    assert severity in ("错误", "提示")
