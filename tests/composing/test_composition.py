"""The whole disclosure: its parts in order, its wording for departments and units, its gaps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.making.narration import COUNTED

from juesuan.composing.composition import Imprint, compose
from juesuan.model.accounts import Account, BooksTexts
from juesuan.model.disclosure import CoverPage, Disclosure, Heading, Text
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.notation.edition import load

NAME = "云川市青禾区档案馆"
AMOUNTS = {
    "01:收入总计:1": "1200000",
    "01:支出总计:1": "1200000",
    "01:本年收入合计:1": "1200000",
    "01:本年支出合计:1": "1200000",
    "02:合计:1": "1200000",
    "02:合计:2": "1200000",
    "03:合计:1": "1200000",
    "03:合计:2": "800000",
    "03:合计:3": "400000",
    "03:2012601:1": "1200000",
    "03:2012601:2": "800000",
    "03:2012601:3": "400000",
    "01:收入总计:1@上年": "1000000",
    "01:本年收入合计:1@上年": "1000000",
    "02:合计:2@上年": "1000000",
}


def account(amounts: dict[str, str], name: str = NAME, edition: str = "2023") -> Account:
    """Accounts of a few numbers in 元."""
    addresses = ((Address.parse(text), Decimal(value)) for text, value in amounts.items())
    forms = {
        form.id: FormState(form.id, form.title, "read", columns=tuple(c.id for c in form.columns))
        for form in load(edition).forms
    }
    facts = Facts({a: Fact(a, value) for a, value in addresses}, forms)
    return Account("", name, facts, facts)


def composed(
    texts: BooksTexts | None = None,
    amounts: dict[str, str] = AMOUNTS,
    edition: str = "2023",
    *,
    unit: bool = False,
    name: str = NAME,
) -> Disclosure:
    """The disclosure of these accounts."""
    told = texts or BooksTexts(counted=COUNTED)
    made = account(amounts, name, edition)
    return compose(made, told, load(edition), Imprint(date(2024, 8, 30), unit=unit))


def headings(made: Disclosure, level: int) -> list[str]:
    """The headings of a level, in order."""
    return [b.text for b in made.blocks if isinstance(b, Heading) and b.level == level]


def words(made: Disclosure) -> list[str]:
    """The paragraphs."""
    return [block.text for block in made.blocks if isinstance(block, Text)]


def test_the_parts_stand_in_the_declared_order() -> None:
    made = composed()
    assert headings(made, 1) == [
        "第一部分 部门概况",
        "第二部分 2023年度部门决算表",
        "第三部分 2023年度部门决算情况说明",
        "第四部分 名词解释",
    ]
    sections = headings(made, 2)
    assert sections[:2] == ["一、部门职责", "二、机构设置"]
    assert sections[2] == "一、收入支出决算总表"
    assert sections[-1] == "十三、预算绩效情况说明"
    assert [t.id for t in made.tables] == [form.id for form in load("2023").forms]
    assert all(table.owner == f"部门：{NAME}" for table in made.tables)


def test_a_region_has_its_own_order_and_sections_within_sections() -> None:
    made = composed(edition="2023-310000")
    sections = headings(made, 2)
    assert sections[-1] == "十一、其他重要事项说明"
    assert "（一）机关运行经费支出情况说明" in headings(made, 3)
    assert not list(made.charts)


def test_a_unit_is_called_a_unit() -> None:
    made = composed(unit=True)
    cover = next(block for block in made.blocks if isinstance(block, CoverPage))
    assert cover.lines == ("2023年度", NAME, "单位决算")
    assert made.title == f"{NAME}2023年度单位决算"
    assert "第一部分 单位概况" in headings(made, 1)
    assert "本单位没有使用国有资本经营预算安排的支出。" in words(made)


def test_a_change_needs_a_reason_under_any_address_of_the_number() -> None:
    missing = [gap.anchor for gap in composed().gaps if "@上年" in gap.anchor]
    assert missing == ["01:收入总计:1@上年", "02:合计:2@上年"]
    given = {"01:收入总计:1@上年": "新馆开放", "04:本年收入合计:1@上年": "新馆开放"}
    texts = BooksTexts(counted=COUNTED, reasons=given)
    assert [gap.anchor for gap in composed(texts).gaps if "@上年" in gap.anchor] == []


def test_what_the_books_do_not_tell_is_a_gap_and_never_a_zero() -> None:
    needs = {gap.anchor for gap in composed(BooksTexts()).gaps}
    assert {"职责.各条", "国有资产.车辆", "政府采购.总额", "三公.团组", "三公.购置"} <= needs
    assert not any("共有车辆" in text for text in words(composed(BooksTexts())))


def test_what_the_books_count_is_zero_where_they_do_not_mention_it() -> None:
    assert any("共有车辆0辆" in text for text in words(composed()))
    assert "国有资产.车辆" not in {gap.anchor for gap in composed().gaps}


def test_last_year_is_unknown_where_nothing_of_it_is_given() -> None:
    now = {address: value for address, value in AMOUNTS.items() if "@" not in address}
    made = composed(amounts=now)
    assert not any("2022" in text for text in words(made))
    assert [chart.kind for chart in made.charts] == ["share", "share"]


def test_duties_and_units_are_listed() -> None:
    texts = BooksTexts(
        profile={"主要职责": ("保管档案。", "开放档案。")}, units=("甲馆", "乙馆"), counted=COUNTED
    )
    lines = words(composed(texts))
    assert lines[:2] == ["（1）保管档案。", "（2）开放档案。"]
    assert {"1、甲馆", "2、乙馆"} <= set(lines)


@pytest.mark.parametrize("edition", ["2023", "2024", "2023-310000", "2024-370000"])
def test_charts_are_numbered_as_they_come_and_start_from_nothing_negative(edition: str) -> None:
    made = composed(edition=edition)
    assert [chart.id for chart in made.charts] == [
        f"图{number}" for number in range(1, len(list(made.charts)) + 1)
    ]
    for chart in made.charts:
        assert all(value >= 0 for series in chart.series for value in series.values)
        assert chart.alt


def test_a_negative_part_makes_no_chart() -> None:
    made = composed(amounts={**AMOUNTS, "01:其他收入:1": "-10000"})
    assert [chart.title for chart in made.charts] == ["收、支总计变动情况", "本年支出构成情况"]


def test_the_heads_of_sections_have_ids_of_their_own() -> None:
    ids = [block.id for block in composed().blocks if isinstance(block, Heading)]
    assert len(ids) == len(set(ids))
    assert all(table.id for table in composed().tables)


def test_tables_are_numbered_by_their_place_and_a_region_may_not_number_them() -> None:
    assert [t.number for t in composed().tables] == [f"公开{n:02}表" for n in range(1, 10)]
    seventh = composed(edition="2023-120000").tables
    assert [(t.id, t.number) for t in seventh][6:8] == [("09", "公开07表"), ("07", "公开08表")]
    assert not any(t.number for t in composed(edition="2023-310000").tables)
