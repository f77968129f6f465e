"""Counts in the narrative: the whole and not its parts, of the thing that is meant."""

from __future__ import annotations

import pytest

from juesuan.auditing import audit
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

TEXT = (
    "栖云县林草局2023年度部门决算\n\n第三部分 情况说明\n三、支出决算情况说明\n"
    "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；项目支出290.00万元。\n"
    "九、财政拨款“三公”经费支出决算情况说明\n{}\n"
)
GROUPS, PEOPLE = "文:出国团组:1", "文:出国人次:1"
VISITS, GUESTS = "文:国内接待批次:1", "文:国内接待人次:1"


def reading(text: str) -> Reading:
    return read(open_document("文.md", TEXT.format(text).encode()))


def counts(text: str) -> dict[str, set[str]]:
    """The printed counts by their names."""
    found: dict[str, set[str]] = {}
    for claim in reading(text).claims:
        if claim.says.startswith("文:"):
            found.setdefault(claim.says, set()).add(claim.printed)
    return found


def errors(text: str) -> list[str]:
    found = reading(text)
    return [f.message for f in audit(found, load(found.meta.edition)) if f.severity == "错误"]


RIGHT = {
    "parts behind the whole": (
        "全年因公出国（境）团组3个，累计7人次。其中：赴东盟参展团组2个4人次，赴日本招商团组1个3人次。",
        {GROUPS: {"3"}, PEOPLE: {"7"}},
    ),
    "the whole behind its parts": (
        "本部门出国团组1个，参加其他单位组织的出国团组2个，因公出国团组共计3个，累计8人次。",
        {GROUPS: {"3"}, PEOPLE: {"8"}},
    ),
    "parts without a whole": (
        "本部门组织出国团组1个，参加其他单位组织的出国团组2个，累计8人次。",
        {PEOPLE: {"8"}},
    ),
    "guests from abroad": (
        "国内公务接待5批次，36人次。国（境）外公务接待0批次，国（境）外公务接待0人次。",
        {VISITS: {"5"}},
    ),
    "some parts only": (
        "全年因公出国（境）团组5个，累计9人次，其中：赴东盟团组2个4人次，赴日本团组2个3人次。",
        {GROUPS: {"5"}, PEOPLE: {"9"}},
    ),
    "a list that tells the whole": (
        "“三公”经费支出3.00万元，其中：因公出国（境）团组2个，累计5人次。",
        {GROUPS: {"2"}, PEOPLE: {"5"}},
    ),
    "twice the same": (
        "因公出国（境）团组2个，累计5人次。全年安排团组2个，共5人次，均为经贸团组。",
        {GROUPS: {"2"}, PEOPLE: {"5"}},
    ),
    "none of any": (
        "本部门出国团组0个，参加其他单位组织的出国团组0个，因公出国团组共计0个，累计0人次。",
        {GROUPS: {"0"}, PEOPLE: {"0"}},
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_whole_is_counted_and_nothing_right_is_called_wrong(name: str) -> None:
    text, told = RIGHT[name]
    assert {key: value for key, value in counts(text).items() if key in told} == told
    assert errors(text) == []


WRONG = {
    "two paragraphs that differ": "全年因公出国（境）团组3个，共7人次。\n安排团组2个，共7人次。",
    "two sentences that differ": "国内共接待12批次，90人次。全年共接待21批次，90人次。",
    "more groups than people": "全年因公出国（境）团组9个，累计7人次。",
}


@pytest.mark.parametrize("name", WRONG)
def test_counts_that_contradict_each_other_are_found(name: str) -> None:
    assert errors(WRONG[name]) != []


@pytest.mark.parametrize("name", ["12345热线", "2023年省级发展资金", "3个平台运维"])
def test_an_ordinal_before_a_name_that_begins_with_a_number_is_no_amount(name: str) -> None:
    numerals = reading(f"无。\n2、{name}项目绩效自评综述：自评得分为90分。").numerals
    assert [n.not_amount for n in numerals if n.text == "2"] == ["序号"]
    listed = reading("无。公务接待2、3批次。").numerals
    assert "序号" not in {n.not_amount for n in listed if n.text == "2"}
