"""juesuan.toml is followed to the letter or refused with its line and what to do."""

import pytest

from juesuan.auditing.rule_list import rules_named
from juesuan.desk.settings_file import SettingWords, WrongSettings, day_of, settings_of
from juesuan.model.settings import Settings, SkippedRule, Waiver

WAIVER = """
[[waiver]]
id = "0123456789ab-2"
department = "甲局"
year = 2024
reason = "口径不同"
by = "王某"
until = 2026-12-31
"""


def limit(name: str, text: str) -> None:
    if not text.isdigit():
        raise ValueError(f"{name} 不能是“{text}”")


def read(text: str) -> Settings:
    words = SettingWords(("2023", "2024"), lambda name: rules_named([name]), ("seconds",), limit)
    return settings_of(text, "juesuan.toml", words)


def test_all_that_may_be_settled() -> None:
    text = 'edition = "2024"\n[limits]\nseconds = 60\n[[off]]\nrule = "PF-12"\nreason = "另查"\n'
    assert read(text + WAIVER) == Settings(
        "juesuan.toml",
        "2024",
        (SkippedRule("PF-12", "另查"),),
        (Waiver("0123456789ab-2", "口径不同", "王某", "2026-12-31", "甲局", 2024),),
        {"seconds": "60"},
    )
    assert read("") == Settings("juesuan.toml")
    assert read(WAIVER.replace("2026-12-31", '"2026-12-31"')) == read(WAIVER)


def test_a_group_stands_for_its_rules_and_a_whole_mark_for_a_document() -> None:
    off = read('[[off]]\nrule = "标点"\nreason = "不查"').skipped
    assert SkippedRule("标点.段末", "不查") in off
    whole = WAIVER.replace("ab-2", "ab-2@a1a1a1a1").replace('department = "甲局"', "")
    (waiver,) = read(whole).waivers
    assert (waiver.id, waiver.document) == ("0123456789ab-2", "a1a1a1a1")


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("edition = 2024 年", 1, "不合 TOML 的写法"),
        ('\nedtion = "2024"', 2, "是否应为“edition”"),
        ('edition = "1999"', 1, "有：2023、2024"),
        ("edition = 2024", 1, "没有版本"),
        ('[[off]]\nrule = "标点.段未"\nreason = "x"', 2, "是否应为“标点.段末”"),
        ('[[off]]\nrule = "未读"\nreason = "x"', 2, "不能不说"),
        ('[[off]]\nrule = "01.5"\nreason = "x"', 2, "豁免"),
        ('[[off]]\nrule = "标点.段末"', 1, "缺少“reason”"),
        ('[[off]]\nrule = "标点.段末"\nreason = " "', 3, "缺少“reason”"),
        ('[[off]]\nrule = "标点.段末"\nreason = 1', 3, "引号"),
        ('[[off]]\nrule = "标点.段末"\nreason = "x"\nreasons = "y"', 4, "是否应为“reason”"),
        ('[off]\nrule = "标点.段末"\nreason = "x"', 1, "[[off]]"),
        ("[limits]\nsecond = 1", 2, "是否应为“seconds”"),
        ('[limits]\nseconds = "久"', 2, "不能是“久”"),
        ("[limits]\nseconds = true", 2, "要写作数"),
        (WAIVER.replace("0123456789ab-2", "那一条"), 3, "照抄报告里的"),
        (WAIVER.replace('department = "甲局"', ""), 2, "写明豁免的是谁的文件"),
        (WAIVER.replace("year = 2024", 'year = "2024"'), 5, "要写作年度"),
        (WAIVER.replace('by = "王某"', ""), 2, "缺少“by”"),
        (WAIVER.replace("2026-12-31", '"2026-02-30"'), 8, "要写作日期"),
        (WAIVER.replace("2026-12-31", '"年底"'), 8, "要写作日期"),
        (WAIVER.replace("2026-12-31", "2026-12-31T00:00:00"), 8, "要写作日期"),
        (WAIVER + WAIVER.replace("王某", "李某"), 11, "豁免了两次"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        read(text)
    assert str(caught.value).startswith(f"juesuan.toml：第 {line} 行")
    assert words in str(caught.value)


def test_what_stands_on_one_line_is_counted() -> None:
    fields = 'department = "甲局", reason = "x", by = "y", until = "2026-12-31"'
    text = f'waiver = [{{id = "0123456789ab", {fields}}}, {{id = "1", {fields}}}]'
    with pytest.raises(WrongSettings, match="第 2 个 waiver “id”不是"):
        read(text)


def test_a_day_is_written_in_one_way() -> None:
    assert day_of("2024-02-29") == "2024-02-29"
    for text in ("20240229", "2024-2-9", "年底"):
        with pytest.raises(ValueError, match=text):
            day_of(text)
    with pytest.raises(ValueError, match="day"):
        day_of("2023-02-29")
