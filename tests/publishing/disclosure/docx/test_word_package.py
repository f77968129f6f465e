"""The package: only parts that are meant, all of one time, every relation leading somewhere."""

import io
import posixpath
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
from lxml import etree
from tests.making.disclosures import disclosure
from tests.making.word_taken_apart import parts, tree, words

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx

DRAFT = replace(disclosure(), mark="草稿 <1>", keywords=("决算", "公开"))
DATA = write_docx(DRAFT, load_look())


def test_only_what_is_meant_is_in_it() -> None:
    names = {name for name in parts(DATA) if not name.endswith(".rels")}
    assert names == {
        "[Content_Types].xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        *(f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2)),
        *(f"word/charts/chart{number}.xml" for number in (1, 2)),
        *(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" for number in (1, 2)),
    }


def test_every_relation_leads_to_a_part_of_the_package() -> None:
    files = parts(DATA)
    for name in files:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(files[name]):
                assert relation.get("TargetMode") is None
                target = relation.get("Target")
                path = target if target.startswith("/") else f"/{folder}/{target}"
                assert posixpath.normpath(path).lstrip("/") in files


def test_every_part_is_of_one_time() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_the_file_says_what_it_is() -> None:
    about = docx.Document(io.BytesIO(DATA)).core_properties
    assert (about.title, about.author) == (DRAFT.title, DRAFT.department)
    assert about.keywords == "决算，公开"
    assert about.comments == ""
    day = datetime.fromisoformat("2024-08-30")
    for moment in (about.created, about.modified):
        assert moment is not None
        assert moment.replace(tzinfo=None) == day


def test_the_margins_hold_the_mark_and_the_page() -> None:
    heads = [words(tree(DATA, f"word/header{number}.xml")) for number in (1, 2)]
    feet = [words(tree(DATA, f"word/footer{number}.xml")) for number in (1, 2)]
    assert heads == ["草稿 <1>"] * 2
    assert feet == ["— 1 —"] * 2


def test_the_library_that_reads_word_reads_it() -> None:
    document = docx.Document(io.BytesIO(DATA))
    assert len(document.tables) == len(list(DRAFT.tables))
    assert len(document.sections) > 3
