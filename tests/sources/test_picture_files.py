"""Pictures of pages: upright and in one size, each a page; what is none or too large is told."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from juesuan.model.page import Limits, Page, Unreadable
from juesuan.sources import picture_files
from juesuan.sources.pdf.scan import SCALE

SHEET = (1653, 2338)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The sizes of the pictures that were given to be recognised."""
    sizes: list[tuple[int, int]] = []

    def recognised(image: Image.Image, number: int, point: float, _: Limits) -> tuple[Page, int]:
        assert point == 1 / SCALE
        sizes.append(image.size)
        return Page(number, ()), 1

    monkeypatch.setattr(picture_files, "recognised", recognised)
    return sizes


def saved(kind: str, *sizes: tuple[int, int], turned: bool = False) -> bytes:
    images = [Image.new("L", size, 255) for size in sizes]
    data = io.BytesIO()
    more: Sequence[Image.Image] = images[1:]
    exif = Image.Exif()
    if turned:
        exif[0x112] = 6  # lay on its side
    images[0].save(
        data, kind, **({"save_all": True, "append_images": more} if more else {}), exif=exif
    )
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_a_page_in_the_size_of_a_sheet(kind: str, seen: list[tuple[int, int]]) -> None:
    document = picture_files.read_pictures("甲", saved(kind, (210, 297)), Limits())
    assert [page.number for page in document.pages] == [1]
    assert seen == [SHEET]


def test_several_pictures_are_several_pages(seen: list[tuple[int, int]]) -> None:
    document = picture_files.read_pictures("甲", saved("TIFF", (210, 297), (297, 210)), Limits())
    assert [page.number for page in document.pages] == [1, 2]
    assert seen == [SHEET, SHEET[::-1]]


def test_one_that_lies_on_its_side_is_set_upright(seen: list[tuple[int, int]]) -> None:
    picture_files.read_pictures("甲", saved("JPEG", (297, 210), turned=True), Limits())
    assert seen == [SHEET]


@pytest.mark.parametrize(
    "data, limits, words",
    [
        (saved("PNG", (210, 297))[:60], Limits(), "已损坏"),
        (b"II*\0", Limits(), "已损坏"),
        (saved("PNG", (210, 297)), Limits(pixels=9_999), "过大"),
        (saved("PNG", (2, 99_999)), Limits(), "过大"),
        (saved("TIFF", (9, 9), (9, 9)), Limits(pages=1), "超过上限"),
    ],
)
@pytest.mark.usefixtures("seen")
def test_what_cannot_be_shown_says_what_to_do(data: bytes, limits: Limits, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        picture_files.read_pictures("甲", data, limits)


def test_a_picture_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "recognised", lambda *_: (Page(1, ()), 0))
    with pytest.raises(Unreadable, match="没有识别出文字"):
        picture_files.read_pictures("甲", saved("PNG", (210, 297)), Limits())
