"""`juesuan archive`: what it says, and what it never writes."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from juesuan.cli import main

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
MARKED = "秘密★1年\n\n云川市某局2023年度部门决算\n"


def spoken(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = main(["archive", *map(str, words)])
    told = capfd.readouterr()
    return status, told.out, told.err


def test_a_document_is_kept_listed_verified_and_rebuilt(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "档案"
    shutil.copy(CLEAN, tmp_path / "甲.md")
    (tmp_path / "乙局机密文件.md").write_text(MARKED, "utf-8")
    words = (tmp_path / "甲.md", tmp_path / "乙局机密文件.md", "--archive", home)
    status, kept, _ = spoken(capfd, "add", *words)
    assert status == 2
    assert "新收 1 份，读不了 1 份" in kept
    for path in home.rglob("*"):
        assert not path.is_file() or "乙局" not in path.read_text("utf-8", "ignore")
    assert "已有 1 份" in spoken(capfd, "add", tmp_path / "甲.md", "--archive", home)[1]
    status, listed, _ = spoken(capfd, "list", "--archive", home)
    assert status == 0
    assert listed.startswith("2023  云川市青屏区文化体育和旅游局  部门决算  数 ")
    assert "错误 0" in listed
    assert spoken(capfd, "compact", "--archive", home)[0] == 0
    for path in home.glob("register.*"):
        path.unlink()
    shutil.rmtree(home / "lake")
    status, rebuilt, told = spoken(capfd, "rebuild", "--archive", home)
    assert (status, rebuilt) == (0, "已重建 1 份\n")
    assert "恢复 3 个事件" in told
    assert spoken(capfd, "verify", "--archive", home)[:2] == (
        0,
        "档案完好：1 份文件，3 个事件\n",
    )
    assert spoken(capfd, "list", "--archive", home)[1] == listed


def test_a_wrong_place_is_told_and_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.txt").write_text("x", "utf-8")
    status, _, told = spoken(capfd, "add", CLEAN, "--archive", tmp_path)
    assert status == 2
    assert "不是空文件夹，也不是档案" in told
    status, _, told = spoken(capfd, "list", "--archive", tmp_path / "none")
    assert status == 2
    assert "不是档案" in told
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_words_that_do_not_belong_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "a"
    for words in (("add",), ("list", CLEAN), ("rename",), ("add", CLEAN, "--register", "x")):
        status, _, told = spoken(capfd, *words, "--archive", home)
        assert status == 2
        assert told.startswith("juesuan: ")
    status, _, told = spoken(capfd, "add", CLEAN, "--archive", home, "--published", "八月")
    assert "--published 要写日期" in told
    assert spoken(capfd, "rename", "甲", "--archive", home)[0] == 2
    url = "postgresql://user:very-secret@127.0.0.1:1/none"
    status, _, told = spoken(capfd, "add", CLEAN, "--archive", home, "--register", url)
    assert status == 2
    assert "very-secret" not in told


def test_nothing_is_kept_in_a_folder_that_is_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, _, told = spoken(capfd, "add", tmp_path, "--archive", tmp_path / "a" / "b")
    assert status == 2
    assert "在要读的文件夹" in told
    assert main(["batch", str(tmp_path), "--out", str(tmp_path / "湖")]) == 2
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_one_disclosure_are_kept_and_rebuilt_as_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = CLEAN.read_text("utf-8")
    first = text.index("# 第二部分", text.index("# 第一部分"))
    second = text.index("# 第三部分", first)
    given, home = tmp_path / "公开", tmp_path / "档案"
    given.mkdir()
    (given / "正文.md").write_text(f"{text[:first]}# 第二部分 见附件\n\n{text[second:]}", "utf-8")
    (given / "附表.md").write_text(text[first:second], "utf-8")
    status, kept, told = spoken(capfd, "add", given, "--archive", home)
    assert (status, kept) == (0, "新收 1 份\n"), told
    assert "已有 1 份" in spoken(capfd, "add", given, "--archive", home)[1]
    assert len(list((home / "originals").rglob("*.md"))) == 2
    listed = spoken(capfd, "list", "--archive", home)[1]
    status, _, told = spoken(capfd, "rebuild", "--archive", home)
    assert (status, told) == (0, "")
    assert spoken(capfd, "list", "--archive", home)[1] == listed
    assert spoken(capfd, "verify", "--archive", home)[0] == 0
