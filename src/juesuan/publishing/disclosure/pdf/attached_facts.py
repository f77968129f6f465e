"""The numbers of a disclosure as CSV, attached to its PDF for whoever reckons on."""

from __future__ import annotations

import csv
import io

from juesuan.model.disclosure import Disclosure
from juesuan.publishing.screen import clean

HEAD = ("地址", "名称", "数值（元）", "印出", "单位")
LEADING = ("=", "+", "@", "\t")  # what a spreadsheet would reckon


def facts_csv(disclosure: Disclosure) -> str:
    """Every number as printed: address, name, value, text and unit, in the order of the forms."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(HEAD)
    for address, fact in disclosure.shown.items():
        rows.writerow(
            (
                _text(str(address)),
                _text(fact.name),
                f"{fact.value:f}",
                _text(fact.printed),
                _text(fact.unit),
            )
        )
    return "\ufeff" + file.getvalue()


def _text(text: str) -> str:
    """A text on one line that no program takes for a formula."""
    shown = clean(text)
    return f"'{shown}" if shown.startswith(LEADING) else shown
