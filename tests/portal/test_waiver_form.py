"""A reviewer lets a finding pass, in a scope of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, record
from tests.making.review_room import FIRST, Room, act, room_in, signed_in

from juesuan.portal.waiver_form import WAIVE, WHERE

FIELDS = {"finding": "f-1", "scope": "部门", "reason": "历年都这样印", "until": "2099-12-31"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with room_in(tmp_path) as room:
        act(room.reviewer, "新稿")
        yield room


def test_what_is_waived_stands_in_nobodys_way(room: Room) -> None:
    assert act(room.reviewer, "通过").status == 409
    assert act(room.reviewer, WAIVE, **FIELDS).status == 303
    page = room.reviewer.get(f"/复核/{FIRST}").text
    assert "豁免（部门，到 2099-12-31）" in page
    (row,) = room.reviewer.get("/复核.json?state=已审").json["tables"]["reviews"]
    assert row["open"] == "0"
    act(room.reviewer, "送达")
    assert act(room.reporter, "提交").status == 303, "no answer is asked for"
    act(room.reviewer, "复审")
    assert act(room.reviewer, "通过").status == 303
    assert act(room.reviewer, WAIVE, **FIELDS | {"until": "2001-01-01"}).status == 303
    assert act(room.reviewer, "公开").status == 409, "a waiver that is past counts for nothing"
    assert list(room.archive.verify()) == []


@pytest.mark.parametrize(
    "changed, status, words",
    [
        ({"finding": "x"}, 409, "没有这条"),
        ({"scope": "全国"}, 403, "范围"),
        ({"reason": " "}, 422, "原因"),
        ({"until": "明年"}, 422, "日期"),
        ({"until": ""}, 422, "日期"),
    ],
)
def test_what_it_lacks_is_told(
    room: Room, changed: dict[str, str], status: int, words: str
) -> None:
    answer = act(room.reviewer, WAIVE, **FIELDS | changed)
    assert (answer.status, words in answer.text) == (status, True)


def test_a_region_is_let_pass_by_its_reviewer_only(room: Room) -> None:
    assert act(room.reporter, WAIVE, **FIELDS).status == 403
    keep(room.archive, record(2022))
    for name, unit, may in (("甲", NAME, False), ("乙", "3701", True), ("丙", "370102", True)):
        visitor = signed_in(room.pages, room.archive, "审核", unit, name)
        assert (WHERE["地区"] in visitor.get(f"/复核/{FIRST}").text) == may
        answer = act(visitor, WAIVE, **FIELDS | {"scope": "地区"})
        assert answer.status == (303 if may else 403), name
