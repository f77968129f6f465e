"""What a marked copy says of each finding: a comment with its mark, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from juesuan.model.page import Place
from juesuan.model.report import WAIVED
from juesuan.model.review import DeskDocument, DeskFinding, mark_of
from juesuan.publishing.desk.round_words import set_aside
from juesuan.publishing.screen import clean

MOST = 6  # places of one finding that are marked
AUTHOR = "juesuan 审核"
COLOURS = {
    "错误": (255, 138, 128),
    "提示": (255, 224, 100),
    "尾差": (140, 222, 232),
    "未核": (200, 186, 240),
    WAIVED: (214, 214, 214),
}
OPEN, CLOSE = "【", "】"


class Comment(NamedTuple):
    """A comment: the mark of its finding, its text, and the places it belongs to, the first first.

    Each place has the words there that matter: the number, where the place has one.
    """

    mark: str
    severity: str
    text: str
    spots: tuple[tuple[Place, str], ...]


def comments_on(document: DeskDocument) -> Iterator[Comment]:
    """A comment for each finding of a document."""
    for finding in document.findings:
        mark = mark_of(document, finding)
        yield Comment(mark, finding.label, _text(finding, mark), tuple(_spots(finding))[:MOST])


def _text(finding: DeskFinding, mark: str) -> str:
    parts = (
        f"{finding.label}：{finding.message}",
        finding.correction,
        f"依据：{finding.basis}" if finding.basis else "",
        set_aside(finding),
        f"{OPEN}{mark}{CLOSE}",
    )
    return "\n".join(map(clean, filter(None, parts)))


def _spots(finding: DeskFinding) -> Iterator[tuple[Place, str]]:
    """Each place once, with the printed number where the words there hold it."""
    for place, text in dict.fromkeys(finding.places):
        words = finding.actual if finding.actual and finding.actual in text else text
        if place != Place():
            yield place, words
