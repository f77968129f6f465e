"""How the commands speak: results as UTF-8 bytes on stdout, trouble as one line on stderr."""

from __future__ import annotations

import io
import os
import shutil
import sys

from juesuan.publish.screen import Screen, clean

PLAIN_WIDTH = 100
WIDEST = 120


class Trouble(Exception):
    """Wrong usage, or something that cannot be read or written; the message says what to do."""


def speak_utf8() -> None:
    """Let no Chinese message fail on an ASCII or GBK terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write a result to stdout, its line ends as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """Say on stderr what went wrong."""
    tell(f"juesuan: {clean(text)}")


def tell(text: str) -> None:
    """Say something on stderr that is no result."""
    sys.stderr.write(f"{text}\n")


def screen() -> Screen:
    """What stdout shows: colour only on a terminal, and not where NO_COLOR is set."""
    if not sys.stdout.isatty():
        return Screen(PLAIN_WIDTH)
    dumb = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(min(shutil.get_terminal_size().columns, WIDEST), colour=not dumb)
