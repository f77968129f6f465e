"""What a clause may speak of: the declared subjects of its section, and codes by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product

from juesuan.model.number import Address, Facts
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.code_list import Classification
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Term
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.reading.text.clauses import Names

LENGTHS = {"类": 3, "款": 5, "项": 7}
CLASS, TOTALS = LENGTHS["类"], "01"  # that form has classes alone, and two totals beside
NO_SECTION = Section("", ())
ELSEWHERE = ("07", "08")
OUTTURN = "决算"  # at the end of a name it may be that of 决算数
SIDES = ("收入", "支出")
FUNCTIONAL = frozenset({"01", "02", "03", "05", "07", "08"})


Spellings = dict[int, dict[str, set[str]]]


@lru_cache(maxsize=16)
def _catalogued(catalogue: Classification, year: int) -> Spellings:
    """Every name the codes of a year ever had, by level and spelling."""
    spellings: Spellings = {length: {} for length in LENGTHS.values()}
    for code in catalogue.current(year):
        for name in catalogue.names(code):
            _add(spellings, code, name)
    return spellings


def _add(spellings: Spellings, code: str, name: str) -> None:
    if len(code) in spellings:
        spellings[len(code)].setdefault(code_name(name), set()).add(code)


def _class_names(catalogue: Classification, year: int) -> dict[str, str]:
    """The classes that a text without tables may name without （类）; 其他支出 may be anything."""
    classes = (code for code in catalogue.current(year) if len(code) == LENGTHS["类"])
    names = ((name, code) for code in classes for name in catalogue.names(code))
    return {name: code for name, code in names if not name.startswith("其他")}


class ReadCodes:
    """From names at each level to codes: the document's own tables first, then the catalogue."""

    def __init__(self, facts: Facts, edition: Edition) -> None:
        catalogue, clues = edition.functional, edition.clues
        self.catalogued = _catalogued(catalogue, edition.year)
        self.patterns = (clues.item, clues.to_group, clues.only_class)
        self.tabled: Spellings = {length: {} for length in LENGTHS.values()}
        self.printed: set[str] = set()
        self.class_names: dict[str, str] = {}
        for form in facts.forms.values():
            for code, label in form.labels.items():
                if code.isdigit() and form.id in FUNCTIONAL:
                    self.printed.add(code)
                    if len(code) == LENGTHS["类"]:
                        self.class_names[spelling.unnumbered(label)] = code
                    for name in (label, *catalogue.names(code)):
                        _add(self.tabled, code, name)
        if not self.class_names:
            self.class_names = _class_names(catalogue, edition.year)
        self._classes = Names(list(self.class_names))

    def _codes(self, level: str, name: str) -> set[str]:
        length, spelt = LENGTHS[level], code_name(name)
        return self.tabled[length].get(spelt, set[str]()) | self.catalogued[length].get(
            spelt, set()
        )

    def at_head(self, text: str) -> tuple[str, str]:
        """The code that a text begins to speak of, and the words used; "" where none is meant."""
        for pattern in self.patterns:
            if match := pattern.match(text):
                return self._resolve(match.groupdict()), match[0]
        return "", ""

    def class_at_head(self, text: str) -> tuple[str, str]:
        """A class of the document's own tables that a text begins to name without （类）."""
        name = self._classes.at_head(text)
        return (self.class_names[name], name) if name else ("", "")

    def _resolve(self, names: Mapping[str, str]) -> str:
        """The one code whose levels bear all the names; "" where none or several do."""
        levels = [self._codes(level, name) for level, name in names.items() if name]
        chains = [
            chain[-1]
            for chain in product(*levels)
            if all(low.startswith(high) for high, low in pairwise(chain))
        ]
        return _only(chains, self.printed)


def _only(codes: Iterable[str], preferred: set[str]) -> str:
    distinct = set(codes)
    chosen = distinct & preferred or distinct
    return next(iter(chosen)) if len(chosen) == 1 else ""


def code_name(name: str) -> str:
    """A name for comparison: no ordinal, no brackets' width, 支出 at the end dropped."""
    return spelling.label(name).removesuffix("支出")


class Subjects:
    """What names mean in each section, as far as its zero amounts leave but one meaning."""

    def __init__(self, edition: Edition, facts: Facts, absent: frozenset[Address]) -> None:
        sections = edition.narrative.sections
        self.absent = absent
        self.sections = {section.id: section for section in sections}
        self.codes, self.facts = ReadCodes(facts, edition), facts
        self.subjects = {
            section.id: {
                name: s for s in section.subjects if self._none(s.unless) for name in s.names
            }
            for section in sections
        }
        self.names = {key: Names(list(names)) for key, names in self.subjects.items()}
        self.anywhere = dict(_clear_names(sections, facts))

    def section(self, passage: Paragraph) -> Section:
        """The section a passage is; none where its title could mean more than that."""
        section = self.sections.get(passage.section, NO_SECTION)
        title = spelling.label(passage.heading)
        loose = any(title.endswith(one) and "公共预算" not in title for one in section.loose)
        return NO_SECTION if loose and not self._none(section.unless) else section

    def at_head(self, section: Section, text: str) -> tuple[Subject | None, int]:
        """What a clause begins by naming, and how long the name is."""
        if not section.id:
            return None, 0
        if section.rows is not None:
            code, words = self.codes.at_head(text)
            if words:
                meant = code and not self._elsewhere(section.rows, code)
                meant = meant and (section.rows.address.form != TOTALS or len(code) == CLASS)
                return (row_subject(section.rows, code) if meant else None), len(words)
            code, words = self.codes.class_at_head(text)
            if code and words not in self.subjects[section.id]:
                return row_subject(section.rows, code), len(words)
        name = self.names[section.id].at_head(text)
        short = len(name) - len(OUTTURN)
        length = short if text.startswith(f"{OUTTURN}数", short) else len(name)
        return (self.subjects[section.id][name], length) if name else (None, 0)

    def beside(self, section: Section, subject: Subject, side: str) -> Subject | None:
        """The one subject of a section that is called like another but for its side."""
        other = SIDES[1 - SIDES.index(side)]
        named = (self.called(section, name.replace(other, side)) for name in subject.names)
        meant = {one.id: one for one in named if one is not None and one is not subject}
        return next(iter(meant.values())) if len(meant) == 1 else None

    def called(self, section: Section, name: str) -> Subject | None:
        """The subject of a section that bears a name."""
        return self.subjects.get(section.id, {}).get(name)

    def _elsewhere(self, rows: Term, code: str) -> bool:
        """Whether a code stands in the table of another budget and not in the section's own."""
        if code in self.facts.rows(rows.address.form):
            return False
        return any(code in self.facts.rows(form) for form in ELSEWHERE)

    def _none(self, addresses: Sequence[Address]) -> bool:
        """Whether all these amounts are known to be zero, or the text says there are none."""
        facts = [(address, self.facts.known(address)) for address in addresses]
        return all(a in self.absent if fact is None else not fact.value for a, fact in facts)


def other_side(subject: Subject, text: str) -> str:
    """The word by which a text turns from 收入 to 支出, or back; "" where it does not."""
    side = next((side for side in SIDES if text.startswith(side)), "")
    names = [] if not side else [name for name in subject.names if name]
    return side if names and not any(side in name for name in names) else ""


def row_subject(rows: Term, code: str) -> Subject:
    """The subject that a mention of a code is."""
    says = Term(rows.address._replace(row=code))
    return Subject(code, (), says, shared=rows.address.form == TOTALS)


def _clear_names(sections: Sequence[Section], facts: Facts) -> Iterator[tuple[str, Subject]]:
    """What names mean in any section; not those that are known to mean different numbers."""
    meanings: dict[str, list[Subject]] = {}
    for subject in (s for section in sections for s in section.subjects if not s.unless):
        for name in subject.names:
            meanings.setdefault(name, []).append(subject)
    for name, several in meanings.items():
        terms = [s.says for s in several if isinstance(s.says, Term)]
        amounts = [fact for term in terms if (fact := facts.known(term.address)) is not None]
        if all(abs(a.value - amounts[0].value) <= a.half + amounts[0].half for a in amounts):
            yield name, several[0]
