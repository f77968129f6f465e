"""The commands as people call them: what they say, where, and with which exit status."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from juesuan.cli import main
from juesuan.model.number import Address
from juesuan.notation.edition import load

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "disclosure"
SAMPLES = ROOT.parent / "shared" / "samples"
CLEAN, PLANTED = EXAMPLES / "clean.md", EXAMPLES / "disclosure.pdf"

Done = subprocess.CompletedProcess[bytes]
Captured = pytest.CaptureFixture[str]


def juesuan(
    *words: str | Path, data: bytes = b"", **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "juesuan", *map(str, words)]
    return subprocess.run(
        command, input=data, capture_output=True, check=False, env=environment(**settings)
    )


def environment(**settings: str) -> dict[str, str]:
    """The environment of a process that finds this very package."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src")} | settings


def refused(capsys: Captured, *words: str | Path) -> str:
    """Run the command, see it end with 2 and say one line of trouble; return that line."""
    assert main(list(map(str, words))) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    (line,) = captured.err.splitlines()
    assert line.startswith("juesuan: ")
    return line


def empty_pages(count: int) -> bytes:
    pdf, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(count):
        pdf.new_page(595, 842)
    pdf.save(data)
    return data.getvalue()


def encrypted() -> bytes:
    """A PDF that asks for a password: one object of each kind, an /Encrypt of the standard kind."""
    secret = b"00" * 32
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + secret + b">/U<" + secret + b">/P -4>>endobj\n"
    )
    at = body.index(b"1 0 obj"), body.index(b"2 0 obj"), body.index(b"3 0 obj")
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % n for n in at)
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n"
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def scanned() -> bytes:
    """A PDF page with a picture and no text."""
    pdf, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    page = pdf.new_page(595, 842)
    picture = pypdfium2.PdfImage.new(pdf)
    picture.set_bitmap(pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(500, 700))
    page.insert_obj(picture)
    page.gen_content()
    pdf.save(data)
    return data.getvalue()


def test_errors_found_make_status_1(capsys: Captured) -> None:
    assert main(["audit", str(PLANTED)]) == 1
    captured = capsys.readouterr()
    assert "云川市青屏区文化体育和旅游局  2023年度部门决算" in captured.out
    assert re.search(r"^错误 {2}第7页.*03表", captured.out, re.MULTILINE)
    assert "160.07" in captured.out
    assert captured.err == ""


def test_no_error_makes_status_0(capsys: Captured) -> None:
    assert main(["audit", str(CLEAN)]) == 0
    assert "没有发现错误" in capsys.readouterr().out


def test_planted_errors_in_tables_are_found(capsys: Captured) -> None:
    planted = json.loads((EXAMPLES / "planted.json").read_text("utf-8"))
    wanted = {item["where"] for item in planted if item["kind"] == "table"}
    columns = {"金额": "1"}
    wanted = {re.sub(r"[^:]+$", lambda m: columns.get(m[0], m[0]), where) for where in wanted}
    assert main(["audit", str(PLANTED), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    errors = {a for f in findings if f["severity"] == "错误" for a in f["addresses"]}
    assert wanted <= errors


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the published samples are not beside the repository"
)
def test_published_documents_are_audited(capsys: Captured) -> None:
    files = [path for path in SAMPLES.iterdir() if path.is_file()]
    assert main(["audit", *map(str, files), "--format", "json"]) in (0, 1)
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(objects) == len(files)
    assert all(form["state"] in ("read", "empty") for o in objects for form in o["forms"])


def test_stdin_is_read() -> None:
    done = juesuan("audit", "-", data=CLEAN.read_bytes())
    assert done.returncode == 0
    assert "标准输入" in done.stdout.decode("utf-8")


def test_several_formats_go_to_a_folder_by_the_stem(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "结果 一"
    words = ["--format", "text", "--format", "json", "--format", "html", "--out", str(out)]
    assert main(["audit", str(PLANTED), *words]) == 1
    assert sorted(path.name for path in out.iterdir()) == [
        "disclosure.html",
        "disclosure.json",
        "disclosure.txt",
    ]
    assert capsys.readouterr().out == ""


def test_several_documents_are_json_lines(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "all.jsonl"
    assert main(["audit", str(CLEAN), str(PLANTED), "--format", "json", "--out", str(out)]) == 1
    files = [json.loads(line)["file"] for line in out.read_text("utf-8").splitlines()]
    assert files == ["clean.md", "disclosure.pdf"]
    assert "共 2 份：没有错误 1 份，有错误 1 份，读不了 0 份" in capsys.readouterr().err


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path, capsys: Captured) -> None:
    assert main(["audit", str(tmp_path / "无.pdf"), str(CLEAN)]) == 2
    captured = capsys.readouterr()
    assert "没有发现错误" in captured.out
    assert "无.pdf：没有这个文件" in captured.err


def test_several_formats_without_a_folder_are_wrong_usage(capsys: Captured) -> None:
    assert "--out" in refused(capsys, "audit", CLEAN, "--format", "json", "--format", "html")


def test_an_output_that_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, capsys: Captured
) -> None:
    assert "没有这个文件夹" in refused(capsys, "audit", CLEAN, "--out", tmp_path / "无" / "a.txt")
    (tmp_path / "file").write_text("", "utf-8")
    assert "写不了" in refused(capsys, "audit", CLEAN, "--out", f"{tmp_path / 'file'}/")


def test_an_input_is_never_written_over(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "决算.html"
    path.write_bytes(CLEAN.read_bytes())
    words = ("--format", "html", "--out", str(tmp_path))
    assert "不会被改写" in refused(capsys, "audit", path, *words)
    assert path.read_bytes() == CLEAN.read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In two processes: their hashes differ, and so does the order of their sets."""
    forms = [word for form in ("text", "json", "html") for word in ("--format", form)]
    for seed in "12":
        out = f"{tmp_path / seed}/"
        juesuan("audit", PLANTED, *forms, "--out", out, PYTHONHASHSEED=seed)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in "12"
    )
    assert first == second
    assert len(first) == 3


MARKED = "秘密★1年\n\n某某局2023年度部门决算\n\n绝密内容甲乙丙"
BROKEN_ROW = "# 某局2023年度部门决算\n\n## 收入决算表\n\n| 项目 | 金额 |\n|---|---|\n| 只有一格\n"
BAD_INPUT: dict[str, tuple[bytes, str]] = {
    "说明 一.md": ("今天天气不错。".encode(), "没有在“说明 一.md”中识别到任何一张部门决算公开表"),
    "预算.md": ("某某局2024年部门预算公开\n\n第一部分 概况".encode(), "是部门预算，不是部门决算"),
    "涉密.md": (MARKED.encode(), "文件带有国家秘密标志"),
    "断行.md": (BROKEN_ROW.encode(), "没有在“断行.md”中识别到"),
    "空.pdf": (b"", "文件是空的（0 字节）"),
    "空白.pdf": (empty_pages(1), "PDF 中没有文字"),
    "扫描.pdf": (scanned(), "扫描件没有文字层"),
    "加密.pdf": (encrypted(), "请提供未加密的版本"),
    "截断.pdf": (PLANTED.read_bytes()[:20000], "PDF 不完整"),
    "长.pdf": (empty_pages(2000), "PDF 中没有文字（共 2000 页）"),
    "过长.pdf": (empty_pages(3001), "超过上限 3000 页"),
    "表.xlsx": (b"PK\x03\x04xxxx", "文件已损坏"),
    "文字.pdf": ("今天天气不错。".encode(), "文件名以 .pdf 结尾，内容却是文本：请检查下载"),
    "网页.PDF": (b"<html><p>404", "文件名以 .pdf 结尾，内容却是网页：请检查下载"),
    "乱码.xlsx": (bytes(range(256)), "文件名以 .xlsx 结尾，内容却不是，也不是文本"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_refused_with_what_to_do(name: str, tmp_path: Path, capsys: Captured) -> None:
    data, reason = BAD_INPUT[name]
    path = tmp_path / "中文 路径" / name
    path.parent.mkdir()
    path.write_bytes(data)
    line = refused(capsys, "audit", path)
    assert reason in line
    assert name in line


def test_nothing_of_a_marked_document_is_shown(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKED + "\n\n" + CLEAN.read_text("utf-8"), "utf-8")
    out = tmp_path / "out"
    for words in (["audit", "--format", "json", "--out", f"{out}/"], ["read"]):
        line = refused(capsys, words[0], path, *words[1:])
        assert not any(word in line for word in ("甲乙丙", "某某局", "云川"))
    assert list(out.iterdir()) == []


def test_an_empty_folder_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert "没有可以审核的文件" in refused(capsys, "audit", tmp_path)


def test_gb18030_text_is_read(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "决算 公开.txt"
    path.write_bytes(CLEAN.read_text("utf-8").encode("gb18030"))
    assert main(["audit", str(path)]) == 0
    assert "云川市" in capsys.readouterr().out


def test_a_number_that_cannot_be_read_is_said(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a.md"
    path.write_text(CLEAN.read_text("utf-8").replace("2,545.12", "2,5 45.1２x", 1), "utf-8")
    main(["audit", str(path), "--format", "json"])
    captured = json.loads(capsys.readouterr().out)
    assert captured["coverage"]["unchecked"] > 0
    assert any(f["severity"] == "未核" and "2,5 45.1" in f["message"] for f in captured["findings"])


def test_read_gives_json_and_csv(capsys: Captured) -> None:
    assert main(["read", str(PLANTED)]) == 0
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert main(["read", str(PLANTED), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert rows[0] == "address name value printed unit page line".split()
    assert [row[0] for row in rows[1:]] == [fact["address"] for fact in facts]
    assert all(Address.parse(fact["address"]) for fact in facts)


def test_read_draws_the_pages_of_a_pdf(tmp_path: Path, capsys: Captured) -> None:
    pages = tmp_path / "图 片"
    out = tmp_path / "a.json"
    assert main(["read", str(PLANTED), "--draw", str(pages), "--out", str(out)]) == 0
    assert (pages / "page-007.png").read_bytes().startswith(b"\x89PNG")
    assert "只有 PDF 才能画出页面" in refused(
        capsys_cleared(capsys), "read", CLEAN, "--draw", pages
    )


def capsys_cleared(capsys: Captured) -> Captured:
    capsys.readouterr()
    return capsys


def test_an_edition_can_be_chosen(capsys: Captured) -> None:
    main(["audit", str(CLEAN), "--edition", "2024-310000", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["edition"] == "2024-310000"
    assert "没有版本“1999”；有：2023" in refused(capsys, "audit", CLEAN, "--edition", "1999")


def test_codes_of_ones_own_are_used(tmp_path: Path, capsys: Captured) -> None:
    codes = tmp_path / "科目.csv"
    codes.write_text("code,name\n2070104,图书馆\n", "utf-8")
    assert main(["audit", str(CLEAN), "--codes", str(codes)]) == 0
    capsys.readouterr()
    codes.write_text("code,name\nx,\n", "utf-8")
    assert "第 2 行" in refused(capsys, "audit", CLEAN, "--codes", codes)
    assert "读不了" in refused(capsys, "audit", CLEAN, "--codes", tmp_path / "无.csv")


def test_show_tells_editions_forms_and_one_form(capsys: Captured) -> None:
    for words, shown in (
        ([], "2024-310000  上海市"),
        (["2024"], "03  支出决算表"),
        (["2024", "03"], "对附属单位补助支出"),
    ):
        assert main(["show", *words]) == 0
        assert shown in capsys.readouterr().out
        assert main(["show", *words, "--format", "json"]) == 0
        json.loads(capsys.readouterr().out)
    assert "有：01 收入支出决算总表" in refused(capsys, "show", "2024", "10")


def test_rules_tell_every_check_and_one(capsys: Captured) -> None:
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out
    assert all(e.text in listed for form in load("2024").forms for e in form.equations)
    assert main(["rules", "03.1"]) == 0
    assert "依据" in capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) > 50
    assert "没有编号为“无”的检查" in refused(capsys, "rules", "无")


def test_every_rule_that_speaks_can_be_explained(capsys: Captured) -> None:
    assert main(["audit", str(CLEAN), str(PLANTED), "--format", "json"]) == 1
    objects = map(json.loads, capsys.readouterr().out.splitlines())
    spoken = {finding["rule"] for o in objects for finding in o["findings"]}
    assert main(["rules", "--format", "json"]) == 0
    cards = json.loads(capsys.readouterr().out)
    assert spoken <= {card["id"] for card in cards}


@pytest.mark.parametrize(
    "words,reason",
    [
        ([], "缺少 命令"),
        (["audit"], "缺少 文件"),
        (["audit", "a", "--frmat", "x"], "不认识的参数：--frmat x"),
        (["audit", "a", "--format", "docx"], "--format 不能是 'docx'"),
        (["audit", "a", "--jobs", "0"], "--jobs 不能是 '0'"),
        (["audit", "a", "--out"], "--out 后面缺少内容"),
    ],
)
def test_wrong_usage_is_said_in_chinese(words: list[str], reason: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert f"用法不对：{reason}" in capsys.readouterr().err


def test_no_locale_is_needed() -> None:
    done = juesuan("audit", CLEAN, LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "没有发现错误" in done.stdout.decode("utf-8")
    done = juesuan("audit", "无.pdf", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "没有这个文件" in done.stderr.decode("utf-8")


def test_no_colour_and_no_bar_without_a_terminal() -> None:
    done = juesuan("audit", CLEAN, PLANTED, TERM="xterm-256color", FORCE_COLOR="1")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="closes a pipe the way POSIX does")
def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m juesuan rules | head -c 1; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, check=False, env=environment
    )
    assert done.stderr == b""
    assert done.returncode in (0, 141)


def test_the_version_is_that_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    done = juesuan("--version")
    assert f'version = "{done.stdout.decode().split()[1]}"' in project
