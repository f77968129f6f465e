"""What is set aside is told and never hidden; what became of each number stays as it was."""

from pathlib import Path

import pytest

from juesuan.auditing.set_aside import with_waivers
from juesuan.model.page import Limits
from juesuan.model.settings import SkippedRule, Waiver
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file
from juesuan.tasks.results import Report

WRONG = Path(__file__).parents[2] / "examples" / "disclosure" / "disclosure.md"
DEPARTMENT = "云川市青屏区文化体育和旅游局"


@pytest.fixture(scope="module")
def report() -> Report:
    return audit_file(Source(WRONG.name, WRONG.read_bytes()), "", (), Limits())


def skipping(*rules: str) -> Report:
    skipped = [SkippedRule(rule, "另行核对") for rule in rules]
    return audit_file(Source(WRONG.name, WRONG.read_bytes()), "", (), Limits(), None, skipped)


def waivers(report: Report, until: str) -> list[Waiver]:
    errors = [n for n, f in report.ordered() if f.severity == "错误"]
    return [Waiver(name, "已核实<b>", "王某", until, DEPARTMENT) for name in errors]


def test_rules_that_are_skipped_leave_no_finding_and_say_so(report: Report) -> None:
    less = skipping("claim", "PF-12")
    assert {"claim", "PF-12"} <= {finding.rule for finding in report.findings}
    kept = [n for n, f in report.ordered() if f.rule not in ("claim", "PF-12")]
    assert [name for name, _ in less.ordered()] == kept, "the ids of the others do not change"
    assert less.coverage == report.coverage
    assert all(not one.finding or one.finding in kept for one in less.compared)
    assert "2 条规则没有审核" in less.to_text()
    assert "未按规则“claim”、“PF-12”审核：另行核对" in less.to_text()
    assert "未按规则“claim”、“PF-12”审核：另行核对" in less.to_html()
    assert '"skipped"' in less.to_json()
    assert '"skipped"' not in report.to_json()


def test_without_a_basic_rule_nobody_concludes_anything() -> None:
    less = skipping("equation", "claim", "system", "PF-08", "文字.填表说明")
    assert not less.wrong
    text = less.to_text()
    assert "各数没有全部审核，不能下结论" in text
    assert "没有发现错误。" not in text.replace("按其余规则没有发现错误。", "")


def test_a_waived_finding_is_shown_and_no_error(report: Report) -> None:
    waived = with_waivers(report, waivers(report, "2026-06-30"), "2026-06-30")
    assert report.wrong
    assert not waived.wrong
    assert (waived.count("错误"), waived.count("提示")) == (0, report.count("提示"))
    assert len(waived.findings) == len(report.findings)
    text = waived.to_text()
    assert "豁免的以外没有发现错误" in text
    assert f"豁免 {report.count('错误')}" in text
    assert "原为错误，豁免至 2026-06-30（王某）：已核实<b>" in text
    page = waived.to_html()
    assert "原为错误，豁免至 2026-06-30（王某）：已核实&lt;b&gt;" in page
    assert '<article class="finding waived"' in page
    assert '"holds": true' in waived.to_json()


def test_a_waiver_past_its_last_day_is_said_at_its_finding(report: Report) -> None:
    lapsed = with_waivers(report, waivers(report, "2026-06-30"), "2026-07-01")
    assert lapsed.wrong
    assert lapsed.count("错误") == report.count("错误")
    for shown in (lapsed.to_text(), lapsed.to_html()):
        assert "豁免已于 2026-06-30 到期，不再算豁免" in shown.replace("\n      ", "")
    assert '"holds": false' in lapsed.to_json()


def test_a_waiver_of_another_document_waives_nothing(report: Report) -> None:
    others = [waiver._replace(department="别的局") for waiver in waivers(report, "2026-06-30")]
    assert with_waivers(report, others, "2026-01-01") == report
    marks = [w._replace(document="00000000") for w in waivers(report, "2026-06-30")]
    assert with_waivers(report, marks, "2026-01-01") == report
    own = [w._replace(document=report.sha256[:8]) for w in waivers(report, "2026-06-30")]
    assert not with_waivers(report, own, "2026-01-01").wrong
