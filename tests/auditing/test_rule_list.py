"""Every rule can be named, alone or in its group; what tells of unread things is never left out."""

import ast

import pytest
from tests.test_house import python_files

from juesuan.auditing.rule_list import ALWAYS, NoSuchRule, every_rule, groups, rules_named
from juesuan.auditing.rules import RULES

FAULT = "规则故障"


def test_every_rule_that_findings_name_is_in_the_list() -> None:
    named = {
        node.args[0].value
        for file in python_files("src")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding" and node.args
        if isinstance(node.args[0], ast.Constant) and node.args[0].value
    }
    assert "claim" in named
    assert named - {FAULT} <= {*every_rule(), *ALWAYS}
    assert {*RULES} <= {*every_rule(), *ALWAYS}


def test_groups_are_those_of_the_list_and_the_first_words_of_names() -> None:
    assert rules_named(["勾稽关系"]) == ("equation",)
    assert {"equation", "claim", "system"} <= {*rules_named(["总的检查"])}
    assert {*rules_named(["PF"])} == {*rules_named(["项目支出绩效自评"])}
    assert {*rules_named(["标点", "claim"])} == {"claim", *groups()["标点"]}
    assert rules_named([]) == ()


@pytest.mark.parametrize("name", ["未读", "缺表", "PF-未读", "封面.名称"])
def test_what_tells_of_unread_things_cannot_be_left_out(name: str) -> None:
    with pytest.raises(NoSuchRule, match="不能不说"):
        rules_named([name])
    assert not any(name in rules for rules in groups().values())


def test_near_names_are_proposed() -> None:
    with pytest.raises(NoSuchRule, match=r"是否应为“标点.段末”"):
        rules_named(["标点.段未"])
    with pytest.raises(NoSuchRule, match="没有名为“zzz”的规则或组。全部规则见"):
        rules_named(["zzz"])
