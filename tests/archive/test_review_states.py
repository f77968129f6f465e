"""A review goes its way and no other; what was published stays as it was."""

from itertools import product
from typing import get_args

import pytest

from juesuan.archive.review_states import (
    LEADS,
    Act,
    ActKind,
    ActRefused,
    AnswerKind,
    ReviewCase,
    ReviewFinding,
    ReviewState,
    case_of,
)

WRONG, OTHER, HINT = (
    ReviewFinding("a", "错误", "甲"),
    ReviewFinding("b", "错误", "乙"),
    ReviewFinding("c", "提示", "丙"),
)


def act(kind: ActKind, reason: str = "") -> Act:
    return Act(kind, "某人", "2024-09-01", reason)


def draft(*findings: ReviewFinding, sha256: str = "s1") -> Act:
    return act("新稿")._replace(findings=findings, sha256=sha256)


def answer(finding: str, kind: AnswerKind, reason: str = "因故", until: str = "") -> Act:
    return act("答复", reason)._replace(finding=finding, answer=kind, expires_on=until)


SENT = (draft(WRONG, HINT), act("送达"))
REVIEWED = (*SENT, answer("a", "说明理由"), act("提交"), act("复审"))


def test_a_review_from_draft_to_publication() -> None:
    states = [case_of(REVIEWED[:count]).state for count in range(len(REVIEWED) + 1)]
    assert states == ["收件", "已审", "待部门处理", "待部门处理", "已答复", "复审"]
    case = case_of((*REVIEWED, act("通过"), act("公开")))
    assert case.state == "已公开"
    assert case.frozen == (("s1", (WRONG, HINT)),)


@pytest.mark.parametrize("kind,state", list(product(LEADS, get_args(ReviewState))))
def test_an_act_is_done_where_it_leads_somewhere_and_nowhere_else(
    kind: ActKind, state: ReviewState
) -> None:
    case = ReviewCase(state, findings=(HINT,))
    done = answer("c", "属实，将改") if kind == "答复" else act(kind, "因故")
    if state in LEADS[kind]:
        assert case.after(done).state == LEADS[kind][state]
    else:
        with pytest.raises(ActRefused, match=f"“{state}”时不能{kind}"):
            case.after(done)


def test_what_is_sent_back_is_answered_again() -> None:
    with pytest.raises(ActRefused, match="退回要写明原因"):
        case_of((*REVIEWED, act("退回")))
    case = case_of((*REVIEWED, act("退回", "理由不足")))
    assert case.state == "待部门处理"
    assert case.answers["a"].reason == "因故"


@pytest.mark.parametrize(
    "done,words",
    [
        ((*SENT, act("提交")), "没有答复"),
        ((draft(WRONG), act("通过")), "没有了结"),
        ((*SENT, answer("a", "属实，将改"), act("提交"), act("复审"), act("通过")), "没有了结"),
        ((*SENT, answer("x", "属实，将改")), "没有这条"),
        ((*SENT, answer("a", "系统误读", "")), "要写明原因"),
        ((*SENT, answer("a", "豁免")), "哪一天"),
        ((*SENT, act("答复")._replace(finding="a")), "选一种"),
        ((*REVIEWED, act("通过"), act("公开"), act("撤回")), "撤回要写明原因"),
    ],
)
def test_what_an_act_lacks_is_said(done: tuple[Act, ...], words: str) -> None:
    with pytest.raises(ActRefused, match=words):
        case_of(done)


def test_a_waiver_holds_until_its_day() -> None:
    waived = (*SENT, answer("a", "豁免", until="2024-09-01"), act("提交"), act("复审"))
    assert case_of((*waived, act("通过"))).state == "通过"
    late = act("通过")._replace(on="2024-09-02")
    with pytest.raises(ActRefused, match="没有了结"):
        case_of((*waived, late))


def test_a_new_draft_matches_findings_and_keeps_answers() -> None:
    case = case_of((*SENT, answer("a", "说明理由"), draft(WRONG, OTHER, sha256="s2")))
    assert case.fates() == {"a": "仍在", "b": "新增", "c": "已改正"}
    assert case.answers["a"].kind == "说明理由"
    assert case.open("2024-09-01") == (OTHER,)
    assert (case.state, case.sha256) == ("待部门处理", "s2")


def test_what_was_published_never_changes() -> None:
    published = (*REVIEWED, act("通过"), act("公开"))
    again = (act("撤回", "改正"), draft(OTHER, sha256="s2"))
    case = case_of((*published, *again))
    assert case.state == "已审"
    assert case.frozen == case_of(published).frozen
    assert case.findings == (OTHER,)
    with pytest.raises(ActRefused, match="“已公开”时不能新稿"):
        case_of((*published, draft(OTHER)))
