"""The commands, one file each, loaded when called: `run` takes words and gives a status."""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module


def run(words: Namespace) -> int:
    """Run the command that was chosen; the status is 0, 1 where something is wrong, 2 or 3."""
    status: int = import_module(f"{__name__}.{words.command}").run(words)
    return status
