"""An archive with something in every table and of every kind of event, and payloads put into it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.making.archived import NAME, TOTAL, bytes_of, delivery, fact, keep, opened, record
from tests.making.outputs import FORMULA, Elements
from tests.making.payloads import PAYLOADS
from tests.making.visits import Answer

from juesuan.archive.archive_waivers import SCOPES, WAIVED, ArchiveWaiver
from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import ROLES, give_account
from juesuan.archive.register import COLUMNS
from juesuan.archive.review_cases import APPROVED
from juesuan.archive.review_states import Act, AnswerKind, ReviewFinding
from juesuan.model.number import Facts
from juesuan.model.report import Audited

WORST = "=cmd|'/C calc'!A1" + "".join(PAYLOADS)
"""A formula of Excel, and then every payload."""

ANSWERS: tuple[AnswerKind, ...] = ("属实，将改", "说明理由", "系统误读", "豁免")
UNSPELT = str.maketrans("", "", ":@/")  # what an address does not hold in one of its parts


def worst() -> Audited:
    """A document that carries every payload in every word the lake keeps of it."""
    audited = record(2022, "7.00", claims={f"{TOTAL} {WORST}": "1.00"})
    numbers = (
        fact(address, "7.00")._replace(name=WORST, unit=WORST, printed=WORST)
        for address in (TOTAL, f"03:{WORST.translate(UNSPELT)}:1")
    )
    facts = Facts({each.address: each for each in numbers}, {})
    return replace(audited, reading=replace(audited.reading, facts=facts))


def papered(root: Path) -> Archive:
    """The archive, open: reviews with every answer, waivers of every scope, accounts, a rename."""
    archive = opened(root)
    keep(archive, record(2023, claims={"养老": "1.00"}), "2024-08-30")
    archive.keep(delivery(worst()), [bytes_of(record(2022, "7.00"))], worst())
    archive.rename("旧局", NAME)
    sha256, day = record(2023).sha256, "2024-09-01"
    findings = tuple(ReviewFinding(f"f-{at}", "提示", "试") for at, _ in enumerate(ANSWERS, 1))
    subject, old = f"2023 部门决算 {NAME}", f"2022 部门决算 {NAME}"
    archive.act(subject, Act("新稿", "审", day, "试", sha256, findings))
    archive.act(subject, Act("送达", "审", day, "试"))
    for finding, answer in zip(findings, ANSWERS, strict=True):
        words = {"finding": finding.id, "answer": answer, "expires_on": "2099-01-01"}
        archive.act(subject, Act("答复", "报", day, "试", **words))  # type: ignore[arg-type]
    archive.act(old, Act("新稿", "审", day, "试", worst().sha256, findings))
    for act in (Act("通过", "审", day, "试"), Act("公开", "审", day, "试")):
        archive.act(old, act)
    archive.note(APPROVED, subject, {"on": "2024-08-20"})
    of = {"文件": sha256, "部门": NAME, "地区": "370102"}
    for scope in SCOPES:
        waiver = ArchiveWaiver("f-1", scope, of[scope], "试", "试", "审", "2099-01-01")
        archive.note(WAIVED, "f-1", waiver.body)
    for role in ROLES:
        give_account(archive, role, role, NAME)
    return archive


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - whatever JSON holds
    """Where the texts of a JSON value are; what a list holds is of one kind."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value[:1]):
            yield from leaves(part, (*path, key))


def poisoned(value: str, path: tuple[Any, ...] | None, words: str) -> str:
    """A text of a row with a payload, or with one in a text of the JSON that it is."""
    if path is None:
        return words
    whole = json.loads(value)
    place = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = words
    return json.dumps(whole, ensure_ascii=False)


def fields(archive: Archive) -> Iterator[tuple[str, str, tuple[Any, ...] | None]]:
    """Every text that the register keeps: table, column, and place inside JSON."""
    for table, columns in COLUMNS.items():
        rows = archive.register.rows(table)
        for column in (word.partition(":")[0] for word in columns.split() if ":text" in word):
            values = [row[column] for row in rows]
            jsons = [json.loads(v) for v in values if v[:1] in ("{", "[")]
            paths = dict.fromkeys(path for one in jsons for path in leaves(one))
            yield from ((table, column, path) for path in paths or [None])


@contextmanager
def kept_as(
    archive: Archive, table: str, column: str, path: tuple[Any, ...] | None
) -> Iterator[None]:
    """The archive with every payload in one field of all rows that have it."""
    register = archive.register
    before = register.rows(table)
    rows = [{**row, **_worse(row[column], column, path, at)} for at, row in enumerate(before)]
    for each, last in ((rows, False), (before, True)):
        with register.writing() as writing:
            writing.delete(table)
            writing.insert(table, each)
        register._memory.clear()
        if not last:
            yield


def _worse(value: str, column: str, path: tuple[Any, ...] | None, at: int) -> Mapping[str, str]:
    try:
        return {column: poisoned(value, path, f"{WORST}{at}")}
    except (IndexError, KeyError, TypeError, ValueError):
        return {}  # this row has no such text


def check(answer: Answer, known: frozenset[str]) -> None:
    """A page, its data or its table for Excel, in which every word is a word.

    `known` are the elements and attributes that pages have where nobody means any harm.
    """
    kind = answer.headers["content-type"].partition(";")[0]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if kind == "application/json":
        json.loads(answer.text)
    elif kind == "text/csv":
        text = answer.text.removeprefix("\ufeff")
        rows = csv.reader(io.StringIO(text, newline=""))
        assert not [cell for row in rows for cell in row if FORMULA.match(cell)]
    elif kind == "text/html":
        assert shape(answer) <= known, shape(answer) - known
        for name, value in Elements(answer.text).attributes:
            if name in ("href", "src", "action"):
                assert re.match(r"/(?!/)|#", value), value


def shape(answer: Answer) -> frozenset[str]:
    """The elements of a page and their attributes, by name."""
    elements = Elements(answer.text)
    return frozenset({*elements.tags, *(f"@{name}" for name, _ in elements.attributes)})
