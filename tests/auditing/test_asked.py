"""A reviewer asks for a number by what is at hand: its name, its print, its page, a finding."""

from functools import cache
from pathlib import Path

import pytest

from juesuan.auditing import Audit, examine, finding_id
from juesuan.auditing.asked import asked
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.one_number import about
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition, load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

PLANTED = Path(__file__).parents[2] / "examples" / "disclosure" / "disclosure.pdf"


@cache
def planted() -> tuple[Reading, Audit, Edition]:
    reading = read_document(open_document("例.pdf", PLANTED.read_bytes()))
    edition = load(reading.meta.edition)
    return reading, examine(reading, edition), edition


def found(text: str) -> list[str]:
    reading, audit, edition = planted()
    return [str(a) for a in asked(text, reading, audit, CellNames(reading.facts, edition))]


@pytest.mark.parametrize(
    "text, address",
    [
        ("106.07", "03:2070108:3"),
        ("106.07万元", "03:2070108:3"),
        ("支出决算表 文化活动 项目支出", "03:2070108:3"),
        ("8.96%", "05:208:1"),
    ],
)
def test_a_print_and_a_name_lead_to_their_number(text: str, address: str) -> None:
    assert address in found(text)


def test_a_finding_leads_to_its_numbers_and_a_page_to_what_is_named_on_it() -> None:
    _, audit, _ = planted()
    first = audit.findings[0]
    assert found(finding_id(first)) == [str(address) for address in first.addresses]
    assert found(finding_id(first)[:6]) == found(finding_id(first))
    assert "03:2070108:3" in found("第7页")


@pytest.mark.parametrize("text", ["", "没有这个名称", "第999页", "ffffff", "999999.99"])
def test_what_means_nothing_leads_nowhere(text: str) -> None:
    assert found(text) == []


def test_several_numbers_are_listed_and_none_is_chosen() -> None:
    number = about("行政运行 基本支出", *planted())
    assert number.several
    assert not number.known
    assert len(number.near) > 1
    assert about("106.07", *planted()).address == "03:2070108:3"
