"""Tables beside the forms as they are declared."""

from __future__ import annotations

import pytest

from juesuan.notation.addition import read_addition
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions, years
from juesuan.notation.overlay import DeclarationError

ECONOMIC = {"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "302": "商品支出"}
SPREAD = {"title": "某表", "layout": "科目", "across": "economic"}


def test_columns_across_the_classification_add_up_to_their_classes_and_these_to_the_whole() -> None:
    form = read_addition("某", SPREAD, ECONOMIC)
    assert [column.id for column in form.columns] == ["合计", *ECONOMIC]
    assert form.columns[2].path == ("工资福利支出", "基本工资")
    assert [equation.text for equation in form.equations] == [
        "{行}:合计 = {行}:301 + {行}:302",
        "{行}:301 = {行}:30101 + {行}:30102",
    ]


def test_any_other_classification_across_is_refused() -> None:
    with pytest.raises(DeclarationError, match="across"):
        read_addition("某", {**SPREAD, "across": "functional"}, ECONOMIC)


@pytest.mark.parametrize("name", [str(years()[-1]), *(f"{years()[-1]}-{r}" for r in regions())])
def test_every_title_of_an_addition_is_known_to_be_none_of_the_forms_or_is_one(name: str) -> None:
    """Else it would be found by nobody, or be said to be missing."""
    edition, nation = load(name), load(str(years()[-1]))
    forms = (*edition.forms, *nation.forms)
    titles = {title for form in forms for title in form.titles()} | set(edition.others)
    assert [t for form in edition.additions for t in form.titles() if t not in titles] == []
    cells = {(form.id, c.id) for form in (*edition.forms, *edition.additions) for c in form.columns}
    names = {form for form, _ in cells} | {"文"}
    for form in edition.additions:
        for equation in form.equations:
            assert equation.forms() <= names
