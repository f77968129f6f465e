"""The mark by which a file that we wrote is known again, whatever its name, in every format."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from juesuan.sources.regular import opened, taken

DATA = "审核结果.json"  # a round of review, as the next one reads it
TEXT_MARK = "—— 由 juesuan 写出，不是决算公开文件"
KEPT = "juesuan 缓存的审核结果 1\n".encode()
"""How a report begins that is kept to be taken up again."""
HEAD, TAIL = 4096, 512
FOOT = 2**16  # bytes of the foot of a Parquet file in which what it says of itself stands
SQLITE, SQLITE_MARK, AT = b"SQLite format 3\0", b"jues", 68
"""How a database begins; our number of applications, and where it stands."""
PARQUET, ARCHIVE = b"PAR1", b"PK"
STARTS = re.compile(
    r'\s*\{\s*"schema": \d+,\s*"(?:file|address|year|edition)": '
    r'|\s*\[\s*\{\s*"project": "[^"\n]*",\s*"item": '
    r'|\s*\{\s*"\$schema": "[^"\n]*",\s*"version": "2\.1\.0",\s*"properties": \{\s*'
    r'"writtenBy": "juesuan"'
    r'|\s*\{\s*"juesuan_replies": \['
    r"|\ufeff?address,name,value,printed,unit,page,line\r?\n"
    r'|\s*\{\s*"profile": "data-package",\s*"name": "juesuan-'
    r"|\ufeff?department,year,region,edition,file,sha256,"
    r"|\ufeff?地址,表号,行,栏,期间,名称,金额,印出,单位,精确金额\r?\n"
)
# What went through stdout bears no mark; it is known by its head, its blanks taken out, because
# lines are broken to the width of a screen.
TALKS = (
    (
        (re.compile(r"(?:年度|年度不详)部门决算"), 620),
        (re.compile(r"·版本\d{4}(?:-\d{6})?·"), 640),
        (re.compile(r"金额\d+个，(?:已核|没有可核的金额)"), 220),
    ),
    (
        (re.compile(r"\d\d:"), 3),
        (re.compile(r"印作|没有印出"), 1000),
        (re.compile(r"参加的勾稽关系\d+个"), 620),
    ),
    ((re.compile(r"评分项填报复算"), 7),),
)
CUSTOM, PROPERTY = "docProps/custom.xml", b'name="juesuan"'
# What the reader of archives raises for bytes that are not what they say.
UNZIPPED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError, OverflowError),
)
HTML_MARK = '<meta name="generator" content="juesuan">'


def signed(text: str) -> str:
    """A text for people as it is written into a file: with the mark on its last line."""
    return f"{text}\n{TEXT_MARK}\n"


def is_ours(path: Path) -> bool:
    """Whether a regular file is one that we wrote; raises OSError where it cannot be read."""
    with opened(path) as file:
        begun = taken(file, HEAD)
        head = begun.decode("utf-8", "ignore")
        size = file.seek(0, 2)
        file.seek(max(0, size - (FOOT if begun.startswith(PARQUET) else TAIL)))
        tail = taken(file).decode("utf-8", "ignore")
        if begun.startswith(KEPT):
            return True
        if begun.startswith(ARCHIVE):
            return tail.endswith(TEXT_MARK) or _bears_property(file)
    if begun.startswith(SQLITE):
        return begun[AT : AT + len(SQLITE_MARK)] == SQLITE_MARK
    if begun.startswith(PARQUET):
        return TEXT_MARK in tail
    marked = STARTS.match(head) or HTML_MARK in head or _talks("".join(head.split()))
    return bool(marked) or tail.rstrip().endswith(TEXT_MARK)


def _bears_property(file: BinaryIO) -> bool:
    """Whether a package has the property of ours, which other programs keep when they save it."""
    try:
        with zipfile.ZipFile(file) as parts, parts.open(CUSTOM) as part:
            return PROPERTY in part.read(HEAD)
    except (*UNZIPPED, KeyError):
        return False


def _talks(head: str) -> bool:
    """Whether a text says one after another, each soon enough, what one of our outputs says."""
    return any(_in_turn(head, steps) for steps in TALKS)


def _in_turn(text: str, steps: tuple[tuple[re.Pattern[str], int], ...]) -> bool:
    at = 0
    for pattern, within in steps:
        step = pattern.search(text, at, at + within)
        if step is None:
            return False
        at = step.end()
    return True
