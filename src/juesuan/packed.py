"""A file that is an archive of parts (XLSX, DOCX, ODS): refused before it unpacks too far."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from juesuan.model.page import Limits, Unreadable

FREE = 2**20  # a part this small may be packed as tightly as it likes
MOST_PARTS = 20_000
ENCRYPTED = 0x1
LOCKED = (
    "文件有打开密码（已加密），没有读取：请在 WPS 或 Office 中用密码打开，去掉密码后另存，再试一次"
)

# What the reader of archives and the unpackers under it raise for bytes that are not what they say.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ET.ParseError,
    SyntaxError,  # what lxml raises
    ArithmeticError,
    LookupError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


SAVE_AGAIN = "请在 WPS 或 Office 中打开并另存后再试"


@contextmanager
def unpacked(
    data: bytes, noun: str = "工作簿", advice: str = SAVE_AGAIN
) -> Iterator[zipfile.ZipFile]:
    """The parts of a file; Unreadable where one is damaged, encrypted or packed in a rare way.

    Whoever reads parts does it inside, for damage shows only when a part is read.
    """
    with damage_told(noun, advice), zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive


@contextmanager
def damage_told(noun: str, advice: str = SAVE_AGAIN) -> Iterator[None]:
    """Unreadable, in words, for whatever bytes that are not what they say make a reader raise."""
    try:
        yield
    except DAMAGE as error:
        raise Unreadable(f"{noun}已损坏：{advice}") from error


def refuse_bombs(data: bytes, limits: Limits, noun: str = "工作簿") -> None:
    """Unreadable when the archive would unpack beyond the limits, is locked, or is none."""
    with unpacked(data, noun) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"{noun}里有 {len(parts):,} 个部件，疑为恶意文件，未打开")
    if len({part.filename for part in parts}) < len(parts):
        raise Unreadable(f"{noun}里有同名的部件，疑为恶意文件，未打开")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Unreadable(LOCKED)
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked:
        size, most = total / 2**20, limits.unpacked / 2**20
        raise Unreadable(f"{noun}解开后过大：{size:.0f} MB，上限 {most:.0f} MB。请拆分后再试")
    for part in parts:
        if part.file_size > max(FREE, part.compress_size * limits.ratio):
            raise Unreadable(f"{noun}压缩比异常（{part.filename}），疑为恶意文件，未打开")
