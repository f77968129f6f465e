"""A child ends with its parent, whatever either of them is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from juesuan.guard.life import ASYNC, life

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
LINUX = pytest.mark.skipif(not ASYNC, reason="only Linux tells at once")


@pytest.fixture(autouse=True)
def _tasks_in_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def gone(child: int) -> bool:
    """Whether a process has ended, within what even a busy machine needs."""
    for _ in range(2400):
        try:
            os.kill(child, 0)
            state = Path(f"/proc/{child}/stat")
            if state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


PARENT = """
import sys
from juesuan.guard import Workers
from juesuan.model.page import Limits
with Workers(1, Limits(seconds=3600), allow="tests.") as workers:
    for _ in workers.map("tests.making.guard_tasks:" + sys.argv[2], [(sys.argv[1],)]):
        pass
"""


@POSIX
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize(
    "task",
    [
        "hang_in_c",
        pytest.param(
            "hang_in_a_pattern",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells at once"),
        ),
    ],
)
def test_a_child_ends_with_its_parent(tmp_path: Path, end: signal.Signals, task: str) -> None:
    pid_file = tmp_path / "pid"
    command = [sys.executable, "-c", PARENT, str(pid_file), task]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as parent:
        while not (pid_file.exists() and pid_file.read_text("utf-8")):
            assert parent.poll() is None, "the parent ended by itself"
            time.sleep(0.02)
        parent.send_signal(end)
        assert parent.wait() != 0
    assert gone(int(pid_file.read_text("utf-8")))


HOLDER = """
import sys, time
from juesuan.guard.life import end_with
end_with(int(sys.argv[1]))
print("here", flush=True)
time.sleep(600)
"""


def holder(pipe: int) -> subprocess.Popen[str]:
    """A process that lives as long as the other end of a pipe is open."""
    command = [sys.executable, "-c", HOLDER, str(pipe)]
    return subprocess.Popen(command, pass_fds=[pipe], stdout=subprocess.PIPE, text=True)


@LINUX
def test_a_process_lives_while_the_other_end_is_held_and_no_longer() -> None:
    ends = life()
    assert ends is not None
    with holder(ends[0]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        other = os.dup(ends[1])
        os.close(ends[1])
        assert process.poll() is None, "one holder of the end is left"
        os.close(other)
        assert process.wait() == -signal.SIGIO
    os.close(ends[0])


@LINUX
def test_a_process_whose_parent_is_gone_already_ends_at_once() -> None:
    ends = life()
    assert ends is not None
    os.close(ends[1])
    with holder(ends[0]) as process:
        assert process.communicate()[0] == ""
        assert process.returncode in (0, -signal.SIGIO)
    os.close(ends[0])


def test_where_the_kernel_does_not_tell_there_is_no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.guard.life.ASYNC", False)
    assert life() is None
