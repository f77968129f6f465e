"""The mark of a finding in comments: 【0123456789ab@0123abcd】, and what is written behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

MARK = re.compile(r"\b[0-9a-f]{12}(?:-[0-9]{1,4})?@[0-9a-f]{8}\b")
OPEN, CLOSE = "【", "】"
ENDS = re.compile(r"[\s】]+")


class MarkedText(NamedTuple):
    """A comment with a mark: the mark, and what was written behind it."""

    mark: str
    behind: str


def with_mark(text: str, mark: str) -> str:
    """A comment of ours: its text, and its mark on a line of its own."""
    return f"{text}\n{OPEN}{mark}{CLOSE}"


def marked(text: str) -> MarkedText | None:
    """The last mark of a comment; None where it has none."""
    matches = list(MARK.finditer(text))
    if not matches:
        return None
    last = matches[-1]
    return MarkedText(last[0], ENDS.sub(" ", text[last.end() :]).strip())
