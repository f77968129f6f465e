"""Prepared accounts, audited as they will be printed, before anybody sees them."""

from __future__ import annotations

from dataclasses import replace

from juesuan.auditing import audit
from juesuan.composing.page_tables import note
from juesuan.model.accounts import Account, Prepared
from juesuan.model.number import Facts
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition
from juesuan.publishing.prepared.receipt import SelfAudit


def verified(prepared: Prepared, edition: Edition) -> tuple[SelfAudit, ...]:
    """The findings on the tables of the department and of each unit."""
    accounts = (prepared.department, *prepared.units.values())
    return tuple(
        SelfAudit(one.code, one.name, audit(_reading(one, prepared.year, edition), edition))
        for one in accounts
    )


def _reading(account: Account, year: int, edition: Edition) -> Reading:
    """The tables of an account as a reader would find them, with the notes below them."""
    kind = "单位" if account.code else "部门"
    shown, forms = account.shown, dict(account.shown.forms)
    for form in edition.forms:
        if form.id in forms:
            forms[form.id] = replace(forms[form.id], notes=(note(form, shown, kind),))
    return Reading(Meta(account.name, year, edition.id), Facts(shown, forms, shown.unknown))
