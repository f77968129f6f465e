"""Every judgement rule speaks where it should and is silent where it should: cases are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.making.golden_forms import facts_of

from juesuan.auditing.rules import RULES, document_rules
from juesuan.model.number import WAN, Address, Fact, Facts
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition, load
from juesuan.reading.text import running_text
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

HOME = Path(__file__).parent / "cases"
SECTIONS = {
    "总体": "一、收入支出决算总体情况说明",
    "收入": "二、收入决算情况说明",
    "支出": "三、支出决算情况说明",
    "财政拨款": "四、财政拨款收入支出决算总体情况说明",
    "一般公共预算": "五、一般公共预算财政拨款支出决算情况说明",
    "基本支出": "六、一般公共预算财政拨款基本支出决算情况说明",
    "政府性基金": "七、政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营": "八、国有资本经营预算财政拨款支出决算情况说明",
    "三公": "九、财政拨款“三公”经费支出决算情况说明",
    "机关运行经费": "十、机关运行经费支出情况说明",
    "政府采购": "十一、政府采购支出情况说明",
    "国有资产": "十二、国有资产占用情况说明",
    "绩效": "十三、预算绩效情况说明",
}
HEAD = "2023年度\n云川市清河区档案局部门决算\n目录\n\n"
PARTS = "第一部分 部门概况\n\n第二部分 部门决算表\n\n第三部分 部门决算情况说明\n\n"
TERMS = "\n第四部分 名词解释\n\n一、基本支出：指日常支出。\n"
KEYS = set("rule says finds document sections text whole without replace times".split())
KEYS |= set("cells alone told form department".split())


def scale(told: Address) -> Decimal:
    """What a number of the text counts: 万元 of procurement, things otherwise."""
    return WAN if "采购" in told.row or "合同" in told.row else Decimal(1)


def section(name: str, text: str) -> str:
    """One section of the narrative."""
    return f"{SECTIONS[name]}\n\n{text}\n"


def text_of(case: Mapping[str, Any]) -> str:
    """The running text of a case."""
    if case.get("whole"):
        kept = (name for name in SECTIONS if name != case.get("without"))
        said = PARTS + "\n".join(section(name, "本部门情况。") for name in kept) + TERMS
        return said.replace(*case.get("replace", ("", "")))
    sections = case.get("sections", {})
    return str(case.get("text", "".join(section(*item) for item in sections.items())))


def facts_in(case: Mapping[str, Any], page: Mapping[str, Any], edition: Edition) -> Facts:
    """The cells of a case and of its page, and the counts that its text tells."""
    cells = {**({} if case.get("alone") else page["cells"]), **case.get("cells", {})}
    facts = facts_of({Address.parse(name): text for name, text in cells.items()}, edition)
    told = {Address("文", name, "1"): number for name, number in case.get("told", {}).items()}
    counts = {a: Fact(a, n * scale(a), printed=str(n), name=a.row) for a, n in told.items()}
    forms = dict(facts.forms)
    for name, state in forms.items():
        own = case.get("form", {}).get(name, {})
        changed = {key: tuple(v) if isinstance(v, list) else v for key, v in own.items()}
        forms[name] = replace(state, **({} if page.get("notes", True) else {"notes": ()}) | changed)
    return Facts({**facts, **counts}, forms)


def reading_of(case: Mapping[str, Any], page: Mapping[str, Any]) -> tuple[Reading, Edition]:
    """The small document that a case is."""
    edition = load("2023")
    if "document" in case:
        document = open_document("例.md", f"{HEAD}{case['document']}".encode())
        return read_document(document), edition
    opened = open_document("例.md", (text_of(case) * case.get("times", 1) or "\n").encode())
    meta = Meta(case.get("department", "清河区档案局"), 2023, "2023")
    text = running_text(opened, edition).prose
    return Reading(meta, facts_in(case, page, edition), prose=text), edition


def pages() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in sorted(HOME.glob("*.toml")):
        yield file.stem, tomllib.loads(file.read_text("utf-8"))


CASES = [
    pytest.param(case, page, id=f"{name}-{number}-{case['rule']}-{case['finds']}")
    for name, page in pages()
    for number, case in enumerate(page["case"], 1)
]


@pytest.mark.parametrize("case, page", CASES)
def test_a_rule_finds_what_its_case_says(case: Mapping[str, Any], page: Mapping[str, Any]) -> None:
    assert set(case) <= KEYS
    rule = RULES[case["rule"]]
    findings = list(rule.check(*reading_of(case, page)))
    if case["finds"] == "some":
        assert findings
    else:
        assert len(findings) == case["finds"], [f.message for f in findings]
    assert all(f.rule == rule.id and f.basis == rule.basis for f in findings)
    assert all(case.get("says", "") in f.message for f in findings)


def test_every_rule_has_a_case_that_speaks_and_one_that_is_silent() -> None:
    cases = [case for _, page in pages() for case in page["case"]]
    speaking = {case["rule"] for case in cases if case["finds"]}
    silent = {case["rule"] for case in cases if not case["finds"]}
    rules = {rule.id for rule in document_rules()}
    assert rules - speaking == set(), "no case of these in tests/auditing/cases finds anything"
    assert rules - silent == set(), "no case of these in tests/auditing/cases finds nothing"
