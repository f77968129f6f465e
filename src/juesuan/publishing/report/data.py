"""Records as data: the JSON objects of schema 1 and the CSV of facts; keys and order are kept."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from juesuan.model.finding import Finding
from juesuan.model.number import Fact, FormState
from juesuan.model.page import Box, Place
from juesuan.model.report import Audited, Part, Record
from juesuan.model.text import Claim
from juesuan.publishing.report.text import verdict, where
from juesuan.publishing.screen import UNSTILL

SCHEMA = 1
BOM = "\ufeff"
CSV_COLUMNS = ("address", "name", "value", "printed", "unit", "page", "line")
FORMULA = re.compile(r"\s*[=+\-−@＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"[-−–]?[\d,.]+")

Object = dict[str, Any]


def audit_object(record: Audited) -> Object:
    """The object of one audited document."""
    return {
        **_head(record),
        "coverage": record.coverage._asdict() | {"sections": list(map(_part, record.parts))},
        "forms": [_form(record, form) for form in record.forms],
        "findings": [_finding(record, name, finding) for name, finding in record.ordered()],
        "verdict": verdict(record),
        "program": record.versions.program,
        "rules": record.versions.rules,
        "kind": record.meta.kind,
        **({"skipped": [one._asdict() for one in record.skipped]} if record.skipped else {}),
    }


def read_object(record: Record) -> Object:
    """The object of one document that was read: every fact and every claim with its place."""
    return {
        **_head(record),
        "facts": [_fact(fact) for fact in record.reading.facts.values()],
        "claims": [_claim(claim) for claim in record.reading.claims],
    }


def dumps(value: object, *, lines: bool = False) -> str:
    """JSON as text ending in a line feed: indented, or on one line (JSON Lines)."""
    return steady(json.dumps(value, ensure_ascii=False, indent=None if lines else 2)) + "\n"


def steady(text: str) -> str:
    """JSON with what could steer a terminal as JSON writes it in ASCII."""
    return UNSTILL.sub(_escaped, text)


def _escaped(sign: re.Match[str]) -> str:
    return json.dumps(sign[0])[1:-1]


def read_csv(record: Record) -> str:
    """The facts as CSV for Excel, with a byte order mark; text never becomes a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for fact in record.reading.facts.values():
        page, line = fact.place.page, fact.place.line
        texts = (str(fact.address), fact.name, _plain(fact.value), fact.printed, fact.unit)
        numbers = (page if page is not None else "", line if line is not None else "")
        writer.writerow([*map(sheet_text, texts), *numbers])
    return BOM + file.getvalue()


def sheet_text(text: str) -> str:
    """A text as a cell of Excel: with an apostrophe before it where it would be a formula."""
    text = UNSTILL.sub("", text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _head(record: Record) -> Object:
    return {
        "schema": SCHEMA,
        "file": record.file,
        "sha256": record.sha256,
        **({"files": [file._asdict() for file in record.files]} if record.files else {}),
        "edition": record.meta.edition,
        "department": record.meta.department,
        "year": record.meta.year,
    }


def _part(part: Part) -> Object:
    return {"id": part.id, "title": part.title, **part.coverage._asdict()}


def _form(record: Record, form: FormState) -> Object:
    cells = sum(not fact.address.period for fact in record.reading.facts.of(form.id))
    pages = list(form.pages)
    return {
        "id": form.id,
        "title": form.title,
        "pages": pages,
        "cells": cells,
        "state": form.state,
    }


def _finding(record: Audited, name: str, finding: Finding) -> Object:
    return {
        "id": name,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "addresses": [str(address) for address in finding.addresses],
        "places": [_seen(place, text) for place, text in finding.places],
        "because": [*finding.because, *finding.details],
        "basis": finding.basis,
        "last_digit": finding.last_digit,
        "where": where(record, finding),
        **_waiver(record, name),
    }


def _waiver(record: Audited, name: str) -> Object:
    """The waiver of a finding, where there is one; `holds` tells whether its last day is past."""
    waiver = record.waived.get(name) or record.lapsed.get(name)
    if waiver is None:
        return {}
    fields = {key: getattr(waiver, key) for key in ("reason", "by", "until")}
    return {"waiver": fields | {"holds": name in record.waived}}


def _seen(place: Place, text: str) -> Object:
    return {
        "page": place.page,
        "line": place.line,
        "text": text,
        "box": _box(place.box),
        "part": place.part,
        **({"file": place.file} if place.file else {}),
        **({"scanned": True} if place.scanned else {}),
        "cell": _cell(place),
    }


def _fact(fact: Fact) -> Object:
    return {
        "address": str(fact.address),
        "value": _plain(fact.value),
        "printed": fact.printed,
        "unit": fact.unit,
        "name": fact.name,
        "place": _place(fact.place),
    }


def _claim(claim: Claim) -> Object:
    return {
        "says": claim.says,
        "value": _plain(claim.value),
        "printed": claim.printed,
        "place": _place(claim.place),
    }


def _place(place: Place) -> Object:
    return {
        "page": place.page,
        "line": place.line,
        "box": _box(place.box),
        "part": place.part,
        **({"file": place.file} if place.file else {}),
        **({"scanned": True} if place.scanned else {}),
        "cell": _cell(place),
    }


def _cell(place: Place) -> list[int] | None:
    return list(place.cell) if place.cell else None


def _box(box: Box | None) -> list[float] | None:
    return list(box) if box else None


def _plain(value: object) -> str:
    return f"{value:f}"
