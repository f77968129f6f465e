"""`juesuan publish`: what it writes, what it says is missing, what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.guard import Failure, Workers

Captured = pytest.CaptureFixture[str]
TITLE = "济南市历下区人民政府办公室2023年度部门决算"


@pytest.fixture(scope="module")
def home(example_prepared: Path) -> Path:
    """The example, prepared; never written to."""
    return example_prepared


def test_a_draft_is_written_and_what_is_wrong_is_told(
    home: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "公 开"
    assert main(["publish", str(home), "--out", str(out), "--format", "md,html,data"]) == 1
    captured = capsys.readouterr()
    assert "已写成草稿" in captured.out
    assert TITLE in captured.out
    assert "错误  " in captured.err
    assert {file.name for file in out.iterdir()} == {f"{TITLE}.md", f"{TITLE}.html", "开放数据"}
    assert "草稿" in (out / f"{TITLE}.md").read_text("utf-8")


def test_a_final_one_with_an_error_writes_nothing(
    home: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "定稿"
    assert main(["publish", str(home), "--out", str(out), "--format", "md", "--final"]) == 1
    assert "没有写出任何文件" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_units_have_folders_of_their_own_and_their_gaps_are_told(
    home: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "公开"
    assert main(["publish", str(home), "--out", str(out), "--format", "md", "--units"]) == 1
    captured = capsys.readouterr()
    assert captured.out.count("年度单位决算") == 3
    assert "说明对象写“009002 03:合计:2@上年”" in captured.err
    assert "栏目写“009002 主要职责”" in captured.err
    assert {folder.name for folder in (out / "单位").iterdir()} == {"009001", "009002", "009003"}


@pytest.mark.parametrize(
    "words, told",
    [
        (["--format", "doc"], "没有“doc”这种格式；可写：docx,pdf,xlsx,html,md,data"),
        (["--date", "2024年"], "不是日期"),
        (["--fonts", "没有的文件夹"], "不是文件夹"),
        (["--edition", "1999"], "1999"),
    ],
)
def test_a_wrong_choice_is_told(
    home: Path, tmp_path: Path, capsys: Captured, words: list[str], told: str
) -> None:
    assert main(["publish", str(home), "--out", str(tmp_path / "出"), *words]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_prepared_folder_is_told(tmp_path: Path, home: Path, capsys: Captured) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    assert main(["publish", str(empty), "--out", str(tmp_path / "出"), "--format", "md"]) == 2
    assert "manifest.json" in capsys.readouterr().err
    assert main(["publish", str(tmp_path / "无"), "--out", str(tmp_path / "出")]) == 2
    assert "不是文件夹" in capsys.readouterr().err
    older = tmp_path / "旧"
    shutil.copytree(home, older)
    (older / "texts.json").unlink()
    assert main(["publish", str(older), "--out", str(tmp_path / "出"), "--format", "md"]) == 2
    assert "缺少 texts.json" in capsys.readouterr().err
    assert not (tmp_path / "出").exists()


def test_a_folder_in_use_is_not_written_into(home: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "别人的").write_text("文", "utf-8")
    assert main(["publish", str(home), "--out", str(tmp_path), "--format", "md"]) == 2
    assert "不是空的" in capsys.readouterr().err
    assert main(["publish", str(home), "--out", str(home / "出"), "--format", "md"]) == 2
    assert "输入文件夹里" in capsys.readouterr().err


UNREAD = "文件可能已损坏"


@pytest.mark.parametrize(
    "failure, told",
    [
        (Failure("timeout", UNREAD), "超过 9 秒仍未写完，已停止：请用 --format 一次少写几种"),
        (Failure("memory", UNREAD), "超过上限 4,096 MB，已停止：请用 --format 一次少写几种"),
        (Failure("crashed", UNREAD), "排版程序异常退出"),
        (Failure("refused", "字体里没有这个字"), "字体里没有这个字"),
    ],
)
def test_what_stops_writing_is_not_told_as_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, failure: Failure, told: str
) -> None:
    monkeypatch.setattr(Workers, "map", lambda *_: iter([(0, failure)]))
    home = tmp_path / "编"
    home.mkdir()
    words = ["publish", str(home), "--out", str(tmp_path / "出"), "--max-seconds", "9"]
    assert main(words) == 2
    message = capsys.readouterr().err
    assert told in message
    assert UNREAD not in message
    assert list(tmp_path.iterdir()) == [home]
