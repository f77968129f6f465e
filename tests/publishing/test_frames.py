"""What was read and found goes out as Arrow."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa

import juesuan

DISCLOSURE = Path(__file__).parents[2] / "examples" / "disclosure" / "disclosure.md"


def test_facts_go_out_as_arrow_with_exact_money() -> None:
    """One row a fact, decimals kept."""
    rows = pa.table(juesuan.read(DISCLOSURE)).to_pylist()
    fact = next(row for row in rows if row["address"] == "03:2070108:3")
    assert fact["value"] == Decimal(1060700)
    assert fact["half"] == Decimal(50)
    assert (fact["form"], fact["row"], fact["printed"]) == ("03", "2070108", "106.07")


def test_findings_go_out_as_arrow() -> None:
    """One row a finding, the planted ones among them."""
    report = juesuan.audit(DISCLOSURE)
    rows = pa.table(report).to_pylist()
    assert len(rows) == len(report.findings)
    assert any(row["addresses"] == ["03:2070108:3"] for row in rows if row["severity"] == "错误")
