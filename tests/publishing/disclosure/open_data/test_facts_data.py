"""CSV and JSON hold every number that is shown, exact where it is known, and nothing that runs."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser
from tests.lanes import WHOLE, examples
from tests.making.disclosures import disclosure
from tests.making.published import hostile, printed

from juesuan.model.disclosure import Disclosure
from juesuan.model.number import Address, Fact, Facts
from juesuan.publishing.disclosure.open_data.facts_data import (
    COLUMNS,
    facts_csv,
    facts_json,
    facts_script,
)
from juesuan.publishing.report.data import FORMULA, NUMBER

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def rounded(name: str) -> Disclosure:
    """A disclosure that shows rounded numbers and knows the exact ones."""
    exact = disclosure(name)
    facts = {a: f._replace(value=round(f.value, -2)) for a, f in exact.shown.items()}
    return replace(exact, shown=Facts(facts, exact.shown.forms), exact=exact.shown)


def rows_of(shown: Disclosure) -> list[dict[str, str]]:
    text = facts_csv(shown).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


@pytest.mark.parametrize("name", EDITIONS)
def test_the_csv_says_every_number_and_no_other(name: str) -> None:
    shown = rounded(name)
    assert shown.exact is not None
    rows = {Address.parse(row["地址"]): row for row in rows_of(shown)}
    assert rows.keys() == shown.shown.keys()
    texts = printed(shown)
    for address, row in rows.items():
        assert Decimal(row["金额"]) == shown.shown[address].value
        assert Decimal(row["精确金额"]) == shown.exact[address].value
        assert (row["表号"], row["行"], row["栏"], row["期间"]) == address
        if address in texts:
            assert row["印出"] == texts[address]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_json_says_the_same(name: str) -> None:
    shown = rounded(name)
    data = json.loads(facts_json(shown))
    assert (data["schema"], data["edition"], data["draft"]) == (1, name, "")
    keys = {"address": "地址", "name": "名称", "value": "金额", "printed": "印出", "unit": "单位"}
    keys["exact"] = "精确金额"
    rows = [{key: row[title] for key, title in keys.items()} for row in rows_of(shown)]
    assert data["facts"] == rows


def test_what_is_not_known_exactly_is_left_blank() -> None:
    assert {row["精确金额"] for row in rows_of(disclosure("2023"))} == {""}


def test_a_number_of_another_period_stands_in_no_table_and_has_its_period() -> None:
    shown = disclosure("2023")
    address = Address("01", "收入总计", "1", "上年")
    facts = {**shown.shown, address: Fact(address, Decimal(1234567))}
    (row,) = (r for r in rows_of(replace(shown, shown=Facts(facts, {}))) if r["期间"])
    assert (row["地址"], row["印出"], row["单位"]) == ("01:收入总计:1@上年", "123.46", "万元")


def test_excel_is_told_the_encoding() -> None:
    data = facts_csv(disclosure("2023"))
    assert data.startswith(b"\xef\xbb\xbf")
    head = data.decode("utf-8-sig").split("\r\n")[0]
    assert head == ",".join(title for title, _, _ in COLUMNS)


@settings(max_examples=examples(WHOLE, 15))
@given(hostile())
def test_no_text_runs_in_a_sheet(shown: Disclosure) -> None:
    address = Address("=1+1", "@SUM(1)", "-甲")
    facts = {**shown.shown, address: Fact(address, Decimal(-5), name="=cmd", printed="-0.05")}
    rows = rows_of(replace(shown, shown=Facts(facts, {})))
    texts = [text for row in rows for text in row.values()]
    assert [text for text in texts if FORMULA.match(text) and not NUMBER.fullmatch(text)] == []
    assert rows[-1]["地址"] == "'=1+1:@SUM(1):-甲"
    assert rows[-1]["金额"] == "-5"


@settings(max_examples=examples(WHOLE, 15))
@given(hostile())
def test_no_text_ends_the_script(shown: Disclosure) -> None:
    script = facts_script(shown, "facts")
    assert (
        set("<>&") & set(script[len('<script type="application/json" id="facts">') : -9]) == set()
    )
    (node,) = LexborHTMLParser(f"<body>{script}</body>").css("script")
    assert json.loads(node.text()) == json.loads(facts_json(shown))
