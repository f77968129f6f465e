"""One child: asked again and again, replaced when it is lost, never left behind."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.guard.wire import MEMORY, OUT_OF_MEMORY, Failure
from juesuan.guard.worker import ROOT, Child, Worker, _ended, _environment, _start
from juesuan.model.page import Limits

TASK = "juesuan.model.accounts:yuan"
LIMITS = Limits(seconds=600, memory=2**30)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests that leave it as they found it."""
    kept = Worker(LIMITS, "juesuan.")
    yield kept
    kept.close()


def asked(worker: Worker, fen: object = 506683) -> object:
    """What a child answers."""
    return worker.run(pickle.dumps((TASK, (fen,))))


def process_of(worker: Worker) -> Child:
    """The child of a worker that has one."""
    assert worker._process is not None
    return worker._process


def test_a_child_is_started_when_first_asked_and_kept(worker: Worker) -> None:
    assert str(asked(worker)) == "5066.83"
    child = process_of(worker)
    assert str(asked(worker, 1)) == "0.01"
    assert process_of(worker) is child
    assert child.poll() is None


def test_a_fault_of_a_task_costs_the_child_and_nothing_else(worker: Worker) -> None:
    asked(worker)
    child = process_of(worker)
    answer = asked(worker, "x")
    assert isinstance(answer, Failure)
    assert answer.kind == "fault"
    assert child.poll() is not None
    assert str(asked(worker)) == "5066.83"


def test_a_child_that_died_while_idle_is_replaced_unnoticed(worker: Worker) -> None:
    asked(worker)
    child = process_of(worker)
    child.kill()
    child.wait()
    assert str(asked(worker)) == "5066.83"
    assert process_of(worker) is not child
    assert child.life is None


def test_a_closed_pipe_is_a_crash_and_not_an_error(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juesuan.guard.worker.GRACE", 0.0)  # this child lives and says nothing
    asked(worker)
    child = process_of(worker)
    assert child.stdin is not None
    copy = os.dup(child.stdin.fileno())  # or the child would end, and be replaced, unasked
    child.stdin.close()
    answer = asked(worker)
    os.close(copy)
    assert isinstance(answer, Failure)
    assert answer.kind == "crashed"
    assert str(asked(worker)) == "5066.83"


def test_who_is_closed_starts_no_other() -> None:
    closed = Worker(LIMITS, "juesuan.")
    closed.close()
    with pytest.raises(RuntimeError, match="closed"):
        asked(closed)
    closed.close()


def test_what_cannot_be_started_leaves_no_pipe_open(monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_files()
    monkeypatch.setattr(sys, "executable", str(Path(sys.executable).parent / "无"))
    with pytest.raises(OSError, match="无"):
        _start(LIMITS, "juesuan.")
    assert open_files() == before


def open_files() -> int:
    """How many files this process has open, where the system tells."""
    home = Path("/proc/self/fd")
    return len([*home.iterdir()]) if home.is_dir() else 0


@pytest.mark.parametrize("status", [OUT_OF_MEMORY, 1, 0])
def test_the_end_of_a_child_tells_why(status: int) -> None:
    command = [sys.executable, "-c", f"raise SystemExit({status})"]
    with Child(command, stdout=subprocess.DEVNULL) as ended:
        answer = _ended(ended)
    if status == OUT_OF_MEMORY:
        assert answer == Failure("memory", MEMORY)
    else:
        assert answer.kind == "crashed"
        assert f"（{status}）" in answer.message


def test_a_child_finds_this_very_package_and_has_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "别处")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    given = _environment()
    assert given["PYTHONPATH"].split(os.pathsep) == [str(ROOT), "别处"]
    assert given["OMP_NUM_THREADS"] == "1"
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert _environment()["OMP_NUM_THREADS"] == "3"
    monkeypatch.setattr("juesuan.guard.worker.sysconfig.get_path", lambda _: str(ROOT))
    assert _environment()["PYTHONPATH"] == "别处"
