"""A fault of our own: named as ours, where it happened, what to send us."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

PACKAGE = Path(__file__).resolve().parents[1]
SEND = (
    "请把这条消息、所用的命令、juesuan --version 的结果和能重现的文件发给维护者"
    "（未公开的、涉密的不要发）；设置 JUESUAN_DEBUG=1 再运行一次，可得到详细记录"
)


class Fault(RuntimeError):
    """The program itself failed, whatever it was given; the message says what to send us."""


def fault_message(error: BaseException) -> str:
    """What to say of an exception nobody foresaw: its type and place, nothing it was about."""
    name = type(error).__name__
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}，{sys.platform}"
    return (
        f"程序内部错误（{name}，{_place(error.__traceback__)}；{python}）："
        f"这是本程序的缺陷，不是文件或操作有误。{SEND}"
    )


def _place(trace: TracebackType | None) -> str:
    """The last line of ours that was at work."""
    frames = [(Path(f.filename), f.lineno or 0) for f in traceback.extract_tb(trace)]
    ours = [(p.relative_to(PACKAGE), n) for p, n in frames if p.is_relative_to(PACKAGE)]
    where, line = ours[-1] if ours else (Path("?"), 0)
    return f"{where.as_posix()} 第 {line} 行"
