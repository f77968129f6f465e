"""The commands, thin: words in, results to stdout or files, trouble to stderr, an exit status."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence

import juesuan
from juesuan.cli.voice import Trouble, complain, speak_utf8
from juesuan.cli.words import parser

__all__ = ["main"]

TROUBLE, FAULT, INTERRUPTED, PIPE_CLOSED, TOLD_TO_END = 2, 3, 130, 141, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        return _run(arguments)
    except Trouble as trouble:
        complain(str(trouble))
        return TROUBLE
    except BrokenPipeError:
        # Python flushes stdout once more at its end, when nobody reads it any longer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever nobody foresaw is a fault of ours
        return _unforeseen(error)


def _run(arguments: Sequence[str] | None) -> int:
    speak_utf8()
    _end_in_order()
    chosen = parser(f"juesuan {juesuan.__version__}").parse_args(arguments)
    from juesuan.cli.commands import COMMANDS  # noqa: PLC0415 - not for --help and --version

    status = COMMANDS[chosen.command](chosen)
    sys.stdout.flush()
    return status


def _end_in_order() -> None:
    """Have SIGTERM unwind the command, so that what it has half written goes with it."""
    free = signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    if free and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TOLD_TO_END))


def _unforeseen(error: Exception) -> int:
    """An extra or memory that is lacking is the user's to mend; anything else is a fault."""
    import traceback  # noqa: PLC0415 - as above

    from juesuan.extras import lacking  # noqa: PLC0415
    from juesuan.guard.fault import Fault, fault_message  # noqa: PLC0415
    from juesuan.guard.wire import debugging  # noqa: PLC0415

    told = lacking(error) if isinstance(error, ModuleNotFoundError) else None
    if told:
        complain(str(told))
        return TROUBLE
    if isinstance(error, MemoryError):
        complain("内存不足，已停止：请关闭其他程序，或把输入拆小后再试")
        return TROUBLE
    if debugging():
        traceback.print_exception(error)
    complain(str(error) if isinstance(error, Fault) else fault_message(error))
    return FAULT
