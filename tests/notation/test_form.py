"""Forms are read from their declaration; what cannot be meant is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.edition import load
from juesuan.notation.form import Form, FormColumn, FormRow, column, read_form, row
from juesuan.notation.overlay import DeclarationError

NAMES = {"201": "一般公共服务支出"}
WORDS = st.text("收支年度决算数公务用车", min_size=1, max_size=6)
PATHS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
SIDE = {"columns": ["1 决算数 | 金额", "2 其中/项目支出"], "rows": "1 总计\n0 201"}


def declared(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - TOML values
    """A small form as its declaration, some of it changed."""
    return {"title": "收支总表", "layout": "两侧", "side": [SIDE], **changes}


def made(**changes: Any) -> Form:  # noqa: ANN401 - as above
    """The same read."""
    return read_form("01", declared(**changes), NAMES)


@given(WORDS, PATHS, st.lists(PATHS, max_size=2).map(tuple))
def test_a_column_is_its_name_its_words_and_other_words(
    name: str, path: tuple[str, ...], aliases: tuple[tuple[str, ...], ...]
) -> None:
    text = " | ".join("/".join(words) for words in (path, *aliases))
    assert column(f"{name} {text}") == FormColumn(name, path, aliases)
    assert column(f"{name} {text}").title == "/".join(path)


@given(st.integers(0, 99), WORDS, WORDS, st.lists(WORDS, max_size=2))
def test_a_row_is_its_line_its_name_its_label_and_other_labels(
    line: int, name: str, label: str, aliases: list[str]
) -> None:
    text = " | ".join([f"{line} {name}", label, *aliases])
    assert row(text, NAMES) == FormRow(line, name, label, tuple(aliases))
    assert row(f"{line} {name}", NAMES) == FormRow(line, name, name)


def test_a_row_of_a_code_is_called_as_its_classification_calls_it() -> None:
    assert row("32 201", NAMES).label == "一般公共服务支出"
    assert row("32 201 | 一、公共服务", NAMES).label == "一、公共服务"


@pytest.mark.parametrize("text", ["", "1", "1 ", " | 甲", "1 | 甲", "1 甲 |", "1 甲//乙"])
def test_a_column_without_words_is_refused(text: str) -> None:
    with pytest.raises(DeclarationError, match="栏次 栏名"):
        column(text)


@pytest.mark.parametrize("text", ["", "总计", "一 总计", "1", "1 | 总计", "-1 总计"])
def test_a_row_without_line_or_name_is_refused(text: str) -> None:
    with pytest.raises(DeclarationError, match="行次 行名"):
        row(text, NAMES)


def test_columns_of_all_sides_stand_once() -> None:
    form = made(side=[SIDE, {"columns": ["2 其中/项目支出", "3 合计"]}], aliases=["收支决算总表"])
    assert [each.id for each in form.columns] == ["1", "2", "3"]
    assert form.column("3") == FormColumn("3", ("合计",))
    assert form.column("决算数") is None
    assert form.titles() == ("收支总表", "收支决算总表")


def test_an_expectation_is_a_remark_with_its_reason() -> None:
    hint = {"says": "总计:1 >= 201:1", "why": "总计不应小于一类", "slack": "0.01"}
    form = made(equations=["总计:1 = 201:1"], expectations=[hint])
    assert [(e.severity, e.message, str(e.slack)) for e in form.equations] == [
        ("错误", "", "0"),
        ("提示", "总计不应小于一类", "0.01"),
    ]


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"layout": "三侧"}, "layout 应为 科目、两侧、并列、单行、清单 之一，而不是“三侧”"),
        ({"side": [{"rows": "1 总计"}]}, "缺少 'columns'"),
        ({"side": [{"columns": ["1"]}]}, "栏应写作"),
        ({"side": [{"columns": ["1 甲"], "rows": "总计"}]}, "行应写作"),
        ({"equations": ["总计:1"]}, "应为 relation"),
        ({"style": {"codes": "拆列"}}, "codes 应为 合列、分列 之一，而不是“拆列”"),
        ({"style": {"total": "中间"}}, "total 应为 首行、末行 之一"),
        ({"style": {"unit": "美元"}}, "unit 应为 元、千元、万元、亿元 之一"),
        ({"style": {"colour": "红"}}, "colour"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_form(
    changes: Mapping[str, Any], words: str
) -> None:
    with pytest.raises(DeclarationError, match="表 01 的声明有误") as refused:
        made(**changes)
    assert words in str(refused.value)


def test_a_form_without_a_title_is_refused() -> None:
    with pytest.raises(DeclarationError, match="缺少 'title'"):
        read_form("01", {"layout": "两侧", "side": [SIDE]}, NAMES)


def test_no_two_rows_of_a_side_and_no_two_titles_are_the_same() -> None:
    for name in ("2023", "2024", "2023-310000"):
        titles = [title for form in load(name).forms for title in {*form.titles()}]
        assert len(titles) == len(set(titles))
        for form in load(name).forms:
            for side in form.sides:
                names = [each.id for each in side.rows]
                assert len(names) == len(set(names)), form.id
