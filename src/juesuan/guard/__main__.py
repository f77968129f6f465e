"""The child: `python -m juesuan.guard MEMORY SECONDS ALLOW [LIFE]` answers requests."""

from __future__ import annotations

import contextlib
import faulthandler
import functools
import gc
import importlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from typing import IO, Any, NoReturn

from juesuan.extras import lacking
from juesuan.guard.fault import fault_message
from juesuan.guard.life import end_with
from juesuan.guard.wire import GRACE, MEMORY, OUT_OF_MEMORY, debugging, receive, send
from juesuan.model.page import Formless, Unreadable
from juesuan.notation.overlay import DeclarationError
from juesuan.sources import effort

SELDOM = 100_000, 50, 100  # a reading is kept whole; to look through it for garbage is dear


def _main(memory: int, seconds: float, allow: str) -> NoReturn:
    """Answer requests until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    requests, replies = _private_pipes()
    _limit_memory(memory)
    gc.set_threshold(*SELDOM)
    effort.end_with(functools.partial(_end, replies))
    todo: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, todo), daemon=True).start()
    while True:
        request = todo.get()
        # Ends a child that hangs without its parent, even inside a C library that keeps the GIL.
        faulthandler.dump_traceback_later(min(seconds + GRACE, 1e6), exit=True)
        reply = _answer(request, allow)
        faulthandler.cancel_dump_traceback_later()
        send(replies, reply)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, out of reach of a library that reads stdin or prints to stdout."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, replies


def _end(replies: IO[bytes], reason: str) -> NoReturn:
    """Answer for the task, which cannot be stopped, and end."""
    send(replies, pickle.dumps(("limit", reason)))
    os._exit(0)


def _limit_memory(most: int) -> None:
    if sys.platform == "win32":
        # No such limit there; but a crash must not wait for a click in a dialog.
        import msvcrt  # noqa: PLC0415

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        import resource  # noqa: PLC0415 - Windows has none

        for what, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, most)):
            with contextlib.suppress(ValueError, OSError):  # macOS may refuse RLIMIT_AS
                resource.setrlimit(what, (value, value))


def _listen(requests: IO[bytes], todo: queue.SimpleQueue[bytes]) -> None:
    """Take requests in beside the work, so that the parent's end is seen at once."""
    status = 0
    try:
        while True:
            todo.put(receive(requests, sys.maxsize))
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _answer(request: bytes, allow: str) -> bytes:
    try:
        task, args = pickle.loads(request)  # noqa: S301 - from the parent
        value = _function(task, allow)(*args)
        return pickle.dumps(("done", value), protocol=pickle.HIGHEST_PROTOCOL)
    except Unreadable as error:
        verdict = ("formless" if isinstance(error, Formless) else "refused", str(error))
    except DeclarationError as error:
        verdict = ("refused", f"声明有误：{error}")
    except MemoryError:
        verdict = ("memory", MEMORY)
    except BaseException as error:  # noqa: BLE001 - whatever ends a task is its answer
        verdict = _unforeseen(error)
    return pickle.dumps(verdict)


def _unforeseen(error: BaseException) -> tuple[str, str]:
    """An extra that is not installed is the user's to mend; anything else is a fault of ours."""
    missing = lacking(error) if isinstance(error, ModuleNotFoundError) else None
    if missing:
        return "refused", str(missing)
    if debugging():
        traceback.print_exception(error)
    return "fault", fault_message(error)


def _function(task: str, allow: str) -> Any:  # noqa: ANN401 - a task is any function
    if not task.startswith(allow):
        raise ValueError(task)
    module, _, name = task.partition(":")
    return getattr(importlib.import_module(module), name)


if __name__ == "__main__":
    for pipe in sys.argv[4:]:
        end_with(int(pipe))
    _main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
