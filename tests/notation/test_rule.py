"""A rule is known by its registry: the function that judges knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from juesuan.model.number import Address, Facts
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition, load
from juesuan.notation.rule import RULES, Remark, Rule, rule

READING = Reading(Meta(), Facts({}, {}))
CELL = Address("03", "合计", "1")


@pytest.fixture
def registered() -> Iterator[Rule]:
    """A rule of the test's own, gone with the test."""

    @rule("试.一条", basis="依据", mend="改法", example="例子")
    def judge(_: Reading, edition: Edition) -> Iterator[Remark]:
        """第一句是要求。

        This is not.
        """
        yield Remark("提示", edition.id, (CELL,), key="键", expected="1", actual="2")
        yield Remark("错误", "总起来说", gathered=True, basis="别的依据")

    yield RULES["试.一条"]
    del RULES["试.一条"]


def test_a_rule_tells_its_requirement_and_what_it_rests_on(registered: Rule) -> None:
    assert registered[:5] == ("试.一条", "第一句是要求。", "依据", "例子", "改法")
    assert registered.kind == "rule"


def test_the_findings_of_a_rule_bear_its_id_and_basis(registered: Rule) -> None:
    first, second = registered.check(READING, load("2023"))
    assert (first.rule, first.basis, first.key, first.message) == ("试.一条", "依据", "键", "2023")
    assert (first.addresses, first.expected, first.actual) == ((CELL,), "1", "2")
    assert (second.basis, second.key) == ("别的依据", "试.一条")


def test_an_id_stands_once(registered: Rule) -> None:
    with pytest.raises(ValueError, match="已经登记"):
        rule(registered.id, basis="", mend="")(registered.judge)


def test_a_rule_says_what_it_demands() -> None:
    def judge(_: Reading, __: Edition) -> Iterator[Remark]:
        yield from ()

    with pytest.raises(ValueError, match="没有写要求"):
        rule("试.无言", basis="", mend="")(judge)
    assert "试.无言" not in RULES


def test_a_severity_that_rules_do_not_have_is_a_fault_of_the_rule(registered: Rule) -> None:
    with pytest.raises(ValueError, match=r"试\.一条.*警告"):
        registered.finding(Remark("警告", "甲"))  # type: ignore[arg-type]
