"""Whose year an amount is of and whether it is budgeted, carried from clause to clause.

An amount has the role its own words give it; in a list (其中：…) that of its whole.
Where neither tells, the role is unsure and the amount is bound to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.notation.speech.own_names import longest, name_at, short_at
from juesuan.reading.text.listed import Parts

YEAR = re.compile(r"(20\d\d)年(?:12月31日|度)?")

Kind = Literal["outturn", "prior", "budget", "unsure"]


class Role(NamedTuple):
    """What an amount is: spent this year, last year's, budgeted (`word` which), or nobody knows."""

    kind: Kind
    word: str = ""


TOTALS = ("本年支出合计", "收入支出总计")
OUTTURN, LAST_YEAR = Role("outturn"), Role("prior")
UNSURE, OTHER = Role("unsure"), Role("unsure", "年")


class Lead(NamedTuple):
    """What stands before the subject of a clause: how long it is, the year it names, 其中."""

    length: int
    year: Role | None
    listed: bool


def year_role(year: str, this: int | None) -> Role:
    """The role that a year gives to an amount."""
    if this is None or year == str(this):
        return OUTTURN
    return LAST_YEAR if year == str(this - 1) else OTHER


def this_year_said(text: str, this: int | None) -> int:
    """How long the year of the account is behind a subject: 行政运行(项)|2023年度|支出决算为…"""
    words = YEAR.match(text)
    return words.end() if words and words[1] == str(this) and words[0][-1] != "日" else 0


def lead(text: str, names: tuple[str, ...], this: int | None, clues: Clues) -> Lead:
    """What a clause begins with before it comes to its subject; `names` are the department's."""
    at, year, listed = 0, None, False
    while True:
        if words := YEAR.match(text, at):
            year = year_role(words[1], this)
        elif words := clues.last_year.match(text, at):
            year = LAST_YEAR
        elif words := clues.this_year.match(text, at):
            year = OUTTURN
        elif words := clues.listing.match(text, at):
            listed = True
        elif length := name_at(names, text, at) or short_at(longest(names), text, at):
            at += length
            continue
        elif not (words := clues.nothing.match(text, at)):
            return Lead(at, year, listed)
        at = words.end()


@dataclass(slots=True)
class State:
    """What the last clauses were about: subject, base of comparison, budgets named, roles.

    `role` is what the parts of `holder` inherit while `listing`; `spoken` is the role of the amount
    last said of the subject, `inherited` where it had it from a list; `outturns` are the subjects
    whose outturn this sentence has told, `year` is that which the clause names. `paused` says that
    none was named since the last semicolon. `change` is by how much the holder changed, `unheard`
    says that an amount after it was not understood: a list may be of either. `amounts` are the last
    of the sentence by their roles, `outturn_amounts` all that were spent this year, by
    subject. `sided` is the last of the sentence that is of 收入 or of 支出. `proven` says that a
    list that might have been one of the change is not.
    """

    clues: Clues
    subject: Subject | None = None
    base: str = ""
    budgets: list[str] = field(default_factory=list)
    role: Role = OUTTURN
    holder: Subject | None = None
    listing: bool = False
    spoken: Role = OUTTURN
    inherited: bool = False
    outturns: list[Subject] = field(default_factory=list)
    year: Role | None = None
    ended: bool = False
    paused: bool = False
    change: Decimal | None = None
    unheard: bool = False
    amounts: dict[Kind, tuple[Subject, Decimal]] = field(default_factory=dict)
    parts: Parts = field(default_factory=Parts)
    outturn_amounts: dict[str, Decimal] = field(default_factory=dict)
    sided: Subject | None = None
    proven: bool = False

    def enter(self, lead: Lead) -> None:
        """Begin a clause: a new sentence keeps a role only for a list of its parts.

        Behind a list it may go on about the last part or about the whole.
        """
        fresh = self.ended
        if self.ended and not lead.listed:
            self.subject = None if self.listing else self.subject
            self.role, self.holder, self.listing, self.inherited = OUTTURN, None, False, False
            self.outturns = []
            self.amounts, self.sided = {}, None
        self.paused &= not self.ended
        self.ended = False
        if lead.listed:
            self.parts.begin(fresh=fresh)
        if lead.listed and self.unheard:
            self.role = OTHER if self.role.kind == "prior" or self.role == OTHER else UNSURE
        self.unheard &= not lead.listed
        self.listing |= lead.listed
        self.year = lead.year

    def role_of(self, subject: Subject, *, named: bool, explicit: bool) -> Role:
        """The role of what a clause says of a subject."""
        if self.year is not None and self.year.kind != "outturn":
            return self.year
        role = self.role if named else self.spoken
        dated = role.kind == "prior" or role == OTHER
        if role == OUTTURN or (explicit and not dated) or (dated and self.year is not None):
            return OUTTURN
        if not named or (self.listing and subject is not self.holder):
            return role
        return OUTTURN if role.kind == "budget" and subject is self.holder else UNSURE

    def say(self, subject: Subject, role: Role, *, named: bool) -> None:
        """Remember the role in which an amount of a subject was said."""
        part = self.listing and named and role == self.role and subject is not self.holder
        self.spoken, self.inherited = role, part and role != OUTTURN
        again = subject in self.outturns
        if role == OUTTURN:
            self.outturns.append(subject)
        if again and role.kind == "prior":
            self.base = "上年"
        if part:
            self.parts.say(subject)
            return
        if subject is not self.holder or not self.listing:
            self.parts = Parts()
        self.change, self.unheard = None, False
        doubtful = again and role != OUTTURN
        self.role = (OTHER if role.kind == "prior" else UNSURE) if doubtful else role
        self.holder, self.listing = subject, False

    def holds(self, part: Subject, section: Section) -> bool:
        """Whether a list tells of a part in full: 基本支出…，其中：农林水支出… is some of it."""
        holder = self.holder if self.listing else None
        if holder is None or holder is part:
            return True
        if holder.id.isdigit():
            return part.id.startswith(holder.id)
        return not part.id.isdigit() or holder.says == section.whole or holder.id in TOTALS

    def lists(self, part: Subject) -> bool:
        """Whether a subject that is a part of one other alone is named in a list of that."""
        listed = self.holder.id if self.listing and self.holder is not None else ""
        return part.among in ("", listed)

    def changed(self, amount: Decimal) -> None:
        """A change since last year is of this year's amount: a list after it is of that or it."""
        dated = self.base == "上年" and (self.role == OTHER or self.role.kind == "prior")
        if dated and self.subject is self.holder and self.subject in self.outturns:
            self.role = OUTTURN
        if not self.listing:
            self.change = abs(amount)

    def of_change(self, subject: Subject, amount: Decimal | None) -> bool:
        """Whether what a list says of a part may be a part of the change told before it."""
        if self.change is None or not self.listing or subject is self.holder:
            return False
        if amount is not None and abs(amount) > self.change:
            self.change, self.proven = None, True
        return self.change is not None

    def aside(self) -> State:
        """The state inside a bracket, which ends with it."""
        budgets, outturns = list(self.budgets), list(self.outturns)
        return replace(self, budgets=budgets, outturns=outturns, parts=self.parts.copy())

    def rated(self) -> None:
        """A rate of completion after a budget leaves open what a list after it is a part of."""
        if self.role.kind == "budget" and not self.listing:
            self.role = UNSURE

    def leave(self, role: Role) -> None:
        """What follows a list without a name of its own is about nothing known, in some role."""
        self.subject, self.inherited, self.spoken = None, False, UNSURE
        self.role, self.holder, self.listing = role, None, False

    def doubt(self) -> None:
        """An amount of nobody knows what: a list after it may be its own."""
        if self.role != OUTTURN and not self.listing:
            self.role = OTHER if self.role.kind == "prior" else UNSURE

    def lose(self, text: str, this: int | None) -> None:
        """A clause not understood: what it says of budgets or other years may hold for the next."""
        if "元" not in text:
            return
        self.unheard |= not self.listing
        self.doubt()
        years = (year_role(year, this) for year in self.clues.other_year.findall(text))
        if self.clues.last_said.search(text) or any(role != OUTTURN for role in years):
            self.role = self.spoken = OTHER
        elif self.clues.budget_said.search(text) or self.clues.unit_said.match(text):
            self.role = self.spoken = UNSURE
