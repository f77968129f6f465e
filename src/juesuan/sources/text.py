"""What text files have in common: their encoding, and the one page they make."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator

from juesuan.model.page import NOTHING, Aside, Block, Document, Grid, Limits, Page, Unreadable

# Control characters no text editor writes; tab, line ends and the form feed of a page are text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
CONTROL_SHARE = 0.01

NOT_TEXT = "这不是文本文件（含有空字节或控制字符）：请提供 PDF、HTML、Markdown 或纯文本文件"
NOT_DECODED = "文本编码无法识别：请用记事本或 WPS 打开后另存为 UTF-8 编码的文本，再试一次"


def decode(data: bytes) -> str:
    """The text of UTF-8, UTF-16 (with its mark) or GB18030 bytes, or Unreadable."""
    text = _decoded(data)
    controls = sum(1 for _ in CONTROL.finditer(text))
    if "\0" in text or controls > CONTROL_SHARE * len(text):
        raise Unreadable(NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise Unreadable(NOT_TEXT)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_DECODED)


def refuse_large(cells: int, limits: Limits) -> None:
    """Raise Unreadable when a table or a text is larger than the limit of cells."""
    if cells > limits.cells:
        raise Unreadable(
            f"内容过多：超过 {limits.cells:,} 个单元格或行的上限。"
            "请拆分文件，或用 --max-cells 调高上限"
        )


def one_page(
    name: str, data: bytes, blocks: Iterable[Block], limits: Limits, aside: Aside = NOTHING
) -> Document:
    """The document of a text file: one page without a number, and what it says beside it."""
    page = Page(None, tuple(counted(blocks, limits)))
    return Document(name, hashlib.sha256(data).hexdigest(), (page,), aside)


def counted(blocks: Iterable[Block], limits: Limits) -> Iterator[Block]:
    """The same blocks; Unreadable once they are more than the limits of cells and lines."""
    cells = lines = 0
    for block in blocks:
        cells += len(block.cells) if isinstance(block, Grid) else 1
        lines += not isinstance(block, Grid)
        refuse_large(cells, limits)
        _refuse_long(lines, limits)
        yield block


def _refuse_long(lines: int, limits: Limits) -> None:
    """Every line is read as prose: so many are no document, and would take minutes."""
    if lines > limits.lines:
        raise Unreadable(
            f"内容过多：表格之外超过 {limits.lines:,} 行的上限。"
            "请确认文件内容、拆分文件，或用 --max-lines 调高上限"
        )
