"""Titles of sections as regions write them."""

from __future__ import annotations

import pytest

from juesuan.notation import spelling
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.reading.text.section_titles import SectionTitles
from juesuan.sources.open import open_document

EDITION = load("2023")
TITLES = SectionTitles(EDITION.narrative.sections, EDITION.clues)


def opened(title: str) -> str | None:
    """The section of a title as the running text asks for it."""
    return TITLES.opened(title, spelling.unnumbered(title))


@pytest.mark.parametrize(
    "title, section",
    [
        ("二、2019年度一般公共预算财政拨款“三公”经费支出情况说明", "三公"),
        ("六、2023年度财政拨款安排的“三公”经费支出决算情况", "三公"),
        ("五、一般公共预算财政拨款支出执行情况说明", "一般公共预算"),
        ("六、关于2023年度一般公共预算财政拨款基本支出情况", "基本支出"),
        ("（二）本年收入情况", "收入"),
        ("三、支出决算情况说明", "支出"),
        ("（五）政府性基金预算收支决算情况说明", "政府性基金"),
        ("八、国有资本经营预算支出总体情况说明", "国有资本经营"),
        ("（九）财政拨款“三公”经费支出决算总体情况说明", "三公"),
        ("（一）“三公”经费支出具体情况说明", "三公"),
    ],
)
def test_a_title_opens_its_section_with_or_without_its_usual_words(
    title: str, section: str
) -> None:
    assert opened(title) == section


@pytest.mark.parametrize(
    "title",
    [
        "一般公共预算财政拨款支出决算具体情况",
        "一般公共预算财政拨款支出",
        "收入情况",
        "一般公共预算财政拨款支出决算表",
        "2023年度部门决算情况说明",
        "（一）基本支出情况",
        "（二）财政拨款会议费和培训费情况说明",
        "（一）政府性基金预算财政拨款支出决算表",
    ],
)
def test_what_may_stand_inside_another_section_opens_none(title: str) -> None:
    assert opened(title) is None


def test_a_declared_title_is_named_as_it_is() -> None:
    assert TITLES.named("名词解释") == "名词解释"
    assert TITLES.named("财政拨款基本支出情况") is None


def test_an_entry_of_the_contents_may_have_dots_without_end() -> None:
    """However long the dots are, the entry is no sentence, and the contents go on."""
    dots = "." * 70
    text = (
        f"青禾县审计局2023年度部门决算\n\n目录\n\n第一部分部门概况{dots}1\n\n一、主要职能{dots}1\n\n"
        f"第二部分部门决算表{dots}2\n\n第三部分名词解释{dots}9\n\n第一部分部门概况\n\n负责审计。\n\n第三部分名词解释\n"
    )
    reading = read(open_document("文.md", text.encode()), load("2023"), formless=True)
    parts = [(p.kind, p.text) for p in reading.prose if p.text.startswith("第")]
    assert [kind for kind, _ in parts] == ["contents"] * 3 + ["heading"] * 2
    assert parts[1] == ("contents", "第二部分部门决算表")
