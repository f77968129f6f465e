"""What a document is, told by its cover and its titles, whatever it mentions in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.model.page import Unreadable
from juesuan.notation.edition import cover_words
from juesuan.reading.cover import read_cover
from juesuan.sources.open import open_document

BUDGETS = Path(__file__).parents[3] / "shared" / "samples" / "budgets"
PASSING = "负责编制年度预决算，组织财务竣工决算审计，批复各单位的决算。\n按规定公开部门决算。\n"
NINE = "收入支出决算总表\n收入决算表\n支出决算表\n财政拨款收入支出决算总表\n"


def refused(text: str) -> str:
    """The words a document is refused with; "" where it is taken for final accounts."""
    try:
        read_cover(open_document("试.md", text.encode()), cover_words())
    except Unreadable as error:
        return str(error)
    return ""


BUDGET = [
    "青禾区民政局2025年部门预算\n目录\n一、部门预算编制说明\n二、部门预算表\n" + PASSING,
    "青禾区2025年区级单位预算\n预算单位：青禾区民政局\n目录\n五、单位预算表\n" + PASSING,
    "2025年度\n青禾区民政局\n预算公开\n目录\n1.部门收支预算总表……3\n2.部门支出预算总表……4\n"
    + PASSING,
    "青禾区民政局\n2025年\n目录\n一、部门预算编制说明\n二、部门收支预算总表\n" + PASSING,
    "首页>财政预决算>部门预算决算\n青禾区民政局2025年部门预算公开\n部门收支预算总表\n" + PASSING,
    "青禾区民政局2025年部门预算\n" + PASSING + "部门收入预算总表\n" + PASSING,
    "青禾区民政局2025年部门预算公开情况说明\n收支预算总表\n“三公”经费预算表\n比2023年度决算数减少。",
    "青禾区2024年预算执行情况和2025年预算草案的报告\n2024年区级决算尚未批复。\n",
]
ACCOUNTS = [
    "青禾区民政局2023年度部门决算\n目录\n" + NINE,
    "2023年度\n青禾区民政局\n部门决算\n（2023年部门预算已于2023年2月公开）\n目录\n" + NINE,
    "青禾区财政局2023年度部门决算\n目录\n" + NINE + "预算绩效情况说明\n部门预算公开情况\n",
    "青禾区民政局\n2023年度\n目录\n" + NINE + "2023年部门预算公开\n",
    "青禾区民政局2023年度单位决算公开\n2023年度单位预算公开\n" + NINE,
    "西山乡人民政府2023年度决算\n" + NINE,
    "青禾区民政局2023年度部门决算\n报表见附件\n一、收入支出决算总体情况说明\n年初预算为8万元。\n",
    "青禾区预算编制中心2023年度部门决算\n目录\n预算单位构成\n" + NINE,
    "首页>财政预决算>部门预算\n青禾区民政局2023年度部门决算公开\n" + NINE,
    "青禾区民政局2023年度“三公”经费决算公开\n“三公”经费预算为40.00万元。\n",
]
GOVERNMENT = [
    "青禾县2023年财政总决算\n目录\n",
    "关于青禾县2023年财政决算草案的报告\n",
    "青禾县2023年度全县一般公共预算收支决算表\n",
    "2023年青禾县政府决算公开\n目录\n一般公共预算收入决算表\n",
]


@pytest.mark.parametrize("text", BUDGET, ids=range(len(BUDGET)))
def test_a_budget_is_refused_whatever_it_says_of_accounts(text: str) -> None:
    """By cover and titles; a mention in a sentence tells nothing."""
    assert "预算" in refused(text)


@pytest.mark.parametrize("text", ACCOUNTS, ids=range(len(ACCOUNTS)))
def test_accounts_are_read_whatever_they_say_of_budgets(text: str) -> None:
    """A citation of the year's budget, a section on performance, a unit that makes budgets."""
    assert refused(text) == ""


@pytest.mark.parametrize("text", GOVERNMENT, ids=range(len(GOVERNMENT)))
def test_the_accounts_of_a_whole_government_are_told_apart(text: str) -> None:
    """They hold other tables."""
    assert "财政总决算" in refused(text)


@pytest.mark.skipif(not BUDGETS.is_dir(), reason="没有 ../shared/samples，真实预算未测")
def test_published_budgets_are_refused() -> None:
    """All of them."""
    for file in sorted(BUDGETS.glob("*.pdf")):
        with pytest.raises(Unreadable, match="预算"):
            read_cover(open_document(file.name, file.read_bytes()), cover_words())
