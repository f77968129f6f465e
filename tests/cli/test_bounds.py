"""Limits: options before the environment, nonsense refused, and messages that name the option."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.cli.bounds import BOUNDS, Bound, bounded
from juesuan.model.page import GB, MB, Limits

Captured = pytest.CaptureFixture[str]
TEXT = "# 某局2024年度部门决算\n\n一、概况\n"


def test_options_go_before_the_environment() -> None:
    environment = {"JUESUAN_MAX_MEMORY": "512m", "JUESUAN_MAX_PAGES": "7", "JUESUAN_MAX_BYTES": ""}
    limits = bounded(Limits(), {"max_memory": "2G", "max_seconds": None}, environment)
    assert limits == Limits(memory=2 * GB, pages=7)
    assert bounded(Limits(), {}, {}) == Limits()
    assert bounded(Limits(), {"max_bytes": "3K"}, {}).bytes == 3 * 1024


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.field)
@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "1T", "٣", "9" * 15 + "G", "9" * 16, " "])
def test_nonsense_is_refused(bound: Bound, text: str) -> None:
    with pytest.raises(ValueError, match=bound.option):
        bounded(Limits(), {f"max_{bound.field}": text}, {})
    with pytest.raises(ValueError, match=bound.variable):
        bounded(Limits(), {}, {bound.variable: text})


def test_a_size_has_a_suffix_and_a_count_has_none() -> None:
    with pytest.raises(ValueError, match="--max-pages"):
        bounded(Limits(), {"max_pages": "1K"}, {})
    with pytest.raises(ValueError, match="不小于 256M"):
        bounded(Limits(), {"max_memory": f"{255 * MB}"}, {})


@pytest.mark.parametrize("command", ["audit", "read", "score"])
def test_every_command_that_reads_heeds_them(
    command: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "某局.md"
    file.write_text(TEXT, "utf-8")
    assert main([command, str(file), "--max-bytes", "10"]) == 2
    assert "--max-bytes" in capsys.readouterr().err
    monkeypatch.setenv("JUESUAN_MAX_BYTES", "10")
    assert main([command, str(file)]) == 2
    assert "文件过大" in capsys.readouterr().err
    main([command, str(file), "--max-bytes", "1M"])
    assert "文件过大" not in capsys.readouterr().err
    monkeypatch.setenv("JUESUAN_MAX_BYTES", "很多")
    assert main([command, str(file)]) == 2
    assert "JUESUAN_MAX_BYTES 不能是“很多”" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_codes_are_a_regular_file_of_some_size(tmp_path: Path, capsys: Captured) -> None:
    file, pipe, huge = tmp_path / "某局.md", tmp_path / "管道", tmp_path / "大.csv"
    file.write_text(TEXT, "utf-8")
    os.mkfifo(pipe)
    with huge.open("wb") as stream:
        stream.truncate(17 * MB)
    for codes, reason in (
        (pipe, "普通文件"),
        (Path("/dev/zero"), "普通文件"),
        (huge, "超过 16 MB"),
    ):
        assert main(["audit", str(file), "--codes", str(codes)]) == 2
        assert reason in capsys.readouterr().err
