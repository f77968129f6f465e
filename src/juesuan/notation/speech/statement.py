"""What the text says of evaluated projects, as declared patterns with named parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.measure import compiled

NAMES = (
    "综述 综述得分 综述执行得分 综述预算 综述执行 综述执行率 涵盖 等级 平均 列举 列举之前 "
    "总结项数 总结合计 总结分项 最低分 团组 名称之后"
).split()


class Statements:
    """The declared statements by name; a text may be of any region, so each reads all of them."""

    def __init__(self, patterns: Mapping[str, tuple[re.Pattern[str], ...]]) -> None:
        self.patterns = patterns

    def first(
        self, name: str, text: str, start: int = 0, end: int | None = None
    ) -> re.Match[str] | None:
        """The first match of a statement, its patterns tried in order."""
        return next(self.firsts(name, text, start, end), None)

    def firsts(
        self, name: str, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """The first match of each pattern of a statement, in order."""
        last = len(text) if end is None else end
        yield from filter(None, (p.search(text, start, last) for p in self.patterns[name]))

    def all(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Every match of a statement, pattern by pattern."""
        for pattern in self.patterns[name]:
            yield from pattern.finditer(text)


def read_statements(declared: Iterable[Mapping[str, Any]]) -> Statements:
    """The statements of several editions as one; raises FormulaError where one is wrong."""
    patterns: dict[str, dict[str, re.Pattern[str]]] = {name: {} for name in NAMES}
    for data in declared:
        for name, texts in data["statement"].items():
            if name not in patterns:
                raise FormulaError(f"[statement] 中的“{name}”没有人读；有：{'、'.join(NAMES)}")
            for text in texts:
                patterns[name][text] = compiled(text, data["fragment"])
    if missing := [name for name, texts in patterns.items() if not texts]:
        raise FormulaError(f"[statement] 缺少：{'、'.join(missing)}")
    return Statements({name: tuple(texts.values()) for name, texts in patterns.items()})
