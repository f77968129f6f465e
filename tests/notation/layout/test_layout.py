"""The one way in: a form is read by its own layout, and looks like no form of another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation import layout
from juesuan.notation.edition import load
from juesuan.notation.form import LAYOUTS, Form

EDITION = load("2023")
CODES = ("201", "20101", "2010101", "2010102")


def facts(form: Form) -> Facts:
    """5 元 in every cell of a form."""
    rows = CODES if form.layout == "科目" else [r.id for side in form.sides for r in side.rows]
    cells = [Address(form.id, row, column.id) for row in rows for column in form.columns]
    return Facts({cell: Fact(cell, Decimal(5)) for cell in cells}, {})


GRIDS = {
    form.id: layout.write(form, facts(form), EDITION.codes(form), EDITION.year).grid
    for form in EDITION.forms
}


def likeness(form: Form, of: str) -> float:
    """How much the grid of one form looks like another."""
    return layout.read(form, GRIDS[of], EDITION.synonyms, EDITION.codes(form)).likeness


def test_every_layout_is_used_by_some_form() -> None:
    assert {form.layout for form in (*EDITION.forms, *EDITION.additions)} == set(LAYOUTS)


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_looks_most_like_the_form_it_is_of(name: str) -> None:
    declared = EDITION.form(name)
    assert declared is not None
    likenesses = {form.id: likeness(form, name) for form in EDITION.forms}
    assert likenesses[name] == max(likenesses.values()) > 0.95
    others = [form.id for form in EDITION.forms if form.layout != declared.layout]
    assert max(likenesses[other] for other in others) < 0.5


@pytest.mark.parametrize("name", ["01", "04"])
def test_codes_are_known_by_the_names_of_other_years_too(name: str) -> None:
    form = EDITION.form(name)
    assert form is not None
    former = {code: EDITION.functional.names(code) for code in ("207", "210")}
    assert all(len(names) > 1 for names in former.values())
    for code, names in former.items():
        for old in names:
            cells = tuple(
                cell.__class__(old, cell.row, cell.column, cell.place, cell.rows, cell.columns)
                if (EDITION.functional.name(code, 2023) or "") in cell.text
                else cell
                for cell in GRIDS[name].cells
            )
            grid = GRIDS[name].__class__(cells, GRIDS[name].height, GRIDS[name].width)
            read = layout.read(form, grid, EDITION.synonyms, EDITION.functional)
            assert read.labels[code] == old
