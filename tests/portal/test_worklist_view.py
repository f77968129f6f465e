"""The first page of an archive."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from juesuan.archive.door import Archive
from juesuan.model.finding import Coverage
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.worklist_view import share, worklist


def shown(archive: Archive, table: str, **query: str) -> list[list[str]]:
    tables = {one.id: one for one in worklist(archive, PortalQuestion({}, query)).tables}
    return [[cell.text for cell in row] for row in tables[table].rows]


def test_documents_with_what_was_found_the_newest_year_first(shelved: Archive) -> None:
    rows = shown(shelved, "documents")
    assert [row[1] for row in rows] == ["2023"] * 5 + ["2022", "2022", "2021", "2020"]
    assert [row[3] for row in rows] == ["1"] * 9
    older = [row for row in rows if row[-1].endswith("（同年另有更新的一份）")]
    assert [row[-2] for row in older] == ["2023-01-01"]
    assert len(shown(shelved, "documents", year="2022")) == 2
    assert shown(shelved, "documents", region="3701") == rows
    assert shown(shelved, "documents", region="31") == []


def test_words_are_looked_for(shelved: Archive) -> None:
    assert len(shown(shelved, "hits", q="第1局")) == 2
    assert shown(shelved, "hits", q="没有的词") == []


def test_a_document_without_amounts_has_no_share() -> None:
    assert share(Coverage()) == "—"
    assert share(Coverage(4, 2, 1)) == "75%"
