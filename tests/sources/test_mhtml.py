"""A page saved as one file: its page is read, frames too, pictures and other parts are not."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Grid, Limits, Line, Unreadable
from juesuan.sources.kinds import is_mhtml
from juesuan.sources.mhtml import read_mhtml
from juesuan.sources.open import open_document

TABLE = "<table><tr><td>科目编码<td>决算数<tr><td>201<td>5.00</table>"


def saved(*pages: str, encoding: str = "gb2312") -> bytes:
    """Pages as a browser saves them, a picture beside."""
    message = EmailMessage()
    message["From"] = "<Saved by Browser>"
    message.set_content("x")
    message.clear_content()
    message.make_related()
    for page in pages:
        message.add_related(
            page.encode(encoding), "text", "html", params={"charset": encoding}, cte="base64"
        )
    message.add_related(b"\x89PNG", "image", "png", filename="a.png")
    return message.as_bytes()


def test_the_page_is_read_and_nothing_beside_it() -> None:
    document = open_document("文.mht", saved(f"<p>收入决算表</p>{TABLE}", "<p>广告</p>"))
    line, grid = document.pages[0].blocks
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert line.text == "收入决算表"
    assert [cell.text for cell in grid.cells][-1] == "5.00"
    assert document.kind == "html"


def test_the_frames_of_a_page_are_read_in_their_order() -> None:
    whole = '<frameset><frame src="a.htm"><frame src="b.htm"></frameset>'
    document = read_mhtml("文.mht", saved(whole, "<p>甲</p>", "<p>乙</p>"), Limits())
    assert [block.text for block in document.pages[0].blocks if isinstance(block, Line)] == [
        "甲",
        "乙",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\n",
        b"MIME-Version: 1.0\nContent-Type: text/html\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\n--a--",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n=",
    ],
)
def test_a_file_without_a_page_is_refused_in_words(data: bytes) -> None:
    assert is_mhtml(data)
    with pytest.raises(Unreadable, match="MHT"):
        open_document("文.mht", data)


def test_parts_within_parts_without_end_are_refused_or_read() -> None:
    heads = [f"--{n}\nContent-Type: multipart/related; boundary={n + 1}\n" for n in range(1, 3000)]
    data = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=1\n\n" + "\n".join(heads)
    with pytest.raises(Unreadable, match="MHT"):
        open_document("文.mht", data.encode())


@given(st.data())
def test_a_damaged_file_is_refused_or_read(choice: st.DataObject) -> None:
    data = bytearray(saved(TABLE))
    for _ in range(choice.draw(st.integers(1, 5))):
        data[choice.draw(st.integers(0, len(data) - 1))] = choice.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        read_mhtml("文.mht", bytes(data[: choice.draw(st.integers(0, len(data)))]), Limits())
