"""Folders that must not outlive a command, even one that is killed.

A killed process cleans nothing up, and its children are killed with it. So a third process, which
does nothing else, holds the end of a pipe; when the pipe closes, whatever closed it, the folder
goes. That process is this very file, run alone: it imports nothing but the standard library.
"""

from __future__ import annotations

import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 5.0  # seconds: a child that is being killed may still be writing
PAUSE = 0.05


@contextmanager
def passing_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder, which is gone afterwards, however this process ends; OSError.

    Its name is drawn, so that what the caretaker removes can be nobody else's.
    """
    path = parent.absolute() / f"{prefix}{secrets.token_hex(8)}"
    with _caretaker(path):
        path.mkdir(mode=0o700)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _caretaker(path: Path) -> Iterator[None]:
    """A process that removes the folder when this one is gone, started before there is one."""
    command = [sys.executable, "-I", "-S", __file__, str(path)]
    with subprocess.Popen(  # noqa: S603 - this very file
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl-C at the terminal is not for it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ):
        yield


def _take_care(path: Path) -> None:
    """Wait for the end of the command, then remove what it left."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(OSError):
        sys.stdin.buffer.read()
    until = time.monotonic() + PATIENCE
    while path.exists() and time.monotonic() < until:
        shutil.rmtree(path, ignore_errors=True)
        if path.exists():
            time.sleep(PAUSE)


if __name__ == "__main__":
    _take_care(Path(sys.argv[1]))
