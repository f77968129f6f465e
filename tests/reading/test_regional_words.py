"""How regions say their amounts in the narrative: what is bound, and to what."""

# ruff: noqa: E501 - a paragraph of a document is one line
from __future__ import annotations

import pytest
from tests.reading.test_roles import bound, errors, reading

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


LISTS = [
    ("三公", "“三公”经费支出决算10.00万元，其中：公务用车运行维护费8.00万元，公务接待费2.00万元，完成预算的83.33%。"),
    ("三公", "“三公”经费支出决算10.00万元，其中：公务用车运行维护费8.00万元，公务接待费2.00万元，与上年持平。"),
    ("支出", "本年支出合计770.00万元，其中：基本支出480.00万元，项目支出290.00万元，与上年相比减少37.00万元。"),
    ("总体", "总收入770.00万元，其中本年收入769.00万元，较2022年度决算数减少40.00万元，下降4.9%。"),
]  # fmt: skip


@pytest.mark.parametrize("section, text", LISTS, ids=range(len(LISTS)))
def test_what_follows_a_list_may_be_of_the_whole(section: str, text: str) -> None:
    """It is bound neither to the last part nor to the whole, nor where a rate fits both."""
    assert errors(section, text) == []
    assert (
        not {"37.00万元", "83.33%", "40.00万元", "4.9%", "与上年持平"} & bound(section, text).keys()
    )


RATED = [
    ("支出", "本年支出合计770.00万元，其中：基本支出480.00万元，项目支出290.00万元，与上年相比减少37.00万元，下降4.58%。", "03:合计:1"),
    ("支出", "本年支出合计770.00万元。其中：基本支出480.00万元，占62.34%；项目支出290.00万元，占37.66%，比上年减少37.00万元，下降11.31%。", "03:合计:3"),
    ("总体", "总收入770.00万元，其中本年收入760.00万元，较2022年度决算数减少37.00万元，下降4.58%。", "01:收入总计:1"),
    ("总体", "总收入770.00万元，其中本年收入760.00万元，较2022年度决算数减少37.00万元，下降4.64%。", "01:本年收入合计:1"),
]  # fmt: skip


@pytest.mark.parametrize("section, text, whose", RATED, ids=range(len(RATED)))
def test_a_rate_tells_whose_the_change_behind_a_list_is(
    section: str, text: str, whose: str
) -> None:
    assert errors(section, text) == []
    assert bound(section, text)["37.00万元"] == f"{whose} - {whose}@上年"


def test_a_part_has_its_own_change_where_every_part_has_or_the_whole_had() -> None:
    each = "本年支出合计770.00万元。其中：基本支出480.00万元，比上年增加10.00万元；项目支出290.00万元，比上年减少47.00万元。"
    assert bound("支出", each)["47.00万元"] == "03:合计:3 - 03:合计:3@上年"
    told = "本年支出合计770.00万元，比上年减少37.00万元，其中：基本支出480.00万元；项目支出290.00万元，比上年减少47.00万元。"
    assert bound("支出", told)["47.00万元"] == "03:合计:3 - 03:合计:3@上年"
    budget = "“三公”经费支出决算10.00万元，其中：公务接待费预算3.00万元，决算2.00万元，完成预算的66.67%。"
    assert bound("三公", budget)["66.67%"] == "09:三公经费:12 / 09:三公经费:6"


def test_a_share_in_a_list_is_of_what_it_lists() -> None:
    text = "本年收入合计760.00万元，比上年减少5.00万元。其中：财政拨款收入750.00万元，占98.68%。"
    assert bound("总体", text)["98.68%"] == "02:合计:2 / 01:本年收入合计:1"
    assert errors("总体", text) == []
    assert len(errors("总体", text.replace("98.68", "86.98"))) == 1
    assert "97.40%" not in bound(
        "总体", "收入总计770.00万元，其中：财政拨款收入750.00万元，占97.40%。"
    )


def test_a_difference_without_a_sign_has_that_of_the_two_amounts() -> None:
    apart = "“三公”经费与年初预算对比情况：支出2.00万元，年初预算为3.00万元，差值为1.00万元。"
    assert bound("三公", apart)["1.00万元"] == "09:三公经费:7@年初预算 - 09:三公经费:7"
    assert errors("三公", apart) == []
    assert errors("三公", apart.replace("支出2.00", "支出4.00")) == []
    assert len(errors("三公", apart.replace("值为1.00", "值为1.10"))) == 1
    assert "1.00万元" not in bound("三公", "“三公”经费支出决算2.00万元，差值为1.00万元。")


def test_a_rate_of_difference_may_be_negative() -> None:
    text = "“三公”经费支出全年预算数10.00万元，决算数8.00万元，预决算差异率-20.00%。"
    assert bound("三公", text)["-20.00%"] == "09:三公经费:7 / 09:三公经费:1 - 1"
    assert errors("三公", text) == []
    assert len(errors("三公", text.replace("-20", "20"))) == 1


def test_income_and_spending_of_the_unit_itself() -> None:
    text = "2023年度，本单位收入为760.00万元，其中：财政拨款收入750.00万元，占98.68%。"
    assert bound("收入", text)["760.00万元"] == "01:本年收入合计:1"
    assert errors("收入", text) == []
    assert len(errors("收入", text.replace("98.68", "89.68"))) == 1
    item = "3.事业收入。2023年收入为12.00万元。"
    assert bound("收入", item)["12.00万元"] == "01:事业收入:1"


def test_a_bracket_of_what_is_included_limits_nothing() -> None:
    text = (
        "公务用车购置费为5.00万元（含购置税等附加费用），公务接待费2.00万元（含外宾接待0.50万元）。"
    )
    read = bound("三公", text)
    assert read["5.00万元"] == "09:三公经费:10"
    assert read["2.00万元"] == "09:三公经费:12"
    assert "2.00万元" not in bound("三公", "公务接待费2.00万元（不含外宾接待0.50万元）。")
    except_for = "年初预算7.00万元（其中购置5.00万元）以外，公务用车购置费支出决算2.00万元。"
    assert "7.00万元" not in bound("三公", except_for)


def test_a_heading_of_an_item_is_no_part_of_its_sentence() -> None:
    text = "2.公务接待费\n2023年度公务接待费支出预算3.00万元，支出决算2.00万元，与预算相比减少1.00万元。"
    read = bound("三公", text)
    assert read["3.00万元"] == "09:三公经费:6"
    assert read["1.00万元"] == "09:三公经费:12 - 09:三公经费:6"
    assert bound("三公", "2.公务接待费\n支出决算2.00万元。")["2.00万元"] == "09:三公经费:12"


def test_where_the_text_has_no_other_budget_spending_of_the_treasury_is_of_the_first() -> None:
    none = "八、政府性基金预算财政拨款收入支出决算情况说明\n本部门没有政府性基金预算收支。\n"
    none += "九、国有资本经营预算财政拨款支出决算情况说明\n本部门无国有资本经营预算支出。"
    text = "2023年度财政拨款支出755.00万元，占本年支出合计的98.69%。\n"
    assert bound("一般", text + none)["755.00万元"] == "05:合计:1"
    assert bound("一般", text)["755.00万元"] == "文:财政拨款支出:1"
    some = none.replace("没有政府性基金预算收支", "政府性基金预算支出3.00万元")
    assert bound("一般", text + some)["755.00万元"] == "文:财政拨款支出:1"


def test_classes_and_groups_may_be_told_alone() -> None:
    total = "（二）总支出770.00万元。\n1.农林水支出570.00万元，占74.03%，较2022年度决算数减少30.00万元。"
    read = bound("总体", total)
    assert read["570.00万元"] == "01:213:1"
    assert "74.03%" not in read
    group = "“林业和草原”（款）2023年度决算570.00万元，比2023年年初预算增加20.00万元。"
    assert bound("一般", group)["570.00万元"] == "05:21302:1"
    assert bound("一般", group)["20.00万元"] == "05:21302:1 - 05:21302:1@年初预算"


def test_a_name_may_have_parts_that_may_be_left_out() -> None:
    names = [
        "财政拨款安排的“三公”经费支出决算总额",
        "一般公共预算财政拨款“三公”经费",
        "“三公”经费决算支出",
    ]
    for name in names:
        assert bound("三公", f"2023年度{name}为10.00万元。")["10.00万元"] == "09:三公经费:7"


def test_a_paragraph_of_nobody_is_not_of_the_last_named() -> None:
    whole = "与2022年决算数11.00万元相比，减少1.00万元；与年初预算12.00万元相比，减少2.00万元。"
    before = [
        "“三公”经费支出10.00万元，其中：公务用车运行维护费8.00万元，公务接待费2.00万元。",
        "“三公”经费支出10.00万元。\n公务用车运行维护费8.00万元，比上年减少0.50万元。",
        "1.公务用车运行维护费8.00万元。\n2.公务接待费2.00万元，比上年减少0.50万元。",
    ]
    for text in before:
        assert errors("三公", f"{text}\n{whole}") == []
        assert not {"11.00万元", "12.00万元"} & bound("三公", f"{text}\n{whole}").keys()
    assert "12.00万元" in bound("三公", f"“三公”经费支出10.00万元。\n{whole}")
    year = "其他收入10.00万元。\n2023年度收入760.00万元，比上年减少40.00万元。"
    assert "760.00万元" not in bound("收入", year)


def test_income_with_what_was_left_of_last_year_is_more_than_the_year_s() -> None:
    for bracket in ("（含上年结转5.00万元）", "（含上年结转）"):
        text = f"一般公共预算财政拨款收入755.00万元{bracket}。"
        assert "755.00万元" not in bound("收入", text)


SOME = [
    "基本支出480.00万元，其中：农林水支出285.00万元，占59.38%。",
    "项目支出275.00万元，其中：农林水支出275.00万元，占100.00%。",
    "基本支出中：农林水支出285.00万元。",
    "3.农林水支出560.00万元，其中：基本支出285.00万元，项目支出275.00万元。",
]


@pytest.mark.parametrize("text", SOME, ids=range(len(SOME)))
def test_what_a_list_tells_of_some_is_not_told_of_all(text: str) -> None:
    whole = "一般公共预算财政拨款支出755.00万元，其中：基本支出480.00万元，项目支出275.00万元。\n1.农林水支出560.00万元，占74.17%。"
    assert errors("一般", f"{whole}\n{text}") == []
    assert not {"285.00万元", "100.00%"} & bound("一般", text).keys()


def test_a_class_holds_its_groups_and_a_total_its_classes() -> None:
    group = "3.农林水支出560.00万元，其中：林业和草原（款）560.00万元。"
    assert "05:21302:1" in {c.says for c in reading("一般", group).claims}
    total = "一般公共预算财政拨款支出755.00万元，其中：农林水支出560.00万元，占74.17%。"
    assert bound("一般", total)["74.17%"] == "05:213:1 / 05:合计:1"


def test_a_share_in_a_list_of_a_part_is_of_nobody_knows_what() -> None:
    text = "财政拨款收入750.00万元，占98.68%，其中：一般公共预算750.00万元，占100.00%。"
    assert "100.00%" not in bound("收入", text)
    assert errors("收入", f"本年收入合计760.00万元。\n（一）{text}") == []


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


def test_a_comparison_in_words_not_known_ends_the_one_before() -> None:
    text = (
        "公务接待费2.00万元，与年初预算相比，减少1.00万元，与前两年同期的执行相比，减少0.50万元。"
    )
    read = bound("三公", text)
    assert "1.00万元" in read
    assert "0.50万元" not in read


def test_an_item_below_the_line_of_its_class_is_no_group() -> None:
    text = "（一）农林水支出（类）\n1.林业和草原（款）行政运行（项）。年初预算300.00万元，支出决算400.00万元。"
    read = bound("一般", text)
    assert read["400.00万元"] == "05:2130201:1"
    assert read["300.00万元"] == "05:2130201:1@年初预算"
    unknown = "1.林业和草原（款）不知何物（项）。年初预算300.00万元，支出决算400.00万元。"
    assert not {"300.00万元", "400.00万元"} & bound("一般", unknown).keys()


def test_a_difference_is_that_of_the_amounts_of_its_own_subject() -> None:
    text = (
        "公务接待费支出2.00万元，年初预算为3.00万元，差值为1.00万元；"
        "公务用车运行维护费支出18.00万元，年初预算为21.00万元，差值为3.00万元。"
    )
    assert errors("三公", text) == []
