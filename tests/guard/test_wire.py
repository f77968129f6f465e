"""What parent and child say: whole messages, plain values and values of ours, nothing forged."""

from __future__ import annotations

import io
import os
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import guard_tasks

from juesuan.guard.wire import (
    SIZE,
    STRANGE,
    Failure,
    debugging,
    receive,
    send,
    understood,
)
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.model.page import Box, Cell, Grid, Line, Page, Place

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below),
    max_leaves=6,
)
HERE = Place(3, box=Box(1, 2, 3, 4))
OURS = st.sampled_from(
    [
        Decimal("5066.83"),
        HERE,
        Address("03", "合计", "1"),
        Page(1, (Line("决算", HERE), Grid((Cell("甲", 0, 0),), 1, 1))),
        Fact(Address("03", "合计", "1"), Decimal(5)),
        FormState("03", "支出决算表"),
        {1, frozenset([HERE])},
    ]
)


@given(st.lists(st.binary(max_size=99), max_size=5))
def test_messages_come_whole_one_after_another(messages: list[bytes]) -> None:
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    pipe.seek(0)
    assert [receive(pipe, 99) for _ in messages] == messages
    with pytest.raises(EOFError):
        receive(pipe, 99)


@given(st.binary(min_size=1, max_size=50), st.integers(0, 60))
def test_a_message_cut_short_is_the_end(message: bytes, kept: int) -> None:
    pipe = io.BytesIO()
    send(pipe, message)
    whole = pipe.getvalue()
    if kept >= len(whole):
        assert receive(io.BytesIO(whole), 50) == message
        return
    with pytest.raises(EOFError):
        receive(io.BytesIO(whole[:kept]), 50)


def test_a_message_larger_than_allowed_is_not_even_taken_in() -> None:
    class Refusing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size == SIZE.size, "only the size is read"
            return super().read(size)

    with pytest.raises(OverflowError):
        receive(Refusing(SIZE.pack(11) + b"x" * 11), 10)
    assert receive(io.BytesIO(SIZE.pack(10) + b"x" * 10), 10) == b"x" * 10


@given(PLAIN | OURS | st.tuples(OURS, PLAIN))
def test_a_value_comes_back_as_it_was_sent(value: object) -> None:
    assert understood(pickle.dumps(("done", value), pickle.HIGHEST_PROTOCOL)) == value


def test_facts_come_back_with_all_they_hold() -> None:
    address = Address("03", "合计", "1")
    sent = Facts({address: Fact(address, Decimal(5))}, {"03": FormState("03", "")}, [address])
    answer = understood(pickle.dumps(("done", sent)))
    assert isinstance(answer, Facts)
    assert ({**answer}, answer.forms, answer.unknown) == ({**sent}, sent.forms, sent.unknown)


@pytest.mark.parametrize("kind", ["refused", "memory", "limit", "fault"])
def test_a_failure_is_told_by_its_kind_and_at_no_great_length(kind: str) -> None:
    answer = understood(pickle.dumps((kind, "文" * 5000)))
    assert answer == Failure(kind, "文" * 1000)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["timeout", "crashed", "else"])
def test_a_child_cannot_say_what_only_its_parent_can_know(kind: str) -> None:
    assert understood(pickle.dumps((kind, "文件有误"))) == Failure("crashed", STRANGE)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        pickle.dumps(("done",)),
        pickle.dumps(("refused", 5)),
        b"cjuesuan.guard\nWorkers\n.",
        b"cjuesuan.guard\npickle.loads\n.",
        b"\x80\x04\x8c\x0djuesuan.guard\x8c\x0cpickle.loads\x93.",
        b"\x80\x04\x8c\x0djuesuan.model\x8c\x07Literal\x93.",
        b"cjuesuan.guard.__main__\n_main\n.",
        b"cbuiltins\neval\n.",
        pickle.dumps(("done", guard_tasks.Gadget(os.getcwd))),
    ],
)
def test_a_forged_answer_is_a_failure(payload: bytes) -> None:
    answer = understood(payload)
    assert isinstance(answer, Failure)
    assert answer.kind == "crashed"


@pytest.mark.parametrize(
    "value", [print, os.getcwd, Path("x"), open, understood, ValueError("x"), range(3)]
)
def test_what_is_no_value_of_ours_is_not_admitted(value: object) -> None:
    assert understood(pickle.dumps(("done", value))) == Failure("crashed", STRANGE)


@given(st.binary(max_size=60))
def test_any_bytes_are_understood_or_a_failure(payload: bytes) -> None:
    assert isinstance(understood(payload), Failure)


@pytest.mark.parametrize("value, shown", [("1", True), ("0", False), ("", False), (None, False)])
def test_children_are_heard_only_on_request(
    monkeypatch: pytest.MonkeyPatch,
    value: str | None,
    shown: bool,  # noqa: FBT001
) -> None:
    monkeypatch.delenv("JUESUAN_DEBUG", raising=False)
    if value is not None:
        monkeypatch.setenv("JUESUAN_DEBUG", value)
    assert debugging() is shown
