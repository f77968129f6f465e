"""A resolved declaration, shown: the forms of an edition, their rows, columns and equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from juesuan.notation.edition import Edition
from juesuan.notation.equation import Equation
from juesuan.notation.form import Form, Side

Object = dict[str, Any]
CLASSIFICATIONS = {"functional": "支出功能分类", "economic": "支出经济分类"}


def editions_text(editions: Iterable[Edition]) -> str:
    """One line for each edition."""
    return "".join(f"{edition.id}  {edition.name}  {edition.year}年度\n" for edition in editions)


def edition_text(edition: Edition) -> str:
    """An edition in words: its name and one line for each form."""
    lines = [f"{edition.id}  {edition.name}  {edition.year}年度  单位：{edition.unit}", ""]
    for form in edition.forms:
        count = f"{len(form.columns)} 栏，{len(form.equations)} 个勾稽关系"
        lines.append(f"{form.id}  {form.title}  （{form.layout}；{count}）")
    lines += ["", f"看一张表：juesuan show {edition.id} {edition.forms[0].id}"]
    return "\n".join(lines) + "\n"


def form_text(form: Form) -> str:
    """A form in words: titles, columns and rows of each side, equations."""
    return "\n".join(_form(form)) + "\n"


def _form(form: Form) -> Iterator[str]:
    yield f"{form.id}  {form.title}  （{form.layout}）"
    if form.aliases:
        yield f"又名：{'、'.join(form.aliases)}"
    if form.classification:
        yield f"行取自：{CLASSIFICATIONS.get(form.classification, form.classification)}"
    for side in form.sides:
        yield from _side(side)
    equations = [e for e in form.equations if e.severity == "错误"]
    hints = [e for e in form.equations if e.severity != "错误"]
    yield from _listed("勾稽关系（不成立即错误）", [e.text for e in equations])
    yield from _listed("预期（不成立只提示）", [f"{e.text}：{e.message}" for e in hints])
    yield from _listed(
        "表注", [note.replace("{称}", "部门") for note in (form.note, form.empty_note) if note]
    )


def _side(side: Side) -> Iterator[str]:
    part = f"{side.heading}：" if side.heading else ""
    yield from _listed(f"{part}栏", [f"{column.id}  {column.title}" for column in side.columns])
    rows = [f"{row.line or ''}  {row.id}  {row.label}".strip() for row in side.rows]
    yield from _listed(f"{part}行", rows)
    if side.classes:
        yield f"  科目取自 {'、'.join(side.classes)} 类"


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield ""
        yield title
        yield from (f"  {item}" for item in items)


def edition_object(edition: Edition) -> Object:
    """An edition as JSON data."""
    return {
        "id": edition.id,
        "name": edition.name,
        "year": edition.year,
        "region": edition.region,
        "unit": edition.unit,
        "forms": [form_object(form) for form in edition.forms],
    }


def form_object(form: Form) -> Object:
    """A form as JSON data."""
    return {
        "id": form.id,
        "title": form.title,
        "aliases": list(form.aliases),
        "layout": form.layout,
        "classification": form.classification,
        "sides": [_side_object(side) for side in form.sides],
        "equations": [_equation(equation) for equation in form.equations],
        "note": form.note.replace("{称}", "部门"),
        "empty_note": form.empty_note.replace("{称}", "部门"),
    }


def _side_object(side: Side) -> Object:
    return {
        "heading": side.heading,
        "columns": [{"id": column.id, "path": list(column.path)} for column in side.columns],
        "rows": [{"line": row.line, "id": row.id, "label": row.label} for row in side.rows],
        "classes": list(side.classes),
    }


def _equation(equation: Equation) -> Object:
    says = {"says": equation.text, "severity": equation.severity}
    return says | ({"why": equation.message} if equation.message else {})
