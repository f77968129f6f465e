"""Deliveries in several files: a text, the workbook of its tables, in a folder, a ZIP, together."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.making.pdf import pdf, say
from tests.making.word_parts import written
from tests.making.workbooks import set_as_sheets

import juesuan
from juesuan.cli import main
from juesuan.deliveries import as_one
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document
from juesuan.tasks.read import draw_file

ROOT = Path(__file__).parents[1]
WHOLE = (ROOT / "examples" / "disclosure" / "clean.md").read_text("utf-8")
NAME = "文化体育和旅游局"
CARDS = "# 第五部分 附件"
TABLES, TEXT = "# 第二部分 2023年度部门决算表", "# 第三部分 2023年度部门决算情况说明"
HEAD, REST = WHOLE.split(TABLES)
FORMS, TOLD = REST.split(TEXT)
NARRATIVE = f"{HEAD}{TABLES}\n\n（见附件）\n\n{TEXT}{TOLD}"

Captured = pytest.CaptureFixture[str]


def book(text: str = FORMS) -> bytes:
    """The nine tables as a workbook."""
    return set_as_sheets(open_document("表.md", text.encode()))


def audited(captured: Captured, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """The exit status, the reports, and what was told."""
    status = main(["audit", "--format", "json", *words])
    out, told = captured.readouterr()
    decoder, at, reports = json.JSONDecoder(), 0, []
    while at < len(out.rstrip()):
        report, at = decoder.raw_decode(out, at)
        reports.append(report)
        at += 1
    return status, reports, told


def said(report: dict[str, Any]) -> list[str]:
    return sorted(finding["id"] for finding in report["findings"] if finding["severity"] == "错误")


def put(home: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (home / name.replace("__", ".")).write_bytes(data)
    return home


def test_a_folder_of_text_and_workbook_is_one_disclosure(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, 说明__md=NARRATIVE.encode(), 附表__xlsx=book())
    status, (report,), told = audited(capsys, str(tmp_path))
    assert (status, said(report)) == (0, [])
    assert {file["name"] for file in report["files"]} == {"说明.md", "附表.xlsx"}
    assert all(form["state"] in ("read", "empty") for form in report["forms"])
    assert "合为一份" in told


def test_a_zip_with_gbk_names_is_opened(tmp_path: Path, capsys: Captured) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in (("说明.md", NARRATIVE.encode()), ("附表.xlsx", book())):
            archive.writestr("甲一".encode("gbk").decode("cp437") + "/" + name, data)
    (tmp_path / "x.zip").write_bytes(packed.getvalue())
    status, (report,), _ = audited(capsys, str(tmp_path / "x.zip"))
    assert (status, said(report)) == (0, [])


def test_one_digit_changed_in_the_workbook_is_one_finding(tmp_path: Path, capsys: Captured) -> None:
    printed = next(word for word in FORMS.split("|") if word.strip().count(".") == 1).strip()
    wrong = FORMS.replace(printed, printed[:-1] + str((int(printed[-1]) + 5) % 10), 1)
    put(tmp_path, 说明__md=WHOLE.encode(), 附表__xlsx=book(wrong))
    _, (report,), _ = audited(capsys, "--together", *map(str, tmp_path.iterdir()))
    (finding,) = [one for one in report["findings"] if one["severity"] == "错误"]
    assert finding["rule"] == "copy"
    assert {place["file"] for place in finding["places"]} == {"说明.md", "附表.xlsx"}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_cards_in_a_third_file_are_of_it_too(tmp_path: Path, capsys: Captured, kind: str) -> None:
    told, cards = NARRATIVE.split(CARDS)
    third = open_document("自评.md", (CARDS + cards).encode())
    data = written(third) if kind == "docx" else set_as_sheets(third)
    put(tmp_path, 说明__md=told.encode(), 附表__xlsx=book(), **{f"自评__{kind}": data})
    status, (report,), _ = audited(capsys, str(tmp_path))
    assert (status, said(report)) == (0, [])
    assert {file["name"] for file in report["files"]} == {"说明.md", "附表.xlsx", f"自评.{kind}"}
    whole = main(["audit", "--format", "json", str(ROOT / "examples/disclosure/clean.md")])
    alone = json.loads(capsys.readouterr().out)
    assert whole == 0
    counts = "numbers", "checked", "contradicted", "unchecked"
    assert [report["coverage"][one] for one in counts] == [alone["coverage"][one] for one in counts]


def test_a_page_saved_in_frames_with_its_workbook_is_one(tmp_path: Path, capsys: Captured) -> None:
    frames = '<html><frameset><frame src="页_files/正文.htm"></frameset></html>'
    lines = "".join(f"<h2>{x.lstrip('# ')}</h2>" for x in NARRATIVE.splitlines())
    inside = tmp_path / "页_files"
    inside.mkdir()
    put(inside, 正文__htm=f"<html><body>{lines}</body></html>".encode(), 样式__css=b"p{}")
    put(tmp_path, 页__html=frames.encode(), 附表__xlsx=book())
    status, (report,), told = audited(capsys, str(tmp_path))
    assert (status, said(report)) == (0, [])
    assert all(form["state"] in ("read", "empty") for form in report["forms"])
    assert "样式" in told


def test_a_text_without_its_tables_says_what_is_needed(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, 说明__md=NARRATIVE.encode())
    status, (report,), _ = audited(capsys, str(tmp_path))
    (finding,) = [one for one in report["findings"] if one["rule"] == "缺表"]
    assert (status, finding["severity"]) == (0, "未核")
    assert "请连同" in finding["message"]


def test_whose_workbook_it_is_is_told_and_not_guessed(tmp_path: Path, capsys: Captured) -> None:
    other = NARRATIVE.replace(NAME, "档案局")
    put(tmp_path, 甲__md=NARRATIVE.encode(), 乙__md=other.encode())
    put(tmp_path, 附表__xlsx=book(FORMS.replace(NAME, "").replace("部门：云川市青屏区", "")))
    _, reports, told = audited(capsys, str(tmp_path))
    assert ["files" in report for report in reports] == [False] * 3
    assert "没有合并" in told


def test_python_reads_what_the_command_line_reads(tmp_path: Path) -> None:
    put(tmp_path, 说明__md=NARRATIVE.encode(), 附表__xlsx=book())
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for path in (tmp_path / "说明.md", tmp_path / "附表.xlsx"):
            archive.write(path, path.name)
    packed = juesuan.audit(tmp_path / "x.zip")
    several = juesuan.audit(tmp_path / "说明.md", tmp_path / "附表.xlsx")
    assert packed.findings == several.findings
    (tmp_path / "x.zip").unlink()
    assert len(juesuan.read(tmp_path).reading.facts) == len(several.reading.facts)
    ((_, whole),) = juesuan.audit_paths([tmp_path])
    assert isinstance(whole, juesuan.Report)
    assert len(whole.files) == 2


def test_python_is_told_where_a_folder_holds_several(tmp_path: Path) -> None:
    put(tmp_path, 甲__md=WHOLE.encode(), 乙__md=WHOLE.encode())
    with pytest.raises(Unreadable, match="不止一份"):
        juesuan.audit(tmp_path)


def test_pages_of_a_bundle_are_drawn(tmp_path: Path) -> None:
    page = pdf(say(50, 200, "附页"))
    home = put(tmp_path, 说明__md=NARRATIVE.encode(), 附页__pdf=page)
    source = as_one([Source(name, str(home / name)) for name in ("说明.md", "附页.pdf")])
    drawn = draw_file(source, "", (), Limits(), str(tmp_path / "图"))
    assert [Path(path).parent.name for path in drawn] == ["附页"]


def test_files_of_a_narrative_each_stay_by_themselves(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, 甲__md=WHOLE.encode(), 乙__md=WHOLE.encode())
    _, reports, told = audited(capsys, str(tmp_path))
    assert ["files" in report for report in reports] == [False, False]
    assert "合为一份" not in told


@pytest.mark.parametrize("name", ["../a.md", "/a.md"])
def test_a_zip_that_leads_elsewhere_is_not_opened(
    name: str, tmp_path: Path, capsys: Captured
) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(name, NARRATIVE)
    status, reports, told = audited(capsys, str(tmp_path / "x.zip"))
    assert (status, reports) == (2, [])
    assert "指向别处" in told
