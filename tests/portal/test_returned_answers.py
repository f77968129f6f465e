"""Answers of a department out of a file that came back."""

import json

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from juesuan.archive.review_states import ReviewCase, ReviewFinding
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.model.review import Reply
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.returned_answers import answers_page, returned_answers
from juesuan.sources.folders import Source

SHA, OTHER = "a1b2c3d4" + "0" * 56, "ffffffff"
FIRST, SECOND = "0123456789ab", "0123456789ab-2"
CASE = ReviewCase(
    sha256=SHA,
    findings=tuple(ReviewFinding(name, "错误", f"第{name}条") for name in (FIRST, SECOND)),
)
FILE = Source("答复.json", b"")


def answers(monkeypatch: pytest.MonkeyPatch, *replies: Reply) -> list[tuple[str, str, str, str]]:
    monkeypatch.setattr("juesuan.task", lambda *_, **__: replies)
    taken = returned_answers(FILE, CASE, Limits())
    return [(one.finding, one.kind, one.reason, one.fault) for one in taken]


def test_each_answer_is_on_its_finding_of_this_very_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    here = SHA[:8]
    assert answers(
        monkeypatch,
        Reply(f"{SECOND}@{here}", "统计口径不同", "王某"),
        Reply(f"{FIRST}@{here}", "属实，将改：已更正", "王某"),
        Reply(f"{FIRST}@{OTHER}", "不相干"),
        Reply(f"999999999999@{here}", "没有的"),
        Reply(f"{FIRST}@{here}", "", outcome="已阅"),
        Reply(f"{SECOND}@{here}", "另见附件"),
    ) == [
        (SECOND, "说明理由", "统计口径不同（王某）\n另见附件", ""),
        (FIRST, "属实，将改", "已更正（王某）", ""),
        (FIRST, "说明理由", "不相干", "是对另一份或另一稿的答复"),
        ("999999999999", "说明理由", "没有的", "这一稿里没有这条审核结果"),
    ]


@pytest.mark.parametrize(
    "text, kind, reason",
    [
        ("系统误读", "系统误读", "系统误读"),
        ("系统误读，原文是 8", "系统误读", "原文是 8"),
        ("属实，将改", "属实，将改", ""),
        ("不属实，将改口径", "说明理由", "不属实，将改口径"),
        ("豁免", "说明理由", "豁免"),
        ("长" * 3000, "说明理由", "长" * 2000),
    ],
)
def test_only_the_words_themselves_choose_a_kind(
    monkeypatch: pytest.MonkeyPatch, text: str, kind: str, reason: str
) -> None:
    ((_, *told),) = answers(monkeypatch, Reply(f"{FIRST}@{SHA[:8]}", text))
    assert told == [kind, reason, ""]


def test_a_file_without_answers_or_that_cannot_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(PortalRefusal, match="里面没有答复"):
        answers(monkeypatch, Reply(f"{FIRST}@{SHA[:8]}", " ", outcome="已阅"))
    monkeypatch.setattr("juesuan.task", lambda *_, **__: Failure("refused", "读不了"))
    with pytest.raises(PortalRefusal, match="读不了"):
        returned_answers(FILE, CASE, Limits())


def test_an_export_of_a_pack_is_read_in_a_child() -> None:
    replies = {"juesuan_replies": [{"mark": f"{FIRST}@{SHA[:8]}", "text": "<b>已核实</b>"}]}
    (answer,) = returned_answers(Source("答复.json", json.dumps(replies).encode()), CASE, Limits())
    assert answer.reason == "<b>已核实</b>"
    page = answers_page([answer, answer._replace(fault="无")], "甲局", "/x")
    assert page.tables[0].heading == "读入 1 条答复，没有用上 1 条"
    assert "<b>已" not in page.to_html("", ())
