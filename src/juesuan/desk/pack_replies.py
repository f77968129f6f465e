"""Replies that a pack exported, or that `juesuan replies` wrote: JSON."""

from __future__ import annotations

import json

from juesuan.desk.finding_marks import MARK
from juesuan.model.page import Unreadable
from juesuan.model.review import Reply

KEY = "juesuan_replies"
UNKNOWN = "不是审核包导出的答复，也不是 juesuan replies 写出的 JSON"


def replies_in_json(data: bytes) -> list[Reply]:
    """The replies in JSON; raises Unreadable."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
        items = value[KEY]
        replies = [Reply(*(item.get(key, "") for key in Reply._fields)) for item in items]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(UNKNOWN) from error
    if not all(isinstance(text, str) for reply in replies for text in reply):
        raise Unreadable(UNKNOWN)
    return [one for one in replies if MARK.fullmatch(one.mark) and (one.text or one.outcome)]


def replies_json(replies: list[Reply]) -> dict[str, object]:
    """Replies as the value that `replies_in_json` reads."""
    return {KEY: [reply._asdict() for reply in replies]}
