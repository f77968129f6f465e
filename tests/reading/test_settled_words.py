"""What a list, a heading or the next clause settles of an amount that could be two things."""

# ruff: noqa: E501 - a paragraph of a document is one line
from __future__ import annotations

from tests.reading.test_roles import bound, errors, reading


def test_parts_are_of_the_amount_where_one_is_more_than_the_change() -> None:
    text = (
        "“三公”经费支出决算10.00万元，比上年减少1.00万元，下降9.09%。其中，因公出国（境）费支出0.00万元，"
        "占“三公”经费的0.00%；公务接待费支出4.00万元，占“三公”经费的40.00%。"
    )
    read = bound("三公", text)
    assert read["0.00万元"] == "09:三公经费:8"
    assert read["0.00%"] == "09:三公经费:8 / 09:三公经费:7"
    assert read["4.00万元"] == "09:三公经费:12"
    some = text.replace("4.00万元，占“三公”经费的40.00%", "0.50万元")
    assert not {"0.00万元", "0.50万元"} & bound("三公", some).keys()


def test_a_budget_that_is_told_next_tells_that_the_amount_before_is_none() -> None:
    text = (
        "“三公”经费支出10.00万元，年初预算为12.00万元，差值为2.00万元。其中：\n"
        "公务接待费支出4.00万元，年初预算为5.00万元，差值为1.00万元。"
    )
    assert bound("三公", text)["4.00万元"] == "09:三公经费:12"
    assert errors("三公", text) == []
    assert len(errors("三公", text.replace("差值为1.00", "差值为1.10"))) == 1


def test_spending_behind_a_semicolon_is_that_of_the_income_before() -> None:
    fund = (
        "2023年度政府性基金预算财政拨款收入10.00万元；年初结转和结余1.00万元；支出8.00万元，"
        "其中基本支出0.00万元，项目支出8.00万元；年末结转和结余3.00万元。"
    )
    read = bound("基金", fund)
    assert (read["0.00万元"], read["3.00万元"]) == ("07:合计:4", "07:合计:6")
    assert "07:合计:3" in {claim.says for claim in reading("基金", fund).claims}
    both = (
        "2023年度财政拨款本年收入750.00万元，比上年减少10.00万元，主要是项目减少；"
        "本年支出760.00万元，比上年减少20.00万元，下降2.56%。"
    )
    assert bound("财政", both)["760.00万元"] == "04:本年支出合计:2"


def test_income_that_may_be_all_or_of_the_year_is_held_against_its_own_budget() -> None:
    text = "1.收入情况。2023年度收入年初预算760.00万元，决算770.00万元，完成年初预算的101.32%。"
    assert bound("总体", text)["770.00万元"] == "文:收入:1"
    assert errors("总体", text) == []
    assert len(errors("总体", text.replace("101.32", "110.32"))) == 1


def test_meetings_and_training_are_told_beside_the_three() -> None:
    text = "会议费支出1.20万元，较上年决算数增加0.20万元，增长20.00%。"
    assert bound("三公", text)["1.20万元"] == "文:会议费:1"
    assert errors("三公", text) == []
    assert len(errors("三公", text.replace("增长20.00", "增长12.00"))) == 1


def test_what_three_budgets_spent_on_the_three_is_their_sum() -> None:
    text = (
        "“三公”经费支出决算10.00万元（其中：一般公共预算支出9.00万元；政府性基金预算支出1.00万元；"
        "国有资本经营预算支出0.00万元）。"
    )
    assert errors("三公", text) == []
    assert len(errors("三公", text.replace("支出1.00", "支出1.50"))) == 1


def test_a_remark_that_it_agrees_with_another_number_changes_no_amount() -> None:
    text = "机关运行经费支出63.00万元（与部门决算中公用经费之和保持一致），较上年决算数减少3.00万元，降低4.55%。"
    assert bound("运行", text)["3.00万元"] == "文:机关运行经费:1 - 文:机关运行经费:1@上年"
    assert len(errors("运行", text.replace("4.55", "5.45"))) == 1


def test_an_ordinal_before_a_year_is_no_part_of_a_number() -> None:
    read = bound(
        "三公", "1.2023年度因公出国（境）团组2个，累计9人次。\n2.2023年度公务用车购置0辆。"
    )
    assert (read["9"], read["0"]) == ("文:出国人次:1", "文:购置车辆:1")
    numerals = reading("三公", "1.2023年度团组0个。").numerals
    assert [n.not_amount for n in numerals if n.text.startswith("1.")] == ["序号和年度"]


def test_a_share_may_be_told_as_a_proportion() -> None:
    text = "本年收入合计770.00万元，其中：财政拨款收入750.00万元，占比97.40%。"
    assert bound("收入", text)["97.40%"] == "02:合计:2 / 01:本年收入合计:1"
    assert len(errors("收入", text.replace("97.40", "94.70"))) == 1


def test_people_and_office_of_basic_spending_are_its_parts() -> None:
    text = "1.基本支出480.00万元。其中，人员支出430.00万元，公用支出50.00万元。"
    assert bound("总体", text)["430.00万元"] == "文:基本支出中的人员支出:1"
    assert errors("总体", text) == []
    assert errors("总体", text.replace("430.00", "340.00"))
