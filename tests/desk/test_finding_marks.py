"""Marks in comments, and what stands behind them."""

from juesuan.desk.finding_marks import marked, with_mark

MARK = "0123456789ab-2@a1a1a1a1"


def test_a_mark_is_read_back_with_what_is_behind_it() -> None:
    text = with_mark("错误：应为 8.00", MARK)
    assert marked(text) == (MARK, "")
    assert marked(f"{text}\n已改正。\n谢谢") == (MARK, "已改正。 谢谢")
    assert marked("没有编号 0123") is None


def test_a_mark_quoted_in_the_text_does_not_hide_ours() -> None:
    assert marked(with_mark("见 ffffffffffff@00000000", MARK)) == (MARK, "")
