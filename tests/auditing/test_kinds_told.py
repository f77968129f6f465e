"""Wholes that the text tells with the kinds that make them up."""

from __future__ import annotations

import pytest

from juesuan.auditing import audit
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

ASSETS = (
    "（三）国有资产占用情况\n\n截至2023年12月31日，本部门资产总额500.00万元，其中，流动资产120.00万元，"
    "固定资产300.00万元（净值），对外投资及有价证券0.00万元，在建工程50.00万元，无形资产20.00万元（净值），"
    "其他资产10.00万元。与上年相比，固定资产减少4.00万元。\n"
)
RUNNING = (
    "七、“三公”经费财政拨款支出决算情况说明\n\n公务用车运行维护费2023年决算数20.00万元，其中：公务用车加油9.00万元，"
    "公务用车维修6.00万元，公务用车保险4.00万元，公务用车其他支出1.00万元。\n"
)


def told(text: str) -> list[tuple[str, str]]:
    """What is said of a text without tables: severity and message."""
    head = "青禾市某某中心2023年度部门决算\n\n一、收入支出决算总体情况说明\n\n"
    head += "2023年度收、支总计均为900.00万元。\n\n"
    reading = read_document(open_document("试.md", (head + text).encode()))
    findings = audit(reading, load(reading.meta.edition))
    return [(f.severity, f.message) for f in findings if f.rule in ("equation", "system")]


@pytest.mark.parametrize("text", [ASSETS, RUNNING])
def test_kinds_that_add_up_are_right(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text, right, wrong, severity",
    [
        (ASSETS, "120.00", "210.00", "错误"),
        (ASSETS, "120.00", "12.00", "提示"),
        (RUNNING, "6.00", "16.00", "错误"),
        (RUNNING, "6.00", "1.00", "提示"),
    ],
)
def test_more_than_the_whole_is_wrong_and_less_a_remark(
    text: str, right: str, wrong: str, severity: str
) -> None:
    """Less may be because a kind was left out."""
    ((found, message),) = told(text.replace(right, wrong, 1))
    assert found == severity
    assert "万元" in message
