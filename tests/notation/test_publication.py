"""The order of publication is data: parts, sections within sections, charts, the glossary."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from juesuan.notation.edition import load
from juesuan.notation.overlay import DeclarationError
from juesuan.notation.publication import ANNEXES, read_publication

NATIONAL = load("2023")


def changed(**publish: object) -> dict[str, Any]:
    """The national declaration with other words under [publish]."""
    data = copy.deepcopy(dict(NATIONAL.declared))
    data["publish"].update(publish)
    return data


@pytest.mark.parametrize("name", ["2023", "2024", "2023-310000", "2024-370000", "2023-420000"])
def test_every_part_holds_sections_that_are_declared(name: str) -> None:
    edition = load(name)
    sections = {section.id for section in edition.narrative.sections}
    for part in edition.publication.parts:
        assert set(part.holds) - {*ANNEXES} <= sections
        assert part.title


def test_a_region_has_its_own_order() -> None:
    national = {part.id: part.holds for part in NATIONAL.publication.parts}
    shanghai = {part.id: part.holds for part in load("2023-310000").publication.parts}
    order = shanghai["情况说明"]
    assert order.index("三公") < order.index("政府性基金")
    assert national["情况说明"].index("三公") > national["情况说明"].index("政府性基金")
    assert load("2023-310000").publication.within["其他事项"][0] == "机关运行经费"


def test_a_chart_may_be_left_out_by_a_region() -> None:
    assert sum(map(len, NATIONAL.publication.charts.values())) == 6
    assert not any(load("2023-310000").publication.charts.values())


def test_a_section_nobody_declares_is_refused() -> None:
    data = changed(part=[{"id": "甲", "title": "甲", "holds": ["无此节"]}])
    with pytest.raises(DeclarationError, match="“无此节”不是任何一节"):
        read_publication(data, NATIONAL.narrative)
    with pytest.raises(DeclarationError, match="“无此节”不是任何一节"):
        read_publication(changed(within={"其他事项": ["无此节"]}), NATIONAL.narrative)


@pytest.mark.parametrize(
    "key, value, words", [("kind", "饼", "没有“饼”这种图"), ("of", ["甲乙"], "没有主体“甲乙”")]
)
def test_a_chart_that_cannot_be_drawn_is_refused(key: str, value: object, words: str) -> None:
    data = changed()
    section = next(one for one in data["section"] if one["id"] == "收入")
    section["chart"][0][key] = value
    with pytest.raises(DeclarationError, match=words):
        read_publication(data, NATIONAL.narrative)


def test_every_term_of_the_glossary_is_explained_and_tied_to_cells() -> None:
    for term in NATIONAL.glossary.terms:
        assert term.text.endswith("。")
        assert term.cells
        assert all(NATIONAL.form(cell.form) or cell.form == "文" for cell in term.cells)
