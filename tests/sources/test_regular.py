"""Foreign files as bytes: never waited for, never more than asked."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from juesuan.model.page import Unreadable
from juesuan.sources.ours import is_ours
from juesuan.sources.regular import WHY, opened, read_regular, taken

PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")


def test_a_file_is_read_up_to_one_byte_too_many(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123456")
    assert read_regular(tmp_path / "a", 6) == b"123456"
    assert read_regular(tmp_path / "a", 4) == b"12345"
    assert read_regular(tmp_path / "a", 0) == b"1"


def test_who_looks_at_the_head_may_refuse_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"%PDF-")

    def look(head: bytes) -> None:
        raise Unreadable(head.decode())

    with pytest.raises(Unreadable, match="%PDF-"):
        read_regular(tmp_path / "a", 100, look)


@PIPES
def test_what_has_no_content_yet_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "p"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)  # so that reading neither ends nor gets anything
    try:
        with opened(pipe) as file, pytest.raises(OSError) as refused:  # noqa: PT011 - by number
            taken(file)
        with pytest.raises(OSError) as whose:  # noqa: PT011 - by number
            is_ours(pipe)
    finally:
        os.close(writer)
    assert (refused.value.errno, whose.value.errno) == (errno.EAGAIN, errno.EAGAIN)
    assert errno.EAGAIN in WHY


@PIPES
def test_a_pipe_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p")
    with pytest.raises(Unreadable, match="不是普通文件"):
        read_regular(tmp_path / "p", 10)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="没有这个文件"):
        read_regular(tmp_path / "无", 10)
    with pytest.raises(Unreadable, match="文件夹"):
        read_regular(tmp_path, 10)
    with pytest.raises(Unreadable, match="空字符"):
        read_regular("a\0b", 10)
