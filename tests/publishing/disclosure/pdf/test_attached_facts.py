"""The attached numbers: all of them, exact, no text a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

from tests.making.disclosures import disclosure

from juesuan.model.number import Address, Fact, Facts
from juesuan.publishing.disclosure.pdf.attached_facts import HEAD, facts_csv


def test_every_number_is_there() -> None:
    head, *rows = csv.reader(io.StringIO(facts_csv(disclosure()).removeprefix("\ufeff")))
    assert tuple(head) == HEAD
    assert {Address.parse(row[0]): Decimal(row[2]) for row in rows} == {
        address: fact.value for address, fact in disclosure().shown.items()
    }


def test_no_text_is_a_formula_and_none_breaks_a_line() -> None:
    address = Address("01", "收入总计", "1")
    fact = Fact(address, Decimal("1E+3"), printed="0.10", unit="万元", name="=1+1\n某")
    made = replace(disclosure(), shown=Facts({address: fact}, {}))
    assert facts_csv(made).splitlines()[1] == "01:收入总计:1,'=1+1 某,1000,0.10,万元"
