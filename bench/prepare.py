"""How long ledgers take to become accounts: lines, units, memory, and pandas beside it.

Each measurement runs in a process of its own, so that its peak memory is its own.
JUESUAN_BENCH_LINES=100000000 adds a ledger of that many lines.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import ibis

from juesuan.notation.edition import load
from juesuan.preparing.ledger.groups import KEYS, SUMS, read_groups
from juesuan.preparing.pipeline import prepare

MILLION = 1_000_000
SIZES = (MILLION, 10 * MILLION)
UNITS = 1000
# A line in ten is income, large enough that nothing ends below zero. A unit has four items of basic
# spending over sixteen kinds, and eight projects, each of one item and four kinds.
LEDGER = """
COPY (
  SELECT printf('%05d', u) AS unit_code,
    CASE WHEN inc THEN CASE WHEN fiscal THEN '6001' ELSE '6601' END
         WHEN u % 3 = 0 THEN '710102' ELSE '720101' END AS acct,
    ['2010301','2080505','2080506','2101101','2010302','2010399','2120399','2130104']
      [1 + CASE WHEN basic THEN h % 4 ELSE p END] AS func,
    CASE WHEN inc THEN NULL ELSE ['30101','30102','30103','30107','30108','30201','30202','30207',
     '30211','30213','30217','30226','30227','30228','30239','30299']
      [1 + CASE WHEN basic THEN (h // 91) % 16 ELSE p + (h // 91) % 4 END] END AS econ,
    CASE WHEN NOT fiscal THEN '其他非财政' WHEN NOT basic AND p = 7 THEN '政府性基金'
         ELSE '一般公共' END AS fund_nature,
    fiscal AS fiscal_same_level,
    CASE WHEN inc THEN NULL WHEN basic THEN '基本' ELSE '项目' END AS exp_type,
    CASE WHEN inc OR basic THEN NULL ELSE printf('P%05d%02d', u, p) END AS project_code,
    '当年' AS fund_year, 0::BIGINT AS opening,
    CASE WHEN inc THEN 0 ELSE 100 + h % 1000000 END::BIGINT AS debit,
    CASE WHEN inc THEN 20000000 + h % 1000000 ELSE 0 END::BIGINT AS credit,
    NULL::BIGINT AS closing, false AS is_closing_entry, i AS line
  FROM (SELECT i, (hash(i) >> 8)::BIGINT AS h, (hash(i + 11) % 8)::BIGINT AS p, i % {units} AS u,
               hash(i + 7) % 10 = 0 AS inc, hash(i + 3) % 20 <> 0 AS fiscal,
               hash(i + 5) % 2 = 0 AS basic FROM range({lines}) t(i))
) TO '{path}' (FORMAT parquet)
"""


def make(path: Path, lines: int, units: int) -> Path:
    """A ledger as Parquet: the same numbers give the same rows."""
    if not path.exists():
        duckdb.sql(LEDGER.format(lines=lines, units=units, path=path))
    return path


def books(path: Path) -> Any:  # noqa: ANN401 - whatever has a year and tables
    """The ledger where it lies, with its units."""
    engine = ibis.duckdb.connect()
    ledger = engine.read_parquet(path)
    units = ledger.select("unit_code").distinct().order_by("unit_code").to_pyarrow()
    roster = [
        {"unit_code": code, "unit_name": code, "nature": "行政", "included": True}
        for code in units["unit_code"].to_pylist()
    ]
    tables = {"ledger": ledger, "unit": ibis.memtable(roster)}
    return SimpleNamespace(year=2023, doubts=(), added=None, tables=tables)


def whole(path: Path) -> str:
    """Books to accounts, every unit and the department."""
    prepared = prepare(books(path), load("2023"))
    return f"{len(prepared.units)} units, {len(prepared.department.facts)} facts"


def aggregate(path: Path) -> str:
    """Only the grouped sum, as numbers."""
    groups = read_groups(books(path).tables["ledger"], load("2023").feeds())
    return f"{len(groups.kind)} groups"


def pandas_aggregate(path: Path) -> str:
    """The same grouped sum by pandas."""
    import pandas as pd  # noqa: PLC0415 - only to compare with

    frame = pd.read_parquet(path)
    frame["account"] = frame["acct"].str[:4]
    frame["type"], frame["project"] = frame["exp_type"], frame["project_code"]
    frame["unit"], frame["closing_entry"] = frame["unit_code"], frame["is_closing_entry"]
    fiscal = frame["fund_nature"].isin(["一般公共", "政府性基金", "国资经营"])
    foreign = fiscal & ~frame["fiscal_same_level"]
    frame["fund"] = frame["fund_nature"].where(~foreign, "其他非财政")
    sums = frame.groupby(list(KEYS), dropna=False, observed=True)[list(SUMS)].sum()
    return f"{len(sums)} groups"


WORK = {"prepare": whole, "aggregate": aggregate, "pandas": pandas_aggregate}


def measure(work: str, path: Path) -> tuple[float, float, str]:
    """Seconds, MiB at the peak, and what came out, in a process of its own."""
    command = [sys.executable, __file__, work, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return found["seconds"], found["mib"], found["said"]


def child(work: str, path: str) -> None:
    """Do one piece of work and print what it took."""
    start = time.perf_counter()
    said = WORK[work](Path(path))
    seconds = time.perf_counter() - start
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": mib, "said": said}))


def report(work: str, path: Path, lines: int, units: int) -> float:
    """Measure one piece of work and say so."""
    seconds, mib, said = measure(work, path)
    print(
        f"{work:>10} {lines:>12,} lines {units:>6,} units {seconds:7.2f} s {mib:7.0f} MiB  {said}"
    )
    return seconds


def main() -> None:
    """Growth with lines, growth with units, pandas."""
    more = int(os.environ.get("JUESUAN_BENCH_LINES", "0"))
    with tempfile.TemporaryDirectory() as home:
        times = {}
        for lines in (*SIZES, *([more] if more else [])):
            path = make(Path(home) / f"{lines}.parquet", lines, UNITS)
            report("prepare", path, lines, UNITS)
            times[lines] = report("aggregate", path, lines, UNITS)
        path = Path(home) / f"{SIZES[-1]}.parquet"
        pandas = report("pandas", path, SIZES[-1], UNITS)
        print(f"pandas / ibis on DuckDB: {pandas / times[SIZES[-1]]:.1f} times")
        for units in (1, 100, 10_000):
            path = make(Path(home) / f"u{units}.parquet", MILLION, units)
            report("prepare", path, MILLION, units)


if __name__ == "__main__":
    child(*sys.argv[1:]) if len(sys.argv) > 1 else main()
