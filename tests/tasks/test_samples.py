"""Real published documents: every printed cell of the nine tables is read, at its address."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from juesuan.auditing import Audit, examine
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
GOLDEN = Path(__file__).parents[1] / "golden"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="没有 ../shared/samples，真实样本未测")


def sample(name: str) -> Reading:
    """What is read from a published document."""
    return read(open_document(name, (SAMPLES / name).read_bytes()))


@pytest.mark.parametrize(
    "name", ["jinan-lixia-2023.md", "shanghai-putuo-finance-2024.pdf"], ids=["济南历下", "上海普陀"]
)
def test_every_printed_cell_is_read_at_its_address(name: str) -> None:
    """The cells typed by eye, no more and no less."""
    with (GOLDEN / f"{Path(name).stem}.csv").open(encoding="utf-8") as file:
        wanted = {row["address"]: row["printed"] for row in csv.DictReader(file)}
    found = sample(name)
    cells = (fact for form in found.facts.forms for fact in found.facts.of(form))
    assert {str(fact.address): fact.printed for fact in cells if fact.printed} == wanted
    assert not found.unread
    assert all(form.state in ("read", "empty") for form in found.facts.forms.values())


def test_the_blank_form_is_recognised_as_nine_empty_tables() -> None:
    """The template of Shanghai: nine forms, no number in any."""
    found = sample("shanghai-template-2024.pdf")
    assert {form.state for form in found.facts.forms.values()} == {"empty"}
    assert len(found.facts.forms) == 9
    assert not any(fact.value for form in found.facts.forms for fact in found.facts.of(form))
    assert found.meta.edition == "2024-310000"


JINAN = {
    "D01–D04 上年数误用本年预算": ("错误", "一般公共预算财政拨款支出的年初预算正是 4,901.53 万元"),
    "D01 合理的上年总计": ("错误", "应为 3,959.93 万元"),
    "D05–D07 追加项目误填年初预算": ("错误", "少 272.27 万元，恰是"),
    "D08 服务采购占比": ("错误", "54.81%"),
    "D09 汇总表得分": ("错误", "92.68"),
    "D10 均在95分以上": ("错误", "95分以上"),
    "D11 预算写成支出": ("错误", "2,180.52"),
    "D12 项目不全": ("错误", "14个"),
    "D13 同一经费两个预算": ("错误", "140万元"),
    "D14 团组数": ("错误", "团组6个"),
    "D15 大数据总成本": ("错误", "2251.50万元"),
    "D16 多媒体总成本": ("错误", "60.59万元"),
    "D17 得分不可能": ("错误", "得分却为0.00分"),
    "D18 项目名漂移": ("提示", "同一项目（金额相同）有2个名称"),
    "D19 目录与正文": ("提示", "目录与正文有 3 处标题不一致"),
    "D20 填表说明": ("错误", "填表说明没有删除"),
    "D21 两张汇总表": ("提示", "两张汇总表的项目不一致"),
    "D22 错别字": ("提示", "共用经费"),
    "D23 注释缺百分号": ("提示", "100-80"),
    "S01 行政运行列项目支出": ("提示", "9.02"),
    "S02 住房公积金口径": ("提示", "30113"),
    "S04 零执行得满分": ("提示", "执行率以外的指标却是满分"),
    "S05 指标全部满分": ("提示", "55个指标全部得满分"),
    "S06 低执行率无原因": ("提示", "执行率低于80%"),
    "S07 人员原因解释公用": ("提示", "职级正常晋升"),
    "S08 以较上年解释预算": ("提示", "较上年"),
    "S10 相等写基本持平": ("提示", "基本持平"),
    "S12 科目名称": ("提示", "专项业务及机关事务管理"),
    "S13 采购口径": ("提示", "政府采购货物支出为 0"),
    "S14 合同额等于支出额": ("提示", "授予小微企业为 0"),
    "S16 大部分与均": ("提示", "大部分"),
    "S19 医疗口径": ("提示", "3.18"),
    "S20 名词解释": ("提示", "名词解释没有"),
    "S23 千分位": ("提示", "千分位"),
}


@pytest.fixture(scope="module")
def jinan() -> Audit:
    """The Jinan disclosure audited."""
    reading = sample("jinan-lixia-2023.md")
    return examine(reading, load(reading.meta.edition))


@pytest.mark.parametrize("contradiction", JINAN)
def test_what_reviewers_found_in_jinan_is_found(jinan: Audit, contradiction: str) -> None:
    """Every contradiction classified by hand, with its severity and its numbers."""
    severity, words = JINAN[contradiction]
    assert any(f.severity == severity and words in f.message for f in jinan.findings)


def test_nothing_else_is_called_an_error_in_jinan(jinan: Audit) -> None:
    """Thirteen errors, all true on reading; rounding is one line; 97 % of amounts looked at."""
    errors = [finding for finding in jinan.findings if finding.severity == "错误"]
    known = [words for severity, words in JINAN.values() if severity == "错误"]
    assert [f.message for f in errors if not any(words in f.message for words in known)] == []
    assert sum(f.severity == "尾差" for f in jinan.findings) == 1
    assert jinan.coverage.share >= 0.97


def test_what_reviewers_found_in_putuo_is_found() -> None:
    """The three errors of the published text and the one it implies; 95 % looked at."""
    reading = sample("shanghai-putuo-finance-2024.pdf")
    found = examine(reading, load(reading.meta.edition))
    errors = [finding.message for finding in found.findings if finding.severity == "错误"]
    for words in ("2,961.68 万元", "71.65%", "个人农业生产补贴", "3,024.8"):
        assert any(words in message for message in errors)
    assert len(errors) == 4
    assert found.coverage.share >= 0.95


def test_the_blank_form_raises_no_error() -> None:
    """One remark says what it is."""
    reading = sample("shanghai-template-2024.pdf")
    found = examine(reading, load(reading.meta.edition)).findings
    assert [finding.severity for finding in found if finding.severity == "错误"] == []
