"""Documents of 2015 to 2021: what came later is not missed, old names and codes are no faults."""

from pathlib import Path

import pytest
from tests.making.older import older

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.reading import read as read_by
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

OF_2016 = Path(__file__).parents[2] / "documents" / "of_2016.md"
CASES = [
    ("山西", 2018, "元", False),
    ("安徽", 2016, "万元", False),
    ("广东", 2019, "元", True),
    ("河北", 2021, "万元", True),
]


def findings(text: str) -> tuple[Finding, ...]:
    reading = read_document(open_document("文.md", text.encode()))
    return examine(reading, load(reading.meta.edition)).findings


@pytest.mark.parametrize("region, year, unit, marked", CASES)
def test_an_older_year_has_no_errors(region: str, year: int, unit: str, *, marked: bool) -> None:
    told = findings(older(region, year, unit, marked=marked))
    assert [f.message for f in told if f.severity == "错误"] == []
    names = ("科目.", "列举.科目", "缺表")
    assert [f.message for f in told if f.rule.startswith(names)] == []
    assert not [f for f in told if f.rule == "equation" and "国有资本" in f.message]


def test_a_slip_in_an_older_table_is_found_once() -> None:
    text = older("山西", 2018, "万元")
    total = next(line for line in text.splitlines() if line.startswith("\t合计\t"))
    first = total.split("\t")[2]
    changed = total.replace(first, f"9{first}", 1)
    errors = [f for f in findings(text.replace(total, changed, 1)) if f.severity == "错误"]
    assert len(errors) == 1
    assert f"9{first}" in errors[0].message


def test_a_column_of_later_years_holds_nothing_and_one_of_this_year_is_missed() -> None:
    text = older("广东", 2019)
    reading = read_document(open_document("文.md", text.encode()))
    column = Address("04", "支出总计", "5")
    assert (reading.facts.known(column) or pytest.fail("栏5")).value == 0
    assert reading.facts.known(Address("08", "合计", "1"))
    later = read_by(open_document("文.md", text.replace("2019", "2022").encode()), load("2023"))
    assert later.facts.known(column) is None
    assert later.facts.known(Address("08", "合计", "1")) is None


def test_codes_and_names_of_2016_are_no_faults() -> None:
    told = findings(OF_2016.read_text("utf-8"))
    assert [f.message for f in told if f.severity == "错误"] == []
    hints = [f.rule for f in told if f.severity == "提示" and not f.rule.startswith("结构")]
    assert hints == ["列举.功能分类"]


def test_a_slip_in_an_account_of_2016_is_found() -> None:
    text = OF_2016.read_text("utf-8").replace("30311\t住房公积金\t5.00", "30311\t住房公积金\t8.00")
    errors = [f.message for f in findings(text) if f.severity == "错误"]
    assert len(errors) == 1
    assert "住房公积金" in errors[0] or "对个人和家庭的补助" in errors[0]
