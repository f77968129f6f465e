"""What forms had in the year of a document: rows, columns and forms of later years hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.model.number import ALL_OF_IT, Facts, FormState
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

COLUMN = "栏"


def as_then(facts: Facts, edition: Edition, year: int | None) -> Facts:
    """The facts, the forms marked with what they came to have after the year of the document."""
    if year is None:
        return facts
    forms = dict(facts.forms)
    for form in edition.forms:
        if state := forms.get(form.id):
            forms[form.id] = replace(state, later=frozenset(_later(form, state, facts, year)))
    return Facts(facts, forms, facts.unknown)


def _later(form: Form, state: FormState, facts: Facts, year: int) -> Iterator[str]:
    """What a form does not print that it has only since a later year."""
    printed = {*facts.rows(form.id), *(f"{COLUMN}{column}" for column in state.columns)}
    if state.state != "missing":
        printed.add(ALL_OF_IT)
    for name, since in form.since.items():
        if year < since and name not in printed:
            yield name
