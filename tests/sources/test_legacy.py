"""Old Word files: through LibreOffice where there is one; what it lost is told, never silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.making.office import converted
from tests.making.old_workbooks import old_word
from tests.making.word_parts import cell, package, para, row, run, table, written

from juesuan.model.page import Cell, Document, Grid, Limits, Line, Page, Place, Unreadable
from juesuan.sources import legacy
from juesuan.sources.legacy import is_old_word, read_legacy
from juesuan.sources.open import open_document

SAID = "支出合计 25.00 万元"
PAGE = para(run(SAID)) + table(row(cell(para(run("教育"))), cell(para(run("5.00")))))


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", ())
    assert is_old_word(old_word("甲"))
    with pytest.raises(Unreadable, match="LibreOffice"):
        open_document("某局.doc", old_word("甲"))


def test_a_conversion_that_fails_or_hangs_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for words in ("exit 1", "sleep 60"):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{words}\n")
        program.chmod(0o755)
        monkeypatch.setattr(legacy, "PROGRAMS", (str(program),))
        with pytest.raises(Unreadable, match="没有转换成功"):
            read_legacy("某局.doc", old_word("甲"), Limits(seconds=1))


def test_numbers_that_were_lost_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", ("sh",))
    monkeypatch.setattr(legacy, "_converted", lambda *_: package(PAGE))
    kept = read_legacy("某局.doc", old_word("支出合计 25.00 万元", "5.00"), Limits())
    assert kept.unseen == ()
    lost = read_legacy("某局.doc", old_word("支出合计 25.00 万元", "5.00 7.00"), Limits())
    (unseen,) = lost.unseen
    assert not unseen.read
    assert "1 个数" in unseen.words
    assert "7.00" in unseen.words


def test_a_table_that_became_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", ("sh",))
    monkeypatch.setattr(legacy, "_converted", lambda *_: package(para(run("教育5.00"))))
    document = read_legacy("某局.doc", old_word("教育\x075.00\x07\x07"), Limits())
    assert "5.00" in document.unseen[0].words


def test_what_libreoffice_saved_as_doc_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("科目", "金额", "教育", "5.00")
    cells = tuple(Cell(text, at // 2, at % 2) for at, text in enumerate(texts))
    page = Page(None, (Line(SAID, Place()), Grid(cells, 2, 2), Line("注：无", Place())))
    kind = "doc:MS Word 97"
    files = converted({"某局.docx": written(Document("", "", (page,)))}, kind, tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))  # it ends without a face
    document = open_document("某局.doc", files["某局.docx"])
    line, grid = document.pages[0].blocks[:2]
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert line.text == SAID
    assert [each.text for each in grid.cells] == [*texts]
    assert document.unseen == ()
