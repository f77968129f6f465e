"""Evaluated projects in words: how they are named, how their numbers are printed and linked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.composing.project_texts import (
    project_facts,
    project_lists,
    project_names,
    published_projects,
)
from juesuan.model.accounts import BooksTexts
from juesuan.model.disclosure import Gap, LinkedNumber
from juesuan.model.project import WHOLE, Card, Evaluated, Figure, Funds, Kind, Quote
from juesuan.notation.speech.measure import Manner


def card(name: str, budget: str = "1234.50") -> Card:
    """A card of a project."""
    row = Funds(WHOLE, None, Figure(Decimal(budget), budget), Figure(Decimal(1000), "1000.00"))
    return Card(Quote(name), funds=(row,), total=Figure(Decimal(98), "98"))


def evaluated(*names: str, kind: Kind = "部门预算") -> Evaluated:
    """Projects of one kind."""
    cards = tuple(map(card, names))
    return Evaluated(2023, "甲馆", cards, (kind,) * len(cards), (), None, (("优", len(cards)),))


def test_projects_are_counted_and_their_budgets_added_up() -> None:
    facts = {str(fact.address): fact.value for fact in project_facts(evaluated("甲", "乙"))}
    assert facts == {
        "文:自评项目:1": 2,
        "文:自评金额:1": Decimal(24690000),
        "文:自评执行:1": Decimal(20000000),
    }
    assert [fact.value for fact in project_facts(None)] == [0]


@pytest.mark.parametrize(
    "names, words",
    [
        (("扩容", "修缮"), "扩容、修缮等2个项目的绩效自评结果"),
        (("扩容",), "全部自评项目的结果"),
        (("扩容、搬迁", "修缮"), "全部自评项目的结果"),
    ],
)
def test_projects_are_named_where_the_names_can_be_told_apart(
    names: tuple[str, ...], words: str
) -> None:
    assert published_projects(evaluated(*names)) == words


def test_an_amount_is_printed_as_sentences_print_it_and_linked_to_its_card() -> None:
    lists = project_lists(BooksTexts(evaluated=evaluated("扩容")), Manner())
    (names,) = lists["部门预算项目"]
    number = names["预算"]
    assert isinstance(number, LinkedNumber)
    assert (number.text, number.says) == ("1,234.5", "绩效:扩容:年度资金总额:全年预算数")
    assert lists["转移支付项目"] == []


def test_a_sum_is_spelled_out_only_where_it_can_be_read() -> None:
    assert project_lists(BooksTexts(evaluated=evaluated("扩容")), Manner())["自评项目"]
    dated = project_lists(BooksTexts(evaluated=evaluated("设备12")), Manner())
    assert dated["自评项目"] == ()


def test_what_others_evaluate_is_asked_for() -> None:
    (names,) = project_lists(BooksTexts(key_projects=("扩容",)), Manner())["重点评价项目"]
    assert isinstance(names["条文"], Gap)


def test_what_came_of_it_is_told_where_the_books_tell_it() -> None:
    result = "得分92分，等级为优"
    told = BooksTexts(key_projects=("扩容",), reasons={"扩容@重点评价": result})
    (names,) = project_lists(told, Manner())["重点评价项目"]
    assert names["条文"] == result


def test_where_none_is_evaluated_nothing_is_named() -> None:
    assert project_names(None) == {}
    assert project_names(evaluated()) == {}
    assert project_names(evaluated("扩容"))["公开项目"] == "全部自评项目的结果"
