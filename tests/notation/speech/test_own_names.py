"""A department's own name, long and short; never another's."""

from __future__ import annotations

import pytest

from juesuan.notation.speech.own_names import name_at, own_names, same_name, short_at

OWN = {
    "青禾市财政局": "青禾市财政局 市财政局 财政局 我局 本局",
    "云川省青禾市青禾区民政局": "青禾市青禾区民政局 青禾区民政局 区民政局 民政局 我局",
    "青禾县西山镇人民政府": "西山镇人民政府 镇人民政府 人民政府 我镇 本镇",
    "青禾市第三中学": "市第三中学 第三中学 我校 本校",
    "青禾县人民医院": "县人民医院 我院 本院",
    "青禾县档案馆（青禾县方志馆）": "青禾县档案馆 县档案馆 档案馆 我馆",
    "青禾市财政局（本级）": "青禾市财政局 市财政局 我局 市财政局(本级)",
    "青禾县人民政府办公室": "县政府办公室 县政府办 政府办",
    "青禾县卫生健康委员会": "县卫生健康委 我委",
    "青禾县机关事务服务中心": "我中心 本中心",
}


@pytest.mark.parametrize("name", OWN)
def test_a_text_calls_its_department_by_short_forms(name: str) -> None:
    for own in OWN[name].split():
        assert own in own_names(name)


@pytest.mark.parametrize("name", OWN)
def test_others_are_not_the_department(name: str) -> None:
    for other in ("青禾市文化局", "市文化局", "我县", "本市", "本年", "本级", "收入", "中心", "局"):
        assert other not in own_names(name)


def test_nothing_is_known_without_a_name() -> None:
    assert own_names("") == ()
    assert name_at((), "我局2023年收入总计", 0) == 0


def test_the_longest_name_is_taken_where_it_stands() -> None:
    names = own_names("青禾市财政局")
    assert name_at(names, "2023年青禾市财政局收入", 5) == len("青禾市财政局")
    assert name_at(names, "2023年收入", 5) == 0


def test_a_short_form_leaves_letters_out() -> None:
    assert same_name("青禾市国资委", "青禾市人民政府国有资产监督管理委员会")
    assert same_name("青禾市财政局（本级）", "青禾市财政局(本级)")
    assert not same_name("青禾市财政局", "青禾市民政局")
    assert not same_name("", "青禾市民政局")


@pytest.mark.parametrize(
    "text, length",
    [
        ("县住建局2023年度收入", 4),
        ("青禾住建局2023年度收入", 5),
        ("县教育局2023年度收入", 0),
        ("住建局2023年度收入", 0),
        ("县住建局机关运行经费", 0),
        ("县住建2023年度收入", 0),
    ],
)
def test_a_short_form_of_its_own_before_a_year(text: str, length: int) -> None:
    assert short_at("青禾县住房和城乡建设局", text, 0) == length
    assert short_at("", text, 0) == 0
