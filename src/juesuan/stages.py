"""Checks run one by one, so that one that fails is told and costs none of the others."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

from juesuan.model.finding import Finding

Result = TypeVar("Result")
DEBUG = "JUESUAN_DEBUG"


class Stages:
    """Runs checks by name; `failed` are the findings on those that broke down."""

    def __init__(self) -> None:
        self.failed: list[Finding] = []

    def run(self, name: str, check: Callable[[], Result], otherwise: Result) -> Result:
        """What a check returns; `otherwise` where it fails, which is said as 未核."""
        try:
            return check()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a check may do wrong
            if os.environ.get(DEBUG) == "1":
                traceback.print_exc(file=sys.stderr)
            kind = type(error).__name__
            message = (
                f"规则“{name}”未能执行（{kind}），属本程序缺陷：请把文件或出错的段落连同版本号反馈给我们；"
                "其余检查不受影响"
            )
            self.failed.append(Finding("规则故障", "未核", message, key=f"规则故障|{name}"))
            return otherwise

    def findings(self, name: str, check: Callable[[], Iterable[Finding]]) -> list[Finding]:
        """All findings of a check; none of one that fails on the way."""
        return self.run(name, lambda: list(check()), [])
