"""A folder of results that was damaged: trace and prepare --prior say so, in words."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from juesuan.cli import main

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"

Captured = pytest.CaptureFixture[str]
Damage = Callable[[Path], object]


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def nonsense(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 16)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def other_json(path: Path) -> None:
    path.write_text("[1, null]", "utf-8")


def without_keys(path: Path) -> None:
    path.write_text("{}", "utf-8")


def odd_values(path: Path) -> None:
    found = json.loads(path.read_text("utf-8"))
    values = dict.fromkeys(found, 5) if isinstance(found, dict) else 5
    path.write_text(json.dumps(values), "utf-8")


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def cases() -> Iterator[tuple[str, Damage]]:
    ways: tuple[Damage, ...] = (cut, nonsense, emptied, missing, a_folder)
    ways += (a_pipe,) if os.name != "nt" else ()
    for name in ("manifest.json", "facts.parquet", "postings.parquet", "eliminations.json"):
        for way in (*ways, *((other_json, odd_values) if name.endswith("json") else ())):
            yield name, way
    yield "manifest.json", without_keys


@pytest.mark.parametrize("name, damage", list(cases()))
def test_a_damaged_folder_cannot_be_traced(
    name: str, damage: Damage, example_prepared: Path, tmp_path: Path, capsys: Captured
) -> None:
    home = tmp_path / "出"
    shutil.copytree(example_prepared, home)
    damage(home / name)
    status = main(["trace", str(home), "03:2010301:3"])
    said = capsys.readouterr()
    assert status == 2, said.err
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("juesuan: ")
    assert "请" in line or "不能追溯" in line


@pytest.mark.parametrize("damage", [cut, nonsense, emptied, other_json, without_keys, odd_values])
def test_a_damaged_last_year_is_said(
    damage: Damage, example_prepared: Path, tmp_path: Path, capsys: Captured
) -> None:
    home = tmp_path / "出"
    shutil.copytree(example_prepared, home)
    damage(home / "department.json")
    assert main(["prepare", str(BOOKS), "--prior", str(home), "--out", str(tmp_path / "x")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"juesuan: 上年“{home}”：")
    assert not (tmp_path / "x").exists()
