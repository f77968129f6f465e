"""Replies as JSON, from a pack or from `juesuan replies`."""

import json

import pytest
from tests.making.desk import REPLY

from juesuan.desk.pack_replies import replies_in_json, replies_json
from juesuan.model.page import Unreadable


def test_what_is_written_is_read_back() -> None:
    assert replies_in_json(json.dumps(replies_json([REPLY])).encode()) == [REPLY]


def test_empty_fields_and_strange_marks_are_no_replies() -> None:
    items = [{"mark": REPLY.mark, "text": ""}, {"mark": "x", "text": "y"}, REPLY._asdict()]
    assert replies_in_json(json.dumps({"juesuan_replies": items}).encode()) == [REPLY]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"juesuan_replies": 1}', '{"juesuan_replies": [{"mark": 1}]}', "\xff"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="答复"):
        replies_in_json(text.encode("latin-1"))
