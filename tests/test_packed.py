"""An archive that is a document: bombs, locks and damage are refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import MOST_PARTS, damage_told, refuse_bombs, unpacked


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def refused(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - a frozen record
    """Why an archive is refused; "" where it is not."""
    try:
        refuse_bombs(data, limits, "文档")
    except Unreadable as error:
        return str(error)
    return ""


def test_a_sound_archive_is_opened() -> None:
    data = packed({"a": b"x" * 2**19, "b": b"y"})
    assert refused(data) == ""
    with unpacked(data) as archive:
        assert archive.read("b") == b"y"


def test_what_would_unpack_too_far_is_refused() -> None:
    assert refused(packed({"a": bytes(2**22)})).startswith("文档压缩比异常（a）")
    assert "解开后过大" in refused(packed({"a": b"x" * 2000}), Limits(unpacked=1000))
    many = packed({str(n): b"" for n in range(MOST_PARTS + 1)}, zipfile.ZIP_STORED)
    assert "疑为恶意文件" in refused(many)


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(packed({"a": b"x"}))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a", b"y")
    assert "同名" in refused(file.getvalue())


def test_a_locked_part_says_what_to_do() -> None:
    data = bytearray(packed({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "去掉密码" in refused(bytes(data))


def test_damage_is_told_in_the_noun_of_the_file() -> None:
    assert refused(b"PK\x03\x04").startswith("文档已损坏")
    with pytest.raises(Unreadable, match=r"^表格已损坏"), damage_told("表格"):
        raise KeyError


def test_what_is_refused_already_stays_as_it_was_said() -> None:
    with pytest.raises(Unreadable, match=r"^太大$"), damage_told("表格"):
        raise Unreadable("太大")
