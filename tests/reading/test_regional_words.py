"""How regions say their amounts in the narrative: what is bound, and to what."""

from __future__ import annotations

import pytest
from tests.reading.test_roles import bound, errors

SANGONG = "“三公”经费财政拨款支出决算为10.00万元，完成预算12.00万元的83.33%"
ITEM = "农林水支出（类）林业和草原（款）行政运行（项）"


def test_the_budget_may_stand_inside_the_rate_and_the_talk_goes_on_about_the_outturn() -> None:
    read = bound("三公", f"{SANGONG}，比上年减少1.00万元，下降9.09%。")
    assert read["12.00万元"] == "09:三公经费:1"
    assert read["83.33%"] == "09:三公经费:7 / 09:三公经费:1"
    assert read["1.00万元"] == "09:三公经费:7 - 09:三公经费:7@上年"
    assert read["9.09%"] == "09:三公经费:7 / 09:三公经费:7@上年 - 1"


def test_a_wrong_rate_of_a_budget_inside_it_is_told() -> None:
    wrong = errors("三公", SANGONG.replace("83.33%", "38.33%") + "。")
    assert len(wrong) == 1
    assert "38.33%" in wrong[0]
    assert "应为 83.33%" in wrong[0]
    assert errors("三公", SANGONG + "。") == []


def test_a_share_of_an_amount_is_no_rate_of_completion() -> None:
    read = bound("三公", "公务接待费2.00万元，占“三公”经费总支出10.00万元的20.00%。")
    assert "20.00%" not in read


@pytest.mark.parametrize(
    "text",
    [
        "国内公务接待20批次，接待200人次",
        "全年国内公务接待20批，累计接待200人次",
        "共安排国内公务接待20批次（其中：外事接待0批次），接待人次200人（其中：外事接待人次0人）",
    ],
)
def test_receptions_are_counted_in_many_words(text: str) -> None:
    read = bound("三公", f"公务接待费支出2.00万元。{text}。")
    assert read["20"] == "文:国内接待批次:1"
    assert read["200"] == "文:国内接待人次:1"


def test_receptions_of_foreigners_are_not_those_at_home() -> None:
    read = bound("三公", "国（境）外接待费0.00万元，国（境）外公务接待3批次，7人次。")
    assert read["3"] == "文:国外接待批次:1"
    assert read["7"] == "文:国外接待人次:1"


def test_the_year_may_stand_between_an_item_and_its_amount() -> None:
    read = bound("一般", f"1.{ITEM}2023年支出决算数为400.00万元，比上年决算数增加20.00万元。")
    assert read["400.00万元"] == "05:2130201:1"
    read = bound("一般", f"1.{ITEM}2022年支出决算数为380.00万元。")
    assert read["380.00万元"] == "05:2130201:1@上年"


def test_an_item_may_stand_in_quotation_marks_with_its_amount_twice() -> None:
    text = f"1.“{ITEM}”250.00万元，主要用于人员。年初预算为270.00万元，支出决算为240.00万元。"
    assert bound("一般", text)["250.00万元"] == bound("一般", text)["240.00万元"]
    assert len(errors("一般", text)) == 1
    assert errors("一般", text.replace("240", "250")) == []


def test_by_how_much_the_outturn_is_above_the_budget() -> None:
    text = f"1.{ITEM}年初预算数150.00万元，决算数200.00万元，决算数大于年初预算数50.00万元。"
    assert bound("一般", text)["50.00万元"] == "05:2130201:1 - 05:2130201:1@年初预算"
    assert errors("一般", text) == []
    assert len(errors("一般", text.replace("数50.00", "数40.00"))) == 1


def test_a_text_without_tables_names_its_classes_without_saying_so() -> None:
    text = "主要用于以下方面：教育支出100.00万元，占50.00%；其他支出100.00万元，占50.00%。"
    read = bound("一般", f"2023年度一般公共预算财政拨款支出200.00万元，{text}")
    assert read["100.00万元"] == "05:205:1"
    assert read["50.00%"] == "05:205:1 / 05:合计:1"


@pytest.mark.parametrize("mark", ["（含）", ""])
def test_equipment_was_counted_in_two_kinds(mark: str) -> None:
    general = f"单价50万元{mark}以上通用设备4台（套）"
    read = bound("资产", f"{general}，单位价值100万元{mark}以上专用设备2台（套）。")
    assert read["4"] == "文:大型通用设备:1"
    assert read["2"] == "文:大型专用设备:1"


def test_by_how_much_the_outturn_is_below_the_budget() -> None:
    text = f"1.{ITEM}年初预算数150.00万元，决算数100.00万元，决算数小于年初预算数50.00万元。"
    assert errors("一般", text) == []
    assert len(errors("一般", text.replace("数50.00", "数40.00"))) == 1


def test_people_received_are_not_people_sent_abroad() -> None:
    abroad = "因公出国（境）团组0个，累计0人次。"
    home = "公务接待费支出2.00万元，国内公务接待15批次，累计120人次。"
    assert errors("三公", abroad + home) == []
    assert bound("三公", "因公出国（境）团组2个，累计9人次。")["9"] == "文:出国人次:1"


def test_spending_behind_income_is_another_number() -> None:
    fund = "2023年度政府性基金预算财政拨款收入10.00万元，支出决算8.00万元。"
    read = bound("基金", fund)
    assert read["10.00万元"] == "07:合计:2"
    assert read["8.00万元"] == "07:合计:3"
    assert errors("基金", fund) == []
    unknown = bound("收入", "收入合计10.00万元，支出决算8.00万元。")
    assert "8.00万元" not in unknown


def test_a_name_of_both_sides_is_not_that_of_one() -> None:
    text = "财政拨款收入支出情况与上年相比变化不大，年初预算数10.00万元，决算数12.00万元。"
    assert "12.00万元" not in bound("财政", text)


def test_a_share_in_the_list_of_the_year_is_of_the_year() -> None:
    text = "收入合计400.00万元，比上年增加1.00万元。其中：财政拨款收入300.00万元，占75.00%。"
    assert bound("总体", text)["75.00%"] == "02:合计:2 / 01:本年收入合计:1"
    text = "支出合计400.00万元。其中：基本支出100.00万元，占25.00%。"
    assert bound("总体", text)["25.00%"] == "03:合计:2 / 01:本年支出合计:1"
    text = "收入总计450.00万元。其中：财政拨款收入300.00万元，占75.00%。"
    assert "75.00%" not in bound("总体", text)


def test_a_group_is_known_without_its_class() -> None:
    read = bound(
        "一般", "“林业和草原”（款）2023年度决算400.00万元，比2023年年初预算增加20.00万元。"
    )
    assert read["400.00万元"] == "05:21302:1"
    assert read["20.00万元"] == "05:21302:1 - 05:21302:1@年初预算"


def test_three_budgets_in_a_bracket_are_those_of_the_income() -> None:
    text = "财政拨款收入30.00万元（其中，一般公共预算20.00万元，政府性基金预算10.00万元）。"
    read = bound("收入", text)
    assert read["20.00万元"] == "01:一般公共预算财政拨款收入:1"
    assert read["10.00万元"] == "01:政府性基金预算财政拨款收入:1"


def test_vehicles_are_counted_by_their_kinds() -> None:
    read = bound("三公", "单位共有公务用车6辆，其中：轿车3辆、越野车2辆、载客汽车1辆。")
    assert read["3"] == "文:轿车:1"
    assert read["2"] == "文:越野车:1"
    assert read["1"] == "文:载客汽车:1"
