"""Two rounds: fixed, kept and new are told right; replies stay with their finding."""

import random
from dataclasses import replace

from tests.making.desk import FINDING, OTHER, REPLY, UNREAD, WRONG

from juesuan.desk.rounds import compared, paired
from juesuan.model.review import Change, DeskDocument, DeskFinding, Reply, mark_of
from juesuan.model.settings import SkippedRule


def changes(document: DeskDocument) -> dict[str, Change]:
    return {finding.id: finding.change for finding in document.rounds}


def draft(number: int, *names: str) -> DeskDocument:
    findings = tuple(DeskFinding(name, "claim", "错误", "不符") for name in names)
    sha = f"{number:064x}"
    return DeskDocument(f"第{number}稿.pdf", sha, "教育局", 2024, "部门决算", findings=findings)


def test_fixed_kept_and_new_are_right_on_fifty_scripted_edits() -> None:
    lot = random.Random(7)  # noqa: S311 - edits drawn alike each time
    names = [f"{number:012x}" for number in range(30)]
    for _ in range(50):
        old, new = (set(lot.sample(names, lot.randrange(30))) for _ in range(2))
        (document,), remarks = compared([draft(2, *new)], [draft(1, *old)])
        assert changes(document) == {
            **dict.fromkeys(old - new, "已改"),
            **dict.fromkeys(old & new, "仍在"),
            **dict.fromkeys(new - old, "新增"),
        }
        assert not remarks


def test_documents_are_paired_by_bytes_owner_and_name() -> None:
    same = replace(WRONG, department="", name="改名.pdf")
    assert paired([same], [WRONG]) == [(0, 0)]
    renamed = replace(WRONG, sha256="b2" * 32, name="新稿.pdf")
    assert paired([renamed], [WRONG]) == [(0, 0)]
    other = replace(renamed, department="别的局", name=WRONG.name)
    assert paired([other], [WRONG]) == []
    twice = [replace(renamed, name="甲.pdf"), replace(renamed, sha256="c3" * 32, name="乙.pdf")]
    assert paired(twice, [WRONG]) == []


def test_an_unread_draft_fixes_nothing_and_an_absent_one_is_told() -> None:
    unread = replace(UNREAD, name=WRONG.name)
    (document,), remarks = compared([unread], [WRONG], [REPLY])
    assert changes(document) == {FINDING.id: "无从核对", OTHER.id: "无从核对"}
    assert document.fixed[0].replies == (REPLY,)
    assert mark_of(document, FINDING) == REPLY.mark
    assert not remarks
    _, (remark,) = compared([], [WRONG])
    assert "2 条审核结果没有对照" in remark


def test_what_cannot_be_read_any_more_is_not_called_fixed() -> None:
    blind = replace(WRONG, findings=(), unread_forms=("03",))
    (document,), _ = compared([blind], [WRONG])
    assert changes(document) == {FINDING.id: "无从核对", OTHER.id: "已改"}


def test_what_is_not_checked_any_more_is_not_called_fixed() -> None:
    less = replace(WRONG, findings=(), skipped=(SkippedRule(FINDING.rule, "不查"),))
    (document,), _ = compared([less], [WRONG])
    assert changes(document) == {FINDING.id: "无从核对", OTHER.id: "已改"}


def test_replies_find_their_finding_by_this_draft_and_by_the_last() -> None:
    second = replace(WRONG, sha256="b2" * 32)
    now = REPLY._replace(mark=f"{OTHER.id}@b2b2b2b2", text="不同意")
    (document,), remarks = compared([second], [WRONG], [REPLY, now])
    assert [finding.replies for finding in document.findings] == [(REPLY,), (now,)]
    assert not remarks
    again, _ = compared([second], [document], [])
    assert again[0].findings[0].replies == (REPLY,)


def test_a_reply_to_nothing_is_told() -> None:
    lost = Reply("000000000000@a1a1a1a1", "？", source="回复.docx")
    _, (remark,) = compared([WRONG], None, [lost])
    assert "000000000000@a1a1a1a1（回复.docx）" in remark


def test_what_nobody_could_tell_of_is_held_against_the_next_round() -> None:
    first, second = replace(UNREAD, name=WRONG.name), replace(WRONG, sha256="b2" * 32)
    (unread,), _ = compared([first], [WRONG], [REPLY])
    (again,), _ = compared([first], [unread])
    assert changes(again) == {FINDING.id: "无从核对", OTHER.id: "无从核对"}
    (document,), _ = compared([replace(second, findings=(FINDING,))], [again])
    assert changes(document) == {FINDING.id: "仍在", OTHER.id: "已改"}
    assert document.findings[0].replies == (REPLY,)
    (last,), _ = compared([second], [document])
    assert changes(last) == {FINDING.id: "仍在", OTHER.id: "新增"}


def test_a_late_reply_to_the_first_draft_finds_its_finding_in_the_third() -> None:
    (second,), _ = compared([replace(WRONG, sha256="b2" * 32)], [WRONG])
    (third,), remarks = compared([replace(WRONG, sha256="c3" * 32)], [second], [REPLY])
    assert third.drafts == ("a1" * 32, "b2" * 32)
    assert third.findings[0].replies == (REPLY,)
    assert not remarks


def test_a_reply_to_a_file_that_came_twice_stands_with_both() -> None:
    documents, remarks = compared([WRONG, replace(WRONG, name="副本.pdf")], None, [REPLY])
    assert [document.findings[0].replies for document in documents] == [(REPLY,), (REPLY,)]
    assert not remarks
