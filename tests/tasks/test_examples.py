"""The example disclosure: what was planted is found, in Markdown and PDF, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.auditing import examine, finding_id
from juesuan.model.finding import Finding
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

HOME = Path(__file__).parents[2] / "examples" / "disclosure"
PLANTED = {
    "E1": "应为 160.07",
    "E2": "应为 72.47",
    "E3": "商品和服务支出 写 185.70",
    "E4": "疑把本年预算当作上年决算",
    "E5": "应为 8.69%",
    "E6": "应为 95.56%",
    "E7": "98.2",
    "E8": "全民健身与旅游设施专项经费",
    "E9": "填表说明没有删除",
}


def findings(text: bytes, name: str = "试.md") -> list[Finding]:
    """The errors and remarks on a document."""
    found = read(open_document(name, text))
    audited = examine(found, load(found.meta.edition)).findings
    return [finding for finding in audited if finding.severity in ("错误", "提示")]


@pytest.mark.parametrize("name", ["disclosure.md", "disclosure.pdf"])
def test_what_was_planted_is_found_and_nothing_else(name: str) -> None:
    """Nine planted contradictions, nine findings."""
    messages = [finding.message for finding in findings((HOME / name).read_bytes(), name)]
    for words in PLANTED.values():
        assert any(words in message for message in messages)
    assert len(messages) == len(PLANTED)


def test_the_consistent_document_raises_nothing() -> None:
    """No error and no remark."""
    assert findings((HOME / "clean.md").read_bytes()) == []


@pytest.mark.parametrize("place", [0, 2, 3], ids=["01", "03", "04"])
def test_one_wrong_unit_is_one_finding(place: int) -> None:
    """元 above a table in 万元 blames that table and no other."""
    text = (HOME / "clean.md").read_text("utf-8")
    parts = text.split("金额单位：万元")
    wrong = (
        "金额单位：万元".join(parts[: place + 1])
        + "金额单位：元"
        + "金额单位：万元".join(parts[place + 1 :])
    )
    assert [f.rule for f in findings(wrong.encode())] == ["格式.单位"]


def test_ids_are_the_same_on_paper_and_in_markdown_and_all_different() -> None:
    """A new layout keeps the ids; two findings never share one."""
    text, pdf = (findings((HOME / n).read_bytes(), n) for n in ("disclosure.md", "disclosure.pdf"))
    ids = [finding_id(finding) for finding in text]
    assert len(set(ids)) == len(ids)
    assert {finding_id(f) for f in pdf if f.addresses} == {
        finding_id(f) for f in text if f.addresses
    }
