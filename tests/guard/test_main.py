"""The child: it does what it is asked by name, and whatever ends a task is its answer."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from juesuan.guard import __main__ as child
from juesuan.guard.wire import MEMORY, SIZE, Failure, understood

TASKS = "tests.making.guard_tasks:"


def answered(task: str, *args: object, allow: str = "tests.") -> object:
    """What the parent understands of the child's answer."""
    return understood(child._answer(pickle.dumps((task, args)), allow))


def test_a_task_is_done_with_its_arguments() -> None:
    assert answered(f"{TASKS}add", 1, 2) == 3


def test_a_refusal_is_told_in_its_own_words() -> None:
    assert answered(f"{TASKS}refuse") == Failure("refused", "文件是空的")


@pytest.mark.parametrize(
    "task, name",
    [
        ("fail", "ValueError"),
        ("leave", "SystemExit"),
        ("add", "TypeError"),
        ("nothing", "AttributeError"),
    ],
)
def test_an_error_is_told_by_its_type_and_nothing_of_its_words(task: str, name: str) -> None:
    answer = answered(f"{TASKS}{task}")
    assert isinstance(answer, Failure)
    assert answer.kind == "fault"
    assert name in answer.message
    assert "绝密" not in answer.message


def test_an_extra_that_is_lacking_is_the_users_to_mend() -> None:
    answer = answered(f"{TASKS}lack")
    assert isinstance(answer, Failure)
    assert (answer.kind, "juesuan[books]" in answer.message) == ("refused", True)


def test_memory_that_does_not_suffice_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("tests.making.guard_tasks.add", hungry)
    assert answered(f"{TASKS}add", 1, 2) == Failure("memory", MEMORY)


@pytest.mark.parametrize("task", ["os:getpid", "builtins:print", "tests:x", ""])
def test_only_tasks_of_the_allowed_names_are_run(task: str) -> None:
    answer = answered(task, allow="juesuan.")
    assert isinstance(answer, Failure)
    assert answer.kind == "fault"


def test_a_request_that_is_none_is_a_fault_and_not_the_end() -> None:
    answer = understood(child._answer(b"nonsense", "juesuan."))
    assert isinstance(answer, Failure)
    assert answer.kind == "fault"


def spoken(message: bytes) -> subprocess.CompletedProcess[bytes]:
    """A child that hears this and then the end of its parent."""
    command = [sys.executable, "-m", "juesuan.guard", str(2**40), "5", "juesuan."]
    return subprocess.run(command, input=message, capture_output=True, check=False)


@pytest.mark.parametrize("message", [b"", SIZE.pack(9) + b"short"], ids=["nothing", "a part"])
def test_a_child_that_is_told_nothing_whole_ends(message: bytes) -> None:
    ended = spoken(message)
    assert (ended.stdout, ended.returncode) == (b"", 0)
