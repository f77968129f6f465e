"""Every page of an archive: as a page, as data, and hostile words that stay words."""

import json
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")

from tests.making.archived import NAME, TOTAL, record
from tests.making.outputs import Elements, check_text
from tests.making.shelved import HOSTILE, hostile
from tests.making.visits import Answer, Visitor

from juesuan.archive.door import Archive
from juesuan.archive.lake import DamagedLake, Lake
from juesuan.portal.application import portal
from juesuan.portal.portal_settings import PortalSettings

SHA = record(2023, "120.00").sha256


@pytest.fixture
def visitor(shelved: Archive) -> Visitor:
    return Visitor(portal(PortalSettings(read_only=True), shelved))


def links(answer: Answer) -> Iterator[str]:
    attributes = Elements(answer.text).attributes
    yield from (value for name, value in attributes if name in ("href", "src", "action"))


def harmless(answer: Answer) -> None:
    elements = Elements(answer.text)
    assert {"script", "style", "iframe", "marquee", "b"} & {*elements.tags} <= {"b"}
    assert elements.tags.count("b") == 1, "the name of the portal alone"
    assert not {n for n, _ in elements.attributes if n.startswith("on") or n == "style"}
    for link in links(answer):
        assert link.startswith(("/", "#"))
        assert not link.startswith("//")
    for sign in "\x1b\x07\u202e\u2066\u200b":
        assert sign not in answer.text


def test_every_link_of_every_page_leads_to_a_harmless_one(visitor: Visitor) -> None:
    todo, seen, reread = ["/"], {"/"}, False
    while todo:
        path = todo.pop()
        answer = visitor.get(path)
        words = unquote(path)
        reading_originals = any(word in words for word in ("/核对/", "/页/", "/正文", "/覆盖"))
        assert answer.status == (404 if reading_originals else 200), unquote(path)
        assert "Traceback" not in answer.text
        kind = answer.headers["content-type"]
        if kind.startswith("text/html"):
            harmless(answer)
            fresh = {x for x in links(answer) if x.startswith("/")} - seen
            again = {x for x in fresh if unquote(x).endswith(("/正文", "/覆盖"))}
            fresh -= again if reread else set()  # one original read anew tells as much as nine
            reread = reread or bool(again)
            seen |= fresh
            todo += sorted(fresh)
        elif "json" in kind:
            check_text(answer.text, ".json")
        elif "csv" in kind:
            check_text(answer.text, ".csv")
    assert len(seen) > 60
    assert any(unquote(path).startswith("/单位/=<script>") for path in seen)


@pytest.mark.parametrize(
    "path, status",
    [
        ("/文件/none", 404),
        ("/文件/' OR 1=1 --", 404),
        (f"/文件/{SHA}/数/09:没有:1", 404),
        (f"/文件/{SHA}/数/nonsense", 404),
        (f"/文件/{SHA}/表/09", 404),
        (f"/文件/{SHA}/页/99999999999999999999", 404),
        ("/单位/没有的", 404),
        (f"/数/{TOTAL}", 422),
        (f"/数/{TOTAL}?year=٢٠٢٣", 422),
        (f"/数/{TOTAL}?year=1999", 404),
        (f"/比较?a={SHA}&b=none", 404),
        ("/审核", 404),
        ("/?year=x&region=%00&q=%25", 200),
        ("/?q=" + "长" * 300, 200),
    ],
)
def test_unknown_things_are_told_so(visitor: Visitor, path: str, status: int) -> None:
    answer = visitor.get(path)
    assert answer.status == status
    harmless(answer)


def test_the_first_page_and_its_data_are_alike(visitor: Visitor) -> None:
    rows = visitor.get("/清单.json").json["tables"]["documents"]
    assert len(rows) == 9
    assert visitor.get("/清单.csv").text.count("\r\n") == 10
    assert {row["year"] for row in visitor.get("/清单.json?year=2022").json["tables"]["documents"]}
    assert [row["year"] for row in rows][-1] == "2020"


def test_a_number_shows_its_years_its_sentences_and_its_peers(visitor: Visitor) -> None:
    value = visitor.get(f"/文件/{SHA}/数/{TOTAL}.json").json
    assert [row["printed"] for row in value["tables"]["years"]] == [
        *("90.00", "100.00", "110.00", "120.00")
    ]
    assert value["tables"]["years"][2]["remark"] == "另有较早公布的 1 份；与次年所说的不符"
    assert len(value["tables"]["peers"]) == 5
    assert value["about"]["真数在"] == "1,199,950.00 到 1,200,050.00 元之间"
    page = visitor.get(f"/文件/{SHA}/数/{TOTAL}").text
    assert page.count("<svg") == 2
    assert "中位数" in page
    assert NAME in page


def test_a_hostile_number_has_a_page_of_its_own(visitor: Visitor) -> None:
    address = f"绩效:{HOSTILE}:1"
    value = visitor.get(f"/文件/{hostile().sha256}").text
    assert "伪造" in value
    assert json.dumps(address)


def test_files_merged_meanwhile_are_looked_up_once_more(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, faults = Lake.query, [DamagedLake("gone")]

    def once(lake: Lake, asked: str, values: Sequence[object]) -> object:
        if faults:
            raise faults.pop()
        return query(lake, asked, values)

    monkeypatch.setattr(Lake, "query", once)
    assert visitor.get(f"/文件/{SHA}").status == 200
    assert faults == []


def test_damage_is_told_with_what_to_do(shelved: Archive, visitor: Visitor) -> None:
    root = shelved.lake.root
    away = root.with_name("away")
    root.rename(away)
    try:
        answer = visitor.get(f"/文件/{SHA}")
    finally:
        away.rename(root)
    assert answer.status == 503
    assert "archive verify" in answer.text
    harmless(answer)
