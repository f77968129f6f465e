"""Whether two documents are of one department, told by names, scope and kind."""

from __future__ import annotations

import pytest

from juesuan.model.reading import Meta
from juesuan.sources.folders import Source
from juesuan.tasks.pairing import paired, unlike


def meta(department: str, year: int | None = 2023, kind: str = "部门决算") -> Meta:
    return Meta(department, year, "", kind)


@pytest.mark.parametrize(
    "one, other",
    [
        ("青禾市财政局", "青禾市财政局"),
        ("青禾市财政局（本级）", "青禾市财政局(本级)"),
        ("青禾市财政局", "市财政局"),
        ("云川省青禾市财政局", "青禾市财政局"),
        ("青禾县妇幼保健院（青禾县妇幼中心）", "青禾县妇幼保健院"),
        ("", "青禾市财政局"),
    ],
)
def test_one_department_under_its_names(one: str, other: str) -> None:
    assert unlike(meta(one), meta(other)) == ""
    assert unlike(meta(other), meta(one)) == ""


@pytest.mark.parametrize(
    "one, other",
    [
        ("青禾市财政局", "青禾市民政局"),
        ("青禾市财政局", "青禾市青禾区财政局"),
        ("青禾市教育局", "青禾市教育局所属青禾小学"),
        ("青禾县人民政府", "青禾县人民政府办公室"),
        ("青禾市财政局", "青禾市财政局（本级）"),
    ],
)
def test_another_department_or_another_scope(one: str, other: str) -> None:
    assert unlike(meta(one), meta(other))
    assert unlike(meta(other), meta(one))


def test_accounts_of_the_department_are_not_those_of_its_office() -> None:
    assert "范围不同" in unlike(meta("青禾市财政局"), meta("青禾市财政局", kind="单位决算"))
    assert not unlike(meta("青禾市财政局"), meta("青禾市财政局", kind="“三公”经费决算"))


def test_what_cannot_be_read_is_paired_with_nothing() -> None:
    here, there = Source("本年.md", ""), Source("上年.md", "")
    before = meta("青禾市财政局", 2022)
    assert paired([(here, meta("青禾市财政局"))], [(there, before)]) == ((there,), ())
    assert paired([(here, None)], [(there, None)]) == ((None,), ())
    assert paired([(here, meta("", 2023))], [(there, before)]).priors == (None,)
    assert paired([(here, meta("青禾市财政局", None))], [(there, before)]).priors == (None,)
