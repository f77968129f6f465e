"""A folder to trace in: its name is never a pattern, and damage is told, whatever it is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from juesuan.cli import main

BOOKS = Path(__file__).parents[2] / "examples" / "lixia-2023" / "books"
CELL = "03:2010301:3"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(example_prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_prepared, tmp_path / "x"))


@pytest.mark.parametrize("name", ["a[1]", "a*", "a?", "{a,b}", "[!a]", "a'b"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_is_no_pattern(
    example_prepared: Path, tmp_path: Path, capsys: Captured, name: str
) -> None:
    shutil.copytree(example_prepared, tmp_path / name)
    for other in ("a1", "ab", "a", "b"):
        (tmp_path / other).mkdir()
        (tmp_path / other / "facts.parquet").write_bytes(b"another folder")
    capsys.readouterr()
    assert main(["trace", str(tmp_path / name), CELL]) == 0
    assert "90,199.80 元" in capsys.readouterr().out


def refused(home: Path, capsys: Captured, *words: str) -> None:
    capsys.readouterr()
    assert main(["trace", str(home), CELL, *words]) == 2
    said = capsys.readouterr()
    assert "重新编制" in said.err
    assert not said.out


@pytest.mark.parametrize(
    "name", ["manifest.json", "eliminations.json", "facts.parquet", "postings.parquet"]
)
def test_a_file_that_is_cut_emptied_replaced_or_gone(
    home: Path, capsys: Captured, name: str
) -> None:
    file = home / name
    whole = file.read_bytes()
    middle = len(whole) // 2
    holed = whole[:4] + b"\xff" * (len(whole) - 8 - 2000) + whole[-2004:]
    pieces = [whole[:middle], b"", b"[1, 2", b"7", b"null", b"\xff\xfe"]
    for data in pieces + ([holed] if name.endswith("parquet") and len(whole) > 9000 else []):
        file.write_bytes(data)
        refused(home, capsys)
    file.unlink()
    if name != "manifest.json":
        refused(home, capsys)


@pytest.mark.parametrize(
    "change",
    [
        {"edition": None},
        {"edition": "../2024"},
        {"edition": "1999"},
        {"practice": []},
        {"practice": {"没有": "这一项"}},
        {"practice": {"x": 1}},
        {"units": ["1"]},
        {"units": {"1": 2}},
    ],
    ids=str,
)
def test_a_manifest_with_other_values(
    home: Path, capsys: Captured, change: dict[str, object]
) -> None:
    file = home / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    refused(home, capsys)


def test_tables_of_another_program(home: Path, capsys: Captured) -> None:
    shutil.copy(home / "postings.parquet", home / "facts.parquet")
    refused(home, capsys)


def test_last_year_from_a_damaged_folder(home: Path, tmp_path: Path, capsys: Captured) -> None:
    for text in ("{", "[]", "{}", '{"year": "x", "code": "", "facts": []}'):
        (home / "department.json").write_text(text, "utf-8")
        words = ["prepare", str(BOOKS), "--out", str(tmp_path / "o"), "--prior", str(home)]
        assert main(words) == 2
        assert "重新编制" in capsys.readouterr().err
