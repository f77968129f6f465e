"""The parent's end of one child process: start, ask, wait, give up, replace."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path
from typing import IO

from juesuan.guard.life import life
from juesuan.guard.wire import (
    GRACE,
    MEMORY,
    OUT_OF_MEMORY,
    RESAVE,
    Failure,
    debugging,
    receive,
    send,
    understood,
)
from juesuan.model.page import Limits

ROOT = Path(__file__).resolve().parents[2]  # the folder this package is imported from


class Child(subprocess.Popen[bytes]):
    """A process that ends when `life`, the end of a pipe, is closed."""

    life: int | None = None

    def let_go(self) -> None:
        """Close the pipe, once."""
        life, self.life = self.life, None
        if life is not None:
            os.close(life)


class Worker:
    """One child, started when first needed and replaced when it is lost, or after `renew` tasks."""

    def __init__(self, limits: Limits, allow: str, renew: int = 0) -> None:
        self._limits, self._allow, self._renew = limits, allow, renew
        self._done = 0
        self._lock = threading.Lock()
        self._closed = False
        self._process: Child | None = None

    def run(self, request: bytes) -> object | Failure:
        """Send one request, wait for the answer; the child is killed when time is up."""
        process = self._started()
        late = threading.Event()
        timer = threading.Timer(self._limits.seconds, _expire, (late, process))
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(process, request, self._limits)
        except BaseException:
            self._stop()
            raise
        finally:
            timer.cancel()
            timer.join()  # so that a late kill cannot hit the next task
        failed = isinstance(answer, Failure) and answer.kind not in ("refused", "formless")
        self._done += 1
        if failed or late.is_set() or self._done == self._renew:
            self._stop()
        if failed and late.is_set():
            return Failure("timeout", _too_slow(self._limits.seconds))
        return answer

    def close(self) -> None:
        """Kill the child; no other will be started."""
        with self._lock:
            self._closed = True
        self._stop()

    def _started(self) -> Child:
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers are closed")
            if self._process is not None and self._process.poll() is not None:
                _discard(self._process)  # died while idle: no fault of the next task
                self._process = None
            if self._process is None:
                self._process, self._done = _start(self._limits, self._allow), 0
            return self._process

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            _discard(process)


def _discard(process: Child) -> None:
    process.wait()
    process.let_go()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _open(pipe).close()


def _start(limits: Limits, allow: str) -> Child:
    ends = life()
    try:
        process = _spawned(limits, allow, ends[0] if ends else None)
    except BaseException:
        for end in ends or ():
            os.close(end)
        raise
    if ends:
        os.close(ends[0])
        process.life = ends[1]
    return process


def _spawned(limits: Limits, allow: str, end: int | None) -> Child:
    # -P: a file named like a library, lying in the folder of foreign files, is never imported.
    # utf8: what is written has Chinese names, whatever the locale says.
    command = [sys.executable, "-P", "-X", "utf8", "-m", "juesuan.guard"]
    more = [] if end is None else [str(end)]
    return Child(
        [*command, str(limits.memory), str(limits.seconds), allow, *more],
        pass_fds=[int(one) for one in more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debugging() else subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """The parent's environment, with this very package in reach, and one thread for each child."""
    spare = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    given = spare | os.environ
    root = str(ROOT)
    if root in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        return given
    return given | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    }


def _expire(late: threading.Event, process: subprocess.Popen[bytes]) -> None:
    late.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], request: bytes, limits: Limits) -> object | Failure:
    try:
        send(_open(process.stdin), request)
        payload = receive(_open(process.stdout), limits.unpacked)
    except OverflowError:
        return Failure("limit", f"读取结果过大，已停止：文件内容超过上限。{RESAVE}，或拆分文件")
    except (EOFError, OSError, ValueError):  # ended, pipe broken, pipe closed by close()
        return _ended(process)
    return understood(payload)


def _ended(process: subprocess.Popen[bytes]) -> Failure:
    """What the end of a child tells: SIGKILL that was not ours is the kernel's, out of memory."""
    try:
        status = process.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        status = 0
    if status in (OUT_OF_MEMORY, -9):
        return Failure("memory", MEMORY)
    return Failure("crashed", f"读取程序异常退出（{status}）：文件可能已损坏。{RESAVE}")


def _too_slow(seconds: float) -> str:
    cause = f"读取超过 {seconds:g} 秒仍未完成，已停止：文件可能已损坏或异常复杂"
    return f"{cause}。{RESAVE}，或用 --max-seconds 调高时间上限"


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe
