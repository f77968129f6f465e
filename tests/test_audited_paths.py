"""Many files from Python: path by path, as two tables, and shown in a notebook."""

from pathlib import Path

import pytest
from tests.making.short_text import CLEAN, DEPARTMENT, ERROR, WRONG

import juesuan
from juesuan.audited_paths import AuditedPaths
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.model.settings import Waiver
from juesuan.publishing.desk.overview_workbook import DOCUMENT_COLUMNS, FINDING_COLUMNS
from juesuan.publishing.desk.round_tables import DocumentRow, FindingRow
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file

HOSTILE = "<script>alert(1)</script>"
WAIVER = Waiver(ERROR, f"核过{HOSTILE}", "王某", "2026-12-31", DEPARTMENT)


def audits(*waivers: Waiver, day: str = "2026-12-31") -> AuditedPaths:
    """Two reports and a failure."""
    reports = [
        (f"{name}{HOSTILE}.md", audit_file(Source("x.md", text.encode()), "", (), Limits()))
        for name, text in (("甲", WRONG), ("乙", CLEAN))
    ]
    failure = Failure("refused", f"没有文字层{HOSTILE}")
    return AuditedPaths(iter([*reports, ("图.png", failure)]), waivers, day)


def test_they_come_one_by_one_and_again() -> None:
    results = audits()
    first = next(iter(results))
    assert [first, *list(results)[1:]] == list(results)
    assert len(results) == 3
    assert [report.wrong for report in results.reports] == [True, False]
    assert [*results.failures] == ["图.png"]


def test_the_tables_have_a_row_for_every_document_and_finding() -> None:
    pytest.importorskip("pyarrow", reason="the tables are of the extra that brings pyarrow")
    results = audits(WAIVER)
    rows = results.documents.to_pylist()
    assert [*rows[0]] == [*DocumentRow._fields]
    assert [row["file"] for row in rows] == [path for path, _ in results]
    assert [row["waived"] for row in rows] == [1, 0, 0]
    assert [row["share"] is None for row in rows] == [False, False, True]
    assert rows[2]["unread"] == f"没有文字层{HOSTILE}"
    findings = results.findings.to_pylist()
    assert [*findings[0]] == [*FindingRow._fields]
    assert len(findings) == sum(len(report.findings) for report in results.reports)
    (waived,) = [row for row in findings if row["severity"] == "豁免"]
    assert waived["id"] == ERROR
    assert waived["waiver"].startswith("原为错误，豁免至 2026-12-31（王某）")
    assert waived["mark"] == f"{ERROR}@{waived['sha256'][:8]}"
    assert audits(WAIVER, day="2027-01-01").documents.to_pylist()[0]["waived"] == 0


def test_the_columns_are_those_of_the_workbook() -> None:
    assert len(DocumentRow._fields) == len(DOCUMENT_COLUMNS) + len(
        ("豁免", "kind", "edition", "sha")
    )
    assert len(FindingRow._fields) == len(FINDING_COLUMNS) + len(("waiver", "id", "sha"))


def test_what_shows_itself_is_escaped() -> None:
    results = audits(WAIVER)
    page = results._repr_html_()
    assert page.count("<tr>") == 4
    assert "共 3 份：没有错误 2 份，有错误 0 份，读不了 1 份" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    (report, _) = results.reports
    shown = report._repr_html_()
    assert "<td>豁免</td>" in shown
    assert "<script" not in shown


def test_audit_paths_takes_settings_and_keeps_reports(tmp_path: Path) -> None:
    home = tmp_path / "收 件"
    home.mkdir()
    (home / "甲.md").write_text(WRONG, "utf-8")
    skipped = [juesuan.SkippedRule("标点.重复", "不查")]
    for _ in range(2):
        results = juesuan.audit_paths(
            [home], skipped=skipped, waivers=[WAIVER], date="2026-01-01", cache=tmp_path / "存"
        )
        (report,) = results.reports
        assert not report.wrong
        assert report.skipped == tuple(skipped)
    assert len([*(tmp_path / "存").rglob("*.juesuan")]) == 1
