"""SARIF 2.1.0 by its rules: every key is one of the format, every document and finding is there."""

import json
from dataclasses import replace
from typing import Any

from tests.making.desk import FINDING, HOSTILE, OTHER, UNREAD, WRONG

from juesuan.model.page import Box, Place
from juesuan.model.review import DeskDocument, DeskFinding
from juesuan.model.settings import SkippedRule, Waiver
from juesuan.model.versions import Versions
from juesuan.publishing.desk.sarif_log import SarifRule, sarif_text

RULES = [SarifRule("claim", "与表一致。", "依据", "改正"), SarifRule("别的", "", "", "")]
WAIVER = Waiver(FINDING.id, "口径", "王某", "2026-12-31", "甲局")
# What each object may hold, as §3 of the standard names it; only those that we write.
KEYS = {
    "log": {"$schema", "version", "properties", "runs"},
    "run": {*"tool language invocations artifacts results properties".split()},
    "driver": {*"name version language rules properties".split()},
    "rule": {*"id shortDescription help properties".split()},
    "invocation": {"executionSuccessful", "toolExecutionNotifications"},
    "artifact": {"location", "hashes"},
    "location": {"id", "physicalLocation", "logicalLocations", "properties"},
    "result": {
        *"ruleId ruleIndex level kind message locations relatedLocations".split(),
        *"partialFingerprints properties suppressions baselineState".split(),
    },
    "suppression": {*"kind status justification properties".split()},
}


def log(*documents: DeskDocument) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(sarif_text(documents, RULES, Versions("1", "ab")))
    check(value)
    return value


def check(value: dict[str, Any]) -> None:
    """That a log keeps to the standard."""
    assert value.keys() <= KEYS["log"]
    assert value["version"] == "2.1.0"
    for run in value["runs"]:
        driver = run["tool"]["driver"]
        assert run.keys() <= KEYS["run"]
        assert driver.keys() <= KEYS["driver"]
        assert all(rule.keys() <= KEYS["rule"] for rule in driver["rules"])
        assert all(one.keys() <= KEYS["invocation"] for one in run["invocations"])
        assert all(one.keys() <= KEYS["artifact"] for one in run["artifacts"])
        for key in ("suppressions", "baselineState"):
            assert len({key in result for result in run["results"]}) <= 1, "all or none"
        for result in run["results"]:
            check_result(result, driver["rules"], len(run["artifacts"]))


def check_result(result: dict[str, Any], rules: list[dict[str, Any]], artifacts: int) -> None:
    assert result.keys() <= KEYS["result"]
    assert result["kind"] == "fail" or result["level"] == "none"
    assert result["level"] in ("none", "note", "warning", "error")
    assert "ruleIndex" not in result or rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(one.keys() <= KEYS["suppression"] for one in result.get("suppressions", ()))
    related = result["relatedLocations"]
    assert [one["id"] for one in related] == [*range(1, len(related) + 1)]
    for one in (*result["locations"], *related):
        assert one.keys() <= KEYS["location"]
        where = one["physicalLocation"]["artifactLocation"]
        assert where["index"] < artifacts
        assert where["uri"].isascii()
        assert not {*'<> \\"\x1b'} & {*where["uri"]}


def test_every_document_is_a_run_and_every_finding_a_result() -> None:
    runs = log(WRONG, UNREAD)["runs"]
    first, second = runs[0]["results"]
    assert (first["ruleId"], first["level"], first["ruleIndex"]) == ("claim", "error", 0)
    assert first["partialFingerprints"] == {"juesuanFinding/v1": FINDING.id}
    assert first["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "03:合计:1", "decoratedName": "第3页 文字说明"}
    ]
    assert (second["level"], "ruleIndex" in second) == ("warning", False)
    assert runs[0]["artifacts"][0]["hashes"] == {"sha-256": WRONG.sha256}
    assert not runs[1]["invocations"][0]["executionSuccessful"]
    (fault,) = runs[1]["invocations"][0]["toolExecutionNotifications"]
    assert fault["message"]["text"] == UNREAD.unread
    assert "\x1b" not in sarif_text([WRONG], RULES, Versions())


def test_page_and_box_are_properties_and_lines_are_those_of_text_files() -> None:
    place = Place(3, None, Box(1.0, 2.0, 3.0, 4.0))
    other = Place(line=7)
    finding = replace(FINDING, places=((place, "9.00"), (other, "8.00"), (other, "8.00")))
    (run,) = log(replace(WRONG, name="甲/乙 局.md", findings=(finding,)))["runs"]
    (result,) = run["results"]
    assert result["locations"][0]["properties"] == {
        "page": 3,
        "box": [1.0, 2.0, 3.0, 4.0],
        "text": "9.00",
    }
    (line,) = result["relatedLocations"]
    assert line["physicalLocation"]["region"] == {"startLine": 7}
    assert (
        line["physicalLocation"]["artifactLocation"]["uri"] == "%E7%94%B2/%E4%B9%99%20%E5%B1%80.md"
    )
    (run,) = log(replace(WRONG, findings=(finding,)))["runs"]
    assert all("region" not in str(one) for one in run["results"][0]["relatedLocations"])


def test_what_was_not_checked_is_open_and_slips_are_notes() -> None:
    kinds = [DeskFinding("0" * 12, "claim", severity, "…") for severity in ("未核", "尾差")]
    (run,) = log(replace(WRONG, findings=tuple(kinds)))["runs"]
    told = [(one["kind"], one["level"]) for one in run["results"]]
    assert told == [("open", "none"), ("fail", "note")]


def test_waivers_are_suppressions_and_skipped_rules_are_told() -> None:
    waived = replace(FINDING, waiver=WAIVER, holds=True)
    lapsed = replace(OTHER, waiver=WAIVER)
    skipped = (SkippedRule("标点.段末", "不查"),)
    (run,) = log(replace(WRONG, findings=(waived, lapsed), skipped=skipped))["runs"]
    first, second = run["results"]
    assert first["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "口径",
            "properties": {"by": "王某", "until": "2026-12-31"},
        }
    ]
    assert second["suppressions"] == []
    assert second["properties"]["lapsedWaiver"]["until"] == "2026-12-31"
    assert run["properties"]["skipped"] == [{"rule": "标点.段末", "reason": "不查"}]


def test_rounds_are_told_by_the_state_of_the_baseline() -> None:
    findings = (replace(FINDING, change="新增"), replace(OTHER, change="仍在"))
    gone = (DeskFinding("1" * 12, "claim", "错误", "旧", change="已改"),)
    (run,) = log(replace(WRONG, findings=findings, fixed=gone))["runs"]
    assert [one["baselineState"] for one in run["results"]] == ["new", "unchanged", "absent"]


def test_the_files_of_one_disclosure_are_its_artifacts() -> None:
    finding = replace(FINDING, places=((Place(1, file="附表.xlsx"), "9.00"),))
    files = replace(WRONG, files=("正文.pdf", "附表.xlsx"), findings=(finding, OTHER))
    (run,) = log(files)["runs"]
    first, second = run["results"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 0


def test_a_message_is_no_placeholder_and_no_link() -> None:
    link = replace(FINDING, message="[x](javascript:alert(1)) {0} 〔1〕 [甲]", correction="")
    (run,) = log(replace(WRONG, findings=(link,)))["runs"]
    text = run["results"][0]["message"]["text"]
    assert text == "\\[x\\](javascript:alert(1)) {{0}} 〔1〕 \\[甲\\]"
    assert HOSTILE not in text
