"""How a command ends: what its child process gave, and what was wrong with its books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from juesuan.cli.streams import TROUBLE, Trouble, complain, tell
from juesuan.guard import Failure, Fault

MOST = 50


def value(outcome: Any, name: str = "") -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    """What a child gave for an input; Fault or Trouble where it gave nothing."""
    if isinstance(outcome, Failure):
        named = f"{name}：" if name else ""
        raise (Fault if outcome.kind == "fault" else Trouble)(f"{named}{outcome.message}")
    return outcome


def refused(books: str, problems: Sequence[str]) -> int:
    """All that is wrong with the books, a line each."""
    for problem in problems[:MOST]:
        complain(problem)
    more = f"（只列出前 {MOST} 处）" if problems[MOST:] else ""
    tell(f"账套“{books}”有 {len(problems)} 处问题{more}，没有写出任何文件：请改正后重试")
    return TROUBLE
