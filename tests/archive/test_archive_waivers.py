"""Waivers hold where they were given and as long as they were given, and nowhere else."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record

from juesuan.archive.archive_waivers import (
    WAIVED,
    ArchiveWaiver,
    WaiverScope,
    scope_of,
    waived,
    waivers,
)
from juesuan.archive.publications import KeptDocument, publications


def test_each_scope_covers_its_own(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2020, department="旧局"))
        for year in (2022, 2023):
            keep(archive, record(year))
        keep(archive, record(2023, department="别局"))
        archive.rename("旧局", NAME)
        every = {(one.department, one.year): one for one in publications(archive.register)}
        mine = every[NAME, 2023]

        def give(scope: WaiverScope, of: str, until: str = "2024-12-31", why: str = "x") -> None:
            waiver = ArchiveWaiver("f-1", scope, of, "两处不同", why, "审", until)
            archive.note(WAIVED, waiver.finding, waiver.body)

        def covered(on: str = "2024-12-31") -> set[tuple[str, int]]:
            known = waivers(archive.register)
            return {key for key, one in every.items() if "f-1" in waived(known, one, on)}

        def reason(document: KeptDocument) -> str:
            return waived(waivers(archive.register), document, "2024")["f-1"].reason

        assert covered() == set()
        give("文件", mine.sha256, why="甲")
        assert covered() == {(NAME, 2023)}
        assert covered("2025-01-01") == set()
        give("部门", "旧局", why="乙")
        assert covered() == {("旧局", 2020), (NAME, 2022), (NAME, 2023)}
        give("地区", "3701", why="丙")
        assert covered() == {*every}
        assert [reason(mine), reason(every[NAME, 2022])] == ["甲", "乙"]
        give("地区", "3702")
        give("地区", "3701", until="2020-01-01")
        give("部门", NAME, until="2020-01-01")
        assert covered() == {(NAME, 2023)}
        assert len(waivers(archive.register)) == 4
        assert scope_of(mine, "地区") == "370102"
        assert waived(waivers(archive.register), mine, "2024").keys() == {"f-1"}
        assert list(archive.verify()) == []
