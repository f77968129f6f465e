"""The limits of a reading as options and environment say."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from juesuan.cli.streams import Trouble
from juesuan.model.page import MB, Limits


def limits_of(words: Namespace, base: Limits = Limits()) -> Limits:  # noqa: B008 - a frozen record
    """The limits of this command."""
    try:
        return bounded(base, vars(words), os.environ)
    except ValueError as error:
        raise Trouble(str(error)) from error


class Bound(NamedTuple):
    """A limit a user may set, by an option or by the environment."""

    field: str
    says: str
    least: int
    most: int
    size: bool = False

    @property
    def option(self) -> str:
        """The option of the commands that read."""
        return f"--max-{self.field}"

    @property
    def variable(self) -> str:
        """The variable of the environment; the option goes before it."""
        return f"JUESUAN_MAX_{self.field.upper()}"

    def value(self, text: str, name: str) -> int:
        """What is written, as a number; ValueError names what it may be."""
        match = re.fullmatch(r"([0-9]{1,15})([KMG]?)", text.strip().upper())
        if match and (self.size or not match[2]):
            value = int(match[1]) << (10 * " KMG".index(match[2] or " "))
            if self.least <= value <= self.most:
                return value
        raise ValueError(f"{name} 不能是“{text[:40]}”：{self._allowed()}")

    def _allowed(self) -> str:
        if self.size:
            least = f"{self.least // MB}M" if self.least >= MB else f"{self.least}"
            return f"请写字节数，可带 K、M、G，例如 500M、8G，不小于 {least}"
        return f"请写 {self.least} 到 {self.most} 的整数"


BOUNDS = (
    Bound("seconds", "读一份文件或一个账套最多几秒", 1, 10**6),
    Bound("memory", "读一份文件或一个账套最多用多少内存", 256 * MB, 2**50, size=True),
    Bound("bytes", "一个文件最大多少", 1, 2**50, size=True),
    Bound("pages", "一份文件最多几页，一个工作簿最多几张表", 1, 10**9),
    Bound("cells", "一页、一张表最多几格", 1, 10**12),
    Bound("columns", "账套的一张表最多几列", 1, 10**5),
    Bound("lines", "一份文本文件在表格之外最多几行", 1, 10**12),
    Bound("work", "解开一份 PDF 最多用几秒处理器时间，每页另加 0.1 秒", 1, 10**6),
)


def bounded(base: Limits, options: Mapping[str, object], environment: Mapping[str, str]) -> Limits:
    """The limits as the options, else the environment, say; ValueError where one is nonsense."""
    given: dict[str, int] = {}
    for bound in BOUNDS:
        option = options.get(f"max_{bound.field}")
        if option is not None:
            given[bound.field] = bound.value(str(option), bound.option)
        elif environment.get(bound.variable):
            given[bound.field] = bound.value(environment[bound.variable], bound.variable)
    return replace(base, **given)
