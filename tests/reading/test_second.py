"""Two disclosures in one file: the text of the second is not held against the first, and told."""

from __future__ import annotations

import pytest
from tests.documents import south
from tests.making.workbooks import set_as_sheets

from juesuan.auditing import audit
from juesuan.notation.edition import load
from juesuan.reading.text.second import REASON
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

FIRST, SECOND = south.guangdong().document(), south.guangdong().document().replace("5", "6")


def audited(text: str) -> tuple[list[str], list[str]]:
    """The messages of 错误 and of 未核."""
    reading = read(open_document("文.md", text.encode()))
    findings = audit(reading, load(reading.meta.edition))
    wrong, unchecked = ([f.message for f in findings if f.severity == s] for s in ("错误", "未核"))
    return wrong, unchecked


def test_a_units_own_disclosure_behind_the_departments_is_told_and_not_compared() -> None:
    wrong, unchecked = audited(f"{FIRST}\n第五部分 所属单位决算\n{SECOND}")
    assert wrong == []
    assert any(REASON in message for message in unchecked)


def test_a_mistake_in_the_first_is_still_found() -> None:
    planted = FIRST.replace("占100.0%", "占90.0%", 1)
    assert planted != FIRST
    assert audited(f"{planted}\n{SECOND}")[0] != []


def test_one_disclosure_is_read_whole() -> None:
    assert not any(REASON in message for message in audited(FIRST)[1])


def test_a_table_printed_twice_makes_no_second_disclosure() -> None:
    head = FIRST.index("收入决算表\n")
    twice = FIRST + FIRST[head : FIRST.index("支出决算表\n", head + 9)]
    assert not any(REASON in message for message in audited(twice)[1])


@pytest.mark.parametrize("together", [False, True])
def test_two_disclosures_in_a_workbook_are_told_as_well(*, together: bool) -> None:
    both = open_document("文.md", f"{FIRST}\n第五部分 所属单位决算\n{SECOND}".encode())
    reading = read(open_document("文.xlsx", set_as_sheets(both, together=together)))
    findings = audit(reading, load(reading.meta.edition))
    assert [f.message for f in findings if f.severity == "错误"] == []
    assert any(REASON in f.message for f in findings if f.severity == "未核")
