"""A ZIP opened whole or not at all, and documents joined: every place says its file."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.bundle import joined, may_be_bundle, unpack
from juesuan.sources.folders import Left
from juesuan.sources.open import open_document


def zipped(*names: str, data: bytes = b"x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return file.getvalue()


def names(data: bytes) -> list[str]:
    unpacked = unpack("x.zip", data, Limits())
    assert unpacked is not None
    return [source.name for source in unpacked.sources]


def in_gbk(name: str) -> bytes:
    """A ZIP whose one name is GBK and does not say so, as Windows writes it."""
    stand_in = "#" * len(name.encode("gbk"))
    return zipped(stand_in).replace(stand_in.encode(), name.encode("gbk"))


def test_names_are_read_as_they_were_meant() -> None:
    assert names(in_gbk("附表.xls")) == ["x.zip/附表.xls"]
    assert names(zipped("附表.xls")) == ["x.zip/附表.xls"]
    utf8 = zipped("######").replace(b"######", "表格".encode())
    assert names(utf8) == ["x.zip/表格"]


def test_what_nobody_put_there_is_passed_over() -> None:
    data = zipped("a/b.md", "__MACOSX/._b.md", "Thumbs.db", "~$b.docx", "a/.hidden")
    assert names(data) == ["x.zip/a/b.md"]


def test_an_office_file_is_no_bundle() -> None:
    data = zipped("a", "[Content_Types].xml")
    assert unpack("a.docx", data, Limits()) is None
    assert not may_be_bundle(zipped("word/document.xml"))
    assert may_be_bundle(data)


def test_a_zip_within_a_zip_is_told() -> None:
    unpacked = unpack("x.zip", zipped("a.zip", data=zipped("b.md")), Limits())
    assert unpacked is not None
    assert [type(item) for item in unpacked.aside] == [Left]


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "C:/a"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="指向别处"):
        unpack("x.zip", zipped(name), Limits())


def test_a_bomb_is_refused() -> None:
    with pytest.raises(Unreadable, match="压缩比异常"):
        unpack("x.zip", zipped("a", data=bytes(2**24)), Limits())


def test_a_locked_one_is_refused_in_words() -> None:
    data = bytearray(zipped("a"))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    with pytest.raises(Unreadable, match="密码"):
        unpack("x.zip", bytes(data), Limits())


@given(st.data())
def test_a_damaged_zip_is_refused_or_opened(choice: st.DataObject) -> None:
    data = bytearray(in_gbk("说明.md") + zipped("b/附表.xls", data=bytes(range(256))))
    for _ in range(choice.draw(st.integers(1, 5))):
        data[choice.draw(st.integers(0, len(data) - 1))] = choice.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        unpack("x.zip", bytes(data[: choice.draw(st.integers(0, len(data)))]), Limits())


def test_every_place_says_its_file() -> None:
    documents = [open_document("a.md", b"# x\n"), open_document("a.md", b"# y\n")]
    whole = joined(documents)
    places = [block.place.file for page in whole.pages for block in page.blocks]
    assert places == ["a.md", "a.md（2）"]


def test_the_order_of_files_does_not_change_their_hash() -> None:
    documents = [open_document("a.md", b"# x\n"), open_document("b.md", b"# y\n")]
    assert joined(documents).sha256 == joined(documents[::-1]).sha256


def test_a_damaged_archive_is_told_to_be_packed_again() -> None:
    with pytest.raises(Unreadable, match="压缩包已损坏：请重新压缩"):
        unpack("甲.ZIP", b"PK\x03\x04" + bytes(60), Limits())
    assert unpack("甲.docx", b"PK\x03\x04" + bytes(60), Limits()) is None
