"""Documents on the desk as JSON, and back."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from juesuan import audit
from juesuan.desk.filing import (
    NotAudited,
    document_of,
    documents_of,
    filed,
    line_of,
)
from juesuan.model.review import DeskDocument, DeskFinding, Reply, mark_of
from juesuan.tasks.results import Report

ROOT = Path(__file__).parents[2]


@cache
def report() -> Report:
    return audit(ROOT / "examples" / "disclosure" / "disclosure.md")


def test_a_report_is_kept_as_it_is_written() -> None:
    document, data = filed(report(), "夹/甲.md")
    assert document.name == "夹/甲.md"
    assert document.department == report().meta.department
    assert document.coverage == report().coverage
    assert [finding.id for finding in document.findings] == [n for n, _ in report().ordered()]
    assert [finding.places for finding in document.findings] == [
        finding.places for _, finding in report().ordered()
    ]
    assert documents_of(line_of(document, data)) == [document]


def test_replies_and_changes_are_kept() -> None:
    document, data = filed(report(), "甲.md")
    first, *rest = document.findings
    told = replace(first, change="仍在", replies=(Reply(mark_of(document, first), "已改"),))
    gone = replace(first, id="gone", change="已改")
    whole = replace(document, findings=(told, *rest), fixed=(gone,))
    line = line_of(whole, data)
    (again,) = documents_of(line)
    assert again.findings[0].replies == told.replies
    assert [one.change for one in (again.findings[0], *again.fixed)] == ["仍在", "已改"]
    assert json.loads(line)["fixed"][0]["change"] == "已改"


def test_the_json_of_an_audit_is_understood_indented_and_by_lines() -> None:
    (whole,) = documents_of(report().to_json())
    assert documents_of(report().to_json(lines=True) * 2) == [whole, whole]
    assert whole.name == "disclosure.md"


def test_an_unread_file_keeps_its_reason() -> None:
    document = DeskDocument("扫描.pdf", unread="没有文字层")
    assert documents_of(line_of(document, {})) == [document]
    gone = DeskFinding("gone", "claim", "错误", "不符", addresses=("03:合计:1",), change="无从核对")
    later = replace(document, fixed=(gone,), drafts=("a1" * 32,))
    assert documents_of(line_of(later, {})) == [later]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", '{"schema": 1}', "x" * 9, '{"schema": 1, "file": "a", "sha256": "b"}'],
)
def test_what_no_audit_wrote_is_refused(text: str) -> None:
    with pytest.raises(NotAudited, match=r"JSON|json"):
        documents_of(text)


@pytest.mark.parametrize(
    "key, value",
    [
        ("severity", "大错"),
        ("message", 3),
        ("id", None),
        ("places", [{}]),
        ("change", "改了"),
        ("addresses", [1]),
    ],
)
def test_what_was_changed_by_hand_is_refused(key: str, value: object) -> None:
    data = json.loads(report().to_json())
    data["findings"][0][key] = value
    with pytest.raises(NotAudited):
        document_of(data)
