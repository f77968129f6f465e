"""What a document says beside its text stands aside, where the guard against secrets looks."""

from __future__ import annotations

import pytest
from tests.making.word_parts import changed, package, para, related, root, run

from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.sources.docx import read_docx
from juesuan.sources.open import open_document

GOOD = package(para("某局2023年度部门决算"))
MARK = "机密★10年"
CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:title>{}</dc:title>'
    "<dc:subject>题</dc:subject></cp:coreProperties>"
)
CUSTOM = '<Properties xmlns="urn:x"><property name="{}"><lpwstr>{}</lpwstr></property></Properties>'


def with_properties(kind: str, text: str) -> bytes:
    """The document with properties of a kind."""
    links = related(("officeDocument", "word/document.xml"), (kind, "docProps/p.xml"))
    return changed(changed(GOOD, "_rels/.rels", links), "docProps/p.xml", text)


def with_part(kind: str, inner: str) -> bytes:
    """The document with another part."""
    return package(para("正文"), {kind: root(kind, inner)})


def aside(data: bytes) -> Aside:
    """What stands aside."""
    return read_docx("甲.docx", data, Limits()).aside


def test_properties_are_titles() -> None:
    assert {"年报", "题"} <= {
        *aside(with_properties("core-properties", CORE.format("年报"))).titles
    }
    own = aside(with_properties("custom-properties", CUSTOM.format("密级", "公开")))
    assert {"公开", "密级：公开"} <= {*own.titles}


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes", "comments"])
def test_margins_notes_and_remarks_stand_aside(kind: str) -> None:
    long = "这是一条很长的批注，说明本段为什么这样写，与公开的内容没有关系。"
    made = aside(with_part(kind, para(run("某") + run("局")) + para(long)))
    assert made.titles == ("某局",)
    assert {"某局", long, f"某局 {long}"} <= {*made.texts}


def test_words_of_charts_stand_aside_and_their_numbers_are_nothing() -> None:
    chart = (
        '<c:chartSpace xmlns:c="urn:c" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:t>支出结构</a:t><c:v>123.45</c:v></c:chartSpace>"
    )
    document = read_docx("甲", package(para("正文"), {"chart": chart}), Limits())
    assert document.aside.texts == ("支出结构",)
    assert [len(page.blocks) for page in document.pages] == [1]


BOX = f"<v:textbox><w:txbxContent>{para(MARK)}</w:txbxContent></v:textbox>"
INSIDE = {
    "watermark": f'<w:r><w:pict><v:textpath string="{MARK}"/></w:pict></w:r>',
    "deleted": f"<w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del>",
    "hidden": run("机密", "<w:vanish/>") + run("★10年", "<w:vanish/>"),
    "instruction": f"<w:r><w:instrText>{MARK}</w:instrText></w:r>",
    "picture": f'<w:r><w:drawing><wp:docPr descr="{MARK}"/></w:drawing></w:r>',
    "box": f"<w:r><w:pict>{BOX}</w:pict></w:r>",
    "text": run(MARK),
}
MARKED = {
    "title": with_properties("core-properties", CORE.format(MARK)),
    "property": with_properties("custom-properties", CUSTOM.format("密级", "机密")),
    "header": with_part("header", para("机密")),
    "torn": with_part("header", para(run("机") + run("密★") + run("10年"))),
    "lines": with_part("footer", para("机密★") + para("10年")),
    "comment": with_part("comments", para(f"此件{MARK}，勿传")),
    "footnote": with_part("footnotes", para(MARK)),
    "variable": with_part("settings", f'<w:docVar w:name="a" w:val="{MARK}"/>'),
    "file": changed(GOOD, "word/embeddings/机密★10年.xlsx", "x"),
    **{where: package(para("正文") + para(inner)) for where, inner in INSIDE.items()},
    **{f"{where} above": with_part("header", para(inner)) for where, inner in INSIDE.items()},
}


@pytest.mark.parametrize("where", MARKED)
def test_a_marking_is_found_wherever_it_stands(where: str) -> None:
    with pytest.raises(Unreadable, match="国家秘密标志"):
        open_document("甲.docx", MARKED[where])


def test_what_bears_none_is_read() -> None:
    for data in (GOOD, with_part("header", para("某局")), with_part("comments", para("保密审查"))):
        assert open_document("甲.docx", data).pages
