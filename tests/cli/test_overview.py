"""A folder that is audited into another: every file is accounted for in index and workbook."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from juesuan.cli import main
from juesuan.cli.outputs import Output

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
WRONG = ROOT / "examples" / "disclosure" / "disclosure.md"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "收件"
    (home / "下级").mkdir(parents=True)
    shutil.copy(CLEAN, home / "index.md")
    shutil.copy(WRONG, home / "下级" / "汇总.md")
    (home / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (home / ".DS_Store").write_bytes(b"\0")
    return home


def test_every_file_of_a_folder_stands_in_index_workbook_and_data(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "结果"
    assert main(["audit", str(folder), "--out", str(out)]) == 2
    capsys.readouterr()
    page = (out / "index.html").read_text("utf-8")
    book = openpyxl.load_workbook(out / "汇总.xlsx")
    rows = [row[2] for row in book["文件"].iter_rows(min_row=4, values_only=True)]
    assert sorted(map(str, rows)) == ["index.md", "下级/汇总.md", "图.png"]
    lines = [json.loads(x) for x in (out / "审核结果.json").read_text("utf-8").splitlines()]
    assert {line["path"] for line in lines} == set(rows)
    assert all(f">{name}<" in page for name in rows)
    assert "隐藏文件" in page
    reports = {file.name for file in out.iterdir()} - {"index.html", "汇总.xlsx", "审核结果.json"}
    assert len(reports) == 2, "documents called like the overview have names of their own"


def test_a_second_audit_of_the_same_folder_passes_over_the_first(
    folder: Path, capsys: Captured
) -> None:
    for _ in range(2):
        assert main(["audit", str(folder), "--out", f"{folder}/"]) == 2
        assert "共 3 份" in capsys.readouterr().err
    (folder / "index.html").write_text("mine", "utf-8")
    assert main(["audit", str(folder), "--out", f"{folder}/"]) == 2
    assert "不会被改写" in capsys.readouterr().err
    assert (folder / "index.html").read_text("utf-8") == "mine"


def test_one_file_has_no_overview(tmp_path: Path, capsys: Captured) -> None:
    assert main(["audit", str(CLEAN), "--out", f"{tmp_path}/"]) == 0
    capsys.readouterr()
    assert [file.name for file in tmp_path.iterdir()] == ["clean.txt"]


def test_stopped_before_its_end_it_says_so_and_writes_no_part_of_an_overview(
    folder: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Output.put

    def stopping(self: Output, *args: object) -> None:
        put(self, *args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Output, "put", stopping)
    out = tmp_path / "结果"
    assert main(["audit", str(folder), "--out", str(out), "--jobs", "1"]) == 130
    told = capsys.readouterr().err
    assert "中途停止：已审 1 份" in told
    assert "没有写汇总" in told
    assert [file.suffix for file in out.iterdir()] == [".txt"]
