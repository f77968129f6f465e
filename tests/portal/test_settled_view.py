"""What was settled in reviews can be taken away as lists."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, keep, record
from tests.making.review_room import FIRST, SECOND, Room, act, room_in, signed_in

from juesuan.portal.waiver_form import WAIVE


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with room_in(tmp_path) as room:
        act(room.reviewer, "新稿")
        yield room


def test_a_misreading_is_a_line_of_the_corpus(room: Room) -> None:
    def corpus() -> list[dict[str, str]]:
        rows: list[dict[str, str]] = room.reviewer.get("/误读.json").json["tables"]["misreads"]
        return rows

    act(room.reviewer, "送达")
    act(room.reporter, "答复", finding="f-1", answer="说明理由", reason="不是")
    assert corpus() == []
    act(room.reporter, "答复", finding="f-1", answer="系统误读", reason="两行并成了一行")
    (row,) = corpus()
    assert (row["rule"], row["message"], row["places"]) == ("claim", "两处不同", "第9页 某句")
    assert (row["addresses"], row["sha256"], row["now"]) == (TOTAL, FIRST, "仍在")
    assert (row["department"], row["reason"], row["by"]) == (NAME, "两行并成了一行", "填报")
    mended = replace(record(2023, "2.00"), findings=(), ids=())
    keep(room.archive, mended, "2099-01-01")
    assert act(room.reviewer, "新稿", SECOND).status == 303
    (row,) = corpus()
    assert (row["sha256"], row["now"]) == (FIRST, "不再报")
    assert room.reviewer.get("/误读.csv").text.startswith("\ufeff规则,等级")
    stranger = signed_in(room.pages, room.archive, "审核", "别局", "乙")
    assert stranger.get("/误读.json").json["tables"]["misreads"] == []
    assert room.public.get("/误读").status == 403


def test_waivers_are_listed_for_whom_they_concern(room: Room) -> None:
    fields = {"finding": "f-1", "reason": "x", "until": "2099-12-31"}
    for scope, until in (("部门", "2099-12-31"), ("地区", "2001-01-01"), ("文件", "2098-12-31")):
        assert act(room.reviewer, WAIVE, **fields | {"scope": scope, "until": until}).status == 303
    rows = room.reporter.get("/豁免.json").json["tables"]["waivers"]
    assert [(row["scope"], row["state"], row["of"]) for row in rows] == [
        ("文件", "有效", FIRST),
        ("部门", "有效", NAME),
        ("地区", "已过期", "370102"),
    ]
    stranger = signed_in(room.pages, room.archive, "审核", "别局", "乙")
    rows = stranger.get("/豁免.json").json["tables"]["waivers"]
    assert [row["scope"] for row in rows] == ["地区"]
    assert room.public.get("/豁免").status == 403
