"""What a clause may speak of: the declared subjects of its section, and codes by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.model.number import TEXT, Address, Facts
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Expression, Term
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.reading.text.clauses import Names
from juesuan.reading.text.read_codes import CLASS, ReadCodes

TOTALS = "01"  # that form has classes alone, and two totals beside
NO_SECTION = Section("", ())
ELSEWHERE = ("07", "08")
BUDGETS = ("05", *ELSEWHERE)
GENERAL = "公共预算"
OUTTURN = "决算"  # at the end of a name it may be that of 决算数
SIDES, THIS_YEAR = ("收入", "支出"), "本年"


class Subjects:
    """What names mean in each section, as far as its zero amounts leave but one meaning."""

    def __init__(
        self, edition: Edition, facts: Facts, year: int | None, absent: frozenset[Address]
    ) -> None:
        sections = edition.narrative.sections
        self.absent = absent
        self.sections = {section.id: section for section in sections}
        self.codes, self.facts = ReadCodes(facts, edition, year), facts
        self.subjects = {section.id: self._named(section) for section in sections}
        self.names = {key: Names(names) for key, names in self.subjects.items()}
        self.anywhere = dict(_clear_names(sections, facts))

    def _named(self, section: Section, text: str = "") -> dict[str, Subject]:
        """What names mean in a section whose text is this: where unclear, as in the other one."""
        other = self.sections.get(section.otherwise, NO_SECTION).subjects
        instead = {subject.id: subject for subject in other}
        named: dict[str, Subject] = {}
        for subject in section.subjects:
            clear = self._none(subject.unless)
            meant = subject if clear else instead.get(subject.id)
            if meant is not None and all(word in text for word in subject.beside):
                named |= dict.fromkeys(subject.names, meant)
        return named

    def open(self, passage: Paragraph) -> Section:
        """The section a passage is, its names meaning what its words leave them to mean."""
        section = self.section(passage)
        self.codes.open()
        if any(subject.beside for subject in section.subjects):
            self.subjects[section.id] = self._named(section, passage.text)
            self.names[section.id] = Names(self.subjects[section.id])
        return section

    def section(self, passage: Paragraph) -> Section:
        """The section a passage is; the other one where its title could mean more than that."""
        section = self.sections.get(passage.section, NO_SECTION)
        title = spelling.label(passage.heading)
        loose = any(title.endswith(one) and GENERAL not in title for one in section.loose)
        if not loose or self._none(section.unless) or self._of_one(section, passage.text):
            return section
        return self.sections.get(section.otherwise, NO_SECTION)

    def _of_one(self, section: Section, text: str) -> bool:
        """Whether a passage begins with the section's own total, and speaks of no other budget."""
        totals = [s for s in section.subjects if s.says == section.whole]
        clear = _first([s for s in totals if not s.unless], text)
        unclear = _first([s for s in totals if s.unless], text)
        return clear < unclear and not self._of_others(section, text)

    def _of_others(self, section: Section, text: str) -> bool:
        """Whether a passage speaks of another budget than its section's."""
        other = self.sections.get(section.otherwise, NO_SECTION)
        return _first([s for s in other.subjects if _form(s.says) in ELSEWHERE], text) < len(text)

    def at_head(self, section: Section, text: str) -> tuple[Subject | None, int]:
        """What a clause begins by naming, and how long the name is."""
        if not section.id:
            return None, 0
        if section.rows is not None:
            code, words = self.codes.at_head(text)
            if words:
                meant = code and not self._elsewhere(section.rows, code)
                meant = meant and (section.rows.address.form != TOTALS or len(code) == CLASS)
                return (self._row(section.rows, code) if meant else None), len(words)
            code, words = self.codes.class_at_head(text)
            if code and words not in self.subjects[section.id]:
                return self._row(section.rows, code), len(words)
        name = self.names[section.id].at_head(text)
        short = len(name) - len(OUTTURN)
        length = short if text.startswith(f"{OUTTURN}数", short) else len(name)
        return (self.subjects[section.id][name], length) if name else (None, 0)

    def _row(self, rows: Term, code: str) -> Subject:
        """What a mention of a code is: of the one budget that has it, where rows are the text's."""
        if rows.address.form == TEXT:
            forms = [form for form in BUDGETS if code in self.facts.rows(form)]
            if len(forms) == 1:
                section = next(s for s in self.sections.values() if _rows_of(s) == forms[0])
                rows = section.rows or rows
        return row_subject(rows, code)

    def beside(self, section: Section, subject: Subject, side: str) -> Subject | None:
        """The one subject of a section that is called like another but for its side."""
        side = side.removeprefix(THIS_YEAR)
        other = SIDES[1 - SIDES.index(side)]
        named = (self.called(section, name.replace(other, side)) for name in subject.names)
        meant = {one.id: one for one in named if one is not None and one is not subject}
        return next(iter(meant.values())) if len(meant) == 1 else None

    def called(self, section: Section, name: str) -> Subject | None:
        """The subject of a section that bears a name."""
        return self.subjects.get(section.id, {}).get(name)

    def _elsewhere(self, rows: Term, code: str) -> bool:
        """Whether a code stands in the table of another budget and not in the section's own."""
        if rows.address.form == TEXT or code in self.facts.rows(rows.address.form):
            return False
        return any(code in self.facts.rows(form) for form in ELSEWHERE)

    def _none(self, addresses: Sequence[Address]) -> bool:
        """Whether all these amounts are known to be zero, or the text says there are none."""
        facts = [(address, self.facts.known(address)) for address in addresses]
        return all(a in self.absent if fact is None else not fact.value for a, fact in facts)


def _rows_of(section: Section) -> str:
    return section.rows.address.form if section.rows else ""


def _form(says: Expression) -> str:
    return says.address.form if isinstance(says, Term) else ""


def _first(subjects: Iterable[Subject], text: str) -> int:
    """Where a text first names one of these; its length where it names none."""
    places = (text.find(name) for subject in subjects for name in subject.names)
    return min((place for place in places if place >= 0), default=len(text))


def other_side(subject: Subject, text: str) -> str:
    """The words by which a text turns from 收入 to 支出, or back; "" where it does not."""
    this = THIS_YEAR if text.startswith(THIS_YEAR) else ""
    side = next((side for side in SIDES if text.startswith(side, len(this))), "")
    names = [] if not side else [name for name in subject.names if name]
    return this + side if names and not any(side in name for name in names) else ""


def of_a_side(subject: Subject) -> bool:
    """Whether a subject is called 收入 or 支出 by every name, and not both."""
    return any(
        all(side in name and other not in name for name in subject.names)
        for side, other in (SIDES, SIDES[::-1])
    ) and bool(subject.names)


def row_subject(rows: Term, code: str) -> Subject:
    """The subject that a mention of a code is."""
    says = Term(rows.address._replace(row=code))
    return Subject(code, (), says, shared=rows.address.form == TOTALS)


def _clear_names(sections: Sequence[Section], facts: Facts) -> Iterator[tuple[str, Subject]]:
    """What names mean in any section; not those that are known to mean different numbers."""
    meanings: dict[str, list[Subject]] = {}
    for subject in (
        s for section in sections for s in section.subjects if not (s.unless or s.beside)
    ):
        for name in subject.names:
            meanings.setdefault(name, []).append(subject)
    for name, several in meanings.items():
        terms = [s.says for s in several if isinstance(s.says, Term)]
        amounts = [fact for term in terms if (fact := facts.known(term.address)) is not None]
        if all(abs(a.value - amounts[0].value) <= a.half + amounts[0].half for a in amounts):
            yield name, several[0]
