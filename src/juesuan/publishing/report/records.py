"""Facts and claims of any number of documents as rows: whose, of which year, where, what became."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import Address, Fact
from juesuan.model.page import Place
from juesuan.model.report import Audited, Record

STATES = {"checked": "一致", "tail": "一致", "contradicted": "矛盾", "unchecked": "未核"}
LEVELS = {3: "类", 5: "款", 7: "项"}
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政拨款")


class FactRow(NamedTuple):
    """One number of a table; `value` and `half` in 元, `shown` 数, 零 or 空白.

    `state` is 一致, 矛盾 or 未核 where the document was audited, "" where not or for a blank.
    """

    department: str
    year: int | None
    region: str
    edition: str
    file: str
    sha256: str
    address: str
    form: str
    row: str
    code: str
    level: str
    column: str
    period: str
    fund: str
    name: str
    value: Decimal
    half: Decimal
    printed: str
    unit: str
    shown: str
    state: str
    page: int | None
    line: int | None
    sheet: str
    cell: str
    source: str


class ClaimRow(NamedTuple):
    """What a sentence says of the numbers; `value` in 元 or a ratio, `state` as of a fact."""

    department: str
    year: int | None
    region: str
    edition: str
    file: str
    sha256: str
    says: str
    relation: str
    value: Decimal
    half: Decimal
    printed: str
    text: str
    state: str
    page: int | None
    line: int | None
    sheet: str
    cell: str
    source: str


def fact_rows(record: Record) -> Iterator[FactRow]:
    """The numbers of the tables of one document."""
    states = record.states if isinstance(record, Audited) else {}
    for fact in record.reading.facts.values():
        address = fact.address
        code = address.row if address.row.isdigit() else ""
        yield FactRow(
            *_document(record),
            str(address),
            address.form,
            address.row,
            code,
            LEVELS.get(len(code), ""),
            address.column,
            address.period,
            _fund(record, address, fact.name),
            fact.name,
            fact.value,
            fact.half,
            fact.printed,
            fact.unit,
            _shown(fact),
            STATES.get(states.get(address, ""), ""),
            *_place(fact.place),
        )


def claim_rows(record: Record) -> Iterator[ClaimRow]:
    """What the sentences of one document say of its numbers."""
    states: dict[int, str] = {}
    if isinstance(record, Audited):
        for numeral, compared in zip(record.reading.numerals, record.compared, strict=False):
            if numeral.claim is not None:
                states.setdefault(numeral.claim, STATES.get(compared.state, "未核"))
    for at, claim in enumerate(record.reading.claims):
        yield ClaimRow(
            *_document(record),
            claim.says,
            claim.relation,
            claim.value,
            claim.half,
            claim.printed,
            claim.text,
            states.get(at, ""),
            *_place(claim.place),
        )


def _document(record: Record) -> tuple[str, int | None, str, str, str, str]:
    meta = record.meta
    region = meta.edition.partition("-")[2]
    return meta.department, meta.year, region, meta.edition, record.file, record.sha256


def _place(place: Place) -> tuple[int | None, int | None, str, str, str]:
    cell = "{}:{}".format(*place.cell) if place.cell else ""
    return place.page, place.line, place.part, cell, place.file


def _fund(record: Record, address: Address, name: str) -> str:
    """Which money a number is of, as the column says it, else the table; "" for all of it."""
    column, title = name.rpartition(" / ")[2], record.title(address.form)
    funds = (fund for words in (column, title) for fund in FUNDS if fund in words)
    return next(funds, "")


def _shown(fact: Fact) -> str:
    return "空白" if fact.blank else "数" if fact.value else "零"
