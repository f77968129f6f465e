"""The mark by which a file that we wrote is known again, whatever its name, in every format."""

from __future__ import annotations

import re
from pathlib import Path

TEXT_MARK = "—— 由 juesuan 写出，不是决算公开文件"
HEAD, TAIL = 4096, 512
STARTS = re.compile(
    r'\s*\{\s*"schema": \d+,\s*"(?:file|address|year|edition)": '
    r'|\s*\[\s*\{\s*"project": "[^"\n]*",\s*"item": '
    r"|\ufeff?address,name,value,printed,unit,page,line\r?\n"
)
HTML_MARK = '<meta name="generator" content="juesuan">'


def signed(text: str) -> str:
    """A text for people as it is written into a file: with the mark on its last line."""
    return f"{text}\n{TEXT_MARK}\n"


def is_ours(path: Path) -> bool:
    """Whether a regular file is one that we wrote; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8", "ignore")
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL))
        tail = file.read().decode("utf-8", "ignore")
    known = STARTS.match(head) or HTML_MARK in head
    return bool(known) or tail.rstrip().endswith(TEXT_MARK)
