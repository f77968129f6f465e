"""`juesuan read` of many disclosures: one table, what is not read told, no input written over."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from pathlib import Path

import pytest

from juesuan.cli import main

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of two disclosures of two departments."""
    folder = tmp_path / "公开"
    folder.mkdir()
    shutil.copy(CLEAN, folder / "甲.md")
    text = CLEAN.read_text("utf-8").replace("文化体育和旅游局", "档案局")
    (folder / "乙.md").write_text(text, "utf-8")
    return folder


def test_a_folder_is_one_table(home: Path, capsys: Captured) -> None:
    assert main(["read", str(home), "--format", "csv"]) == 0
    out, told = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    assert {row["department"][-3:] for row in rows} == {"旅游局", "档案局"}
    assert {row["file"] for row in rows} == {"甲.md", "乙.md"}
    assert "共读出 2 份" in told


def test_a_database_is_written_and_what_is_not_read_is_told(
    home: Path, tmp_path: Path, capsys: Captured
) -> None:
    (home / "坏.pdf").write_bytes(b"%PDF-1.4")
    out = tmp_path / "表.sqlite"
    assert main(["read", str(home), "--format", "sqlite", "--out", str(out)]) == 2
    assert "坏.pdf" in capsys.readouterr().err
    base = sqlite3.connect(out)
    assert base.execute("SELECT count(DISTINCT department) FROM facts").fetchone() == (2,)
    base.close()


@pytest.mark.parametrize("kind", ["parquet", "xlsx", "sqlite"])
def test_tables_that_are_no_text_need_a_place(kind: str, home: Path, capsys: Captured) -> None:
    assert main(["read", str(home), "--format", kind]) == 2
    assert "--out" in capsys.readouterr().err


def test_an_input_is_not_written_over(home: Path, capsys: Captured) -> None:
    out = str(home / "甲.md")
    assert main(["read", str(home), "--format", "sqlite", "--out", out]) == 2
    assert "不会被改写" in capsys.readouterr().err
    assert (home / "甲.md").read_bytes() == CLEAN.read_bytes()


def test_nothing_is_left_where_nothing_was_read(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4")
    out = tmp_path / "x" / "表.xlsx"
    out.parent.mkdir()
    assert main(["read", str(tmp_path / "坏.pdf"), "--format", "xlsx", "--out", str(out)]) == 2
    assert list(out.parent.iterdir()) == []
