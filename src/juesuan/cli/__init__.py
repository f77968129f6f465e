"""The commands, thin: words in, results to stdout or files, trouble to stderr, an exit status."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import juesuan
from juesuan.cli.arguments import parsed
from juesuan.cli.commands import run
from juesuan.cli.inputs import Inputs, plain
from juesuan.cli.streams import (
    FAULT,
    TROUBLE,
    Trouble,
    complain,
    finish,
    hush,
    speak_utf8,
    tell,
)
from juesuan.sources.regular import shown, why

__all__ = ["main"]

INTERRUPTED, PIPE_CLOSED = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        with _tidy_end():
            return _run(arguments)
    except Trouble as trouble:
        complain(str(trouble))
        return TROUBLE
    except BrokenPipeError:
        hush()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        named = f"“{shown(error.filename)}”：" if isinstance(error.filename, str) else ""
        complain(f"{named}{why(error)}。请检查路径、权限和磁盘空间")
        return TROUBLE
    except Exception as error:  # noqa: BLE001 - whatever nobody foresaw is a fault of ours
        return _unforeseen(error)


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Asked to end, leave nothing half-written: go the way of an error, out of every block."""
    names = ("SIGTERM", "SIGHUP")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    mine = threading.current_thread() is threading.main_thread()
    heard = [number for number in signals if mine and signal.getsignal(number) == signal.SIG_DFL]
    kept = [(number, signal.signal(number, _end)) for number in heard]
    try:
        yield
    finally:
        for number, before in kept:
            signal.signal(number, before)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _run(arguments: Sequence[str] | None) -> int:
    speak_utf8()
    chosen = parsed(f"juesuan {juesuan.__version__}", arguments)
    inputs = Inputs(chosen)
    inputs.refuse_outputs()
    plain(chosen)
    chosen.inputs = inputs
    status = run(chosen)
    finish()
    return status


def _unforeseen(error: Exception) -> int:
    """An extra or memory that is lacking is the user's to mend; anything else is a fault."""
    import traceback  # noqa: PLC0415 - as above

    from juesuan.extras import lacking  # noqa: PLC0415
    from juesuan.guard.fault import Fault, fault_message  # noqa: PLC0415
    from juesuan.guard.wire import debugging  # noqa: PLC0415
    from juesuan.notation.overlay import DeclarationError  # noqa: PLC0415

    extra = lacking(error) if isinstance(error, ModuleNotFoundError) else None
    if extra:
        complain(str(extra))
        return TROUBLE
    if isinstance(error, DeclarationError):
        complain(f"声明有误：{error}")
        return TROUBLE
    if isinstance(error, MemoryError):
        complain("内存不足，已停止：请关闭其他程序，或把输入拆小后再试")
        return TROUBLE
    if debugging():
        for line in "".join(traceback.format_exception(error)).splitlines():
            tell(line)
    complain(str(error) if isinstance(error, Fault) else fault_message(error))
    return FAULT
