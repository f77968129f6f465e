"""Charts are drawn of known numbers that are not negative, and say what they show."""

from __future__ import annotations

from decimal import Decimal

from juesuan.composing.drawn_charts import ChartSource, drawn_chart
from juesuan.model.disclosure import Chart, ChartKind
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import load
from juesuan.notation.formula import parse
from juesuan.notation.publication import DeclaredChart
from juesuan.notation.speech.measure import Manner
from juesuan.notation.speech.narrative import Subject
from juesuan.notation.speech.phrasing import Material

SUBJECTS = (
    Subject("甲", ("甲",), parse("01:甲:1")),
    Subject("乙", ("乙",), parse("01:乙:1")),
    Subject("丙", ("丙",), parse("01:丙:1")),
)


def chart(kind: ChartKind, whole: str = "", **amounts: str) -> Chart | None:
    """A chart of amounts in 元 by row, 上 before the name for last year's."""
    values: dict[Address, Decimal] = {}
    for name, amount in amounts.items():
        period = "上年" if name.startswith("上") else ""
        values[Address("01", name[-1], "1", period)] = Decimal(amount)
    of = SUBJECTS[: 1 if kind == "columns" else 3]
    declared = DeclaredChart("一", "句", kind, "情况", of)
    material = Material(values.get, {"年": "2023", "上年": "2022"}, Manner())
    of_what = parse(whole) if whole else None
    source = ChartSource(material, Facts({}, {}), load("2023"), None, of_what)
    return drawn_chart("图1", declared, source)


def test_columns_show_two_years() -> None:
    made = chart("columns", 甲="50766400", 上甲="39599300")
    assert made is not None
    assert made.categories == ("2022年度", "2023年度")
    assert made.series[0].labels == ("3,959.93", "5,076.64")
    assert made.series[0].says == ("01:甲:1@上年", "01:甲:1")
    assert made.alt == "甲2022年度3,959.93万元，2023年度5,076.64万元。"


def test_shares_leave_out_what_is_zero() -> None:
    made = chart("share", 甲="10000", 乙="0", 丙="30000")
    assert made is not None
    assert made.categories == ("甲", "丙")
    assert made.alt == "甲1万元，丙3万元。"


def test_shares_are_those_in_the_whole_that_the_sentences_print() -> None:
    made = chart("share", "01:计:1", 甲="2157200", 丙="174700", 计="2332000")
    assert made is not None
    assert made.series[0].shares == ("92.5%", "7.49%")
    alone = chart("share", 甲="10000", 丙="30000")
    assert alone is not None
    assert alone.series[0].shares == ()


def test_what_is_unknown_negative_or_nothing_is_not_drawn() -> None:
    assert chart("columns", 甲="1") is None
    assert chart("columns", 甲="-1", 上甲="1") is None
    assert chart("columns", 甲="0", 上甲="0") is None
    assert chart("share", 甲="-1", 乙="2", 丙="3") is None
    assert chart("share", 甲="0", 乙="0", 丙="0") is None
