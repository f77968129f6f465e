"""Which practice is followed: what was asked for, what 年度信息 says, the region's, the usual."""

from __future__ import annotations

import pytest
from tests.making.books_written import SCHEMA

from juesuan.model.accounts import Unfit
from juesuan.notation.edition import load
from juesuan.preparing.chosen_practice import ASKED, ROUNDING, STATED, chosen_practices

META = SCHEMA.table("meta")
NATIONAL = load("2023")


def values(
    *rows: dict[str, str], asked: dict[str, str] | None = None, edition: str = "2023"
) -> dict[str, tuple[str, str]]:
    practices = chosen_practices(rows, META, asked or {}, load(edition))
    return {one.name: (one.value, one.chosen) for one in practices}


def test_the_usual_practice_is_followed_and_named_as_such() -> None:
    assert values()["三公预算数"] == ("全年预算", "版本 2023 的默认")
    assert values()[ROUNDING] == ("逐格四舍五入", "版本 2023 的默认")


def test_a_region_has_its_own() -> None:
    regional = values(edition="2023-310000")
    assert regional["三公预算数"] == ("年初预算", "版本 2023-310000 的默认")


def test_the_books_go_before_the_region_and_what_is_asked_before_the_books() -> None:
    row = {"practice_sangong": "全年预算", "rounding": "平衡舍入"}
    assert values(row, edition="2023-310000")["三公预算数"] == ("全年预算", STATED)
    assert values(row)[ROUNDING] == ("平衡舍入", STATED)
    asked = values(row, asked={"三公预算数": "年初预算", ROUNDING: "逐格四舍五入"})
    assert asked["三公预算数"] == ("年初预算", ASKED)
    assert asked[ROUNDING] == ("逐格四舍五入", ASKED)


def test_two_answers_are_refused() -> None:
    rows = ({"practice_sangong": "全年预算"}, {"practice_sangong": "年初预算"})
    with pytest.raises(Unfit, match="“三公预算数”有两个：全年预算、年初预算；请只留一个"):
        values(*rows)


def test_every_switch_is_a_column_of_the_books_with_the_same_values() -> None:
    columns = {column.title: column.values for column in META.columns if column.kind == "enum"}
    assert {one.name: one.values for one in NATIONAL.practices} == {
        name: listed for name, listed in columns.items() if name != ROUNDING
    }
    assert all(one.default in one.values for one in NATIONAL.practices)
