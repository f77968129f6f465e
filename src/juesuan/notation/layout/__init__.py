"""How each layout of a form is read from a grid and written to one."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.model.page import Grid
from juesuan.notation.code_list import Classification
from juesuan.notation.form import Form
from juesuan.notation.layout import coded, panels, sided, single, worded
from juesuan.notation.layout.base import Laid, Recognised, Stray
from juesuan.notation.layout.writing import LaidOut, write

__all__ = ["Laid", "LaidOut", "Recognised", "Stray", "read", "write"]


def read(form: Form, grid: Grid, synonyms: Mapping[str, str], codes: Classification) -> Recognised:
    """Read one form from one grid: every declared cell, and what could not be placed."""
    if form.layout == "科目":
        return coded.read(form, grid, synonyms)
    if form.layout == "并列":
        return panels.read(form, grid, synonyms)
    if form.layout == "清单":
        return worded.read(form, grid, synonyms)
    if form.layout == "单行":
        return single.read(form, grid, synonyms)
    former = {
        row.id: codes.names(row.id) for side in form.sides for row in side.rows if row.id.isdigit()
    }
    return sided.read(form, grid, synonyms, former)
