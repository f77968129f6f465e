"""Prepared accounts, audited as they will be printed, before anybody sees them."""

from __future__ import annotations

from collections.abc import Mapping
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
    budgets = _budgets(prepared, edition)
    readings = (_reading(account, prepared.year, edition, budgets) for account in accounts)
    return tuple(
        SelfAudit(account.code, account.name, audit(reading, edition))
        for account, reading in zip(accounts, readings, strict=True)
    )


def _budgets(prepared: Prepared, edition: Edition) -> Mapping[str, str]:
    """Which budget the 预算数 of a form was taken from, by the form."""
    forms = {cell.form for cell in edition.feeds().budget_cells}
    return dict.fromkeys(forms, prepared.practice["三公预算数"])


def _reading(account: Account, year: int, edition: Edition, budgets: Mapping[str, str]) -> Reading:
    """The tables of an account as a reader would find them, with the notes below them."""
    kind = "单位" if account.code else "部门"
    shown, forms = account.shown, dict(account.shown.forms)
    for form in edition.forms:
        if form.id in forms:
            notes, budget = (note(form, shown, kind),), budgets.get(form.id, "")
            forms[form.id] = replace(forms[form.id], notes=notes, budget=budget)
    return Reading(Meta(account.name, year, edition.id), Facts(shown, forms, shown.unknown))
