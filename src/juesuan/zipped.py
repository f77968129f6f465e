"""ZIP archives as they come: refused before they unpack too far; what is damaged is said."""

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
MOST = 20_000  # parts of one archive
ENCRYPTED = 1  # bit of an entry's flags

# What the reader of archives and the unpackers under it raise for bytes that are not what they say.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ET.ParseError,
    KeyError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@contextmanager
def unpacked(data: bytes, kind: str) -> Iterator[zipfile.ZipFile]:
    """The parts of a file; Unreadable where one is damaged, encrypted or packed in a rare way.

    Whoever reads parts does it inside, for damage shows only when a part is read. `kind` is what
    the file is to people.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except DAMAGE as error:
        raise Unreadable(f"{kind}已损坏：请在 WPS 或 Office 中打开并另存后再试") from error


def refuse_bombs(data: bytes, limits: Limits, kind: str) -> None:
    """Unreadable when the archive would unpack beyond the limits, or is none."""
    with unpacked(data, kind) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked:
        size, most = total / 2**20, limits.unpacked / 2**20
        raise Unreadable(f"{kind}解开后过大：{size:.0f} MB，上限 {most:.0f} MB。请拆分后再试")
    if len(parts) > MOST:
        raise Unreadable(f"{kind}里的部件过多（{len(parts)} 个），疑为恶意文件，未打开")
    for part in parts:
        if part.file_size > max(FREE, part.compress_size * limits.ratio):
            raise Unreadable(f"{kind}压缩比异常（{part.filename}），疑为恶意文件，未打开")
        if part.flag_bits & ENCRYPTED:
            raise Unreadable(f"{kind}设有密码，无法读取：请取消密码后另存，再试一次")


def refuse_doubles(archive: zipfile.ZipFile, kind: str) -> None:
    """Unreadable where two parts bear one name: programs would show one or the other."""
    names: set[str] = set()
    for name in map(part_name, archive.namelist()):
        if name in names:
            raise Unreadable(f"{kind}里有两个同名的部件（{name}），不知以哪个为准，未打开")
        names.add(name)


def part_name(name: str) -> str:
    """The name of a part as it is compared: without regard to case and to the way of slashes."""
    return name.replace("\\", "/").lstrip("/").casefold()
