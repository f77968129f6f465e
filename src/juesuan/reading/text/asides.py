"""Brackets that hold amounts: what is said in them is of what stands before, and ends with them.

`基本支出（600.10万元，占67.42%）和项目支出（290.00万元）` reads as if there were no brackets;
`收入总计900.00万元（其中：…），支出总计…` goes on behind them where it was. What a bracket says
that is not understood (不含基金20.00万元) may limit the amount before it: that is then not bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from juesuan.model.text import Claim
from juesuan.notation.speech.clue import Clues
from juesuan.reading.text.clauses import OPENING, Clause
from juesuan.reading.text.roles import State

AMONG = re.compile(r"含(?!.{0,40}(?:结转|结余|上年|以前))")
"""(含教育收费2.00万元): a part of the amount before it; (含上年结转) is of more than is told."""
EXCEPT = ("以外", "之外", "除外")  # 年初预算680.00万元(其中…)以外: not what was budgeted
Bound = tuple[Claim, int]


class Heard(NamedTuple):
    """What became of a clause: its claim, whether it is a mere name, whether it opens a list."""

    bound: Bound | None = None
    name: bool = False
    listed: bool = False


@dataclass(slots=True)
class _Aside:
    """An open bracket: the state before it, where its claims begin, what it was opened behind."""

    start: int
    state: State
    first: int
    behind: Heard
    unheard: bool = False
    listed: bool = False


@dataclass(slots=True)
class Asides:
    """The claims of a passage as its clauses are heard, and the brackets open.

    `opening` says that a clause opens a bracket behind a mere name, `alone` that one went before.
    """

    clues: Clues
    claims: list[Bound] = field(default_factory=list)
    open: list[_Aside] = field(default_factory=list)
    last: Heard = field(default_factory=Heard)
    opening: bool = False
    alone: bool = False
    closed: _Aside | None = None

    def turn(self, clause: Clause, state: State) -> State:
        """The state that a clause begins in."""
        while self.open and self.open[-1].start not in clause.within:
            state = self._close(state)
        self.opening = False
        for start in clause.within[len(self.open) :]:
            self.open.append(_Aside(start, state, len(self.claims), self.last))
            state, self.opening, self.last = state.aside(), self.last.name, Heard()
        return state

    def take(self, clause: Clause, heard: Heard) -> None:
        """Remember what a clause came to."""
        if self.closed and clause.text.startswith(EXCEPT):
            self._forget(self.closed)
        self.closed = None if not self.open else self.closed
        if self.open:
            here = self.open[-1]
            here.listed |= heard.listed or AMONG.match(clause.text) is not None
            here.unheard |= heard.bound is None and self.clues.money.search(clause.text) is not None
        if heard.bound is not None:
            self.claims.append(heard.bound)
        self.last = heard if clause.mark in tuple(OPENING) else Heard()
        self.alone = heard.name and clause.mark in ("，", "：")

    def close(self) -> list[Bound]:
        """All claims of the passage, at its end."""
        while self.open:
            self._close(self.open[0].state)
        return self.claims

    def _forget(self, aside: _Aside) -> None:
        """What is in a bracket and the amount before it are bound to nothing."""
        del self.claims[aside.first :]
        if aside.behind.bound is not None and self.claims[-1:] == [aside.behind.bound]:
            self.claims.pop()

    def _close(self, inner: State) -> State:
        """The state behind a bracket; the claims are gone that what is in it may limit."""
        ended = self.open.pop()
        self.closed = ended
        if ended.unheard and not ended.listed:
            self._forget(ended)
            if ended.behind.name:
                ended.state.subject = None
            return ended.state
        return inner if ended.behind.name else ended.state
