"""A folder: every file in it is a source or is told with the reason, and none is found twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from juesuan.sources.folders import (
    AROUND,
    ELSEWHERE,
    OURS,
    PREPARED,
    Left,
    Source,
    contents,
    parted,
)
from juesuan.sources.ours import signed
from juesuan.sources.regular import IRREGULAR

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def made(home: Path, **files: str) -> Path:
    """A folder with files, `/` in their names written as `__`."""
    for name, text in files.items():
        path = home / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return home


def names(home: Path) -> list[str]:
    """The sources of a folder, by their place in it."""
    sources, _ = parted(contents(home))
    assert all(source.name == source.origin for source in sources)
    return [Path(source.name).relative_to(home).as_posix() for source in sources]


def aside(home: Path) -> dict[str, str]:
    """What is left aside, by its place in the folder, and why."""
    _, aside = parted(contents(home))
    return {Path(each.name).relative_to(home).as_posix(): each.reason for each in aside}


def test_all_files_below_are_sources_in_the_order_of_their_names(tmp_path: Path) -> None:
    made(tmp_path, 乙="2", 甲="1", 丙__丁="4", 丙__戊__己="5", 空="")
    assert names(tmp_path) == sorted(["丙/丁", "丙/戊/己", "乙", "甲", "空"])
    assert aside(tmp_path) == {}


def test_a_file_itself_is_one_source_whatever_its_name(tmp_path: Path) -> None:
    made(tmp_path, **{".隐藏": "1"})
    assert [*contents(tmp_path / ".隐藏")] == [
        Source(str(tmp_path / ".隐藏"), str(tmp_path / ".隐藏"))
    ]
    absent = tmp_path / "无"
    assert [*contents(absent)] == [Source(str(absent), str(absent))]


def test_hidden_and_system_files_are_counted(tmp_path: Path) -> None:
    made(tmp_path, **{".a": "", "~$年报.docx": "", "Thumbs.db": "", "甲": "1", "下__.b": ""})
    assert names(tmp_path) == ["甲"]
    assert "4 个" in aside(tmp_path)["."]


def test_what_we_wrote_is_told_and_not_read(tmp_path: Path) -> None:
    made(tmp_path, 报告=signed("甲"), 决算="2023年度部门决算")
    assert names(tmp_path) == ["决算"]
    assert aside(tmp_path) == {"报告": OURS}
    assert [*contents(tmp_path / "报告")] == [Left(str(tmp_path / "报告"), OURS, missed=False)]


def test_the_data_of_a_prepared_folder_is_told_and_its_other_files_are_read(tmp_path: Path) -> None:
    manifest = '{"schema": 1, "year": 2023}'
    made(
        tmp_path,
        **{"out__manifest.json": manifest, "out__账.csv": "1", "out__说明.md": "甲", "账.csv": "1"},
    )
    assert sorted(names(tmp_path)) == ["out/说明.md", "账.csv"]
    assert aside(tmp_path) == {"out/manifest.json": PREPARED, "out/账.csv": PREPARED}


def test_the_tables_of_units_below_prepared_ones_are_passed_over_too(tmp_path: Path) -> None:
    manifest = '{"schema": 1, "year": 2023}'
    made(
        tmp_path,
        **{"out__manifest.json": manifest, "out__units__甲.xlsx": "1", "units__乙.xlsx": "1"},
    )
    assert names(tmp_path) == ["units/乙.xlsx"]
    assert aside(tmp_path)["out/units/甲.xlsx"] == PREPARED


def test_a_manifest_of_somebody_else_changes_nothing(tmp_path: Path) -> None:
    made(tmp_path, **{"manifest.json": '{"name": "site"}', "账.csv": "1"})
    assert names(tmp_path) == ["manifest.json", "账.csv"]


@LINKS
def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    home, other = made(tmp_path / "家", 甲="1", 下__乙="2"), made(tmp_path / "外", 丙="3")
    (home / "回").symlink_to(home)
    (home / "出").symlink_to(other)
    (home / "到文件").symlink_to(other / "丙")
    assert names(home) == sorted(["甲", "下/乙", "到文件"])
    assert aside(home) == {"回": AROUND, "出": ELSEWHERE}
    missed = {Path(each.name).name: each.missed for each in parted(contents(home))[1]}
    assert missed == {"回": False, "出": True}


@LINKS
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "断").symlink_to(tmp_path / "无")
    assert list(aside(tmp_path)) == ["断"]
    assert "打不开" in aside(tmp_path)["断"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管")
    assert (names(tmp_path), aside(tmp_path)) == ([], {"管": IRREGULAR})
