"""The package of a document: told by its content, refused with a reason, never followed outside."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from tests.making.grids import shown
from tests.making.word_parts import TYPES, changed, package, para, related, root, zipped

from juesuan.model.page import Document, Limits, Unreadable
from juesuan.sources.docx import is_word, read_docx
from juesuan.sources.open import open_document

GOOD = package(para("正文"))
BOMB = '<!DOCTYPE w:document [<!ENTITY a "正"><!ENTITY b "&a;&a;">]>'


def read(data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - a frozen record
    """What the door makes of it."""
    return open_document("甲.docx", data, limits)


def test_the_main_part_is_found_by_its_relation() -> None:
    for folder in ("word", "Anders/doc", "x"):
        data = package(para("正文"), folder=folder)
        assert is_word(data)
        assert shown(read(data).pages[0].blocks) == ["正文"]


def test_names_of_parts_are_compared_without_case_and_slashes() -> None:
    for target in ("/word/document.xml", "word\\document.xml", "./x/../WORD/document.xml"):
        data = changed(GOOD, "_rels/.rels", related(("officeDocument", target)))
        assert shown(read(data).pages[0].blocks) == ["正文"]


def test_what_is_no_document_of_word_is_told() -> None:
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    for data in (
        changed(GOOD, "word/document.xml", sheet),
        changed(GOOD, "word/document.xml", "无"),
        changed(GOOD, "[Content_Types].xml", None),
        changed(GOOD, "_rels/.rels", None),
        changed(GOOD, "_rels/.rels", related(("officeDocument", "word/none.xml"))),
        zipped({"word/document.xml": "x"}),
        zipped({"a.txt": "x"}),
        GOOD[: len(GOOD) // 2],
    ):
        assert not is_word(data)
        with pytest.raises(Unreadable, match="请"):
            read(data)


def test_a_relation_outside_is_never_followed() -> None:
    links = related(("header", "http://x.invalid/h.xml"), outside=("http://x.invalid/h.xml",))
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        rest = (
            related(("officeDocument", "word/document.xml"))[:-16] + links[links.index("<Rel", 9) :]
        )
        data = changed(GOOD, name, rest if name.startswith("_") else links)
        assert shown(read(data).pages[0].blocks) == ["正文"]
    only = related(("officeDocument", "word/document.xml"), outside=("word/document.xml",))
    assert not is_word(changed(GOOD, "_rels/.rels", only))


def test_relations_that_lead_nowhere_are_as_if_they_were_not_there() -> None:
    lost = related(("styles", "styles.xml"), ("chart", "charts/1.xml"), ("header", "../../up.xml"))
    data = changed(GOOD, "word/_rels/document.xml.rels", lost)
    assert shown(read(data).pages[0].blocks) == ["正文"]


def test_macros_are_not_looked_at() -> None:
    data = changed(GOOD, "word/vbaProject.bin", "\xd0\xcf\x11 Auto_Open")
    assert shown(read(data).pages[0].blocks) == ["正文"]


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_entities_are_refused(part: str) -> None:
    data = changed(package(para("正文"), {"styles": root("styles", "")}), part, "")
    data = changed(
        data, "_rels/.rels",
        related(("officeDocument", "word/document.xml"), ("core-properties", "docProps/core.xml")),
    )  # fmt: skip
    if part != "word/document.xml":
        data = changed(
            data, "word/document.xml", root("document", f"<w:body>{para('文')}</w:body>")
        )
    evil = changed(data, part, BOMB + root("document", "<w:body>&b;</w:body>"))
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_docx("甲", evil, Limits())
    wide = changed(data, part, "")
    with zipfile.ZipFile(io.BytesIO(wide)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[part] = (BOMB + root("document", "<w:body/>")).encode("utf-16")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_docx("甲", file.getvalue(), Limits())


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "header", "settings"])
def test_xml_that_is_none_is_damage_and_names_the_part(part: str) -> None:
    parts = {kind: root(kind, "") for kind in ("styles", "numbering", "header", "settings")}
    data = changed(package(para("正文"), parts), f"word/{part}.xml", root("x", "<w:p>")[:-5])
    with pytest.raises(Unreadable, match=rf"已损坏（word/{part}.xml）.*另存"):
        read_docx("甲", data, Limits())


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/Document.xml", "<x/>")
    with pytest.raises(Unreadable, match="同名"):
        read(file.getvalue())


def test_what_unpacks_beyond_the_limits_is_refused() -> None:
    large = changed(GOOD, "word/media/a.emf", "0" * 3_000_000)
    with pytest.raises(Unreadable, match="压缩比异常"):
        read(large)
    with pytest.raises(Unreadable, match="解开后过大"):
        read(large, Limits(unpacked=2**20))
    assert read(large, Limits(ratio=2000)).pages
    with pytest.raises(Unreadable, match="正文过大"):
        read(package(para("甲" * 9000)), Limits(bytes=5000))


def test_an_encrypted_document_says_so() -> None:
    data = bytearray(GOOD)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := GOOD.find(sign, start + 1)) >= 0:
            data[start + at] |= 1
    with pytest.raises(Unreadable, match="密码"):
        read_docx("甲", bytes(data), Limits())
    with pytest.raises(Unreadable, match="请"):
        read(bytes(data))


def test_a_name_outside_the_package_is_a_name() -> None:
    files = {"../../up.xml": "<x/>", "/abs.xml": "<x/>", "[Content_Types].xml": TYPES}
    data = changed(GOOD, "../../up.xml", files["../../up.xml"])
    assert read(data).pages
