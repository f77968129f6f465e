"""What the commands do to files: inputs stay as they are, every file is told, streams may fail."""

import ctypes
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from juesuan.cli import main

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
TROUBLE = 2
posix = pytest.mark.skipif(os.name == "nt", reason="names, pipes and streams as POSIX has them")
Captured = pytest.CaptureFixture[str]


def shell(line: str, folder: Path) -> tuple[int, str, str]:
    """Run a line of bash in a folder, where `$juesuan` is the command."""
    command = f"{sys.executable} -m juesuan"
    settings = os.environ | {"PYTHONPATH": str(ROOT / "src"), "juesuan": command}
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=settings, capture_output=True, check=False, timeout=60
    )
    out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    assert "Traceback" not in err
    assert not [p.name for p in folder.rglob(".juesuan-*")]
    return done.returncode, out, err


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> Iterator[Callable[[str], str]]:
    """Run words of the command in the folder, see it end with 2 within a minute; what it says."""
    monkeypatch.chdir(tmp_path)

    def late(*_: object) -> None:
        raise TimeoutError("still waiting, as for a pipe")

    def trouble(words: str) -> str:
        signal.alarm(60)
        status = main(words.split())
        signal.alarm(0)
        captured = capsys.readouterr()
        assert status == TROUBLE, captured.err
        assert "Traceback" not in captured.err
        assert not list(tmp_path.rglob(".juesuan-*"))
        return captured.err

    before = signal.signal(signal.SIGALRM, late)
    yield trouble
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def kept(path: Path, words: list[str], capsys: Captured) -> None:
    """See the command refuse, and everything in the folder stay as it was."""
    before = {p: p.read_bytes() for p in path.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert main(words) == TROUBLE
    assert re.search("不会被改写|不会写到那里|不是空的", capsys.readouterr().err)
    assert {p: p.read_bytes() for p in path.rglob("*") if p.is_file()} == before


@posix
@pytest.mark.parametrize("way", ["same", "dots", "symlink", "hard link", "linked folder"])
@pytest.mark.parametrize("option", ["file", "--prior", "--codes"])
def test_no_input_of_any_option_is_written(
    way: str, option: str, tmp_path: Path, capsys: Captured
) -> None:
    given, doc = tmp_path / "in" / "given.md", tmp_path / "doc.md"
    given.parent.mkdir()
    shutil.copy(CLEAN, given)
    shutil.copy(CLEAN, doc)
    out = tmp_path / "out.md"
    if way == "symlink":
        out.symlink_to(given)
    elif way == "hard link":
        out.hardlink_to(given)
    elif way == "linked folder":
        (tmp_path / "other").symlink_to(given.parent)
        out = tmp_path / "other" / "given.md"
    else:
        out = given if way == "same" else tmp_path / "in" / ".." / "in" / "given.md"
    words = [str(given)] if option == "file" else [str(doc), option, str(given)]
    kept(tmp_path, ["audit", *words, "--out", str(out)], capsys)
    if option != "--prior":
        kept(tmp_path, ["read", *words, "--out", str(out)], capsys)


@posix
def test_files_of_an_audited_folder_are_inputs_too(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(CLEAN, folder / "a.md")
    shutil.copy(CLEAN, folder / "a.txt")
    (tmp_path / "link.md").symlink_to(folder / "a.md")
    (tmp_path / "hard.md").hardlink_to(folder / "a.md")
    for out in (folder / "a.md", tmp_path / "link.md", tmp_path / "hard.md"):
        kept(tmp_path, ["audit", str(folder), "--out", str(out)], capsys)
    kept(tmp_path, ["audit", str(folder), "--out", f"{folder}/"], capsys)


def test_books_are_never_written_into(tmp_path: Path, capsys: Captured) -> None:
    books = tmp_path / "books"
    shutil.copytree(BOOKS, books)
    for out in (books, books / "new", tmp_path):
        for command in ("prepare", "score"):
            kept(tmp_path, [command, str(books), "--out", str(out)], capsys)


def test_an_output_may_be_called_like_a_command_or_an_edition(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("audit", "2023"):
        Path(name).mkdir()
        words = ["audit", str(CLEAN), "--edition", "2023", "--out", f"{name}/"]
        assert main(words) == 0, capsys.readouterr().err
        assert (tmp_path / name / "clean.txt").is_file()


@posix
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path, told: Callable[[str], str]) -> None:
    shutil.copy(CLEAN, tmp_path / "c.md")
    os.mkfifo(tmp_path / "p")
    for words in (
        "audit p",
        "audit c.md --codes p",
        "audit c.md --prior p",
        "audit c.md --out p",
        "audit c.md --format html --format json --out p",
        "read p",
        "read c.md --out p",
        "score p",
        "prepare p --out o",
        "audit /dev/zero",
        "audit c.md --codes /dev/zero",
        "prepare /dev/zero --out o",
        "audit c.md --out /dev/full",
    ):
        assert told(words)
        assert (tmp_path / "p").is_fifo()
        assert not (tmp_path / "o").exists()


FORMATS = ("text", "json", "html")


@pytest.mark.parametrize("way", ["out", "stdout"])
def test_a_report_in_the_folder_is_not_audited_again(
    way: str, tmp_path: Path, capsys: Captured
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(CLEAN, folder / "a.md")
    calls = [["audit", str(folder / "a.md"), "--format", form] for form in FORMATS]
    calls += [["read", str(folder / "a.md"), "--format", form] for form in ("json", "csv")]
    calls += [["audit", str(folder / "a.md"), "--explain", "01:收入总计:1"]]
    for number, words in enumerate(calls):
        path = folder / f"结果{number}.md"  # the content tells, and not the name
        assert main([*words, *(["--out", str(path)] if way == "out" else [])]) == 0
        if way == "stdout":
            path.write_bytes(capsys.readouterr().out.encode("utf-8"))
    capsys.readouterr()
    assert main(["audit", str(folder)]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("跳过") == len(calls), captured.err
    assert captured.out.count("2023年度部门决算") == 1
    assert main(["audit", str(folder / "结果2.md")]) == TROUBLE
    assert "juesuan 写出" in capsys.readouterr().err


def test_what_prepare_wrote_is_audited_without_its_data(
    example_prepared: Path, tmp_path: Path, capsys: Captured
) -> None:
    main(["audit", str(example_prepared), "--out", str(tmp_path / "r.txt")])
    captured = capsys.readouterr().err
    assert "跳过" in captured
    assert "department.json：没有" not in captured


def packed(*parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part in parts:
            archive.writestr(part, "x" * 50)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
UNREAD = {
    "甲.docx": (packed("[Content_Types].xml", "word/document.xml"), "DOCX"),
    "乙.xlsx": (packed("[Content_Types].xml", "xl/workbook.xml"), "工作簿已损坏"),
    "丙.ofd": (packed("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    "丁.zip": (packed("a.zip")[:-30], "压缩包已损坏：请重新压缩"),
    "戊.doc": (OLE, "DOC"),
    "己.et": (OLE + "Workbook".encode("utf-16-le"), "工作簿已损坏"),
    "庚.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"),
    "辛.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "图片"),
    "壬.rar": (b"Rar!\x1a\x07\0" + bytes(20), "RAR"),
    "癸.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z"),
    "网页.mht": (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: text/html\n", "MHT"),
    "假.pdf": (packed("word/document.xml"), "DOCX"),
    "假.md": (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"),
    "空.txt": (b"", "0 字节"),
    "说明.log": ("今天天气不错。\n".encode(), "没有在"),
}


def test_every_file_of_a_folder_is_audited_or_told(tmp_path: Path, capsys: Captured) -> None:
    deep = tmp_path / "下级" / "再下级"
    deep.mkdir(parents=True)
    shutil.copy(CLEAN, deep / "无后缀")
    for name, (data, _) in UNREAD.items():
        (deep / name).write_bytes(data)
    for name in ("~$甲.docx", "Thumbs.db", ".DS_Store", ".隐藏.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.md").write_bytes(b"x")
    assert main(["audit", str(tmp_path)]) == TROUBLE
    captured = capsys.readouterr()
    for name, (_, reason) in UNREAD.items():
        (line,) = [
            x for x in captured.err.splitlines() if x.startswith("juesuan: ") and f"{name}：" in x
        ]
        assert reason in line
    assert f"共 {len(UNREAD) + 1} 份：没有错误 1 份" in captured.err
    assert f"读不了 {len(UNREAD)} 份" in captured.err
    assert "5 个，没有审核" in captured.err


@posix
def test_links_are_followed_or_told_and_end(tmp_path: Path, told: Callable[[str], str]) -> None:
    shutil.copy(CLEAN, tmp_path / "c.md")
    for link, target in (("环1", "环2"), ("环2", "环1"), ("断", "没有"), ("自己", ".")):
        (tmp_path / link).symlink_to(target)
    os.mkfifo(tmp_path / "管道")
    err = told("audit .")
    assert all(name in err for name in ("环1：", "环2：", "断：", "管道：", "自己：")), err
    assert "没有错误 1 份，有错误 0 份，读不了 4 份" in err


def powerless() -> None:
    """Take from root, as whom tests may run, what lets it read everything."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder with a document, a file and a folder that may not be read."""
    (tmp_path / "锁").mkdir()
    for name in ("锁/a.md", "b.md", "c.md"):
        shutil.copy(CLEAN, tmp_path / name)
    (tmp_path / "b.md").chmod(0)
    (tmp_path / "锁").chmod(0)
    yield tmp_path
    (tmp_path / "锁").chmod(0o755)


COMMANDS = """
import sys
from juesuan.cli import main
for line in sys.argv[1:]:
    print(main(line.split()), end=chr(0), file=sys.stderr)
"""


def as_nobody(folder: Path, *lines: str) -> list[tuple[int, str]]:
    """The status of each command, one after the other, and what it says."""
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, *lines],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        preexec_fn=powerless,
    )
    told = done.stderr.decode("utf-8").split("\0")[:-1]
    assert len(told) == len(lines), told
    return [(int(text[-1]), text[:-1]) for text in told]


LOCKED = (
    "audit 锁/a.md",
    "audit c.md --out 锁/x.txt",
    "audit c.md --codes 锁/x.csv",
    "audit c.md --format html --out 锁/",
    "prepare 锁 --out o",
    "score 锁",
    "template 锁/t.xlsx",
    "trace 锁 03:x:1",
)


@pytest.mark.skipif(sys.platform != "linux", reason="takes capabilities away as Linux has them")
def test_what_may_not_be_read_is_told(locked: Path) -> None:
    (status, err), *others = as_nobody(locked, "audit .", *LOCKED)
    if "锁" not in err:
        pytest.skip("permissions do not bind here")
    assert status == TROUBLE
    assert "没有权限" in err
    assert "b.md：没有读取这个文件的权限" in err
    assert "没有错误 1 份，有错误 0 份，读不了 2 份" in err
    for words, (status, err) in zip(LOCKED, others, strict=True):
        assert (status, "Traceback" in err) == (TROUBLE, False), (words, err)
        assert "锁" in err


@posix
def test_names_of_any_bytes_and_any_length(tmp_path: Path, told: Callable[[str], str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"\xbe\xf6\xcb\xe3.md", ("长" * 84).encode() + b".md", b"c.md"):
        shutil.copy(CLEAN, os.fsdecode(bytes(folder) + b"/" + name))
    status, _, err = shell("$juesuan audit in --format json --format html --out out/", tmp_path)
    assert (status, len(list((tmp_path / "out").iterdir()))) == (0, 9), err
    long = "长" * 100
    for words in (
        "audit L",
        "read L",
        "score L",
        "prepare L --out o",
        "template L",
        "audit in/c.md --out L",
        "audit in/c.md --out L/",
        "audit in/c.md --prior L",
        "audit in/c.md --codes L",
        "read in/c.md --draw L",
    ):
        err = told(words.replace("L", long))
        assert long in err
        assert "名称过长" in err
    err = told(f"trace {long} 03:x:1")
    assert long in err
    assert "请检查路径" in err


@posix
@pytest.mark.parametrize(
    "line, status",
    [
        ("$juesuan audit c.md --out o.txt <&- >&- 2>&-", 0),
        ("$juesuan audit c.md <&-", 0),
        ("$juesuan audit c.md <&- >&- 2>&-", TROUBLE),
        ("$juesuan read c.md >/dev/full 2>/dev/full", TROUBLE),
        ("$juesuan audit --none 2>&-", TROUBLE),
        ("ulimit -f 1; $juesuan audit c.md --format html --out o.html", TROUBLE),
    ],
)
def test_several_streams_may_fail_together(line: str, status: int, tmp_path: Path) -> None:
    """One at a time they are tried with the folders."""
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    shutil.copy(CLEAN, tmp_path / "c.md")
    ended, _, err = shell(line, tmp_path)
    assert ended == status, err
    if status and "2>" not in line:
        assert err.startswith("juesuan: ")
    assert not (tmp_path / "o.html").exists()
