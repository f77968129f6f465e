"""Whole narratives in the words of regions: true ones are never called wrong, and much is bound."""

from __future__ import annotations

import re

import pytest
from tests.making.regional import REGIONS, manner, regional

from juesuan.auditing import examine
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

WITH_TABLES = ("山西", "江苏", "江西", "河北", "甘肃", "福建", "辽宁")


def understood(text: str) -> tuple[Reading, list[str]]:
    """A document read, and its 错误."""
    reading = read(open_document("文.md", text.encode()))
    findings = examine(reading, load(reading.meta.edition)).findings
    return reading, [f.message for f in findings if f.severity == "错误"]


def bound(reading: Reading) -> int:
    """How many amounts of the running text are bound to what they say."""
    told = (n for n in reading.numerals if not n.not_amount and n.section != "其他表格")
    return sum(numeral.claim is not None for numeral in told)


@pytest.mark.parametrize("region", REGIONS)
def test_a_true_text_is_bound_and_not_called_wrong(region: str) -> None:
    reading, errors = understood(regional(region))
    assert errors == []
    assert bound(reading) >= int(manner(region)["绑定"])


@pytest.mark.parametrize("region", WITH_TABLES)
def test_nor_is_it_beside_its_tables(region: str) -> None:
    reading, errors = understood(regional(region, tables=True))
    assert errors == []
    assert bound(reading) >= int(manner(region)["绑定"])


PLANTED = {
    "云南": (r"(?<=占总支出的)[\d.]+(?=%；项目支出)", "11.11"),
    "北京": (r"(?<=（款）2019年度决算)[\d.]+", "1111.11"),
    "宁夏": (r"(?<=公务用车运行费支出决算[\d]\.\d\d万元，占)[\d.]+", "11.11"),
    "山西": (r"(?<=占比)[\d.]+(?=%；日常公用经费)", "11.11"),
    "天津": (r"(?<=占本年支出合计的)[\d.]+", "11.11"),
    "新疆": (r"(?<=预决算差异率)-[\d.]+", "-11.11"),
    "江苏": (r"(?<=农林水支出（类）支出)[\d.]+", "1111.11"),
    "江西": (r"(?<=农林水支出年初预算数为)[\d.]+", "1111.11"),
    "河北": (r"(?<=本年支出完成年初预算)[\d.]+", "11.11"),
    "河南": (r"(?<=公用经费)[\d.]+(?=万元，主要包括)", "1111.11"),
    "湖北": (r"(?<=%，比年初预算减少)[1-9][\d.]+", "1.11"),
    "甘肃": (r"(?<=本单位支出为)[\d.]+", "1111.11"),
    "福建": (r"(?<=-机关事业单位职业年金缴费支出)[\d.]+", "1111.11"),
    "辽宁": (
        r"(?<=公务员医疗补助（项）[\d]{2}\.\d\d万元，较上年减少\d\.\d\d万元，下降)[\d.]+",
        "1.11",
    ),
    "重庆": (r"(?<=其中：财政拨款收入)[\d,.]+", "1,111.11"),
    "陕西": (r"(?<=差值为)[\d.]+", "1.11"),
}


@pytest.mark.parametrize("region", PLANTED)
def test_one_number_changed_is_blamed_alone(region: str) -> None:
    pattern, wrong = PLANTED[region]
    text, count = re.subn(pattern, wrong, regional(region), count=1)
    _, errors = understood(text)
    assert count == 1
    assert len(errors) == 1
    assert wrong.replace(",", "") in errors[0].replace(",", "")
