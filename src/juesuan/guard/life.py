"""A child ends with its parent, even inside a pattern or a C library that keeps the GIL.

On Linux the parent holds the only write end of a pipe. When that goes, however the parent ended,
the kernel sends the child SIGIO, whose default action kills. PR_SET_PDEATHSIG would do it too,
but fires when the *thread* that started the child ends. Elsewhere the child sees its requests end.
"""

from __future__ import annotations

import os
import select
import signal
import sys

ASYNC = sys.platform == "linux"


def life() -> tuple[int, int] | None:
    """The child's and the parent's end of the pipe; None where the kernel does not tell."""
    return os.pipe() if ASYNC else None


def end_with(pipe: int) -> None:
    """Have this process killed when the last holder of the other end is gone."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - Windows has none

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGIO])
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
        if select.select([pipe], [], [], 0)[0]:  # gone before the kernel was asked
            os._exit(0)
