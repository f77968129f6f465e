"""A finding in a workbook is told by its sheet, row and column, in every format of report."""

from __future__ import annotations

import json

import pytest
from tests.making.old_workbooks import Rows
from tests.making.workbooks import workbook

from juesuan.model.page import Limits
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file
from juesuan.tasks.results import Report

COVER: Rows = [["某某市某某区档案局"], ["2023年度部门决算"]]
TABLE: Rows = [
    ["支出决算表"],
    ["金额单位：万元"],
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    [None, "合计", 30.0, 20.0, 10.0],
    ["201", "一般公共服务支出", 25.0, 20.0, 10.0],
    ["20126", "档案事务", 30.0, 20.0, 10.0],
    ["2012601", "行政运行", 30.0, 20.0, 10.0],
]
WRONG = "“公开03”第5行第3列"


@pytest.fixture(scope="module")
def report() -> Report:
    """The audit of a workbook in which one cell is wrong."""
    sheets = {"封面": COVER, "公开03": TABLE}
    data = workbook(sheets, ruled=True, code="#,##0.00")
    return audit_file(Source("某局.xlsx", data), "", (), Limits())


def test_text_tells_the_cell(report: Report) -> None:
    lines = report.to_text().splitlines()
    assert any(line.startswith(f"错误  {WRONG}") for line in lines)


def test_html_tells_the_cell(report: Report) -> None:
    assert WRONG in report.to_html()


def test_json_tells_the_sheet_and_the_cell(report: Report) -> None:
    findings = json.loads(report.to_json())["findings"]
    (error,) = [finding for finding in findings if finding["severity"] == "错误"]
    first = error["places"][0]
    assert (first["page"], first["line"], first["part"]) == (None, None, "公开03")
    assert first["cell"] == [5, 3]


@pytest.mark.parametrize("value", ["#REF!", "#DIV/0!"])
def test_an_error_of_a_formula_is_an_error_of_the_document(value: str) -> None:
    rows: Rows = [*TABLE[:4], ["201", "一般公共服务支出", value, 20.0, 10.0], *TABLE[5:]]
    data = workbook({"封面": COVER, "公开03": rows}, ruled=True, code="#,##0.00")
    findings = audit_file(Source("某局.xlsx", data), "", (), Limits()).findings
    (error,) = [finding for finding in findings if finding.severity == "错误"]
    assert (error.rule, str(error.places[0][0])) == ("格式.公式错误", WRONG)
    assert value in error.message
