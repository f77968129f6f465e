"""A report begins with its verdict, in the order asked for; the page marks contradicted words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publishing.test_report import ERROR, HINT, TAIL, report

from juesuan.model.finding import Coverage
from juesuan.model.page import Limits, Place
from juesuan.publishing.report.text import alike, verdict
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"


def test_the_first_line_is_the_verdict() -> None:
    wrong = replace(report(ERROR, HINT), coverage=Coverage(5, 1, 1, 3, 0))
    assert verdict(wrong) == "1 处错误、1 处提示，3 个数未核：不宜公开"
    assert wrong.to_text().splitlines()[0] == verdict(wrong)
    assert verdict(wrong) in wrong.to_html()
    assert verdict(report(HINT)) == "没有发现错误；1 处提示：公开前请看一遍"
    assert verdict(report(TAIL)) == "没有发现错误，各数都已核对"
    hardly = replace(report(HINT), coverage=Coverage(5, 1, 0, 4, 0))
    assert verdict(hardly) == "1 处提示，4 个数未核：多数没有核对，不能下结论"
    assert verdict(replace(report(), coverage=Coverage())) == "没有可核的金额：不能下结论"


def test_findings_go_by_weight_then_page_or_by_page_alone() -> None:
    late = replace(ERROR, places=((Place(9), "1.00"),))
    early = replace(ERROR, places=((Place(2), "1.00"),))
    slight = replace(ERROR, places=((Place(1), "1.00"),), last_digit=True)
    hint = replace(HINT, places=((Place(3), "某句"),))
    told = report(late, hint, slight, early)
    assert [f for _, f in told.ordered()] == [early, late, slight, hint]
    by_page = replace(told, by_page=True)
    assert [f for _, f in by_page.ordered()] == [slight, early, hint, late]


def test_alike_hints_are_one_with_a_line_for_each_and_keep_their_ids() -> None:
    hints = [replace(HINT, message=f"第{n}句") for n in range(3)]
    told = report(*hints, ERROR)
    assert [len(group) for group in alike(told.ordered())] == [1, 3]
    text = told.to_text()
    assert "提示  同类 3 处" in text
    assert "编号 id0、id1、id2" in text


@pytest.fixture(scope="module")
def page() -> str:
    """The page of a document that says 大于 of what is less."""
    old, new = "97.76%。决算数小于", "97.76%。决算数大于"
    text = CLEAN.read_text("utf-8")
    assert old in text
    source = Source("例.md", text.replace(old, new, 1).encode())
    return audit_file(source, "", (), Limits()).to_html()


def test_a_contradicted_word_is_coloured_and_leads_to_its_finding(page: str) -> None:
    before, _, after = page.partition('title="与数字不符">大于</a>')
    assert after
    mark = before[before.rindex("<a ") :]
    assert 'class="contradicted"' in mark
    name = mark.partition('href="#')[2].partition('"')[0]
    assert f'id="{name}"' in page
    assert f'href="#w-{name.removeprefix("f-")}"' in page


def test_no_head_of_a_row_is_empty_and_a_link_is_not_told_by_colour_alone(page: str) -> None:
    """What axe-core finds serious in a page."""
    assert re.findall(r"<th\b[^>]*></th>", page) == []
    assert re.search(r"\.prose a\[href\] \{ text-decoration: underline", page)
