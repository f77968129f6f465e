"""What the text says of evaluated projects: this year's and not last year's."""

from __future__ import annotations

import pytest
from tests.making.cards import EXAMPLES

from juesuan.auditing import audit
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

CLEAN = (EXAMPLES / "clean.md").read_text("utf-8")
SCOPE = "占部门项目支出预算总额的100%。"
SYNOPSIS = "1.公共文化服务提升专项经费项目绩效自评综述："
BEFORE = {
    SCOPE: "2022年度共开展自评5个项目，涉及资金980.00万元，平均得分95.20分，4个项目自评等级为良。",
    SYNOPSIS: "上年该项目自评得分为97分，全年预算数为260.00万元，执行数为250.00万元。",
}


def errors(text: str) -> list[str]:
    """The 错误 on projects."""
    reading = read(open_document("文.md", text.encode()))
    findings = audit(reading, load(reading.meta.edition))
    return [f.message for f in findings if f.severity == "错误"]


@pytest.mark.parametrize("after", BEFORE)
def test_what_is_said_of_the_year_before_is_not_this_years(after: str) -> None:
    assert CLEAN.count(after) == 1
    assert errors(CLEAN.replace(after, after + BEFORE[after])) == []


def test_the_same_words_without_a_year_are_this_years() -> None:
    said = BEFORE[SCOPE].removeprefix("2022年度")
    assert any("平均得分" in message for message in errors(CLEAN.replace(SCOPE, SCOPE + said)))


def test_the_same_words_on_this_year_are_this_years() -> None:
    said = BEFORE[SYNOPSIS].removeprefix("上年")
    assert any("全年预算数" in m for m in errors(CLEAN.replace(SYNOPSIS, SYNOPSIS + said)))
