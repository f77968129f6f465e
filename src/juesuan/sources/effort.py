"""Work of a C library on one document, bounded in processor time where a child of ours does it.

A few bytes can draw a form a billion times, and the library cannot be interrupted from within. A
wall clock would blame the load of the machine, so what counts is the time the process itself used.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

OFTEN = 0.2
_ends: list[Callable[[str], None]] = []


def end_with(end: Callable[[str], None]) -> None:
    """Have `end` called with the reason where work takes too long: it must end the process."""
    _ends[:] = [end]


@contextmanager
def within(seconds: float, reason: str) -> Iterator[None]:
    """Work that may use so much processor time; without limit in a process that is no child."""
    if not _ends:
        yield
        return
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(done, seconds, reason), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(done: threading.Event, seconds: float, reason: str) -> None:
    most = time.process_time() + seconds
    while not done.wait(OFTEN):
        if time.process_time() > most:
            for end in _ends:
                end(reason)
