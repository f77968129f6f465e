"""How the commands speak: results as UTF-8 bytes on stdout, trouble as one line on stderr."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from juesuan.publishing.screen import COLOURING, Screen, clean, one_line, still
from juesuan.sources.regular import why

PLAIN_WIDTH = 100
WIDEST = 120
CLEAN, WRONG, TROUBLE, FAULT = range(4)  # how a command ends

Outcome = TypeVar("Outcome")


class Trouble(Exception):
    """Wrong usage, or something that cannot be read or written; the message says what to do."""


def speak_utf8() -> None:
    """Let no Chinese message fail on an ASCII or GBK terminal, nor where a stream is closed."""
    for handle in (0, 1, 2):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free handle, this one
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write a result to stdout, its line ends as they are, nothing in it steering a terminal."""
    if sys.stdout is None:
        raise Trouble("标准输出是关闭的，结果无处可写：请打开它，或用 --out 指定文件")
    with _writing():
        sys.stdout.flush()
        sys.stdout.buffer.write(
            still(text, COLOURING if screen().colour else None).encode("utf-8", "backslashreplace")
        )
        sys.stdout.buffer.flush()


def finish() -> None:
    """Write out what stdout still holds; Trouble where it cannot take it."""
    if sys.stdout is not None:
        with _writing():
            sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    """Trouble instead of an error in writing to stdout."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hush()
        raise Trouble(
            f"标准输出写不了（{why(error)}）：请检查磁盘空间，或用 --out 指定文件"
        ) from error


def hush() -> None:
    """Let what stdout still holds go nowhere: Python flushes it once more at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str) -> None:
    """Say on stderr what went wrong."""
    tell(f"juesuan: {clean(text)}")


def tell(text: str) -> None:
    """Say a line on stderr that is no result; where nobody hears it, in vain."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{one_line(text)}\n")


def screen() -> Screen:
    """What stdout shows: colour only on a terminal, and not where NO_COLOR is set."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Screen(PLAIN_WIDTH)
    dumb = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(min(shutil.get_terminal_size().columns, WIDEST), colour=not dumb)


def with_progress(
    outcomes: Iterable[Outcome],
    count: int,
    *,
    waiting: bool = True,
    name: Callable[[Outcome], str] = lambda _: "",
) -> Iterator[Outcome]:
    """The outcomes as they come; with a bar on stderr where several are on their way.

    Results that are `waiting` come when the bar is gone, so that the two do not mix on one
    terminal; others, which go into files, come at once. `name` is what came last.
    """
    if count < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console  # noqa: PLC0415 - only for the bar
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    last = TextColumn("{task.fields[last]}", markup=False)
    columns = (TextColumn("审核"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), last)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("审核", total=count, last="")

        def advancing() -> Iterator[Outcome]:
            for outcome in outcomes:
                bar.update(task, advance=1, last=clean(name(outcome)))
                yield outcome

        tracked = advancing()
        finished = list(tracked) if waiting else []
        yield from tracked
    yield from finished
