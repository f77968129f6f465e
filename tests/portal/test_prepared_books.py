"""The postings behind a number, where its accounts were prepared here; never for the public."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import bytes_of, delivery, fact, keep, opened, record
from tests.making.review_room import signed_in
from tests.making.visits import Visitor

from juesuan.archive.door import Archive
from juesuan.guard import Failure
from juesuan.model.number import Facts
from juesuan.portal import prepared_books
from juesuan.portal.application import portal
from juesuan.portal.portal_page import to
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.prepared_books import prepared_folders
from juesuan.preparing.prepared_folder import Untraceable

CELL = "03:2010301:3"
POSTING = {"origin": "ledger<b>.csv", "line": 7, "voucher": "记-1", "counts": "90199.80"}
BEHIND = {"value": "90199.80", "postings": [POSTING], "sources": [], "parts": []}


def manifest(home: Path, **fields: object) -> Path:
    home.mkdir(parents=True)
    (home / "manifest.json").write_text(json.dumps(fields), "utf-8")
    return home


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Two documents, of which the first prints the number as it was prepared."""
    with opened(tmp_path / "archive") as archive:
        for year, wan in ((2023, "9.02"), (2022, "9.03")):
            audited = record(year, wan, department="甲局")
            number = fact(CELL, wan)
            facts = Facts({number.address: number}, {})
            audited = replace(audited, reading=replace(audited.reading, facts=facts))
            archive.keep(delivery(audited), [bytes_of(audited)], audited)
        keep(archive, record(2021, department="甲局"))
        yield archive


def sha(archive: Archive, year: int) -> str:
    rows = archive.register.rows("reading", year=year)
    return str(rows[0]["sha256"])


def test_postings_stand_beside_a_number_of_the_same_department_and_year(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def carried_out(*words: object) -> str:
        asked.append(words)
        return json.dumps(BEHIND)

    monkeypatch.setattr(prepared_books, "carried_out", carried_out)
    home = tmp_path / "books"
    for year in (2022, 2023):
        manifest(home / str(year), department="甲局", year=year)
    visitor = Visitor(portal(PortalSettings(prepared=(home,)), archive))
    first, second, third = (sha(archive, year) for year in (2023, 2022, 2021))
    way = to("文件", first, "分录", CELL)
    assert f'href="{way}"' in visitor.get(f"/文件/{first}/数/{CELL}").text
    page = visitor.get(way).text
    assert "相符" in page
    assert "ledger&lt;b&gt;.csv 第7行" in page
    assert asked[0][0] == "trace"
    assert asked[0][2:] == (str(home / "2023"), CELL, "", True)
    assert visitor.get(f"{way}.json").json["tables"]["postings"][0]["counts"] == "90,199.80"
    assert "与印出的不符" in visitor.get(to("文件", second, "分录", CELL)).text
    assert "分录" not in visitor.get(f"/文件/{third}/数/03:合计:1").text
    assert visitor.get(f"/文件/{third}/分录/03:合计:1").status == 404
    assert visitor.get(f"/文件/{first}/分录/09:x:1").status == 404
    monkeypatch.setattr(prepared_books, "carried_out", lambda *_: Failure("refused", "没有这个数"))
    answer = visitor.get(way)
    assert (answer.status, "没有这个数" in answer.text) == (404, True)


def test_the_public_and_other_departments_see_none(archive: Archive, tmp_path: Path) -> None:
    home = manifest(tmp_path / "books", department="甲局", year=2023)
    pages = portal(PortalSettings(prepared=(home,)), archive)
    first = sha(archive, 2023)
    other = signed_in(pages, archive, "填报", "乙局")
    reviewer = signed_in(pages, archive, "审核", "")
    way = to("文件", first, "分录", CELL)
    assert Visitor(pages).get(way).status == 403
    assert other.get(way).status == 404
    assert way in reviewer.get(f"/文件/{first}/数/{CELL}").text


def test_what_is_no_prepared_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Untraceable, match="不是 juesuan prepare 写出的文件夹"):
        prepared_folders([tmp_path])
    with pytest.raises(Untraceable, match="没有写明部门和年度"):
        prepared_folders([manifest(tmp_path / "a", department=1)])


def test_the_postings_of_the_example_come_out_of_its_folder(
    archive: Archive, example_prepared: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(example_prepared, tmp_path / "books"))
    fields = json.loads((home / "manifest.json").read_text("utf-8"))
    (home / "manifest.json").write_text(json.dumps({**fields, "department": "甲局"}), "utf-8")
    visitor = Visitor(portal(PortalSettings(prepared=(home,)), archive))
    page = visitor.get(to("文件", sha(archive, 2023), "分录", CELL)).text
    assert "90,199.80 元" in page
    assert "相符" in page
    assert "ledger.csv 第1002行" in page
