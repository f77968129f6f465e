"""The reviews of an archive."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record

from juesuan.archive.publications import publications
from juesuan.archive.review_cases import (
    APPROVED,
    draft_findings,
    review_book,
)
from juesuan.archive.review_states import Act


def test_a_review_is_found_by_any_of_its_drafts(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2023, "1.00"))
        (document,) = publications(archive.register)
        subject = review_book(archive).subject_of(document, ())
        assert subject == f"2023 部门决算 {NAME}"
        findings = draft_findings(archive, document.sha256)
        assert [finding.severity for finding in findings] == ["错误"]
        act = Act("新稿", "甲", "2024-08-01", sha256=document.sha256, findings=findings)
        archive.act(subject, act)
        archive.rename(NAME, "新名局")
        (document,) = publications(archive.register)
        assert review_book(archive).subject_of(document, ()) == subject
        other = document._replace(sha256="other")
        assert review_book(archive).subject_of(other, [document.sha256]) == subject
        assert review_book(archive).subject_of(other, ()) == "2023 部门决算 新名局"
        assert {name: case.state for name, case in review_book(archive).cases.items()} == {
            subject: "已审"
        }
        assert [(step.actor, step.act) for step in review_book(archive).steps[subject]] == [
            ("甲", act)
        ]
        assert review_book(archive).due_on(subject) == ""
        archive.note(APPROVED, subject, {"on": "2024-08-15"})
        assert review_book(archive).due_on(subject) == "2024-09-04"
