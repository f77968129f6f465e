"""Settings from a file and from the command line, as a user meets them."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.making.short_text import DEPARTMENT, ERROR, WRONG

from juesuan.cli import main

Captured = pytest.CaptureFixture[str]
WAIVER = """
[[waiver]]
id = "{}"
department = "{}"
reason = "已核实"
by = "王某"
until = "2026-12-31"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "八月 收件"
    home.mkdir()
    (home / "档案馆.md").write_text(WRONG, "utf-8")
    monkeypatch.chdir(tmp_path)
    return home


def settle(home: Path, *ids: str, more: str = "") -> None:
    waivers = "".join(WAIVER.format(name, DEPARTMENT) for name in ids)
    (home / "juesuan.toml").write_text(more + waivers, "utf-8")


def test_waived_errors_end_in_status_0_and_stand_in_every_output(
    folder: Path, capsys: Captured
) -> None:
    settle(folder, ERROR, more='[[off]]\nrule = "标点"\nreason = "不查标点"\n')
    words = ["audit", "八月 收件", "--out", "结果", "--date", "2026-12-31"]
    assert main(words) == 0
    said = capsys.readouterr().err
    assert f"设置取自 {Path('八月 收件', 'juesuan.toml')}" in said
    page = Path("结果/index.html").read_text("utf-8")
    assert "豁免" in page
    assert "未按规则" in page
    assert "设置取自" in page
    book = openpyxl.load_workbook("结果/汇总.xlsx")
    cells = [str(c) for row in book["审核结果"].iter_rows(values_only=True) for c in row if c]
    assert cells.count("豁免") == 1
    assert "原为错误，豁免至 2026-12-31（王某）：已核实" in cells
    above = [str(row[0]) for row in book["文件"].iter_rows(values_only=True)]
    assert any(text.startswith("未按规则") for text in above)
    line = json.loads(Path("结果/审核结果.json").read_text("utf-8"))
    assert sum("waiver" in one for one in line["findings"]) == 1


def test_the_day_after_they_are_errors_again_and_said(folder: Path, capsys: Captured) -> None:
    settle(folder, ERROR, "0123456789ab")
    assert main(["audit", str(folder), "--out", "结果", "--date", "2027-01-01"]) == 1
    said = capsys.readouterr().err
    assert said.count("已于 2026-12-31 到期") == 2
    assert f"豁免 0123456789ab（{DEPARTMENT}） 没有用上" in said
    assert "没有用上" in Path("结果/index.html").read_text("utf-8")


def test_settings_are_taken_from_where_they_are_named(folder: Path, capsys: Captured) -> None:
    Path("juesuan.toml").write_text('edition = "2024"\n', "utf-8")
    main(["audit", str(folder / "档案馆.md")])
    assert "设置取自 juesuan.toml" in capsys.readouterr().err
    main(["audit", str(folder), "--format", "json"])
    shown = capsys.readouterr()
    assert json.loads(shown.out)["edition"] == "2024"
    settle(folder)
    main(["audit", str(folder), "--format", "json"])
    shown = capsys.readouterr()
    assert f"设置取自 {folder / 'juesuan.toml'}" in shown.err
    assert json.loads(shown.out)["edition"] == "2023"
    main(["audit", str(folder), "--settings", "juesuan.toml", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["edition"] == "2024"
    other = folder.parent / "九月"
    shutil.copytree(folder, other)
    assert main(["audit", str(folder), str(other)]) == 2
    assert "请用 --settings 指定一份" in capsys.readouterr().err


def test_settings_further_down_are_another_s_and_not_followed(
    folder: Path, capsys: Captured
) -> None:
    below = folder / "某局"
    below.mkdir()
    settle(below, ERROR)
    assert main(["audit", str(folder), "--date", "2026-01-01"]) == 1
    said = capsys.readouterr().err
    assert "设置取自" not in said
    assert f"跳过  {below / 'juesuan.toml'}" in said


@pytest.mark.parametrize(
    "text, words",
    [(b"editon = 1", "第 1 行“editon”没有人读"), (b"\xff\xfe", "UTF-8")],
)
def test_wrong_settings_stop_the_audit(
    folder: Path, text: bytes, words: str, capsys: Captured
) -> None:
    (folder / "juesuan.toml").write_bytes(text)
    assert main(["audit", str(folder), "--out", "结果"]) == 2
    assert words in capsys.readouterr().err
    assert not Path("结果").exists()
    assert main(["audit", str(folder), "--settings", "没有.toml"]) == 2
    assert "没有这个文件" in capsys.readouterr().err
    (folder / "juesuan.toml").write_text("# 什么也不设\n", "utf-8")
    assert main(["audit", str(folder), "--date", "明天"]) == 2
    assert "--date" in capsys.readouterr().err


def test_only_selected_rules_are_checked_and_the_rest_is_said(
    folder: Path, capsys: Captured
) -> None:
    file = str(folder / "档案馆.md")
    assert main(["audit", file, "--select", "claim，PF-12", "--format", "json"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert {one["rule"] for one in shown["findings"]} == {"claim", "缺表"}
    skipped = {one["rule"]: one["reason"] for one in shown["skipped"]}
    assert skipped["equation"] == "没有用 --select 选上"
    assert not skipped.keys() & {"claim", "PF-12", "未读"}
    assert main(["audit", file, "--ignore", "勾稽关系,PF", "--ignore", "system"]) == 1
    text = capsys.readouterr().out
    assert "未按规则“equation”、“system”、“PF-01”" in text
    assert "不宜公开" in text
    for option in ("--select", "--ignore"):
        assert main(["audit", file, option, "，"]) == 2
        assert "后面要写规则" in capsys.readouterr().err
    assert main(["audit", file, "--select", "标点.段未"]) == 2
    assert "是否应为“标点.段末”" in capsys.readouterr().err
