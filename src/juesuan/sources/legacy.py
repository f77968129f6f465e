"""Old Word files (DOC, WPS) through LibreOffice, where it is installed; what it lost is told.

LibreOffice runs with a profile of its own, without macros and links, for a limited time. The
numbers of the text are counted by a second route, from the bytes of the file itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from juesuan.model.page import Document, Grid, Limits, Line, Place, Unreadable, Unseen
from juesuan.sources.docx import read_docx
from juesuan.sources.kinds import OLD_WORD
from juesuan.sources.old_word import MAIN, old_text
from juesuan.sources.workbook.xls import STREAMS, streams

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
ABSENT = f"{OLD_WORD}。装有 LibreOffice 时可以直接读"
FAILED = "旧版 DOC 没有转换成功：请在 WPS 或 Office 中另存为 DOCX 或 PDF 后再试"
LOST = (
    "旧版 DOC 由 LibreOffice 转换，文件里的 {} 个数没有照原样转换过来（如 {}），可能丢了表格："
    "请在 WPS 或 Office 中另存为 DOCX 或 PDF 后再审核"
)
AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*+\.\d{1,6}(?![\d.])")
CELL = "\x07"  # ends a cell, and a row
SHOWN = 3
SECONDS = 60.0
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def is_old_word(data: bytes) -> bool:
    """Whether an OLE file is a text of Word, by what stands at its root."""
    names = streams(data)
    return MAIN in names and not names & {"EncryptedPackage", *STREAMS}


def read_legacy(name: str, data: bytes, limits: Limits) -> Document:
    """Read an old Word file; Unreadable says why it cannot be read, and what to do."""
    text = old_text(data)
    if text is None:
        raise Unreadable(OLD_WORD)
    program = next((path for each in PROGRAMS if (path := shutil.which(each))), None)
    if program is None:
        raise Unreadable(ABSENT)
    document = read_docx(name, _converted(program, data, limits), limits)
    everywhere = _amounts([text]) - _amounts(_texts(document))
    in_tables = _amounts(_old_cells(text)) - _amounts(_cells(document))
    unseen = (*document.unseen, *_told(everywhere | in_tables))
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), unseen=unseen)


def _told(missing: Counter[str]) -> Iterable[Unseen]:
    if missing:
        some = "、".join([*missing][:SHOWN])
        yield Unseen(Place(), LOST.format(missing.total(), some))


def _amounts(texts: Iterable[str]) -> Counter[str]:
    return Counter(number for text in texts for number in AMOUNT.findall(text))


def _old_cells(text: str) -> list[str]:
    """The last paragraph of each cell: what a mark of cells ends."""
    return [part.rpartition("\r")[2] for part in text.split(CELL)[:-1]]


def _cells(document: Document) -> Iterator[str]:
    blocks = (block for page in document.pages for block in page.blocks)
    return (cell.text for grid in blocks if isinstance(grid, Grid) for cell in grid.cells)


def _texts(document: Document) -> Iterator[str]:
    """All that a document says, beside its text too."""
    lines = (block for page in document.pages for block in page.blocks)
    yield from (line.text for line in lines if isinstance(line, Line))
    yield from (*_cells(document), *document.aside.titles, *document.aside.texts)


def _converted(program: str, data: bytes, limits: Limits) -> bytes:
    """The file as DOCX."""
    with tempfile.TemporaryDirectory(prefix="juesuan-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        (home / "x.doc").write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", folder]
        _run([*command, str(home / "x.doc")], min(SECONDS, limits.seconds / 2))
        try:
            with (home / "x.docx").open("rb") as file:
                return file.read(limits.bytes)
        except OSError as error:
            raise Unreadable(FAILED) from error


def _run(command: list[str], seconds: float) -> None:
    """Run a program and all that it starts for some time at most."""
    try:
        with subprocess.Popen(  # noqa: S603 - a program of the user's, words of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            try:
                process.wait(seconds)
            except BaseException:
                _end(process)
                raise
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unreadable(FAILED) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
