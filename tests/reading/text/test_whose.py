"""A change behind the first part of a list is of whom its rate fits, or of nobody."""

from tests.reading.test_roles import bound, errors

WHOLE = "支出总计770.00万元，其中本年支出合计760.00万元，较2022年减少40.00万元"


def test_a_rate_that_fits_one_names_it_and_its_own_number() -> None:
    read = bound("总体", f"{WHOLE}，下降5.00%；年末结转和结余10.00万元。")
    assert read["40.00万元"] == "01:本年支出合计:1 - 01:本年支出合计:1@上年"
    assert read["5.00%"] == "01:本年支出合计:1 / 01:本年支出合计:1@上年 - 1"
    assert bound("总体", f"{WHOLE}，下降4.94%。")["40.00万元"].startswith("01:收入总计:1 -")


def test_a_rate_that_fits_none_or_a_change_without_one_names_nobody() -> None:
    assert "40.00万元" not in bound("总体", f"{WHOLE}，下降6.94%。")
    assert "40.00万元" not in bound("总体", f"{WHOLE}，增长5.00%。")
    assert "40.00万元" not in bound("总体", f"{WHOLE}。")


def test_the_part_behind_it_has_its_own_change() -> None:
    text = f"{WHOLE}，下降5.00%；年末结转和结余10.00万元，较2022年增加2.00万元，增长25.00%。"
    assert bound("总体", text)["2.00万元"] == "01:年末结转和结余:1 - 01:年末结转和结余:1@上年"
    assert errors("总体", text.replace("增长25.00%", "增长52.00%"))
