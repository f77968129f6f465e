"""What one file came to: findings in the order of their weight, forms by their titles."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.model.reading import Meta, Reading
from juesuan.model.report import ORDER, OUTSIDE, Audited, Explanation, Record

AT = Address("03", "合计", "1")
FORMS = {"03": FormState("03", "支出决算表", "read"), "02": FormState("02", "收入决算表")}
READING = Reading(Meta("某局", 2023, "2023"), Facts({AT: Fact(AT, Decimal(5))}, FORMS))
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
FINDINGS = st.lists(st.sampled_from(SEVERITIES), max_size=12).map(
    lambda severities: tuple(
        Finding("甲", severity, str(at)) for at, severity in enumerate(severities)
    )
)


def audited(findings: tuple[Finding, ...]) -> Audited:
    """A file with findings, each known by its place among them."""
    ids = tuple(finding.message for finding in findings)
    return Audited("某局.pdf", "", READING, findings, ids)


def test_every_severity_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(SEVERITIES)
    assert ORDER[0] == "错误"


@given(FINDINGS)
def test_the_gravest_stand_first_and_equals_as_they_came(findings: tuple[Finding, ...]) -> None:
    report = audited(findings)
    ordered = report.ordered()
    assert sorted(name for name, _ in ordered) == sorted(report.ids)
    assert all(name == finding.message for name, finding in ordered)
    for (_, before), (_, after) in pairwise(ordered):
        ranks = ORDER.index(before.severity), ORDER.index(after.severity)
        assert (ranks[0], int(before.message)) < (ranks[1], int(after.message))
    assert sum(map(report.count, SEVERITIES)) == len(findings)
    assert report.wrong == any(finding.severity == "错误" for finding in findings)


def test_a_finding_without_an_id_is_a_fault_and_not_dropped() -> None:
    with pytest.raises(ValueError, match="argument"):
        Audited("某局.pdf", "", READING, (Finding("甲", "提示", ""),)).ordered()


def test_a_record_tells_of_its_forms_in_their_order_and_by_their_titles() -> None:
    record = Record("某局.pdf", "", READING)
    assert (record.meta.department, [form.id for form in record.forms]) == ("某局", ["03", "02"])
    assert (record.fact(AT), record.fact(AT._replace(column="2"))) == (Fact(AT, Decimal(5)), None)
    assert [record.title(form) for form in ("03", "02", "11")] == [
        "支出决算表",
        "收入决算表",
        "11表",
    ]
    assert {record.title(form) for form in OUTSIDE} == {"情况说明", "绩效自评"}


def test_a_number_is_known_by_its_name_and_wrong_by_an_error() -> None:
    remark, error = Finding("甲", "提示", ""), Finding("甲", "错误", "")
    nothing = Explanation("03:合计:9", near=(("03:合计:1", "合计"),))
    assert (nothing.known, nothing.wrong) == (False, False)
    assert Explanation("03:合计:1", "合计").known
    assert not Explanation("03:合计:1", "合计", findings=(remark,)).wrong
    assert Explanation("03:合计:1", "合计", findings=(remark, error)).wrong
