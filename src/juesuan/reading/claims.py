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
from juesuan.notation.formula import Expression, Term
from juesuan.notation.measure import Measure, heard
from juesuan.notation.narrative import PRIOR, Narrative, Section, Subject, at
from juesuan.reading.asides import Asides, Heard
from juesuan.reading.budgets import Budgets, kind_of
from juesuan.reading.clauses import Clause, Names, clauses, parts
from juesuan.reading.codes import ReadCodes
from juesuan.reading.counted import counted
from juesuan.reading.meaning import Meaning, PassageClaims, Predicate, clear_names, row_subject
from juesuan.reading.numerals import ORDINAL_HEAD, numerals_of
from juesuan.reading.roles import (
    LAST_YEAR,
    OTHER,
    OUTTURN,
    UNSURE,
    Role,
    State,
    lead,
)
from juesuan.reading.sections import SectionText

RELATIONS = {"up": ">=", "down": "<=", "same": "="}
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
        self.measures = tuple(edition.measures.values())
        self.clues, self.not_amounts = edition.clues, edition.not_amounts
        self.sections = {section.id: section for section in narrative.sections}
        self.codes = ReadCodes(facts, edition.functional, edition.year)
        self.year, self.department, self.facts = year, department, facts
        self.subjects = {
            section.id: {
                name: s for s in section.subjects if self._none(s.unless) for name in s.names
            }
            for section in narrative.sections
        }
        self.names = {key: Names(list(found)) for key, found in self.subjects.items()}
        self.anywhere = dict(clear_names(narrative, facts))
        form = edition.form("09")
        self.budgets = Budgets(facts, form.budget if form else "", edition.clues)
        self.state = State(self.clues)

    def read(self, passage: SectionText) -> PassageClaims:
        """The claims of one passage, and what became of each numeral."""
        read = PassageClaims()
        section = self._section(passage)
        bound: dict[int, int] = {}
        self.state = State(self.clues)
        self.budgets.open(passage.text)
        for claim, start in self._counts(passage, section):
            if start not in bound:
                bound[start] = len(read.claims)
                read.claims.append(claim)
        for claim, start in self._clauses(passage, section):
            if start not in bound:
                bound[start] = len(read.claims)
                read.claims.append(claim)
        read.numerals += numerals_of(passage, bound, self.not_amounts)
        return read

    def _clauses(self, passage: SectionText, section: Section) -> list[tuple[Claim, int]]:
        """The claims of all clauses of a passage."""
        asides = Asides()
        for clause in clauses(passage.text):
            self.state = asides.turn(clause, self.state)
            asides.take(clause, self._clause(passage, section, clause, aside=asides.opening))
            self.state.ended |= clause.mark == "。"
            self.state.paused |= clause.mark == "；"
            if clause.mark == "\n":
                self.state = State(self.clues)
        return asides.close()

    def _section(self, passage: SectionText) -> Section:
        """The section a passage is; none where its title could mean more than that."""
        found = self.sections.get(passage.section, NO_SECTION)
        title = spelling.label(passage.title.partition("。")[0])
        loose = any(title.endswith(one) and "公共预算" not in title for one in found.loose)
        return NO_SECTION if loose and not self._none(found.unless) else found

    def _none(self, addresses: Sequence[Address]) -> bool:
        """Whether all these amounts are known to be zero."""
        found = map(self.facts.known, addresses)
        return all(fact is not None and not fact.value for fact in found)

    def _counts(self, passage: SectionText, section: Section) -> Iterator[tuple[Claim, int]]:
        for address, found in counted(section, passage.text, self.year, self.clues):
            start = found.start("number")
            unit = found.groupdict().get("u") or ""
            said, printed = Meaning(Term(address)), (found["number"], unit)
            yield self._claim(passage, start, said, printed, found[0]), start

    def _clause(
        self, passage: SectionText, section: Section, clause: Clause, *, aside: bool
    ) -> Heard:
        """What one clause claims; nothing where some of it is not understood."""
        text, offset = clause.text, clause.start
        if ordinal := ORDINAL_HEAD.match(text):
            self.state = State(self.clues)
            text, offset = text[ordinal.end() :], offset + ordinal.end()
        begins = lead(text, self.department, self.year, self.clues)
        self.state.enter(begins)
        text, offset = text[begins.length :], offset + begins.length
        named, length = self._subject(section, text)
        if named is not None and not self._goes_on(text[length:]):
            self.state.subject, self.state.paused = named, False
        elif length or ("元" in text and not any(heard(self.measures, text))):
            self.state.subject = None
        rest = text[length:]
        predicate = Predicate(section, rest, offset + length, clause.text, length > 0, aside)
        understood = list(heard(self.measures, predicate.text))
        for measure, match in understood:
            meaning = self._say(predicate, measure, match)
            if meaning is not None:
                return Heard(self._bind(passage, predicate, match, meaning), listed=begins.listed)
        if not understood:
            self.state.lose(clause.text, self.year)
        elif all(parts(match).get("s") for _, match in understood):
            self.state.subject = None  # what it names is not known: 其中人员经费增加…
        elif self.state.subject is None:
            self.state.lose(clause.text, self.year)
        return Heard(None, named is not None and not rest, begins.listed)

    def _goes_on(self, rest: str) -> bool:
        """Whether a name is only the beginning of another: 项目支出|结转和结余12万元."""
        return bool(JOINED.match(rest) or "元" in rest) and not any(heard(self.measures, rest))

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

    def _say(self, predicate: Predicate, measure: Measure, match: re.Match[str]) -> Meaning | None:
        """What a measure says of the present subject; None where that is not clear."""
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
            self.state.own = LAST_YEAR
        if directed and "base" in uses and words["u"] in UNITS:
            self.state.changed(_number(words["n"]) * UNITS[words["u"]])
        if uses in ({"now"}, {"prior"}):
            return self._amount(subject, predicate, words, explicit=explicit)
        if uses == {"budget"}:
            if self.state.listing and not predicate.named and subject is self.state.holder:
                return None  # 其中当年预算…、上年结转…: where it came from
            return self._budgeted(subject, words, _number(words["n"]) * UNITS[words["u"]])
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
            unsure = named and self.state.of_change(subject, None)
            return None if unsure else self._share(predicate.section, subject, role, measure, words)
        if "budget" in measure.uses:
            return self._of_budget(subject, measure, words, role, explicit=explicit)
        told = role.kind == "prior" and subject in self.state.told
        return self._compared(subject, measure, words) if role == OUTTURN or told else None

    def _amount(
        self, subject: Subject, predicate: Predicate, said: Mapping[str, str], *, explicit: bool
    ) -> Meaning | None:
        """A bare amount: the subject's in the role its words or its list give it."""
        state = self.state
        if predicate.text.startswith("支出") and state.spoken.kind == "budget":
            explicit = True
        if not (predicate.led or explicit or state.own):
            state.doubt()
            return None
        value = _number(said["n"]) * UNITS[said["u"]]
        if not explicit and predicate.named and state.of_change(subject, value):
            state.spoken = UNSURE
            return None
        role = state.role_of(subject, named=predicate.named, explicit=explicit)
        if not predicate.named and state.own is None and role.kind == "prior":
            role = OTHER
        state.say(subject, role, named=predicate.named)
        says = self._in_role(subject, role, value)
        return Meaning(says) if says else None

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
        self, subject: Subject, said: Mapping[str, str], value: Decimal
    ) -> Meaning | None:
        """The budget of the subject, of this year only."""
        word = said.get("b", "")
        if self.state.own is not None and self.state.own != OUTTURN:
            self.state.say(subject, OTHER, named=True)
            return None
        self.state.say(subject, Role("budget", word), named=True)
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
        return Meaning(says, RELATIONS[direction] if direction else "=")

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
        return self._in_role(next(all_of, Subject("", (), whole)), role)

    def _bind(
        self, passage: SectionText, predicate: Predicate, found: re.Match[str], said: Meaning
    ) -> tuple[Claim, int]:
        if "n" in found.groupdict():
            start = predicate.offset + found.start("n")
            return self._claim(
                passage, start, said, (found["n"], found["u"]), predicate.clause
            ), start
        place = passage.place(predicate.offset)
        claim = Claim(
            formula.write(said.says),
            ZERO,
            ZERO,
            numbers.unseal(found[0]),
            place,
            numbers.unseal(predicate.clause),
            said.relation,
        )
        return claim, -1 - predicate.offset

    def _claim(
        self, passage: SectionText, start: int, said: Meaning, printed: tuple[str, str], text: str
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
