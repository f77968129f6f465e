"""`juesuan mark` and `juesuan replies`: out with comments, back with answers."""

from pathlib import Path

import pytest
from tests.making.few_pages import few_pages

from juesuan.cli import main

ROOT = Path(__file__).parents[2]
PDF = ROOT / "examples" / "disclosure" / "disclosure.pdf"
DEPARTMENT, CLAIM = "云川市青屏区文化体育和旅游局", "e8d597b26885"
Captured = pytest.CaptureFixture[str]


def test_a_marked_pdf_carries_every_finding(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "批注.pdf"
    assert main(["mark", str(PDF), "--out", str(out)]) == 1
    assert "错误 7" in capsys.readouterr().err
    assert out.read_bytes().startswith(PDF.read_bytes())
    assert main(["replies", str(out)]) == 0
    assert "没有答复" in capsys.readouterr().out


def test_waivers_and_rules_left_out_are_said_in_copy_and_pack(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    waiver = f'id = "{CLAIM}"\ndepartment = "{DEPARTMENT}"\nreason = "核过"\nby = "王某"\n'
    text = f'[[waiver]]\n{waiver}until = "2026-12-31"\n[[off]]\nrule = "PF"\nreason = "另查"\n'
    Path("juesuan.toml").write_text(text, "utf-8")
    assert main(["mark", str(PDF), "--out", "批.pdf", "--date", "2026-12-31"]) == 1
    said = capsys.readouterr().err
    assert "错误 5" in said
    assert "豁免 1" in said
    assert "没有用上" not in said
    Path("几页.pdf").write_bytes(few_pages(PDF, [1, 11, 17, 24]))
    assert main(["pack", "几页.pdf", "--out", "包.html", "--date", "2026-12-31"]) == 1
    page = Path("包.html").read_text("utf-8")
    assert "原为错误，豁免至 2026-12-31（王某）：核过" in page
    assert "未按规则“PF-01”" in page
    assert main(["pack", "几页.pdf", "--out", "包.html", "--date", "2027-01-01"]) == 1
    assert "已于 2026-12-31 到期" in capsys.readouterr().err
    assert "不再算豁免" in Path("包.html").read_text("utf-8")


def test_wrong_endings_kinds_and_inputs_are_refused(tmp_path: Path, capsys: Captured) -> None:
    text = ROOT / "examples" / "disclosure" / "clean.md"
    for words, reason in (
        (["mark", str(text), "--out", str(tmp_path / "a.md")], "只能在 PDF"),
        (["mark", str(PDF), "--out", str(PDF)], "不会被改写"),
        (["replies", str(PDF)], "juesuan mark"),
        (["replies", str(text)], "不是填好的汇总工作簿"),
    ):
        assert main(words) == 2
        assert reason in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
