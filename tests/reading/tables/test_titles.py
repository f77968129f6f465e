"""The titles of tables, held against those of the edition."""

from __future__ import annotations

from random import Random

import pytest
from tests.making.accounts import ledger, tables
from tests.making.rendering import document

from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.reading.tables.titles import heading_of, nearest_form, strayed
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

EDITION = load("2023")
DEPARTMENT = "云川市清河区档案局"
WRONG = [
    ("03", "支出决算表", "支出决算汇总情况表"),
    ("05", "一般公共预算财政拨款支出决算表", "一般公共财政支出决算表"),
    ("01", "收入支出决算总表", "收支总体情况总表"),
    ("02", "收入决算表", "支出决算表"),
    ("08", "国有资本经营预算财政拨款支出决算表", "国有资产经营预算拨款支出表"),
]
OTHERS = [
    "一般公共预算财政拨款项目支出决算表",
    "项目支出绩效自评表",
    "政府采购情况表",
    "支出明细决算表",
]


def text() -> str:
    """A disclosure with every form under its first title."""
    random = Random(5)  # noqa: S311 - accounts, not secrets
    made = document(EDITION, tables(EDITION, ledger(random, EDITION)), random, "tab", DEPARTMENT)
    titles = (f"# {form.title}" for form in EDITION.forms)
    lines = (next(titles) if line.startswith("# ") else line for line in made.splitlines())
    return "\n".join(lines)


def read(written: str) -> Reading:
    return read_document(open_document("文.md", written.encode()))


def told(reading: Reading) -> list[str]:
    return [finding.message for finding in reading.remarks if finding.rule == "表.题名"]


def test_the_titles_of_the_edition_are_not_remarked() -> None:
    assert told(read(text())) == []


@pytest.mark.parametrize("form, right, wrong", WRONG)
def test_a_title_in_wrong_words_is_told_and_the_table_read(
    form: str, right: str, wrong: str
) -> None:
    clean, drifted = read(text()), read(text().replace(f"# {right}\n", f"# {wrong}\n"))
    (message,) = told(drifted)
    assert f"“{wrong}”" in message
    assert f"《{right}》" in message
    printed = {fact.address: fact.printed for fact in clean.facts.of(form)}
    assert printed == {fact.address: fact.printed for fact in drifted.facts.of(form)}


def test_a_heading_is_the_nearest_line_that_names_a_table() -> None:
    lines = ["收入决算总表", "2023年度收支决算汇总表", "部门：档案局", "公开01表 单位：万元"]
    assert heading_of(lines, EDITION) == "收支决算汇总表"
    assert heading_of(["表", "单位：万元"], EDITION) == ""


def test_words_before_the_title_are_no_drift() -> None:
    form = EDITION.form("03")
    assert form is not None
    assert strayed("云川市清河区档案局支出决算表", form) == 0
    assert strayed("支出决算明细表", form) == 2
    assert strayed("支岀决算表", form) == 1


@pytest.mark.parametrize("heading", OTHERS)
def test_a_table_of_another_kind_is_no_form_in_wrong_words(heading: str) -> None:
    assert nearest_form(heading, EDITION) is None
