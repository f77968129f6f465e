"""SARIF of a file, of several in one, of a folder, with rounds; known again as ours."""

import json
from pathlib import Path

import pytest
from tests.making.short_text import CLEAN, ERROR, WRONG

from juesuan.cli import main
from juesuan.sources.ours import is_ours

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "收 件"
    home.mkdir()
    (home / "甲.md").write_text(WRONG, "utf-8")
    (home / "乙.md").write_text(CLEAN, "utf-8")
    (home / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return home


def test_one_file_is_a_log_of_one_run(folder: Path, capsys: Captured) -> None:
    file = str(folder / "甲.md")
    assert main(["audit", file, "--format", "sarif"]) == 1
    text = capsys.readouterr().out
    (run,) = json.loads(text)["runs"]
    errors = [one for one in run["results"] if one["level"] == "error"]
    assert [one["partialFingerprints"]["juesuanFinding/v1"] for one in errors] == [ERROR]
    lines = WRONG.splitlines()
    place = errors[0]["locations"][0]
    line = place["physicalLocation"]["region"]["startLine"]
    assert place["properties"]["text"] in lines[line - 1]
    assert main(["audit", file, "--format", "sarif", "--out", "甲.sarif"]) == 1
    assert Path("甲.sarif").read_text("utf-8") == text
    assert main(["audit", file, "--format", "sarif", "--format", "html", "--out", "出/"]) == 1
    assert json.loads(Path("出/甲.sarif").read_text("utf-8")) == json.loads(text)
    assert is_ours(Path("甲.sarif"))
    assert not is_ours(folder / "甲.md")


def test_a_folder_is_one_log_with_its_unread_files(folder: Path, capsys: Captured) -> None:
    assert main(["audit", str(folder), "--format", "sarif"]) == 2
    told = json.loads(capsys.readouterr().out)["runs"]
    assert {run["artifacts"][0]["location"]["uri"] for run in told} == {
        *("%E7%94%B2.md", "%E4%B9%99.md", "%E5%9B%BE.png")
    }
    assert main(["audit", str(folder), "--format", "sarif", "--out", "一"]) == 2
    runs = json.loads(Path("一/审核结果.sarif").read_text("utf-8"))["runs"]
    assert [run["invocations"][0]["executionSuccessful"] for run in runs].count(False) == 1
    assert len(runs) == 3
    assert not [*Path("一").glob("*.txt")]
    (folder / "甲.md").write_text(WRONG.replace("。。", "。"), "utf-8")
    words = ["audit", str(folder), "--format", "sarif", "--out", "二", "--since", "一"]
    assert main(words) == 2
    runs = json.loads(Path("二/审核结果.sarif").read_text("utf-8"))["runs"]
    states = {one["baselineState"] for run in runs for one in run["results"]}
    assert states >= {"unchanged", "absent"}
    assert "审核结果.sarif" in capsys.readouterr().err
