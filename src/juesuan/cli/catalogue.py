"""What argparse says, in Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

MESSAGES = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可以是：%(choices)s",
    "invalid %(type)s value: %(value)r": "不能是 %(value)r",
    "ignored explicit argument %r": "后面不写内容，却有 %r",
    "expected one argument": "后面缺少内容",
}


@contextmanager
def chinese() -> Iterator[None]:
    """Let argparse look its messages up here, in this block only: others may be using it too."""
    names = vars(argparse)
    gettext = names["_"]
    names["_"] = lambda message: MESSAGES.get(message, message)
    try:
        yield
    finally:
        names["_"] = gettext
