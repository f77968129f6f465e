"""What is told of checks that could not be made: one line for all tables that are not there."""

from __future__ import annotations

import json

import pytest

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.page import Limits, Unreadable
from juesuan.notation.edition import load
from juesuan.publishing.report.data import audit_object
from juesuan.publishing.report.html.whole_page import audit_html
from juesuan.publishing.report.text import audit_text
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document
from juesuan.tasks.audit import audit_file
from juesuan.tasks.read import read_document
from juesuan.tasks.results import Report

TITLE = "青禾县林业局2023年度部门决算\n\n"
TEXT = (
    "一、收入支出决算总体情况说明\n\n2023年度收、支总计均为150.00万元。\n\n"
    "二、收入决算情况说明\n\n本年收入合计100.00万元，其中：财政拨款收入80.00万元，占80.00%；"
    "其他收入20.00万元，占20.00%。\n\n"
)
THREE = (
    "青禾县林业局2019年度“三公”经费决算公开\n\n发布日期：2020-09-18\n\n"
    "2019年度“三公”经费财政拨款支出预算为40.00万元，支出决算为20.00万元，完成预算的50.00%。"
    "其中：公务接待费支出18.00万元，占90.00%；公务用车运行维护费支出2.00万元，占10.00%。\n"
)


def audited(text: str) -> tuple[Finding, ...]:
    reading = read_document(open_document("文.md", text.encode()))
    return examine(reading, load(reading.meta.edition)).findings


def missing(text: str) -> Finding:
    (finding,) = (f for f in audited(text) if f.rule == "缺表")
    return finding


@pytest.mark.parametrize("words", ["", "二、部门决算表 详见附件\n\n", "报表另附。\n\n"])
def test_all_tables_that_are_not_there_are_one_line(words: str) -> None:
    findings = audited(TITLE + words + TEXT)
    assert [f.rule for f in findings if f.severity == "未核"] == ["缺表"]
    assert not any(f.severity in ("错误", "提示") for f in findings)
    finding = missing(TITLE + words + TEXT)
    assert "决算公开表（应有 9 张）" in finding.message
    assert ("写明" in finding.message) == bool(words)


def test_the_checks_are_in_the_data_and_on_the_page_and_not_in_the_text() -> None:
    report = record(TITLE + TEXT)
    finding = next(f for f in report.findings if f.rule == "缺表")
    assert len(finding.details) > 20
    data = json.dumps(audit_object(report), ensure_ascii=False)
    text = audit_text(report)
    for detail in finding.details[:5]:
        assert detail in data
        assert detail not in text
    assert finding.details[0] in audit_html(report, load(report.meta.edition))
    assert len([line for line in text.splitlines() if "收入支出决算总表 本年" in line]) == 0


def record(text: str) -> Report:
    return audit_file(Source("文.md", text.encode()), "", (), Limits())


def test_a_disclosure_of_three_items_has_one_table_only() -> None:
    message = missing(THREE).message
    assert message.startswith("文中没有《财政拨款“三公”经费支出决算表》")
    assert not any(f.severity == "错误" for f in audited(THREE))
    wrong = THREE.replace("完成预算的50.00%", "完成预算的60.00%")
    (error,) = (f for f in audited(wrong) if f.severity == "错误")
    assert error.expected == "50.00%"


def test_the_report_says_what_kind_it_is_of() -> None:
    assert "2019年度“三公”经费决算" in audit_text(record(THREE)).splitlines()[1]
    assert "未找到 1 张（09）" in audit_text(record(THREE))
    unit = TITLE.replace("部门决算", "单位决算")
    assert (
        audit_text(record(unit + TEXT)).splitlines()[1].startswith("青禾县林业局  2023年度单位决算")
    )


SUMMED = {
    "青禾县2018年度“三公”经费决算情况说明": "经青禾县财政局汇总，2018年县级各部门“三公”经费支出合计"
    "1,200.00万元，比上年减少100.00万元。",
    "关于2020年县级行政事业单位“三公”经费决算的说明": "2020年县级行政事业单位“三公”经费支出合计"
    "0.12亿元，比上年减少0.01亿元，下降7.69%。其中：公务接待费0.02亿元。",
    "青禾州本级2022年“三公”经费财政拨款支出决算公开": "州本级各部门“三公”经费支出决算为3,000万元，"
    "完成预算的90%。其中：公务接待费1,000万元。",
    "青禾县2018年度“三公”经费公共预算财政拨款支出决算表": "2018年“三公”经费支出合计100.00万元。",
}


@pytest.mark.parametrize("title", SUMMED)
def test_the_sum_of_all_departments_of_a_place_is_told_apart(title: str) -> None:
    with pytest.raises(Unreadable, match="一个地方全部部门的汇总数"):
        audited(f"{title}\n\n{SUMMED[title]}\n")


@pytest.mark.parametrize(
    "more",
    [
        "本次公布的“三公”经费决算为部门汇总数。\n",
        "严格执行县级各部门公务接待管理办法。\n",
        "按照县财政局汇总要求编报。\n",
        "按照全县各部门“三公”经费只减不增的要求，从严控制。\n",
    ],
)
def test_a_department_that_speaks_of_others_stays_one(more: str) -> None:
    assert not any(f.severity == "错误" for f in audited(THREE + more))


def test_a_text_without_anything_to_check_is_refused_with_what_it_says() -> None:
    with pytest.raises(Unreadable, match="写有“报表详见附件”，请连同附件一起审核"):
        audited(TITLE + "目录\n\n报表详见附件。\n")
    with pytest.raises(Unreadable, match="没有能读懂的决算情况说明"):
        audited("今日菜谱\n\n白菜豆腐\n")


def test_where_nothing_was_checked_nothing_is_said_to_have_been() -> None:
    nothing = "青禾县林业局2023年度部门决算\n\n" + TEXT.partition("二、")[0]
    assert "无从核对" in missing(nothing).message
    assert "只核对了文字" not in missing(nothing).message
    assert "只核对了文字" in missing(TITLE + TEXT).message
