"""Labels of a chart show what the text prints, or last year's amount as its change implies it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.model.text import Claim, Numeral
from juesuan.notation.edition import load
from juesuan.reading.text.chart_labels import ChartLabels, ImpliedAmount, implied_amounts
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

TEXT = (
    "栖云县林草局2023年度部门决算\n\n第三部分 情况说明\n一、收入支出决算总体情况说明\n"
    "2023年度收、支总计均为1,281.27万元。与2022年度相比，收、支总计各增加154.17万元，增长13.68%。\n"
    "单位：万元\n{}\n2022年度 2023年度\n图1 收、支总计变动情况\n"
)
SUM = "01:收入总计:1"


def labels(line: str) -> list[Numeral]:
    """What became of the numerals of a line above the columns of a chart."""
    reading = read_document(open_document("文.md", TEXT.format(line).encode()), load("2023"))
    first = next(i for i, n in enumerate(reading.numerals) if n.text == "13.68%")
    return [n for n in reading.numerals[first + 1 :] if "." in n.text]


@pytest.mark.parametrize("line", ["1,127.1  1,281.27", "1,281.27\n1,127.10"])
def test_labels_are_numbers_of_their_own_and_each_has_its_claim(line: str) -> None:
    assert [n.text for n in labels(line)] == line.split()
    assert all(n.claim is not None for n in labels(line))


def test_a_label_that_nothing_implies_is_not_checked() -> None:
    label, _ = labels("1,217.1  1,281.27")
    assert (label.claim, label.not_amount) == (None, "")


def test_last_year_is_what_is_told_less_its_growth() -> None:
    half = Decimal(50)
    told = [
        Claim(SUM, Decimal(12812700), half, "1,281.27万元"),
        Claim(f"{SUM} - {SUM}@上年", Decimal(1541700), half, "154.17万元"),
        Claim(f"{SUM} - {SUM}@年初预算", Decimal(1), half, "0.00万元"),
        Claim("03:合计:1 - 03:合计:1@上年", Decimal(1), half, "0.00万元"),
    ]
    assert list(implied_amounts(told)) == [ImpliedAmount(Decimal(11271000), Decimal(100), 1)]


def test_a_label_is_held_against_what_rounding_leaves_open() -> None:
    chart = ChartLabels({"9.00": 4}, [ImpliedAmount(Decimal(100), Decimal("0.1"), 2)], Decimal(10))
    assert [chart.claim(text) for text in ("9.00", "10.0", "10.1", "1,0.0")] == [4, 2, None, None]
