"""Disclosures in the layouts of many regions: read at every address, never contradicted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.documents import north, old, south, west
from tests.documents.build import Region

from juesuan.auditing import Audit, examine
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

REGIONS: dict[str, tuple[Callable[[str], Region], float]] = {
    "广东 2023": (south.guangdong, 0.95),
    "湖南 2022": (south.hunan, 0.95),
    "四川 2024": (west.sichuan, 0.9),
    "云南 2023": (west.yunnan, 0.9),
    "新疆 2023": (west.xinjiang, 0.9),
    "单位 2019": (old.unit, 0.9),
    "只有表 2021": (old.tables_only, 0.0),
    "北京 2022": (north.beijing, 0.7),
    "广西 2022": (north.guangxi, 0.7),
    "浙江 2023": (old.twins, 0.8),
}
MOST_REMARKS = 3


def understood(text: str) -> tuple[Reading, Audit]:
    """A document read and audited."""
    reading = read(open_document("试.md", text.encode()))
    return reading, examine(reading, load(reading.meta.edition))


@pytest.mark.parametrize("name", REGIONS)
def test_every_cell_is_read_and_nothing_true_is_called_wrong(name: str) -> None:
    """The printed cells at their addresses, no 错误, hardly a 提示, most of the text bound."""
    build, least = REGIONS[name]
    region = build("")
    reading, found = understood(region.document())
    forms = {form.id: form for form in load(reading.meta.edition).forms}
    cells = {
        str(address): fact.printed
        for address, fact in reading.facts.items()
        if fact.printed and not address.period and address.form in forms
        if forms[address.form].column(address.column)
    }
    assert cells == region.cells
    assert [f.message for f in found.findings if f.severity == "错误"] == []
    assert sum(f.severity == "提示" for f in found.findings) <= MOST_REMARKS
    told = [n for n in reading.numerals if n.section not in ("", "其他表格") and not n.not_amount]
    assert sum(n.claim is not None for n in told) >= least * len(told)


@pytest.mark.parametrize("build", [north.beijing, north.guangxi])
def test_a_region_that_orders_its_sections_otherwise_lacks_none(
    build: Callable[[], Region],
) -> None:
    _, found = understood(build().document())
    assert [f.message for f in found.findings if f.rule.startswith("结构.")] == []


@pytest.mark.parametrize("name", REGIONS)
@pytest.mark.parametrize("address", ["03:合计:2", "05:2210201:2", "02:208:2", "04:本年收入合计:1"])
def test_a_cell_changed_is_found(name: str, address: str) -> None:
    """One printed amount with a 3 before its digits is contradicted."""
    _, found = understood(REGIONS[name][0](address).document())
    assert any(f.severity == "错误" for f in found.findings)


def test_one_wrong_cell_is_one_finding() -> None:
    """Its sums, its copies and the changes and shares told of it follow from it."""
    text = north.beijing("01:本年收入合计:1").document()
    _, found = understood(text)
    assert [f.rule for f in found.findings if f.severity == "错误"] == ["equation"]


def test_a_table_of_the_lowest_codes_alone_adds_up_to_no_zero() -> None:
    head = "青禾县林草局2023年度部门决算\n\n支出决算表\n单位：万元\n"
    head += "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
    rows = "| | 合计 | 12.00 | 8.00 | 4.00 |\n| 2130201 | 行政运行 | 12.00 | 8.00 | 4.00 |\n"
    _, found = understood(head + rows)
    assert [f.message for f in found.findings if f.severity == "错误"] == []
