"""Charts as data for the template: heights and shares as parts of one, labels as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from juesuan.model.disclosure import Chart, Series
from juesuan.publishing.disclosure.pdf.lettering import Lettering

CAPTION, LABEL = "图题", "表注"
CENT = Decimal("0.01")


def chart_piece(chart: Chart, words: Lettering) -> dict[str, Any]:
    """A chart, drawn by the template from 0 up; columns as parts of the largest value."""
    where = f"图“{chart.title}”"
    whole = _whole(chart)
    return {
        "kind": "chart",
        "columns": chart.kind == "columns",
        "caption": words.put(CAPTION, f"{chart.id}　{chart.title}", where),
        "unit": words.put(LABEL, f"单位：{chart.unit}" if chart.unit else "", where),
        "alt": words.put(LABEL, chart.alt, where) or chart.title,
        "categories": [words.put(LABEL, name, where) for name in chart.categories],
        "series": [
            {
                "name": words.put(LABEL, series.name, where),
                "parts": [float(value / whole) for value in series.values],
                "labels": [words.put(LABEL, label, where) for label in series.labels],
                "words": [
                    [words.put(LABEL, part, where) for part in parts]
                    for parts in _legend(chart, series, whole)
                ],
                "shares": [words.put(LABEL, share, where) for share in _shares(series, whole)],
            }
            for series in chart.series
        ],
    }


def _legend(chart: Chart, series: Series, whole: Decimal) -> Iterator[tuple[str, str]]:
    """What the legend tells of each share, in the words of the text: 其他收入1.36万元，占0.03%.

    The second part stands on one line.
    """
    shares = _shares(series, whole)
    for name, label, share in zip(chart.categories, series.labels, shares, strict=True):
        yield f"{name}{label}{chart.unit}，", f"占{share}。"


def _whole(chart: Chart) -> Decimal:
    """What is drawn full: the largest column, or the sum of the shares."""
    values = [value for series in chart.series for value in series.values]
    return max(values) if chart.kind == "columns" else sum(values, Decimal(0))


def _shares(series: Series, whole: Decimal) -> Sequence[str]:
    """The shares as the text tells them; where it tells none, those in what is drawn."""
    return series.shares or [
        f"{(value / whole * 100).quantize(CENT, ROUND_HALF_UP):f}%" for value in series.values
    ]
