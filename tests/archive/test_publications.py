"""One department over its names; of several publications of a year the newest counts."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record

from juesuan.archive.publications import DepartmentNames, publications


def test_the_newest_publication_counts_and_both_are_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(wan="2.00"), "2024-09-30")
        keep(archive, record(wan="1.00"), "2024-08-30")  # older, though it came later
        newest, older = publications(archive.register)
        assert (newest.order[0], newest.newest) == ("2024-09-30", True)
        assert (older.order[0], older.newest) == ("2024-08-30", False)
        assert newest.part.reading == newest.reading
    with opened(tmp_path / "undated") as archive:
        keep(archive, record(wan="2.00"))
        keep(archive, record(wan="1.00"))
        last = archive.register.rows("document", name=record().file)
        (newest,) = [one for one in publications(archive.register) if one.newest]
        assert newest.order[1] == max(row["event"] for row in last)


def test_a_department_goes_by_its_last_name() -> None:
    names = DepartmentNames([{"earlier": "甲", "later": "乙"}, {"earlier": "乙", "later": "丙"}])
    assert [names.latest(name) for name in ("甲", "乙", "丙", "丁")] == ["丙", "丙", "丙", "丁"]
    circle = DepartmentNames([{"earlier": "甲", "later": "乙"}, {"earlier": "乙", "later": "甲"}])
    assert circle.latest("甲") == circle.latest("乙")
    assert NAME
