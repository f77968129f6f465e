"""Folders as they come: every file is audited or told with the reason, and nothing stops it."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.model.page import Unreadable
from juesuan.publishing.whole import stems, write
from juesuan.sources.kinds import refuse_kind
from juesuan.sources.regular import read_regular, shown

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
POSIX = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX")

Captured = pytest.CaptureFixture[str]
Done = subprocess.CompletedProcess[bytes]


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def odf(kind: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return data.getvalue()


def tarred() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
KINDS = {
    "a.docx": (zipped("[Content_Types].xml", "word/document.xml"), "DOCX 已损坏"),
    "a.xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "工作簿已损坏"),
    "a.pptx": (zipped("[Content_Types].xml", "ppt/a.xml"), "PPTX 暂不支持"),
    "a.ofd": (zipped("OFD.xml"), "OFD 已损坏"),
    "a.odt": (odf("text"), "ODT 暂不支持"),
    "a.ods": (odf("spreadsheet"), "工作簿已损坏"),
    "a.zip": (zipped("a/")[:-30], "已损坏：请"),
    "a.doc": (OLE + "WordDocument".encode("utf-16-le"), "旧版 DOC 暂不支持"),
    "a.xls": (OLE + "Workbook".encode("utf-16-le"), "工作簿已损坏"),
    "a.rar": (b"Rar!\x1a\x07\x01\0", "RAR"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
    "a.gz": (b"\x1f\x8b\x08\0", "压缩包"),
    "a.tar": (tarred(), "tar"),
    "a.png": (b"\x89PNG\r\n\x1a\n", "图片"),
    "a.jpg": (b"\xff\xd8\xff\xe0", "图片"),
    "a.gif": (b"GIF89a", "图片"),
    "a.bmp": (b"BM\x36\0\0\0", "图片"),
    "a.webp": (b"RIFF\0\0\0\0WEBP", "图片"),
    "a.mp4": (b"\0\0\0\x18ftypmp42", "视频"),
    "a.rtf": (b"{\\rtf1 x}", "RTF 暂不支持"),
    "a.exe": (b"MZ\0\0", "程序"),
    "a.parquet": (b"PAR1\0", "Parquet"),
    "a.mht": (b"From: x\r\nMIME-Version: 1.0\r\n", "MHT"),
    "a.bin": (b"\0\1\2", "不是文本文件"),
    "empty.pdf": (b"", "文件是空的"),
}


@pytest.mark.parametrize("end", ["", ".md"])
def test_files_of_other_kinds_are_listed_and_counted(
    end: str, tmp_path: Path, capsys: Captured
) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    for name, (data, _) in KINDS.items():
        (tmp_path / f"{name}{end}").write_bytes(data)
    assert main(["audit", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "没有发现错误" in captured.out
    for name, (_, reason) in KINDS.items():
        (line,) = (text for text in captured.err.splitlines() if f"/{name}{end}：" in text)
        assert reason in line
        assert "请" in line
    every = len(KINDS) + 1
    assert f"共 {every} 份：没有错误 1 份，有错误 0 份，读不了 {len(KINDS)} 份" in captured.err


def test_text_that_only_begins_like_another_kind_is_text() -> None:
    for text in ("BM公司决算", "MZ 区", "BZh", "ID3 号"):
        refuse_kind(text.encode())


def test_a_document_is_known_whatever_its_name(tmp_path: Path, capsys: Captured) -> None:
    for name in ("没有扩展名", "决算.xyz", "决算.docx"):
        shutil.copy(CLEAN, tmp_path / name)
    assert main(["audit", str(tmp_path), "--format", "json"]) == 0
    assert capsys.readouterr().out.count('"file"') == 3


def test_what_is_hidden_is_told(tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    for name in (".DS_Store", "~$决算.docx", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"\0")
    assert main(["audit", str(tmp_path)]) == 0
    assert "隐藏文件、临时文件和系统文件 3 个" in capsys.readouterr().err


@POSIX
def test_what_is_no_regular_file_is_told(tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    os.mkfifo(tmp_path / "管道.md")
    (tmp_path / "断.md").symlink_to("没有")
    (tmp_path / "环.md").symlink_to("环.md")
    (tmp_path / "回").symlink_to(tmp_path)
    (tmp_path / "别处").symlink_to("/")
    (tmp_path / "文件.md").symlink_to(CLEAN)
    with socket.socket(socket.AF_UNIX) as door:
        here = Path.cwd()
        os.chdir(tmp_path)
        door.bind("套接字.md")
        os.chdir(here)
        assert main(["audit", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    for name in ("管道.md", "断.md", "环.md", "套接字.md", "别处"):
        assert f"juesuan: {tmp_path}/{name}：" in captured.err
    assert "跳过" in captured.err
    assert "共 7 份：没有错误 2 份，有错误 0 份，读不了 5 份" in captured.err


@POSIX
def test_devices_and_pipes_are_no_documents(tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "a")
    for name in (tmp_path / "a", Path("/dev/zero"), Path("/dev/null")):
        for words in (["audit", str(name)], ["read", str(name)], ["score", str(name)]):
            assert main(words) == 2
        assert main(["audit", str(CLEAN), "--codes", str(name)]) == 2
        assert main(["audit", str(CLEAN), "--prior", str(name)]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("不是普通文件") == 15
    assert captured.out == ""


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told(tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    (tmp_path / "内").mkdir(mode=0)
    assert main(["audit", str(tmp_path)]) == 2
    assert "内：文件夹打不开（没有权限）" in capsys.readouterr().err
    (tmp_path / "内").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    (tmp_path / "内").mkdir()
    listing = os.listdir

    def denied(path: Path) -> list[str]:
        if Path(path).name == "内":
            raise PermissionError(13, "denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "listdir", denied)
    assert main(["audit", str(tmp_path)]) == 2
    captured = capsys.readouterr().err
    assert "内：文件夹打不开（没有权限）" in captured
    assert "共 2 份：没有错误 1 份，有错误 0 份，读不了 1 份" in captured


@POSIX
def test_a_name_that_is_no_text_stops_nothing(tmp_path: Path, capsys: Captured) -> None:
    raw = os.fsencode(tmp_path) + "/决算".encode("gb18030") + b".md"
    Path(os.fsdecode(raw)).write_bytes(CLEAN.read_bytes())
    out = tmp_path / "out"
    words = ["--format", "json", "--format", "html", "--format", "text", "--out", str(out)]
    assert main(["audit", str(tmp_path), *words]) == 0
    assert len(list(out.iterdir())) == 3 + 3  # and the overview, in three files
    assert main(["audit", os.fsdecode(raw)]) == 0
    assert "%BE%F6" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["audit", "长" * 200],
        ["read", "长" * 200],
        ["score", "长" * 200],
        ["prepare", "长" * 200, "--out", "out"],
        ["trace", "长" * 200, "03:合计:1"],
        ["audit", str(CLEAN), "--out", "长" * 200],
        ["audit", str(CLEAN), "--out", "长" * 200 + "/"],
        ["audit", str(CLEAN), "--out", "无/" + "长" * 200],
        ["read", str(CLEAN), "--out", "长" * 200],
        ["audit", str(CLEAN), "--prior", "长" * 200],
        ["audit", str(CLEAN), "--codes", "长" * 200],
        ["template", "长" * 200],
    ],
)
def test_a_name_that_is_too_long_is_said(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("juesuan: ")
    assert list(tmp_path.iterdir()) == []


def test_outputs_have_names_that_every_system_takes(tmp_path: Path) -> None:
    odd = ["CON.pdf", "nul.md", "AUX.txt", "com1.pdf", "LPT9.x.md", "a. .md", "长" * 120 + ".md"]
    odd += ["决算.md", "x/决算.pdf", "É.md", "E\u0301.md", "ａ.md", "A.md", "\u202eabc.md", " .md"]
    names = stems(odd)
    assert len({name.casefold() for name in names}) == len(odd)
    for name in names:
        assert len(f"{name}.json".encode()) <= 255
        assert name.partition(".")[0].lower() not in {"con", "nul", "aux", "com1", "lpt9"}
        assert name == name.strip(". ")
        write(tmp_path / f"{name}.json", "x")
    assert len(list(tmp_path.iterdir())) == len(odd)


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100_000)
    assert len(read_regular(path, 10)) == 11
    assert len(read_regular(path, 90_000)) == 90_001
    with pytest.raises(Unreadable, match="空字符"):
        read_regular("a\0b", 10)
    assert shown("a\udcbe\ud800") == "a%BE\\ud800"


def command(*words: str | Path, shell: str = "") -> Done:
    """Run the command by a shell that does something to its streams."""
    asked = ["bash", "-c", f'"$@" {shell}', "bash", sys.executable, "-m", "juesuan"]
    return subprocess.run(
        [*asked, *map(str, words)],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )


@POSIX
@pytest.mark.parametrize(
    "words, shell, reason",
    [
        (["audit", CLEAN], ">/dev/full", "标准输出写不了（磁盘已满）"),
        (["read", CLEAN], ">/dev/full", "标准输出写不了（磁盘已满）"),
        (["rules"], ">/dev/full", "标准输出写不了（磁盘已满）"),
        (["--help"], ">/dev/full", "标准输出写不了（磁盘已满）"),
        (["--version"], ">/dev/full", "标准输出写不了（磁盘已满）"),
        (["audit", CLEAN], ">&-", "标准输出是关闭的"),
        (["audit", "-"], "<&-", "标准输入是关闭的"),
    ],
)
def test_streams_that_cannot_be_used_are_said(
    words: list[str | Path], shell: str, reason: str
) -> None:
    done = command(*words, shell=shell)
    err = done.stderr.decode("utf-8")
    assert done.returncode == 2, err
    assert reason in err
    assert len(err.splitlines()) == 1


@POSIX
def test_a_pipe_is_not_replaced_by_a_result(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "管道"
    os.mkfifo(out)
    for words in (["audit", str(CLEAN)], ["read", str(CLEAN)]):
        assert main([*words, "--out", str(out)]) == 2
    assert out.is_fifo()
    assert capsys.readouterr().err.count("不会被改写") == 2


@POSIX
@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full"])
def test_nobody_need_hear_the_complaints(shell: str) -> None:
    assert command("audit", CLEAN, shell=shell).returncode == 0
    assert command("audit", "无.md", shell=shell).returncode == 2
    assert command("audit", CLEAN, "--out", "/无/a", shell=shell).returncode == 2


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_nothing_half_written_is_left(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck(*_: object) -> None:
        assert [path.name[:9] for path in tmp_path.iterdir()] == [".juesuan-"]
        os.kill(os.getpid(), number)
        threading.Event().wait(60)

    monkeypatch.setattr(Path, "chmod", struck)
    outside = signal.signal(number, signal.SIG_DFL)  # who starts the tests may have it ignored
    try:
        with pytest.raises(SystemExit) as ended:
            main(["read", str(CLEAN), "--out", str(tmp_path / "a.json")])
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, outside)
    assert ended.value.code == 128 + number
    assert list(tmp_path.iterdir()) == []
