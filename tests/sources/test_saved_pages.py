"""Pages as browsers save them: frames are of the page, styles and pictures are told and left."""

from __future__ import annotations

import pytest

from juesuan.sources.folders import Left, Source
from juesuan.sources.saved_pages import with_companions

FRAMESET = b'<html><frameset><frame src="a_files/main.htm"></frameset></html>'
PAGE = b"<html><body><p>text</p></body></html>"


def source(name: str, data: bytes = PAGE) -> Source:
    return Source(name, data)


def head(item: Source) -> bytes:
    assert isinstance(item.origin, bytes)
    return item.origin


@pytest.mark.parametrize("folder", ["a_files", "a.files", "a_文件"])
def test_a_page_and_its_frames_are_one(folder: str) -> None:
    page, main, top = source("x/a.html", FRAMESET), source(f"x/{folder}/main.htm"), source("x/b.md")
    (whole, other) = with_companions([page, main, top], head)
    assert whole == Source("x/a.html", (page, main))
    assert other == top


def test_what_dresses_a_page_is_told_and_is_no_document() -> None:
    page, style, picture = source("a.html"), source("a_files/a.css"), source("a_files/b.gif")
    attached, frame = source("a_files/c.pdf", b"%PDF-1.7"), source("a_files/ad.html")
    first, *kept, told = with_companions([page, style, picture, attached, frame], head)
    assert (first, kept) == (page, [attached, frame])
    assert isinstance(told, Left)
    assert (told.name, told.missed) == ("a_files", False)
    assert "a.html" in told.reason
    assert "2" in told.reason


def test_a_folder_of_no_page_is_a_folder() -> None:
    items: list[Source | Left] = [
        source("b.html"),
        source("a_files/a.css"),
        Left("x", "y", missed=True),
    ]
    assert with_companions(items, head) == items
