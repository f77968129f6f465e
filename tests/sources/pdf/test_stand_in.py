"""The fonts we make: fonts to any reader, every character of them with an extent."""

from __future__ import annotations

import io
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from juesuan.sources.pdf.stand_in import frames, slivers

SIZE = 100
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"])
BOTH = pytest.mark.parametrize("data", [slivers(), frames()], ids=["slivers", "frames"])


def font(data: bytes) -> ImageFont.FreeTypeFont:
    """The font as another library reads it."""
    return ImageFont.truetype(io.BytesIO(data), SIZE, layout_engine=ImageFont.Layout.BASIC)


def extent(data: bytes, character: str) -> tuple[int, int]:
    """How wide and high the ink of a character is, (0, 0) for none."""
    x0, y0, x1, y1 = font(data).getmask(character, "L").getbbox() or (0, 0, 0, 0)
    return x1 - x0, y1 - y0


@BOTH
def test_a_font_is_made_of_tables_that_lie_in_it_whole(data: bytes) -> None:
    sign, count = struct.unpack_from(">4sH", data)
    assert (sign, count) == (b"OTTO", 6)
    tables = [struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count)]
    assert [tag for tag, *_ in tables] == sorted(tag for tag, *_ in tables)
    assert all(at % 4 == 0 and at + size <= len(data) for _, _, at, size in tables)
    for (_, _, at, size), (_, _, following, _) in pairwise(tables):
        assert at + size <= following


@given(CHARACTERS)
def test_no_character_is_without_extent(character: str) -> None:
    for data in (slivers(), frames()):
        assert min(extent(data, character)) > 0


def test_even_a_space_has_one_where_pages_are_read() -> None:
    assert min(extent(slivers(), " ")) > 0
    assert [extent(frames(), blank) for blank in " \u00a0\u2009\u3000"] == [(0, 0)] * 4


def test_a_sliver_is_narrow_and_a_frame_as_wide_as_its_script() -> None:
    assert {extent(slivers(), letter) for letter in "算A9 é"} == {extent(slivers(), "决")}
    assert extent(slivers(), "决")[0] <= SIZE / 5
    chinese, latin = extent(frames(), "决")[0], extent(frames(), "A")[0]
    assert latin < SIZE / 2 < chinese <= SIZE
    assert extent(frames(), "é")[0] == latin


@BOTH
def test_it_is_the_same_each_time_and_small(data: bytes) -> None:
    assert data in (slivers(), frames())
    assert len(data) < 2**20
