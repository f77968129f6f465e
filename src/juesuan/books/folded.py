"""Problems that several sheets have for one cause, told once with the other places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from juesuan.model.books import Problem

COUNTED = re.compile(r"，这样的共 \d{1,12} 行$")
MOST_NAMED = 3


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: of those with one cause the first, which names the others' places."""
    groups: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_cause(problem, number), []).append(problem)
    return [_together(group) for group in groups.values()]


def _cause(problem: Problem, number: int) -> object:
    """What a problem has in common with those of the same cause in other sheets."""
    if problem.cause:
        return problem.cause
    if not problem.message:
        return number
    message = COUNTED.sub("", problem.message)
    return (problem.column, problem.value, problem.allowed, message)


def _together(group: list[Problem]) -> Problem:
    first, *others = group
    if not others:
        return first
    places = "、".join(
        f"“{o.sheet}”{f'第 {o.row} 行' if o.row else ''}" for o in others[:MOST_NAMED]
    )
    rest = f"等共 {len(others)} 处" if len(others) > MOST_NAMED else ""
    return replace(first, message=f"{first.message}（{places}{rest}也是）")
