"""Originals are written once and known by their bytes."""

from pathlib import Path

from juesuan.archive.originals import Originals


def test_a_file_is_kept_once_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    digest = originals.put("决算".encode(), "甲.PDF")
    assert originals.put("决算".encode(), "乙.docx") == digest
    assert [path.name for path in tmp_path.rglob("*.*")] == [f"{digest[2:]}.pdf"]
    path = originals.path(digest)
    assert path is not None
    assert path.read_bytes() == "决算".encode()


def test_a_name_is_never_a_path(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "kept")
    digests = [originals.put(name.encode(), name) for name in ("../../x.pdf/..", "a./b", "c.二")]
    assert all(originals.path(digest) for digest in digests)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_changed_and_a_lost_original_are_told(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    whole, changed = originals.put(b"1", "a.md"), originals.put(b"2", "b.md")
    path = originals.path(changed)
    assert path is not None
    path.write_bytes(b"3")
    damaged = dict(originals.damaged(iter([whole, changed, "0" * 64])))
    assert damaged == {changed: path, "0" * 64: None}
