"""A check that breaks down is told, and costs none of the others."""

from typing import Never

import pytest
from tests.notation.test_numbers import HEAD, audited

from juesuan.auditing.rules import RULES

TEXT = f"{HEAD}本年收入合计800.00万元，比上年增加12..50万元，主要原因是人员增加。\n"
STAGES = (
    "juesuan.auditing.check_all",
    "juesuan.auditing.misscaled",
    "juesuan.auditing.diagnose",
    "juesuan.auditing.expectations",
    "juesuan.auditing.tails",
    "juesuan.auditing.unchecked",
    "juesuan.auditing.unread",
    "juesuan.auditing.text.check_claim",
    "juesuan.auditing.text.conflicts",
    "juesuan.auditing.text.coincidences",
    "juesuan.auditing.text.tell_conflicts",
    "juesuan.auditing.text.examine_projects",
    "juesuan.auditing.examine_text",
    "juesuan.auditing.coverage",
    "juesuan.auditing.text.TextAudit.coverage",
    "juesuan.auditing.text._folded",
    "juesuan.reading.read_claims",
    "juesuan.reading.parted",
    "juesuan.reading.read_projects",
    "juesuan.reading._in_other_tables",
    "juesuan.auditing.evaluations.examine_cards",
    "juesuan.projects.checks.agreement.group",
    "juesuan.projects.checks.arithmetic._unusual",
)


def broken(*_: object, **__: object) -> Never:
    """A check with a fault of ours."""
    raise ZeroDivisionError


def failures(text: str) -> list[str]:
    """What is said of checks that broke down; something else is always said too."""
    found = audited(text)
    said = [f for f in found if f.rule == "规则故障"]
    assert len(found) > len(said)
    assert {f.severity for f in said} <= {"未核"}
    return [f.message for f in said]


def test_nothing_is_said_where_nothing_breaks() -> None:
    assert failures(TEXT) == []


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_that_breaks_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for it, naming it as our fault; the rest goes on."""
    monkeypatch.setattr(name, broken)
    assert any("属本程序缺陷" in message for message in failures(TEXT))


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_that_breaks_is_told_by_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule, without being listed here."""
    monkeypatch.setitem(RULES, name, RULES[name]._replace(judge=broken))
    (message,) = failures(TEXT)
    assert f"“{name}”" in message


def test_the_traceback_is_shown_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """JUESUAN_DEBUG=1 is for us; without it users see none."""
    name = next(iter(RULES))
    monkeypatch.setitem(RULES, name, RULES[name]._replace(judge=broken))
    monkeypatch.delenv("JUESUAN_DEBUG", raising=False)
    failures(TEXT)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("JUESUAN_DEBUG", "1")
    failures(TEXT)
    assert "ZeroDivisionError" in capsys.readouterr().err
