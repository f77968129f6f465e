"""What a measure says of the subject of its clause: a formula, or nothing where that is unclear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import UNITS
from juesuan.model.text import Claim, Numeral
from juesuan.notation import numbers
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Expression
from juesuan.notation.speech.measure import Measure
from juesuan.notation.speech.narrative import PRIOR, Section, Subject, at
from juesuan.reading.text.budgets import Budgets, kind_of
from juesuan.reading.text.clauses import parts
from juesuan.reading.text.listed import BUDGET
from juesuan.reading.text.roles import LAST_YEAR, OTHER, OUTTURN, UNSURE, Role, State
from juesuan.reading.text.subjects import THIS_YEAR, Subjects
from juesuan.reading.text.whose import rates, told_by_rate

RELATIONS = {"up": ">=", "down": "<=", "same": "="}


class Meaning(NamedTuple):
    """What a measure says: a formula, the relation of it to the number, the number's sign."""

    says: Expression
    relation: str = "="
    sign: int = 1


class Predicate(NamedTuple):
    """What of a clause follows its subject, and where it stands; whether it named the subject.

    `aside` says that it opens a bracket behind nothing but a name; `ahead` is the next clause.
    """

    section: Section
    text: str
    offset: int
    clause: str
    named: bool
    aside: bool = False
    ahead: str = ""

    @property
    def led(self) -> bool:
        """Whether anything stands before it in its clause: a name, a year, 其中."""
        return self.aside or not self.clause.startswith(self.text)


class Pending(NamedTuple):
    """What a clause says of a part if a list is of the amount, and not of the change told first."""

    predicate: Predicate
    match: re.Match[str]
    meaning: Meaning


@dataclass(slots=True)
class PassageClaims:
    """What a passage came to: claims, and the state of each numeral in it."""

    claims: list[Claim] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)


class Meanings:
    """What measures say of subjects, in the state that the clauses before have left."""

    def __init__(
        self, subjects: Subjects, budgets: Budgets, edition: Edition, year: int | None
    ) -> None:
        clues = edition.clues
        self.subjects, self.budgets, self.clues, self.year = subjects, budgets, clues, year
        self.state, self.rates = State(clues), rates(edition.measures.values())
        self.budgeted = tuple(m for m in edition.measures.values() if m.uses == {"budget"})
        self.pending: list[Pending] = []
        self.likely: Meaning | None = None

    def restart(self) -> None:
        """Begin where nothing has been said."""
        self.state = State(self.clues)

    def of(self, predicate: Predicate, measure: Measure, match: re.Match[str]) -> Meaning | None:
        """What a measure says of the present subject; None where that is not clear."""
        meaning, likely = self._of(predicate, measure, match), self.likely
        self.likely = None
        if meaning is None and likely is not None:
            self.pending.append(Pending(predicate, match, likely))
        return meaning

    def settled(self) -> list[Pending]:
        """What was not clear in a list, and is by what a later part of it has shown."""
        settled = self.pending if self.state.proven else []
        if settled or not self.state.listing:
            self.pending = []
        self.state.proven = False
        return settled

    def _of(self, predicate: Predicate, measure: Measure, match: re.Match[str]) -> Meaning | None:
        words, uses = parts(match), measure.uses
        if not self._take_base(words) or measure.means is None:
            return None
        subject = self._meant(predicate.section, words.get("s", ""))
        if subject is None:
            return None
        directed = not RELATIONS.keys().isdisjoint(words)
        whose = self.clues.outturn_changes if directed else self.clues.outturn
        explicit = bool(whose.search(predicate.text))
        adrift = self.state.inherited or (self.state.paused and self.state.listing)
        if adrift and not predicate.named and "whole" not in uses:
            whole = Role("budget", words.get("b", "")) if uses == {"budget"} else UNSURE
            self.state.leave(OUTTURN if explicit else whole)
            return None
        self.state.subject = subject
        if uses == {"prior"}:
            self.state.year = LAST_YEAR
        if directed and "base" in uses and words["u"] in UNITS:
            self.state.changed(_number(words["n"]) * UNITS[words["u"]])
        if uses in ({"now"}, {"prior"}):
            return self._amount(subject, predicate, words, explicit=explicit)
        if uses == {"budget"}:
            if self.state.listing and not predicate.named and subject is self.state.holder:
                return None  # 其中当年预算…、上年结转…: where it came from
            value = _number(words["n"]) * UNITS[words["u"]]
            in_passing = "done" in words  # 完成预算12.00万元|的83.33%: the talk is of the outturn
            return self._budgeted(subject, words, value, in_passing=in_passing)
        return self._reckoned(predicate, measure, words, subject, explicit=explicit)

    def _reckoned(
        self,
        predicate: Predicate,
        measure: Measure,
        words: Mapping[str, str],
        subject: Subject,
        *,
        explicit: bool,
    ) -> Meaning | None:
        """A number that is reckoned from others: a share, a rate, a change, a comparison."""
        named = predicate.named or bool(words.get("s"))
        role = self.state.role_of(subject, named=named, explicit=explicit)
        if "whole" in measure.uses:
            self.state.parts.shared = True
            if self.pending and role == UNSURE and subject.says == self.pending[-1].meaning.says:
                self.likely = self._share(predicate.section, subject, OUTTURN, measure, words)
                return None
            unsure = named and self.state.of_change(subject, None)
            return None if unsure else self._share(predicate.section, subject, role, measure, words)
        budgeted = "budget" in measure.uses or self.state.base.startswith(BUDGET)
        if not self.state.parts.clear(subject, BUDGET if budgeted else PRIOR, named=named):
            return self._by_rate(subject, predicate, measure, words)
        if "budget" in measure.uses:
            return self._of_budget(subject, measure, words, role, explicit=explicit)
        both = role.kind == "prior" and subject in self.state.outturns
        return self._compared(subject, measure, words) if role == OUTTURN or both else None

    def _by_rate(
        self, subject: Subject, predicate: Predicate, measure: Measure, words: Mapping[str, str]
    ) -> Meaning | None:
        """A change since last year, of a part or of the whole: of whom the next rate is."""
        if self.state.base != PRIOR or words.get("u") not in UNITS or self.state.holder is None:
            return None
        rate = next(filter(None, (one.heard(predicate.ahead) for one in self.rates)), None)
        among, amounts = (subject, self.state.holder), self.state.outturn_amounts
        whose = told_by_rate(among, amounts, words, rate)
        if whose is None:
            return None
        self.state.subject = whose
        self.state.parts.settle(whose, PRIOR)
        return self._compared(whose, measure, words)

    def _amount(
        self, subject: Subject, predicate: Predicate, words: Mapping[str, str], *, explicit: bool
    ) -> Meaning | None:
        """A bare amount: the subject's in the role its words or its list give it."""
        state = self.state
        if predicate.text.startswith("支出") and state.spoken.kind == "budget":
            explicit = True
        if not (predicate.led or explicit or state.year):
            state.doubt()
            return None
        value = _number(words["n"]) * UNITS[words["u"]]
        explicit |= self._budget_ahead(predicate, state.role)
        if not explicit and predicate.named and state.of_change(subject, value):
            state.spoken, self.likely = UNSURE, Meaning(subject.says)
            return None
        role = state.role_of(subject, named=predicate.named, explicit=explicit)
        if not predicate.named and state.year is None and role.kind == "prior":
            role = OTHER
        state.say(subject, role, named=predicate.named)
        state.amounts[role.kind] = subject, value
        if role == OUTTURN:
            state.outturn_amounts[subject.id] = value
        says = self._in_role(subject, role, value)
        return Meaning(says) if says else None

    def _budget_ahead(self, predicate: Predicate, role: Role) -> bool:
        """Whether the next clause tells the budget: 接待费7.28万元，年初预算为9.50万元."""
        budget = next(filter(None, (one.heard(predicate.ahead) for one in self.budgeted)), None)
        open_to = role.kind in ("budget", "unsure") and role != OTHER
        return budget is not None and open_to and role.word in ("", budget["b"] or "")

    def _in_role(
        self, subject: Subject, role: Role, value: Decimal | None = None
    ) -> Expression | None:
        """The number of a subject that a role means; None for a role that is not known."""
        if role.kind == "budget":
            return self.budgets.of(subject, role.word, self.state.budgets, value)
        if role.kind == "prior":
            return at(subject.says, PRIOR)
        return subject.says if role == OUTTURN else None

    def _budgeted(
        self, subject: Subject, words: Mapping[str, str], value: Decimal, *, in_passing: bool
    ) -> Meaning | None:
        """The budget of the subject, of this year only."""
        word = words.get("b", "")
        if self.state.year is not None and self.state.year != OUTTURN:
            self.state.say(subject, OTHER, named=True)
            return None
        if not in_passing:
            self.state.say(subject, Role("budget", word), named=True)
        self.state.amounts["budget"] = subject, value
        self.state.parts.kinds.add(BUDGET)
        budget = self._budget(subject, word, value)
        return Meaning(budget) if budget else None

    def _share(
        self,
        section: Section,
        subject: Subject,
        role: Role,
        measure: Measure,
        words: Mapping[str, str],
    ) -> Meaning | None:
        whole = self._whole(section, subject, words.get("w", ""), role)
        part = self._in_role(subject, role)
        return Meaning(measure.of({"now": part, "whole": whole})) if part and whole else None

    def _take_base(self, words: Mapping[str, str]) -> bool:
        """Remember what a comparison is made with; False where its year is not last year."""
        if "year" in words and self.year is not None and int(words["year"]) != self.year - 1:
            self.state.base = ""
            return False
        if words.get("byear") not in (None, str(self.year)):
            self.state.base = ""
            return False
        if "compared" in words:
            budgeted = "预算" in words["compared"]
            self.state.base = f"预算{words.get('budget', '')}" if budgeted else PRIOR
        return True

    def _meant(self, section: Section, repeated: str) -> Subject | None:
        """The subject a measure repeats inside itself, else the present one."""
        if not repeated:
            return self.state.subject
        return self.subjects.called(section, repeated)

    def _budget(
        self, subject: Subject, word: str, value: Decimal | None = None
    ) -> Expression | None:
        if kind := kind_of(word):
            self.state.budgets.append(kind)
        return self.budgets.of(subject, word, self.state.budgets, value)

    def _of_budget(
        self,
        subject: Subject,
        measure: Measure,
        words: Mapping[str, str],
        role: Role,
        *,
        explicit: bool,
    ) -> Meaning | None:
        """A rate of completion, or how the outturn compares with a budget."""
        if role.kind in ("prior", "unsure"):
            return None
        budget = self._budget(subject, words.get("b", ""))
        if not explicit:
            self.state.rated()
        if budget is None:
            return None
        says = measure.of({"now": subject.says, "budget": budget})
        direction = next((name for name in RELATIONS if name in words), "")
        if not direction and words.get("u") in UNITS:
            return self._apart(subject, says)
        if "n" in words:  # 决算数小于预算数|5.00万元: by how much
            return Meaning(says, sign=-1 if direction == "down" else 1)
        return Meaning(says, RELATIONS[direction] if direction else "=")

    def _apart(self, subject: Subject, says: Expression) -> Meaning | None:
        """差值: a difference told without its sign, which the two amounts before it have."""
        amounts = {kind: value for kind, (of, value) in self.state.amounts.items() if of is subject}
        if "budget" not in amounts or "outturn" not in amounts:
            return None
        return Meaning(says, sign=1 if amounts["budget"] >= amounts["outturn"] else -1)

    def _compared(
        self, subject: Subject, measure: Measure, words: Mapping[str, str]
    ) -> Meaning | None:
        """增减、升降、持平 against last year or a budget."""
        if not self.state.base or "about" in words:
            return None
        if self.state.base == PRIOR:
            other: Expression | None = at(subject.says, PRIOR)
        else:
            word = self.state.base.removeprefix("预算")
            other = self.budgets.of(subject, word, self.state.budgets)
        if other is None:
            return None
        says = measure.of({"now": subject.says, "base": other})
        return Meaning(says, sign=-1 if "down" in words else 1)

    def _listed_of(self, section: Section, subject: Subject) -> Expression | None:
        """What a list is of, 本年收入合计…，其中：…，占…; not of 收入总计: it may be less."""
        holder, whole = self.state.holder, section.whole
        if holder is None or holder is subject:
            return None if subject.shared else whole
        if subject.shared:
            return None if holder.shared or holder.says == whole else holder.says
        return whole if whole is None or holder.says == whole else None

    def _listed_apart(self, subject: Subject) -> bool:
        """Whether a subject is listed as a part of another than what it usually is a part of."""
        holder = self.state.holder
        return holder not in (None, subject) and holder.says != subject.whole

    def _whole(
        self, section: Section, subject: Subject, name: str, role: Role
    ) -> Expression | None:
        """What a share is a share of: the words said, else the subject's or section's own."""
        whole = subject.whole or (None if subject.shared else section.whole)
        if self.state.listing and subject.whole is None:
            whole = self._listed_of(section, subject)
        elif self.state.listing and not name and self._listed_apart(subject):
            return (
                None  # 中小企业500.00万元，其中：小微企业300.00万元，占60.00%: of which of the two
            )
        if name:
            named = self.subjects.called(section, name)
            if named is None and name.startswith(THIS_YEAR):  # 占本年一般公共预算财政拨款支出…
                name = name.removeprefix(THIS_YEAR)
                named = self.subjects.called(section, name)
            if named is None or named.among:  # a part of one other is not what that is a share of
                named = self.subjects.anywhere.get(name)
            whole = named.says if named else None
        if whole is None or role == OUTTURN:
            return whole
        all_of = (s for s in section.subjects if s.says == whole)
        return self._in_role(next(all_of, Subject("", (), whole)), role)


def read_number(number: str) -> numbers.Read:
    """What a claim's number says; one too long to reckon with was sealed and is never bound."""
    read = numbers.parse(number)
    if isinstance(read, numbers.Read):
        return read
    raise ValueError(number)


def _number(text: str) -> Decimal:
    return read_number(text).value
