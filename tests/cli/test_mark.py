"""`juesuan mark` and `juesuan replies`: out with comments, back with answers."""

from pathlib import Path

import pytest

from juesuan.cli import main

ROOT = Path(__file__).parents[2]
PDF = ROOT / "examples" / "disclosure" / "disclosure.pdf"
Captured = pytest.CaptureFixture[str]


def test_a_marked_pdf_carries_every_finding(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "批注.pdf"
    assert main(["mark", str(PDF), "--out", str(out)]) == 1
    assert "错误 7" in capsys.readouterr().err
    assert out.read_bytes().startswith(PDF.read_bytes())
    assert main(["replies", str(out)]) == 0
    assert "没有答复" in capsys.readouterr().out


def test_wrong_endings_kinds_and_inputs_are_refused(tmp_path: Path, capsys: Captured) -> None:
    text = ROOT / "examples" / "disclosure" / "clean.md"
    for words, reason in (
        (["mark", str(text), "--out", str(tmp_path / "a.md")], "只能在 PDF"),
        (["mark", str(PDF), "--out", str(PDF)], "不会被改写"),
        (["replies", str(PDF)], "juesuan mark"),
        (["replies", str(text)], "不是审核包导出的答复"),
    ):
        assert main(words) == 2
        assert reason in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
