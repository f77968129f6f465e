"""A round in words, alike on every paper that leaves the desk."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.report import ORDER, WAIVED
from juesuan.model.review import CHANGES, DeskDocument, DeskFinding, Reply, Review
from juesuan.publishing.screen import clean, table
from juesuan.publishing.setting_words import lapsed_words, waiver_words


def entitled(document: DeskDocument) -> str:
    """The file, or the files, of a document."""
    more = f"（{'、'.join(document.files)}）" if len(document.files) > 1 else ""
    return document.name + more


def documents_counted(review: Review) -> str:
    """How many documents there are, and how many are right, wrong, unread."""
    unread = sum(bool(document.unread) for document in review.documents)
    wrong = sum(document.count("错误") > 0 for document in review.documents)
    right = len(review.documents) - unread - wrong
    counted = "，".join(f"{severity} {review.total(severity)}" for severity in ORDER)
    waived = f"；{WAIVED} {review.waived}" if review.waived else ""
    passed = f"，跳过 {len(review.passed)} 处" if review.passed else ""
    return (
        f"共 {len(review.documents)} 份：没有错误 {right} 份，有错误 {wrong} 份，"
        f"读不了 {unread} 份{passed}。{counted}{waived}"
    )


def set_aside(finding: DeskFinding) -> str:
    """Who waives a finding and until when, or that nobody does any more; "" for most."""
    if finding.waiver is None:
        return ""
    if finding.holds:
        return f"原为{finding.severity}，{waiver_words(finding.waiver)}"
    return lapsed_words(finding.waiver)


def changes_counted(review: Review) -> str:
    """How many findings of the last round are gone, stand, are new."""
    changes = [finding.change for _, finding in review.rows()]
    counts = "，".join(f"{word} {changes.count(word)}" for word in CHANGES)
    return f"与上次相比：{counts}"


def checked_share(document: DeskDocument) -> str:
    """The share of the amounts that was checked."""
    return f"{document.coverage.share:.1%}" if document.coverage.numbers else "－"


def answered(finding: DeskFinding) -> str:
    """What was answered to a finding, each with whom it came from."""
    return "；".join(
        f"{reply.author}：{reply.text}" if reply.author else reply.text
        for reply in finding.replies
        if reply.text
    )


def outcomes(finding: DeskFinding) -> str:
    """What came of a finding, as the last reply that says so has it."""
    return next((one.outcome for one in reversed(finding.replies) if one.outcome), "")


def replies_text(replies: Sequence[Reply]) -> str:
    """Replies for people, a line each."""
    if not replies:
        return "没有答复。\n"
    heads = ("编号", "答复人", "处理结果", "文件", "答复")
    rows = [
        tuple(map(clean, (one.mark, one.author, one.outcome, one.source, one.text)))
        for one in replies
    ]
    return "\n".join(table([heads, *rows])) + "\n"
