"""What a finding says is said in an accountant's Chinese: no name of ours, no formula, no gap."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from tests.documents import south

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.page import Unreadable
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

EXAMPLES = Path(__file__).parents[2] / "examples" / "disclosure"
CASES = Path(__file__).parents[3] / "shared" / "cases"
INNER = re.compile(
    r"说 ?\d+应|说:\d|应上年|也应上年|“”|\{[^}]*\}|@(?:上年|年初预算|全年预算)"
    r"|\b0\d:[^ ]*:\d|文:[^ ]*:1|None|Decimal|Address|应不[小大]于 0(?!\.)| -> |Infinity|NaN"
)
NUMBER = re.compile(r"\d[\d,]*\.\d+(?=万元|%|<|\*| \|)")


def told(text: str) -> list[str]:
    """Every sentence of every finding on a text."""
    found = read(open_document("试.md", text.encode()))
    return [line for f in examine(found, load(found.meta.edition)).findings for line in lines(f)]


def lines(finding: Finding) -> list[str]:
    """The words a reader sees."""
    return [finding.message, *finding.because, finding.expected, finding.actual]


def changed(text: str, dice: random.Random) -> str:
    """One to three numbers of a text typed wrong."""
    for _ in range(dice.randint(1, 3)):
        one = dice.choice(list(NUMBER.finditer(text)))
        at = dice.choice([i for i, char in enumerate(one[0]) if char.isdigit()])
        wrong = one[0][:at] + dice.choice("123456789") + one[0][at + 1 :]
        text = text[: one.start()] + wrong + text[one.end() :]
    return text


@pytest.mark.parametrize("seed", range(40))
def test_findings_on_slips_show_nothing_of_the_inside(seed: int) -> None:
    """Numbers typed wrong anywhere, with the tables and without them."""
    text = (EXAMPLES / "clean.md").read_text("utf-8")
    if seed % 2:
        text = text[: text.index("\n# 第二部分")] + text[text.index("\n# 第三部分") :]
    said = told(changed(text, random.Random(seed)))  # noqa: S311 - slips, not secrets
    assert said
    assert [line for line in said if INNER.search(line)] == []


@pytest.mark.skipif(not CASES.is_dir(), reason="没有 ../shared/cases")
@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.name[:2])
def test_findings_on_cases_show_nothing_of_the_inside(path: Path) -> None:
    """Every shared case that can be read."""
    try:
        said = told(path.read_text("utf-8"))
    except (Unreadable, ValueError, ArithmeticError, TypeError):
        pytest.skip("另一问题")
    assert [line for line in said if INNER.search(line)] == []


def test_a_number_of_the_text_is_not_said_to_stand_in_a_form_that_is_not_there() -> None:
    text = (EXAMPLES / "clean.md").read_text("utf-8")
    text = text[: text.index("\n# 第二部分")] + text[text.index("\n# 第三部分") :]
    said = [line for seed in range(4) for line in told(changed(text, random.Random(seed)))]  # noqa: S311 - slips, not secrets
    assert said
    assert [line for line in said if re.search(r"0\d表", line)] == []


def test_a_form_is_called_by_the_number_it_bears() -> None:
    """One whose 三公 stands seventh, one whose reference layout stands ninth."""
    said = told(south.guangdong("05:2210201:2").document())
    assert any("05表" in line for line in said)
    said = told(south.guangdong("07:合计:3").document())
    assert any("08表" in line for line in said)
    assert [line for line in said if "07表" in line and "接待" not in line] == []


def altered(*changes: tuple[str, str]) -> list[Finding]:
    """The errors in the clean example after these words stand for others."""
    text = (EXAMPLES / "clean.md").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = read(open_document("试.md", text.encode()))
    findings = examine(found, load(found.meta.edition)).findings
    return [finding for finding in findings if finding.severity == "错误"]


def test_a_number_of_the_text_and_a_cell_are_compared_in_the_unit_of_both() -> None:
    finding, _ = altered(("机关运行经费支出125.23万元", "机关运行经费支出215.23万元"))
    assert finding.message == (
        "机关运行经费支出 215.23 万元，不应大于公用经费 189.46 万元，多 25.77 万元"
    )
    assert (finding.actual, finding.expected) == ("215.23", "189.46")


def test_what_a_conflict_says_is_printed_is_what_is_printed() -> None:
    (finding,) = altered(("比上年减少5.49万元，下降4.2%", "比上年减少5.49万元，下降2.4%"))
    assert (finding.rule, finding.actual) == ("system", "5.49万元")


def test_two_wrong_totals_are_two_findings() -> None:
    """The tables' audit tells of what both tables print; the text has nothing to add."""
    first = ("| **本年支出合计** | 58 | **2,562.80** |", "| **本年支出合计** | 58 | **2,652.80** |")
    second = (
        '<tr><td colspan="2"><b>合计</b></td><td><b>2,562.80</b></td><td><b>1,564.62</b></td>',
        '<tr><td colspan="2"><b>合计</b></td><td><b>2,256.80</b></td><td><b>1,564.62</b></td>',
    )
    findings = altered(first, second)
    assert [finding.rule for finding in findings] == ["equation", "equation"]
    first_cells = {str(finding.addresses[0]) for finding in findings}
    assert first_cells == {"01:本年支出合计:1", "03:合计:1"}
