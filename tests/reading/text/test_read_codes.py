"""Codes written as numbers, and items that stand alone below their group."""

# ruff: noqa: E501 - a paragraph of a document is one line
from tests.reading.test_roles import bound, errors

OVER = "2.卫生健康支出（类）行政事业单位医疗（款）支出决算60.00万元。\n"


def test_an_item_by_its_number_and_its_name_is_that_item() -> None:
    text = "（一）2130201-行政运行400.00万元，较上年决算数减少20.00万元，下降4.76%。"
    read = bound("一般", text)
    assert read["400.00万元"] == "05:2130201:1"
    assert read["20.00万元"] == "05:2130201:1 - 05:2130201:1@上年"
    assert errors("一般", text) == []
    assert len(errors("一般", text.replace("4.76%", "7.46%"))) == 1


def test_a_number_with_the_name_of_another_code_is_nobody() -> None:
    assert "400.00万元" not in bound("一般", "（一）2130201-公路养护400.00万元。")
    assert "400.00万元" not in bound("一般", "（一）21302019 行政运行400.00万元。")


def test_an_item_alone_is_of_the_group_last_named() -> None:
    text = "1.农林水支出（类）林业和草原（款）支出决算500.00万元。\n其中：行政运行（项）支出决算400.00万元，年初预算380.00万元。"
    read = bound("一般", text)
    assert read["400.00万元"] == "05:2130201:1"
    assert read["380.00万元"] == "05:2130201:1@年初预算"
    assert "400.00万元" not in bound("一般", f"{OVER}行政运行（项）支出决算400.00万元。")
    assert "400.00万元" not in bound("一般", "行政运行（项）支出决算400.00万元。")


def test_an_item_of_a_name_that_but_one_has_needs_no_group() -> None:
    assert bound("一般", "住房公积金（项）支出决算40.00万元。")["40.00万元"] == "05:2210201:1"
