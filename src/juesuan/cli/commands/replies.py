"""`juesuan replies`: what departments answered, read back from the files that they return."""

from __future__ import annotations

from argparse import Namespace

from juesuan.cli.bounds import limits_of
from juesuan.cli.outputs import give
from juesuan.cli.rounds_before import replies_of
from juesuan.cli.streams import CLEAN, TROUBLE, tell
from juesuan.desk.pack_replies import replies_json
from juesuan.publishing.desk.round_words import replies_text
from juesuan.publishing.report.data import dumps


def run(words: Namespace) -> int:
    """List the replies of all files; 2 where one of them cannot be read."""
    replies, unread = replies_of(words.files, limits_of(words))
    as_json = words.format == "json"
    give(dumps(replies_json(replies)) if as_json else replies_text(replies), words, words.format)
    tell(f"读回答复 {len(replies)} 条")
    return TROUBLE if unread else CLEAN
