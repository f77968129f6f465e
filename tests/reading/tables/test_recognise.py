"""Which table is which form by its title, however a region prints it; the ones beside the forms."""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from juesuan.auditing import examine
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions
from juesuan.notation.form import Form
from juesuan.publishing.report.text import formed
from juesuan.reading.tables.titles import borne, title_of
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

EDITION = load("2023")
PRINTED = (
    "{}",
    "《{}》",
    "〈{}〉",
    "【{}】",
    "〔{}〕",
    "「{}」",
    "{}。",
    "一、{}",
    "三、《{}》",
    "（三）《{}》（公开03表）",
    "1.{}",
    "2、{}",
    "表1. {}",
    "表一：{}",
    "表十 {}",
    "附表1 {}",
    "附件2：{}",
    "公开03表 {}",
    "{} 公开 03 表",
    "2021年度{}",
    "年{}",
    "某某局2021年度{}",
    "{}（空表）",
    "{}（七）",
    "{}（续）",
    "财决01表 {}",
)
OTHERS = (
    "收入决算表(按单位列示)",
    "财政专户管理资金收入支出决算表",
    "财政拨款支出决算明细表",
    "项目支出决算表",
    "一般公共预算财政拨款项目支出决算表",
    "政府性基金预算财政拨款基本支出决算表",
    "国有资产占用情况表",
    "“三公”经费、行政参公单位机关运行经费情况表",
    "政府采购情况表",
    "政府购买服务支出情况表",
    "机构运行信息表",
    "机构运行经费支出、国有资产占用情况及政府采购支出信息表",
    "支出决算表（明细表）",
    "支出决算（明细）表",
    "政府采购支出决算表",
    "资产负债情况表",
    "国有资产使用情况表",
    "财政拨款基本支出决算表",
)


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("form", EDITION.forms, ids=lambda form: form.id)
def test_a_title_is_known_whatever_stands_around_it(form: Form, printed: str) -> None:
    assert title_of([printed.format(form.title)], EDITION).form == form


@pytest.mark.parametrize("region", regions())
def test_a_regions_own_title_is_known_everywhere_and_the_nations_there(region: str) -> None:
    here = load(f"2023-{region}")
    for form in here.forms:
        nation = EDITION.form(form.id)
        assert nation
        for edition, title in ((EDITION, form.title), (here, nation.title)):
            named = title_of([title], edition).form
            assert named
            assert named.id == form.id


def _declared(title: str) -> bool:
    """Whether the rows and columns of a table beside the forms are declared."""
    known = title_of([title], EDITION).text
    return any(borne(known, form, EDITION) for form in EDITION.additions)


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("title", OTHERS)
def test_a_table_beside_the_forms_is_none_of_them(title: str, printed: str) -> None:
    named = title_of([printed.format(title)], EDITION)
    assert (named.form, named.other) == (None, True)


@pytest.mark.parametrize(
    "title, form",
    [
        ("国有资本经营财政拨款预算支出决算表", "08"),
        ("收入决算表(按功能分类列示)", "02"),
        ("支出决算表（按科目）", "03"),
        ("收入决算总表", "02"),
        ("支出决算总表", "03"),
        ("收入支出决算表", "01"),
        ("一般公共预算财政拨款基本支出决算表（明细表）", "06"),
        ("一般公共预算财政拨款基本支出决算（明细）表", "06"),
        ("2019年“三公”经费支出决算情况表", "09"),
        ("“三公”经费、会议费、培训费支出决算表", "09"),
        ("财政拨款‘三公’经费支出决算表", "09"),
    ],
)
def test_a_form_has_other_titles(title: str, form: str) -> None:
    named = title_of([title], EDITION).form
    assert named
    assert named.id == form


@pytest.mark.parametrize("line", ["关于支出决算表的说明", "收入支出决算批复表", "支出", ""])
def test_other_lines_name_no_table(line: str) -> None:
    assert title_of([line], EDITION) == (None, False, "")


TABLE = """
| 功能分类科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 30.00 | 20.00 | 10.00 |
| 208 | 社会保障和就业支出 | 30.00 | 20.00 | 10.00 |
"""
DOCUMENT = """青禾市档案馆2021年度部门决算

支出决算表

单位：万元
{}
{}

单位：万元
"""


@pytest.mark.parametrize("title", [one for one in OTHERS if not _declared(one)])
def test_a_table_beside_the_forms_is_told_and_not_counted_among_them(title: str) -> None:
    text = DOCUMENT.format(TABLE, title) + TABLE.replace("20.00", "25.00")
    reading = read(open_document("文.md", text.encode()))
    audit = examine(reading, load(reading.meta.edition))
    known = title_of([title], EDITION).text
    assert [(u.text, u.kind) for u in reading.unread] == [(known, "other")]
    assert {s.id for s in reading.facts.forms.values() if s.known} == {"03"}
    told = [f.message for f in audit.findings if f"“{known}”" in f.message]
    assert told == [f"九张公开表之外附加的表，其中的数没有核对：“{known}”"]
    assert [f.message for f in audit.findings if f.severity == "错误"] == []


@pytest.mark.parametrize(
    "name, region",
    [
        ("马鞍山市档案馆", "340000"),
        ("鞍山市档案馆", "210000"),
        ("四川省青禾县档案馆", "510000"),
        ("乌鲁木齐市档案馆", "650000"),
        ("云川市档案馆", ""),
    ],
)
def test_a_department_is_of_the_region_of_its_city_and_the_report_says_where_of_none(
    name: str, region: str, tmp_path: Path
) -> None:
    text = DOCUMENT.format(TABLE, "").replace("青禾市档案馆2021", f"{name}2021")
    file = tmp_path / "文.md"
    file.write_text(text, "utf-8")
    report = juesuan.audit(file)
    assert report.meta.edition == "-".join(filter(None, ("2023", region)))
    assert ("没有按地区，按国家格式读取" in formed(report)) is not bool(region)
