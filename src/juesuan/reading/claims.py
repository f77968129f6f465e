"""The narrative read into claims: every number bound to what the clause says of it, or not at all.

A number is bound only where the whole of its clause is understood; nothing is bound by nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.model.number import UNITS, ZERO, Address, Facts
from juesuan.model.text import Claim
from juesuan.notation import formula, numbers, spelling
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Expression, Number, Operation, Term
from juesuan.notation.narrative import PRIOR, Narrative, Section, Subject, at
from juesuan.reading.asides import Asides, Heard
from juesuan.reading.budgets import Budgets, kind_of
from juesuan.reading.clauses import Clause, Names, clauses, parts, patterns
from juesuan.reading.codes import Codes
from juesuan.reading.counted import counted
from juesuan.reading.meaning import Measure, Said, Spoken
from juesuan.reading.numerals import ORDINAL_HEAD, numerals_of
from juesuan.reading.roles import (
    COMPARED_SAID,
    LAST_YEAR,
    OTHER,
    OUTTURN,
    OUTTURN_SAID,
    UNSURE,
    Role,
    State,
    lead,
)
from juesuan.reading.sections import Passage

DIRECTIONS = {"大于": ">=", "高于": ">=", "超过": ">=", "小于": "<=", "低于": "<=", "等于": "="}
DOWN = ("减", "下降", "降", "少")


NO_SECTION = Section("", ())
JOINED = re.compile(r"[及和与、]")
ELSEWHERE = ("07", "08")


class Reader:
    """Reads passages of one document into claims."""

    def __init__(
        self,
        narrative: Narrative,
        edition: Edition,
        facts: Facts,
        year: int | None,
        department: str,
    ) -> None:
        self.sections = {section.id: section for section in narrative.sections}
        self.codes = Codes(facts, edition.functional, edition.year)
        self.year, self.department, self.facts = year, department, facts
        self.subjects = {
            section.id: {
                name: s for s in section.subjects if self._none(s.unless) for name in s.names
            }
            for section in narrative.sections
        }
        self.names = {key: Names(list(found)) for key, found in self.subjects.items()}
        everything = [s for section in narrative.sections for s in section.subjects if not s.unless]
        self.anywhere = {name: s for s in reversed(everything) for name in s.names}
        form = edition.form("09")
        self.budgets = Budgets(facts, form.budget if form else "")
        self.state = State()

    def read(self, passage: Passage) -> Spoken:
        """The claims of one passage, and what became of each numeral."""
        spoken = Spoken()
        section = self._section(passage)
        bound: dict[int, int] = {}
        self.state = State()
        self.budgets.open(passage.text)
        for claim, start in self._counts(passage, section):
            if start not in bound:
                bound[start] = len(spoken.claims)
                spoken.claims.append(claim)
        for claim, start in self._clauses(passage, section):
            if start not in bound:
                bound[start] = len(spoken.claims)
                spoken.claims.append(claim)
        spoken.numerals += numerals_of(passage, bound)
        return spoken

    def _clauses(self, passage: Passage, section: Section) -> list[tuple[Claim, int]]:
        """The claims of all clauses of a passage."""
        asides = Asides()
        for clause in clauses(passage.text):
            self.state = asides.turn(clause, self.state)
            asides.take(clause, self._clause(passage, section, clause, aside=asides.opening))
            self.state.ended |= clause.mark == "。"
            if clause.mark == "\n":
                self.state = State()
        return asides.close()

    def _section(self, passage: Passage) -> Section:
        """The section a passage is; none where its title could mean more than that."""
        found = self.sections.get(passage.section, NO_SECTION)
        title = spelling.label(passage.title.partition("。")[0])
        loose = any(title.endswith(one) and "公共预算" not in title for one in found.loose)
        return NO_SECTION if loose and not self._none(found.unless) else found

    def _none(self, addresses: Sequence[Address]) -> bool:
        """Whether all these amounts are known to be zero."""
        found = map(self.facts.known, addresses)
        return all(fact is not None and not fact.value for fact in found)

    def _counts(self, passage: Passage, section: Section) -> Iterator[tuple[Claim, int]]:
        for address, found in counted(section, passage.text, self.year):
            if numbers.decimal(found["number"]) is None:
                continue
            start = found.start("number")
            unit = found.groupdict().get("u") or ""
            said, printed = Said(Term(address)), (found["number"], unit)
            yield self._claim(passage, start, said, printed, found[0]), start

    def _clause(self, passage: Passage, section: Section, clause: Clause, *, aside: bool) -> Heard:
        """What one clause claims; nothing where some of it is not understood."""
        text, offset = clause.text, clause.start
        if ordinal := ORDINAL_HEAD.match(text):
            self.state = State()
            text, offset = text[ordinal.end() :], offset + ordinal.end()
        begins = lead(text, self.department, self.year)
        self.state.enter(begins)
        text, offset = text[begins.length :], offset + begins.length
        named, length = self._subject(section, text)
        if named is not None and not self._goes_on(text[length:]):
            self.state.subject = named
        elif length or ("元" in text and not any(patterns(text))):
            self.state.subject = None
        rest = text[length:]
        measure = Measure(section, rest, offset + length, clause.text, length > 0, aside)
        understood = list(patterns(measure.text))
        for kind, found in understood:
            claim = self._say(measure, kind, found)
            if claim is not None:
                return Heard(self._bind(passage, measure, found, claim), listed=begins.listed)
        if not understood:
            self.state.lose(clause.text, self.year)
        return Heard(None, named is not None and not rest, begins.listed)

    @staticmethod
    def _goes_on(rest: str) -> bool:
        """Whether a name is only the beginning of another: 项目支出|结转和结余12万元."""
        return bool(JOINED.match(rest) or "元" in rest) and not any(patterns(rest))

    def _subject(self, section: Section, text: str) -> tuple[Subject | None, int]:
        """What a clause begins by naming, and how long the name is."""
        if not section.id:
            return None, 0
        if section.rows is not None:
            code, said = self.codes.at_head(text)
            if said:
                meant = code and not self._elsewhere(section.rows, code)
                return (row_subject(section.rows, code) if meant else None), len(said)
            code, said = self.codes.class_at_head(text)
            if code and said not in self.subjects[section.id]:
                return row_subject(section.rows, code), len(said)
        name = self.names[section.id].at_head(text)
        return (self.subjects[section.id][name], len(name)) if name else (None, 0)

    def _elsewhere(self, rows: Term, code: str) -> bool:
        """Whether a code stands in the table of another budget and not in the section's own."""
        if code in self.facts.rows(rows.address.form):
            return False
        return any(code in self.facts.rows(form) for form in ELSEWHERE)

    def _say(self, measure: Measure, kind: str, found: re.Match[str]) -> Said | None:
        """What a measure says of the present subject; None where that is not clear."""
        said = parts(found)
        if not self._take_base(said) or kind == "base":
            return None
        subject = self._meant(measure.section, said.get("s", ""))
        if subject is None:
            return None
        explicit = bool((COMPARED_SAID if "d" in said else OUTTURN_SAID).search(measure.text))
        if self.state.inherited and not measure.named and kind != "share":
            whole = Role("budget", said.get("b", "")) if kind == "budget" else UNSURE
            self.state.leave(OUTTURN if explicit else whole)
            return None
        self.state.subject = subject
        if kind == "dated":
            self.state.own = LAST_YEAR
        if kind == "delta":
            self.state.changed(_number(said["n"]) * UNITS[said["u"]])
        if kind in ("amount", "dated"):
            return self._amount(subject, measure, said, explicit=explicit)
        if kind == "budget":
            return self._budgeted(subject, said, _number(said["n"]) * UNITS[said["u"]])
        named = measure.named or bool(said.get("s"))
        role = self.state.role_of(subject, named=named, explicit=explicit)
        if kind == "share":
            unsure = named and self.state.of_change(subject, None)
            return None if unsure else self._share(measure.section, subject, role, said)
        if kind in ("done", "direction"):
            return self._of_budget(subject, kind, said, role, explicit=explicit)
        told = role.kind == "prior" and subject in self.state.told
        return self._compared(subject, kind, said) if role == OUTTURN or told else None

    def _amount(
        self, subject: Subject, measure: Measure, said: Mapping[str, str], *, explicit: bool
    ) -> Said | None:
        """A bare amount: the subject's in the role its words or its list give it."""
        state = self.state
        if measure.text.startswith("支出") and state.spoken.kind == "budget":
            explicit = True
        if not (measure.led or explicit or state.own):
            state.doubt()
            return None
        value = _number(said["n"]) * UNITS[said["u"]]
        if not explicit and measure.named and state.of_change(subject, value):
            state.spoken = UNSURE
            return None
        role = state.role_of(subject, named=measure.named, explicit=explicit)
        if not measure.named and state.own is None and role.kind == "prior":
            role = OTHER
        state.say(subject, role, named=measure.named)
        says = self._in_role(subject, role, value)
        return Said(says) if says else None

    def _in_role(
        self, subject: Subject, role: Role, value: Decimal | None = None
    ) -> Expression | None:
        """The number of a subject that a role means; None for a role that is not known."""
        if role.kind == "budget":
            return self.budgets.of(subject, role.word, self.state.budgets, value)
        if role.kind == "prior":
            return at(subject.says, PRIOR)
        return subject.says if role == OUTTURN else None

    def _budgeted(self, subject: Subject, said: Mapping[str, str], value: Decimal) -> Said | None:
        """The budget of the subject, of this year only."""
        word = said.get("b", "")
        if self.state.own is not None and self.state.own != OUTTURN:
            self.state.say(subject, OTHER, named=True)
            return None
        self.state.say(subject, Role("budget", word), named=True)
        budget = self._budget(subject, word, value)
        return Said(budget) if budget else None

    def _share(
        self, section: Section, subject: Subject, role: Role, said: Mapping[str, str]
    ) -> Said | None:
        whole = self._whole(section, subject, said.get("w", ""), role)
        part = self._in_role(subject, role)
        return Said(Operation("/", part, whole)) if part and whole else None

    def _take_base(self, said: Mapping[str, str]) -> bool:
        """Remember what a comparison is made with; False where its year is not last year."""
        if "year" in said and self.year is not None and int(said["year"]) != self.year - 1:
            self.state.base = ""
            return False
        if said.get("byear") not in (None, str(self.year)):
            self.state.base = ""
            return False
        if "compared" in said:
            budgeted = "预算" in said["compared"]
            self.state.base = f"预算{said.get('budget', '')}" if budgeted else PRIOR
        return True

    def _meant(self, section: Section, words_said: str) -> Subject | None:
        """The subject a measure repeats inside itself, else the present one."""
        if not words_said:
            return self.state.subject
        name = self.names[section.id].at_head(words_said) if section.id else ""
        return self.subjects[section.id][name] if name and name == words_said else None

    def _budget(
        self, subject: Subject, word: str, value: Decimal | None = None
    ) -> Expression | None:
        if kind := kind_of(word):
            self.state.budgets.append(kind)
        return self.budgets.of(subject, word, self.state.budgets, value)

    def _of_budget(
        self, subject: Subject, kind: str, said: Mapping[str, str], role: Role, *, explicit: bool
    ) -> Said | None:
        """A rate of completion, or how the outturn compares with a budget."""
        if role.kind in ("prior", "unsure"):
            return None
        budget = self._budget(subject, said.get("b", ""))
        if not explicit:
            self.state.rated()
        if budget is None:
            return None
        if kind == "done":
            return Said(Operation("/", subject.says, budget))
        return Said(Operation("-", subject.says, budget), DIRECTIONS[said["d"]])

    def _compared(self, subject: Subject, kind: str, said: Mapping[str, str]) -> Said | None:
        """增减、升降、持平 against last year or a budget."""
        if not self.state.base or (kind == "level" and "about" in said):
            return None
        if self.state.base == PRIOR:
            other: Expression | None = at(subject.says, PRIOR)
        else:
            word = self.state.base.removeprefix("预算")
            other = self.budgets.of(subject, word, self.state.budgets)
        if other is None:
            return None
        if kind == "before":
            return Said(other)
        difference = Operation("-", subject.says, other)
        sign = -1 if said.get("d", "").startswith(DOWN) else 1
        if kind == "growth":
            growth = Operation("-", Operation("/", subject.says, other), Number(Decimal(1)))
            return Said(growth, sign=sign)
        return Said(difference, sign=sign)

    def _whole(
        self, section: Section, subject: Subject, name: str, role: Role
    ) -> Expression | None:
        """What a share is a share of: the words said, else the subject's or section's own."""
        whole = subject.whole or (None if subject.shared else section.whole)
        if name:
            known = self.subjects.get(section.id, {}).get(name) or self.anywhere.get(name)
            whole = known.says if known else None
        if whole is None or role == OUTTURN:
            return whole
        all_of = (s for s in section.subjects if s.says == whole)
        return self._in_role(next(all_of, Subject((), whole)), role)

    def _bind(
        self, passage: Passage, measure: Measure, found: re.Match[str], said: Said
    ) -> tuple[Claim, int]:
        if "n" in found.groupdict():
            start = measure.offset + found.start("n")
            return self._claim(
                passage, start, said, (found["n"], found["u"]), measure.clause
            ), start
        place = passage.place(measure.offset)
        claim = Claim(
            formula.write(said.says),
            ZERO,
            ZERO,
            numbers.unseal(found[0]),
            place,
            numbers.unseal(measure.clause),
            said.relation,
        )
        return claim, -1 - measure.offset

    def _claim(
        self, passage: Passage, start: int, said: Said, printed: tuple[str, str], text: str
    ) -> Claim:
        """A claim with the number as printed; `half` follows from its own decimals."""
        number, unit = printed
        value, decimals = _read(number)
        scale = UNITS.get(unit, Decimal("0.01") if unit == "%" else Decimal(1))
        half = scale.scaleb(-decimals) / 2 if unit else ZERO
        place, shown = passage.place(start), numbers.unseal(text)
        value *= scale * said.sign
        return Claim(formula.write(said.says), value, half, f"{number}{unit}", place, shown, "=")


def _read(number: str) -> numbers.Read:
    """What a claim's number says; one too long to reckon with was sealed and is never bound."""
    read = numbers.parse(number)
    if isinstance(read, numbers.Read):
        return read
    raise ValueError(number)


def _number(text: str) -> Decimal:
    return _read(text).value


def row_subject(rows: Term, code: str) -> Subject:
    """The subject that a mention of a code is."""
    return Subject((), Term(rows.address._replace(row=code)))
