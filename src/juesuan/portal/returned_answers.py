"""Answers of a department out of a file that came back: marked copy, workbook, pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import juesuan
from juesuan.archive.review_states import AnswerKind, ReviewCase, ReviewFinding
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.model.review import SHORT, Reply
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.sources.folders import Source

PLAIN: AnswerKind = "说明理由"
SPOKEN: tuple[AnswerKind, ...] = ("属实，将改", "系统误读")  # told by the first words of an answer
OTHER_DRAFT = "是对另一份或另一稿的答复"
GONE = "这一稿里没有这条审核结果"
NOTHING = "里面没有答复：请在批注版、汇总工作簿或审核包里填写之后再读入"
LONGEST = 2000
ENDS = " ：:，,。；;\n"
COLUMNS = (("message", "审核结果"), ("answer", "答复"), ("reason", "理由"), ("came", "读入"))
NOTE = "以这几个字开头的是那一种答复：属实，将改；系统误读。其余是“说明理由”；豁免请在网页上填写。"


class ReturnedAnswer(NamedTuple):
    """An answer: to which finding, of which kind, in what words; `fault` where it has no place."""

    finding: str
    message: str
    kind: AnswerKind = PLAIN
    reason: str = ""
    fault: str = ""


def returned_answers(file: Source, case: ReviewCase, limits: Limits) -> list[ReturnedAnswer]:
    """The answers in a file, as they belong to the draft at hand; raises PortalRefusal."""
    outcome = juesuan.task("returned:replies_in", file, limits=limits)
    if isinstance(outcome, Failure):
        raise PortalRefusal(500 if outcome.kind == "fault" else 422, outcome.message)
    answers = [*_answers(outcome, case)]
    if not answers:
        raise PortalRefusal(422, NOTHING)
    return answers


def _answers(replies: Iterable[Reply], case: ReviewCase) -> Iterator[ReturnedAnswer]:
    here = {finding.id: finding for finding in case.findings}
    words: dict[str, list[str]] = {}
    for reply in replies:
        if reply.text.strip():
            words.setdefault(reply.mark, []).append(_with_author(reply))
    for mark, parts in words.items():
        yield _answer(mark, "\n".join(parts), case.sha256, here)


def _with_author(reply: Reply) -> str:
    text = reply.text.strip()
    return f"{text}（{reply.author.strip()}）" if reply.author.strip() else text


def _answer(mark: str, text: str, sha256: str, here: Mapping[str, ReviewFinding]) -> ReturnedAnswer:
    """What is answered, to which finding of the draft."""
    finding, _, document = mark.partition("@")
    kind = next((one for one in SPOKEN if text.startswith(one)), PLAIN)
    reason = (text if kind == PLAIN else text.removeprefix(kind).strip(ENDS))[:LONGEST]
    if document != sha256[:SHORT]:
        return ReturnedAnswer(finding, mark, kind, reason, OTHER_DRAFT)
    if finding not in here:
        return ReturnedAnswer(finding, mark, kind, reason, GONE)
    if kind == "系统误读" and not reason:
        reason = text
    return ReturnedAnswer(finding, here[finding].message, kind, reason)


def answers_page(answers: Iterable[ReturnedAnswer], title: str, back: str) -> PortalPage:
    """What was read in, and what had no place; it leads back to the review."""
    rows = tuple(texts(one.message, one.kind, one.reason, _came(one.fault)) for one in answers)
    kept = sum(row[-1].kind == "" for row in rows)
    heading = f"读入 {kept} 条答复，没有用上 {len(rows) - kept} 条"
    table = PortalTable("answers", heading, COLUMNS, rows, NOTE)
    about = (("复核", PortalCell("回到这一份", back)),)
    return PortalPage(title, "复核", about, (table,))


def _came(fault: str) -> PortalCell:
    return PortalCell(fault, kind="error") if fault else PortalCell("已记下")
