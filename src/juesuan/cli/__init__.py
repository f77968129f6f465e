"""The commands, thin: words in, results to stdout or files, trouble to stderr, an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import juesuan
from juesuan.cli.voice import Trouble, complain, speak_utf8
from juesuan.cli.words import parser

__all__ = ["main"]

TROUBLE, INTERRUPTED, PIPE_CLOSED = 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    speak_utf8()
    chosen = parser(f"juesuan {juesuan.__version__}").parse_args(arguments)
    try:
        from juesuan.cli.commands import COMMANDS  # noqa: PLC0415 - not for --help and --version

        status = COMMANDS[chosen.command](chosen)
        sys.stdout.flush()
    except Trouble as trouble:
        complain(str(trouble))
        return TROUBLE
    except BrokenPipeError:
        # Python flushes stdout once more at its end, when nobody reads it any longer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
