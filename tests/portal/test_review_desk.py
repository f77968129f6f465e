"""A review from upload to publication, by three people in their browsers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, record
from tests.making.review_room import FIRST, SECOND, Room, act, room_in
from tests.making.visits import Answer, Visitor

from juesuan.model.review import Reply

HOSTILE = "<script>alert(1)</script>\u202e\"'"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with room_in(tmp_path) as room:
        yield room


def state(room: Room) -> str:
    rows = room.reviewer.get("/复核.json").json["tables"]["reviews"]
    return str(next(row["state"] for row in rows if row["department"] == NAME))


def test_a_review_goes_from_draft_to_publication_and_back(room: Room) -> None:
    assert state(room) == "尚未开始"
    for kind, after in (("新稿", "已审"), ("送达", "待部门处理")):
        assert act(room.reviewer, kind).status == 303
        assert state(room) == after
    answer = {"finding": "f-1", "answer": "说明理由", "reason": HOSTILE}
    refused = act(room.reporter, "提交")
    assert (refused.status, "没有答复" in refused.text) == (409, True)
    assert act(room.reporter, "答复", **answer).status == 303
    assert act(room.reporter, "提交").status == 303
    assert act(room.reviewer, "复审").status == 303
    assert act(room.reviewer, "退回").status == 409
    assert act(room.reviewer, "退回", reason="再说清楚").status == 303
    assert act(room.reporter, "答复", **answer).status == 303
    assert act(room.reporter, "提交").status == 303
    assert room.public.get(f"/文件/{FIRST}").status == 404
    for kind in ("复审", "通过", "公开"):
        assert act(room.reviewer, kind).status == 303
    assert state(room) == "已公开"
    assert room.public.get(f"/文件/{FIRST}").status == 200
    assert room.public.get("/清单.json").json["tables"]["documents"][0]["department"] == NAME
    later = replace(record(2023, "1.00", rules="bb"), findings=(), ids=())
    assert keep(room.archive, later) == "重审"
    assert room.reviewer.get(f"/文件/{FIRST}.json").json["tables"]["findings"] == []
    (finding,) = room.public.get(f"/文件/{FIRST}.json").json["tables"]["findings"]
    assert finding["message"] == "两处不同", "the list that was made public never changes"
    page = room.reviewer.get(f"/复核/{FIRST}").text
    assert "第 1 次公开时的审核结果" in page
    assert "<script" not in page
    assert "\u202e" not in page
    assert act(room.reviewer, "撤回", reason="有误").status == 303
    assert room.public.get(f"/文件/{FIRST}").status == 404
    assert {event.actor for event in room.archive.register.events() if event.kind == "复核"} == {
        *("填报", "审核")
    }
    assert list(room.archive.verify()) == []


def test_a_new_draft_is_of_the_same_review_and_answers_stay(room: Room) -> None:
    act(room.reviewer, "新稿")
    act(room.reviewer, "送达")
    act(room.reporter, "答复", finding="f-1", answer="系统误读", reason="印得不清")
    keep(room.archive, record(2023, "2.00"), "2099-01-01")
    assert "尚未用于复核" in room.reviewer.get(f"/复核/{SECOND}").text
    assert act(room.reviewer, "新稿", SECOND).status == 303
    page = room.reporter.get(f"/复核/{SECOND}").text
    assert "仍在" in page
    assert "印得不清" in page
    assert state(room) == "待部门处理"


@pytest.mark.parametrize(
    "who, kind, fields, status",
    [
        ("reporter", "新稿", {}, 403),
        ("reporter", "公开", {}, 403),
        ("reporter", "批复", {"on": "2024-08-01"}, 403),
        ("reviewer", "答复", {"finding": "f-1", "answer": "豁免"}, 403),
        ("reviewer", "nonsense", {}, 403),
        ("reviewer", "公开", {}, 409),
        ("reviewer", "批复", {"on": "八月"}, 422),
        ("public", "新稿", {}, 403),
    ],
)
def test_nobody_does_what_is_not_theirs_or_not_yet(
    room: Room, who: str, kind: str, fields: dict[str, str], status: int
) -> None:
    visitor: Visitor = getattr(room, who)
    assert act(visitor, kind, **fields).status == status
    assert state(room) == "尚未开始"


def test_answers_and_waivers_must_be_whole(room: Room) -> None:
    act(room.reviewer, "新稿")
    act(room.reviewer, "送达")
    for fields, status in (
        ({"finding": "none", "answer": "属实，将改"}, 409),
        ({"finding": "f-1", "answer": "随便"}, 409),
        ({"finding": "f-1", "answer": "说明理由"}, 409),
        ({"finding": "f-1", "answer": "豁免", "reason": "甲"}, 422),
        ({"finding": "f-1", "answer": "豁免", "reason": "甲", "until": "2099-12-31"}, 303),
    ):
        assert act(room.reporter, "答复", **fields).status == status
    rows = room.reporter.get(f"/复核/{FIRST}.json").json["tables"]["findings"]
    assert rows[0]["answer"] == "豁免（到 2099-12-31）"
    assert "豁免（到 2099-12-31）" in room.reporter.get(f"/复核/{FIRST}.csv").text
    assert room.reporter.get(f"/复核/{FIRST}.x").status == 404
    other = record(2023, department="别局").sha256
    assert act(room.reporter, "提交", other).status == 404
    assert room.reporter.post(f"/复核/{FIRST}", {"act": "提交"}).status == 403


def test_the_twenty_days_are_counted(room: Room) -> None:
    assert act(room.reviewer, "批复", on="2024-08-15").status == 303
    rows = room.reviewer.get("/复核.json").json["tables"]["reviews"]
    assert {row["department"]: row["due"] for row in rows} == {NAME: "2024-09-04", "别局": ""}


def test_answers_are_read_out_of_a_file_that_came_back(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = (Reply(f"f-1@{FIRST[:8]}", HOSTILE), Reply("none@x", "不相干"))
    monkeypatch.setattr("juesuan.task", lambda *_, **__: replies)
    act(room.reviewer, "新稿")

    def read_in(visitor: Visitor) -> Answer:
        fields = {"token": visitor.token("/退出"), "act": "读入"}
        return visitor.post(f"/复核/{FIRST}", fields, [("replies", "答复.json", b"{}")])

    assert read_in(room.reporter).status == 409
    act(room.reviewer, "送达")
    assert read_in(room.reviewer).status == 403
    assert "从填好的文件读入答复" in room.reporter.get(f"/复核/{FIRST}").text
    answer = read_in(room.reporter)
    assert answer.status == 200
    assert "读入 1 条答复，没有用上 1 条" in answer.text
    assert "<script" not in answer.text
    (row,) = room.reporter.get(f"/复核/{FIRST}.json").json["tables"]["findings"]
    assert (row["answer"], row["by"]) == ("说明理由", "填报")
    assert act(room.reporter, "提交").status == 303
    assert list(room.archive.verify()) == []
