"""Archives of parts: refused before they unpack too far, damage told by what the file is."""

from __future__ import annotations

import io
import zipfile

import pytest

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import MOST_PARTS, refuse_bombs, unpacked


def packed(*files: tuple[str, bytes]) -> bytes:
    """An archive of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


GOOD = packed(("a.xml", b"<a/>"), ("b.xml", b"<b/>"))


def test_a_sound_archive_is_opened() -> None:
    refuse_bombs(GOOD, Limits(), "文档")
    with unpacked(GOOD, "文档") as archive:
        assert archive.read("a.xml") == b"<a/>"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", GOOD[:60], GOOD[:-30]])
def test_damage_names_what_the_file_is(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"文档已损坏.*另存"):
        refuse_bombs(data, Limits(), "文档")


def test_damage_shows_when_a_part_is_read() -> None:
    wrong = GOOD.replace(b"<a/>", b"<c/>") if b"<a/>" in GOOD else GOOD[:36] + b"\xff" + GOOD[37:]
    with pytest.raises(Unreadable, match="已损坏"), unpacked(wrong, "文档") as archive:
        archive.read("a.xml")


def test_what_unpacks_too_far_is_refused() -> None:
    large = packed(("a", bytes(3 * 2**20)))
    with pytest.raises(Unreadable, match="压缩比异常"):
        refuse_bombs(large, Limits(), "文档")
    with pytest.raises(Unreadable, match="解开后过大"):
        refuse_bombs(large, Limits(unpacked=2**20), "文档")
    many = packed(*((str(at), b"") for at in range(MOST_PARTS + 1)))
    with pytest.raises(Unreadable, match="部件"):
        refuse_bombs(many, Limits(), "文档")
