"""What a share is a share of: words that mean different numbers elsewhere are none here."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.documents import south

from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

SAID = "本单位2022年度机关运行经费支出"


def says(whole: str, of: str) -> list[str]:
    """What a share of 机关运行经费 in some whole, `of` its address, was taken for."""
    region = south.hunan()
    text = region.document()
    share = region.value("06:公用经费合计:1") / region.value(of) * 100
    printed = f"{share.quantize(Decimal('0.01'))}%"
    told = f"机关运行经费占{whole}的{printed}。"
    assert text.count(SAID) == 1
    reading = read(open_document("文.md", text.replace(SAID, told + SAID).encode()))
    return [c.says for c in reading.claims if c.printed == printed and "机关运行" in c.says]


def test_a_word_that_means_different_numbers_is_no_whole() -> None:
    """基本支出 of the general budget, or of all money: the department has other money too."""
    region = south.hunan()
    assert region.value("03:合计:2") != region.value("05:合计:2")
    assert says("基本支出", "05:合计:2") == []


@pytest.mark.parametrize(
    "whole,of", [("本年支出合计", "03:合计:1"), ("公用经费", "06:公用经费合计:1")]
)
def test_a_word_that_means_one_number_is_the_whole(whole: str, of: str) -> None:
    assert len(says(whole, of)) == 1
