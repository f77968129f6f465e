"""Charts: axes from 0, greys and patterns, labels as printed, numbers in a workbook behind."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree
from tests.making.disclosures import charts
from tests.making.word_taken_apart import C

from juesuan.model.disclosure import Chart, Series
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.native_charts import (
    ChartParts,
    chart_parts,
    is_crowded,
    is_small,
    number_format,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LOOK = load_look()
COLUMNS, SHARE = charts()
DAY = date(2024, 8, 30)


def series(labels: Sequence[str], values: Sequence[str] = ()) -> Series:
    numbers = tuple(Decimal(text.replace(",", "")) for text in values or labels)
    return Series("列", numbers, tuple(labels), tuple("" for _ in labels))


def node(chart: Chart) -> etree._Element:
    return etree.fromstring(chart_parts(chart, LOOK, DAY).drawing)


@pytest.mark.parametrize(
    "labels, values, form",
    [
        (("1,234.50", "0.00"), (), "#,##0.00"),
        (("1234.5", "2.0"), (), "0.0"),
        (("12", "3"), (), "#,##0"),
        (("1234", "3"), (), "0"),
        (("39.50", "8.0"), (), None),
        (("39.5", "8.0"), ("39.54", "8.02"), "#,##0.0"),
        (("约39.50",), ("39.50",), None),
        (("0.00",), ("0.004",), "#,##0.00"),
        (("40.00",), ("39.50",), None),
    ],
)
def test_labels_are_a_format_where_one_writes_them(
    labels: tuple[str, ...], values: tuple[str, ...], form: str | None
) -> None:
    assert number_format(series(labels, values)) == form


def test_labels_that_no_format_writes_are_written_out() -> None:
    odd = COLUMNS._replace(series=(series(("约39.50", "50.70"), ("39.50", "50.70")),))
    assert [text.text for text in node(odd).iter(f"{A}t")] == ["约39.50", "50.70"]


def test_the_axis_starts_at_nothing() -> None:
    (least,) = node(COLUMNS).findall(f".//{C}valAx/{C}scaling/{C}min")
    assert least.get("val") == "0"


def test_small_shares_have_no_label() -> None:
    hidden = [
        label.find(f"{C}idx").get("val")
        for label in node(SHARE).iter(f"{C}dLbl")
        if label.find(f"{C}delete") is not None
    ]
    small = [str(n) for n in range(3) if is_small(SHARE.series[0], n, LOOK)]
    assert hidden == small == ["2"]
    assert node(SHARE).find(f".//{C}legend") is not None
    assert node(COLUMNS).find(f".//{C}legend") is None


def test_shares_differ_in_grey_and_pattern() -> None:
    fills = [etree.tostring(point.find(f"{C}spPr")) for point in node(SHARE).iter(f"{C}dPt")]
    assert len(set(fills)) == len(fills) == 3
    assert node(SHARE).find(f".//{A}pattFill") is not None


def test_crowded_labels_stand_upright() -> None:
    long = series(("1,234,567.89",) * 3)
    crowded = COLUMNS._replace(categories=("甲", "乙", "丙"), series=(long, long))
    assert is_crowded(crowded, LOOK)
    assert node(crowded).find(f".//{C}dLbls/{C}txPr/{A}bodyPr").get("vert") == "horz"
    assert node(crowded).find(f".//{C}manualLayout") is not None
    assert not is_crowded(COLUMNS, LOOK)
    assert node(COLUMNS).find(f".//{C}dLbls/{C}txPr/{A}bodyPr").get("vert") is None


@pytest.mark.parametrize("text", ["59,159,870.67", "约39.50"])
def test_no_label_is_broken_over_two_lines(text: str) -> None:
    long = series((text, "50.70"), ("39.50", "50.70"))
    for chart in (COLUMNS._replace(series=(long,)), SHARE):
        bodies = [
            body for labels in node(chart).iter(f"{C}dLbls") for body in labels.iter(f"{A}bodyPr")
        ]
        assert bodies
        assert {body.get("wrap") for body in bodies} == {"none"}


def read(parts: ChartParts) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(parts.workbook)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_the_numbers_stand_behind_the_chart_where_it_looks_for_them() -> None:
    parts = chart_parts(COLUMNS, LOOK, DAY)
    assert read(parts) == [(None, "收、支总计"), ("2022年度", 39.5), ("2023年度", 50.7)]
    places = [text.text for text in etree.fromstring(parts.drawing).iter(f"{C}f")]
    assert places == ["Sheet1!$B$1", "Sheet1!$A$2:$A$3", "Sheet1!$B$2:$B$3"]


def test_a_name_that_looks_like_a_formula_is_a_name() -> None:
    named = COLUMNS._replace(categories=("=1+1", "https://example.org"))
    rows = read(chart_parts(named, LOOK, DAY))
    assert [row[0] for row in rows[1:]] == ["=1+1", "https://example.org"]


def test_the_day_is_the_only_time() -> None:
    assert chart_parts(SHARE, LOOK, DAY) == chart_parts(SHARE, LOOK, DAY)
    assert chart_parts(SHARE, LOOK, DAY) != chart_parts(SHARE, LOOK, date(2025, 1, 1))
