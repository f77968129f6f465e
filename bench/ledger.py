"""Synthetic ledgers of any length, in Parquet, written by DuckDB in seconds; seeded.

Carry-over balances and the postings of a year: revenue, spending and refunds by unit, function,
economic code, fund, type and project. Nothing in them is to be refused: fiscal funds alone have
balances in 81xx and revenue in 6001, and a line in four is revenue, large enough that nothing
ends below zero. The units distribute nothing, so their year needs no closing entries.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

FUNCTIONS = ("2010301", "2010302", "2010350", "2010601", "2080505", "2080506", "2101101", "2210201")
ECONOMICS = (
    "30101",
    "30102",
    "30113",
    "30201",
    "30211",
    "30217",
    "30227",
    "30231",
    "31002",
    "30305",
)
FISCAL = ("一般公共", "一般公共", "一般公共", "一般公共", "政府性基金", "国资经营")
FUNDS = (*FISCAL, "其他非财政", "其他非财政")
PROJECTS = 20  # of each unit
BALANCES = 2 * len(FUNCTIONS)  # carry-over balances of each unit, before its postings
GROUP = 500_000  # rows packed together


def make_ledger(path: Path, lines: int, units: int, seed: int = 1) -> Path:
    """Write the ledger as Parquet (decimal 元) to a file; the same seed gives the same lines."""
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(_query(lines, units, seed, path))
    return path


def make_folder(folder: Path, lines: int, units: int, seed: int = 1) -> Path:
    """Write books that open: the ledger, the units and projects it speaks of, the year."""
    folder.mkdir(parents=True, exist_ok=True)
    make_ledger(folder / "ledger.parquet", lines, units, seed)
    unit = f"lpad((i % {units})::VARCHAR, 6, '0') AS unit_code"
    nature = "'行政' AS nature"
    number = f"lpad((i // {units})::VARCHAR, 2, '0')"
    project = f"'P' || unit_code || {number} AS project_code, '项目' || i AS name"
    count = units * PROJECTS
    small = {
        "meta": "SELECT 2023 AS year",
        "unit": f"SELECT {unit}, '单位' || i AS unit_name, {nature} FROM range({units}) t(i)",  # noqa: S608
        "project": f"SELECT {unit}, {project} FROM range({count}) t(i)",  # noqa: S608 - our own
    }
    with duckdb.connect() as connection:
        for name, query in small.items():
            connection.execute(f"COPY ({query}) TO '{folder / name}.parquet'")
    return folder


def _pick(words: tuple[str, ...], digits: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][1 + (({digits}) % {len(words)})::BIGINT]"


def _query(lines: int, units: int, seed: int, path: Path) -> str:
    """One statement: a hash of line and seed chooses everything."""
    return f"""
    COPY (
      WITH drawn AS (
        SELECT i, hash(i * 2654435761 + {seed}) AS h, hash(i + {seed} * 40503) AS g,
               i // {units} AS turn, lpad(if(i < {units * BALANCES}, i % {units},
               hash(i + 7 + {seed}) % {units})::VARCHAR, 6, '0') AS unit_code
        FROM range({lines}) t(i)),
      kinds AS (
        SELECT *, CASE WHEN turn < {BALANCES} THEN if(turn % 2 = 0, '8101', '8102')
                       WHEN h % 100 < 20 THEN '6001' WHEN h % 100 < 24 THEN '6601'
                       WHEN h % 100 < 72 THEN '7101' ELSE '7201' END AS acct,
               (g % 5) < 2 AS is_project, ((g >> 8) % 9999999 + 1)::DECIMAL(18,2) / 100 AS little
        FROM drawn),
      sized AS (
        SELECT *, if(acct LIKE '6%', 1000000 + little, little)::DECIMAL(18,2) AS amount FROM kinds)
      SELECT unit_code, acct,
        {_pick(FUNCTIONS, f"if(turn < {BALANCES}, turn // 2, h >> 8)")} AS func,
        CASE WHEN acct LIKE '7%' THEN {_pick(ECONOMICS, "h >> 16")} END AS econ,
        CASE WHEN acct = '6601' THEN '其他非财政' WHEN acct LIKE '7%' THEN {_pick(FUNDS, "h >> 24")}
             ELSE {_pick(FISCAL, "h >> 24")} END AS fund_nature,
        true AS fiscal_same_level,
        CASE WHEN acct LIKE '7%' THEN if(is_project, '项目', '基本') END AS exp_type,
        CASE WHEN acct LIKE '7%' AND is_project THEN 'P' || unit_code
             || lpad(((g >> 32) % {PROJECTS})::VARCHAR, 2, '0') END AS project_code,
        CASE WHEN h % 13 = 0 THEN '上年结转' ELSE '当年' END AS fund_year,
        CASE WHEN acct LIKE '8%' THEN amount END::DECIMAL(18,2) AS opening,
        CASE WHEN acct LIKE '7%' AND h % 50 <> 0 THEN amount END::DECIMAL(18,2) AS debit,
        CASE WHEN acct LIKE '6%' OR acct LIKE '7%' AND h % 50 = 0
             THEN amount END::DECIMAL(18,2) AS credit,
        NULL::DECIMAL(18,2) AS closing,
        false AS is_closing_entry
      FROM sized
    ) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {GROUP}, COMPRESSION zstd)
    """  # noqa: S608 - our own numbers


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
