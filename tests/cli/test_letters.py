"""`juesuan letter` and `juesuan pack`."""

from pathlib import Path

import pytest
from tests.making.desk import UNREAD
from tests.making.few_pages import few_pages

from juesuan.cli import main
from juesuan.desk.filing import line_of

ROOT = Path(__file__).parents[2]
PDF = ROOT / "examples" / "disclosure" / "disclosure.pdf"
Captured = pytest.CaptureFixture[str]


def test_a_letter_for_each_department(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "审核结果.json").write_text(line_of(UNREAD, {}), "utf-8")
    out = tmp_path / "意见"
    assert main(["letter", str(tmp_path), "--out", str(out)]) == 0
    assert "写出审核意见 1 份" in capsys.readouterr().err
    assert [file.suffix for file in out.iterdir()] == [".docx"]
    assert main(["letter", str(out), "--out", str(tmp_path / "再写")]) == 2
    assert "没有上次的审核结果" in capsys.readouterr().err


def test_a_pack_holds_every_page_and_other_files_are_refused(
    tmp_path: Path, capsys: Captured
) -> None:
    out, some = tmp_path / "包.html", tmp_path / "几页.pdf"
    some.write_bytes(few_pages(PDF, [1, 7, 17, 24]))
    assert main(["pack", str(some), "--out", str(out)]) == 1
    text = out.read_text("utf-8")
    assert text.count("data:image/webp") == 4
    assert len(text) < 4 * 50_000
    assert main(["pack", str(PDF), "--out", str(tmp_path / "包.pdf")]) == 2
    assert main(["pack", str(PDF.with_suffix(".md")), "--out", str(out)]) == 2
    assert "只有 PDF" in capsys.readouterr().err
