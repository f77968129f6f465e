"""`juesuan trace`: from a figure back to the postings behind it, and from these to figures."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from juesuan.books import LIMITS
from juesuan.bookwork import carried_out
from juesuan.cli.bounds import limits_of
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, Trouble, say
from juesuan.model.number import Address


def run(words: Namespace) -> int:
    """Show the postings behind one cell of what was prepared, or the cells of some postings."""
    home = Path(words.folder)
    if not os.path.isfile(home / "manifest.json"):  # noqa: PTH113 - never raises
        raise Trouble(f"“{words.folder}”不是 juesuan prepare 写出的文件夹：请检查路径")
    if bool(words.address) == bool(words.posting):
        raise Trouble("请写一个数的地址（如 03:2010301:2），或用 --posting 写一张凭证，只写一种")
    limits = limits_of(words, LIMITS)
    if words.posting:
        sought = str(home), words.posting, words.format == "json"
        say(str(value(carried_out("entered", limits, *sought))))
        return CLEAN
    try:
        Address.parse(words.address)
    except ValueError as error:
        raise Trouble(str(error)) from error
    asked = str(home), words.address, words.unit, words.format == "json"
    say(str(value(carried_out("trace", limits, *asked))))
    return CLEAN
