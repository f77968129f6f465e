"""A workbook as an archive: whatever is wrong with it is said as damage."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.books_written import SCHEMA, right, workbook

from juesuan.books.origins.archive import marks_of
from juesuan.books.origins.workbook import read_workbook
from juesuan.model.page import Limits, Unreadable
from juesuan.packed import refuse_bombs, unpacked

GOOD = workbook(right())
LIMITS = Limits()


def read(data: bytes) -> None:
    """Look at every part as the reader of workbooks does before it parses any."""
    refuse_bombs(data, LIMITS)
    marks_of(data, LIMITS)
    with unpacked(data) as archive:
        for part in archive.infolist():
            archive.read(part)


def repacked(method: int) -> bytes:
    """The workbook packed in another way, that few readers know."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as archive,
        zipfile.ZipFile(file, "w", method) as other,
    ):
        for part in archive.namelist():
            other.writestr(part, archive.read(part))
    return file.getvalue()


METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
PACKED = [repacked(method) for method in METHODS]
WRONG = st.tuples(st.integers(0, 2**20), st.integers(0, 255))


@pytest.mark.parametrize("data", PACKED)
def test_a_sound_workbook_is_read_however_it_is_packed(data: bytes) -> None:
    read(data)


@given(st.sampled_from(PACKED), st.lists(WRONG, min_size=1, max_size=100))
def test_wrong_bytes_are_damage_or_stand_where_nothing_is_read(
    packed: bytes, wrong: list[tuple[int, int]]
) -> None:
    data = bytearray(packed)
    for at, byte in wrong:
        data[at % len(data)] = byte
    with suppress(Unreadable):
        read(bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", GOOD[:-30], GOOD[: len(GOOD) // 2]])
def test_an_archive_that_is_none_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read(data)


def test_a_part_that_does_not_unpack_is_damage_for_whoever_reads_it() -> None:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    at = part.header_offset + 30 + len(part.filename) + len(part.extra)
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(Unreadable, match="已损坏"):
        read(bytes(data))
    with pytest.raises(Unreadable, match="已损坏"):
        read_workbook(bytes(data), SCHEMA, LIMITS)
