"""Deliveries in several files: a text, the workbook of its tables, in a folder, a ZIP, together."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.making.workbooks import set_as_sheets

from juesuan.cli import main
from juesuan.sources.open import open_document

ROOT = Path(__file__).parents[2]
WHOLE = (ROOT / "examples" / "disclosure" / "clean.md").read_text("utf-8")
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
