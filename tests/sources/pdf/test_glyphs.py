"""Characters of a page: gathered into runs, measured upright, none taken that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.pdf import HEIGHT, TURNS, WIDTH, pdf, say

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.frames import SLANT
from juesuan.sources.pdf.glyphs import (
    ASCENT,
    DESCENT,
    PageText,
    _letters,
    read_only,
    read_text,
    share_unmapped,
)

LIMITS = Limits()


@contextmanager
def sheet(content: str, rotate: int = 0) -> Iterator[engine.PdfPage]:
    """The only page of a made document."""
    data = pdf(content, rotate=rotate)
    with engine.opened(data, LIMITS) as document, engine.sheet(document, 1) as page:
        yield page


def text(content: str, rotate: int = 0) -> PageText:
    """The text of a made page."""
    with sheet(content, rotate) as page:
        return read_text(page, LIMITS)


def runs(content: str) -> list[str]:
    """The texts of the runs of a made page."""
    return ["".join(run.text) for run in text(content).runs]


@pytest.mark.parametrize("size", [6, 10, 22])
def test_a_run_is_as_high_as_its_type_above_its_baseline(size: float) -> None:
    (run,) = text(say(50, 200, "决算", size)).runs
    assert run.size == pytest.approx(size)
    assert run.y1 == pytest.approx(HEIGHT - 200 + DESCENT * size)
    assert run.y0 == pytest.approx(HEIGHT - 200 - ASCENT * size)
    assert run.edges[0] == pytest.approx((50, 50 + size))
    assert run.edges[1] == pytest.approx((50 + size, 50 + 2 * size))
    assert run.box.x1 == pytest.approx(50 + 2 * size)


def test_characters_that_touch_are_one_run_and_others_are_not() -> None:
    assert runs(say(50, 200, "决算") + say(70, 200, "数")) == ["决算数"]
    assert runs(say(50, 200, "决算") + say(72, 200, "数")) == ["决算", "数"]
    assert runs(say(50, 200, "决算") + say(70, 195, "数")) == ["决算", "数"]
    assert runs(say(50, 200, "决 算")) == ["决", "算"]


def test_a_space_that_was_written_is_remembered() -> None:
    result = text(say(50, 200, "a b") + say(50, 100, "cd")).runs
    assert [(run.text, run.spaced) for run in result] == [
        (("a",), False),
        (("b",), True),
        (("c", "d"), False),
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_most_of_the_text_tells_how_a_page_is_turned(turn: int) -> None:
    upright = text(say(60, 220, "支出决算表"))
    result = text(f"{TURNS[turn]} {say(60, 220, '支出决算表')}", turn)
    assert (result.frame.width, result.frame.height) == (WIDTH, HEIGHT)
    assert [run.turn for run in result.runs] == [0]
    assert result.runs[0].box == pytest.approx(upright.runs[0].box, abs=0.01)


def test_a_page_without_text_is_turned_as_it_asks() -> None:
    assert text("", 90).frame.turn == 1
    assert text("").runs == []


def test_slanted_text_is_one_piece_in_its_own_rectangle() -> None:
    (watermark,) = text(say(100, 100, "样本", 20, "0.7 0.7 -0.7 0.7")).runs
    assert (watermark.turn, watermark.text) == (SLANT, ("样本",))
    assert watermark.box.x0 < watermark.box.x1


def test_what_stands_beyond_the_page_is_not_on_it() -> None:
    assert runs(say(50, 200, "页内") + say(450, 200, "页外") + say(50, 320, "页上")) == ["页内"]


def test_only_the_wanted_objects_are_read_again() -> None:
    with sheet(say(50, 200, "甲乙") + say(50, 100, "丙丁")) as page:
        whole = read_text(page, LIMITS)
        assert len(whole.owners) == 2
        parts = [
            ["".join(run.text) for run in read_only(page, whole.frame, frozenset([owner]), LIMITS)]
            for owner in whole.owners
        ]
        assert sorted(parts) == [["丙丁"], ["甲乙"]]
        assert read_only(page, whole.frame, frozenset(), LIMITS) == []


def test_more_characters_than_the_limit_are_refused() -> None:
    with sheet(say(50, 200, "收入支出决算总表")) as page:
        with pytest.raises(Unreadable, match="第 1 页有 8 个字符"):
            read_text(page, Limits(cells=7))
        assert read_text(page, Limits(cells=8)).runs


def test_known_characters_are_mapped() -> None:
    with sheet(say(50, 200, "收入支出决算总表")) as page:
        assert share_unmapped(page) == (0, 8)
        assert share_unmapped(page, 4) == (0, 4)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), max_size=9))
def test_codes_of_two_halves_are_one_character(characters: str) -> None:
    data = characters.encode("utf-16-be")
    codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    assert "".join(_letters(codes)) == characters.replace("\ufffe", "-")


def test_blanks_are_nothing_and_soft_hyphens_at_a_lines_end_are_a_dash() -> None:
    assert _letters([0x20, 0x3000, 0xA0, 0xFEFF, 0x0A]) == [""] * 5
    assert _letters([0x02, 0xFFFE]) == ["-", "-"]
    assert _letters([0xDC00, 0x41]) == [chr(0xDC00), "A"]
