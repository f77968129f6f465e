"""The originals of a document as a source."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from juesuan.archive.original_sources import source_of
from juesuan.archive.originals import Originals
from juesuan.archive.register_rows import Delivery
from juesuan.model.page import FileOf


def test_all_files_of_a_document_or_none(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    files = tuple(FileOf(name, originals.put(name.encode(), name)) for name in ("a.md", "b.md"))
    single = source_of(originals, Delivery("x", "a.md", files[:1]))
    assert single is not None
    assert single.name == "a.md"
    several = source_of(originals, Delivery("x", "甲", files))
    assert several is not None
    assert len(list(several.paths)) == 2
    assert source_of(originals, Delivery("x", "甲", (*files, FileOf("c", "0" * 64)))) is None
