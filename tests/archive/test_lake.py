"""A reading's rows are there once, whatever was merged or broken off; the engine opens no more."""

import json
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the extra books is not installed")

from tests.making.archived import files, record

from juesuan.archive.lake import DamagedLake, Lake, LakePart
from juesuan.archive.lake_rows import fact_rows


def filled(root: Path, count: int = 3) -> tuple[Lake, list[LakePart]]:
    lake = Lake(root)
    parts = [LakePart(f"k{number}", 2023, "370102") for number in range(count)]
    for number, part in enumerate(parts):
        lake.put(part, "facts", fact_rows(record(wan=f"{number}.00"), part.reading))
        lake.put(part, "claims", [])
    return lake, parts


def test_merging_keeps_every_row_and_is_done_once(tmp_path: Path) -> None:
    lake, parts = filled(tmp_path)
    before = [lake.rows(part, "facts") for part in parts]
    assert lake.compact(parts) == 2
    assert lake.compact(parts) == 0
    assert [lake.rows(part, "facts") for part in parts] == before
    assert len(list(tmp_path.rglob("*.parquet"))) == 2
    assert lake.rows(parts[0], "claims") == []


def test_the_order_of_arrival_makes_no_other_bytes(tmp_path: Path) -> None:
    whole, parts = filled(tmp_path / "a")
    whole.compact(parts)
    other, _ = filled(tmp_path / "b", 2)
    other.compact(parts[:2])
    other.put(parts[2], "facts", fact_rows(record(wan="2.00"), "k2"))
    other.put(parts[2], "claims", [])
    other.compact(parts[::-1])
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_merge_that_was_broken_off_loses_and_doubles_nothing(tmp_path: Path) -> None:
    lake, parts = filled(tmp_path)
    small = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    lake.compact(parts)
    listed = (tmp_path / "merged.json").read_text("utf-8")
    for path, data in small.items():  # before the small ones went
        path.write_bytes(data)
    assert [len(lake.rows(part, "facts")) for part in parts] == [1, 1, 1]
    (tmp_path / "merged.json").write_text(json.dumps({}), "utf-8")  # before the list was written
    assert [len(lake.rows(part, "facts")) for part in parts] == [1, 1, 1]
    lake.compact(parts)
    assert (tmp_path / "merged.json").read_text("utf-8") == listed


def test_the_engine_reads_the_lake_and_nothing_else(tmp_path: Path) -> None:
    lake, parts = filled(tmp_path / "it's a lake")
    (tmp_path / "other.csv").write_text("a\n1\n", "utf-8")
    assert len(lake.rows(parts[0], "facts")) == 1
    for asked in (
        f"FROM read_csv('{tmp_path}/other.csv')",
        f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "INSTALL httpfs",
        f"ATTACH '{tmp_path}/new.db'",
    ):
        with pytest.raises(DamagedLake):
            lake.query(asked, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it's a lake", "other.csv"]


def test_lost_rows_are_missed(tmp_path: Path) -> None:
    lake, parts = filled(tmp_path)
    for path in tmp_path.rglob("*k1.parquet"):
        path.unlink()
    with pytest.raises(FileNotFoundError):
        lake.rows(parts[1], "facts")


def test_a_lake_takes_the_place_of_another(tmp_path: Path) -> None:
    old, _ = filled(tmp_path / "a", 3)
    fresh, parts = filled(tmp_path / "b", 1)
    old.replace(fresh)
    assert not (tmp_path / "b").exists()
    assert len(old.rows(parts[0], "facts")) == 1
    assert len(list(old.root.rglob("*.parquet"))) == 2
