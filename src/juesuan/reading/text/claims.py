"""The narrative read into claims: every number bound to what the clause says of it, or not at all.

A number is bound only where the whole of its clause is understood; nothing is bound by nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from juesuan.model.number import UNITS, ZERO, Address, Facts
from juesuan.model.text import Claim, Paragraph
from juesuan.notation import formula, numbers
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Term
from juesuan.notation.speech.measure import heard
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.notation.speech.own_names import own_names
from juesuan.reading.text.asides import Asides, Heard
from juesuan.reading.text.budgets import Budgets
from juesuan.reading.text.chart_labels import implied_amounts
from juesuan.reading.text.clauses import OPENING, Clause, clauses, parts
from juesuan.reading.text.counted import counted
from juesuan.reading.text.meaning import (
    Meaning,
    Meanings,
    PassageClaims,
    Predicate,
    read_number,
)
from juesuan.reading.text.numerals import ORDINAL_HEAD, numerals_of
from juesuan.reading.text.roles import (
    LAST_YEAR,
    OUTTURN,
    Lead,
    Role,
    lead,
    this_year_said,
    year_role,
)
from juesuan.reading.text.subjects import Subjects, of_a_side, other_side

ITEM = 7  # digits of its code
ENDS = ("。", "；", "\n", "")
WITHIN = ("中", "里", "方面", "情况")  # 基本支出中：农林水支出… is but some of it
BASE = re.compile(r"[与比较同和](?:(20\d\d)年度?|上年度?|去年)(?:的?决算数?)?")
BASED = re.compile(r"[与比较同和][^，。；]{1,40}(?:相比|比较|对比)")


class Reader:
    """Reads passages of one document into claims."""

    def __init__(
        self,
        edition: Edition,
        facts: Facts,
        year: int | None,
        department: str,
        absent: frozenset[Address] = frozenset(),
    ) -> None:
        self.measures = tuple(edition.measures.values())
        self.edition, self.clues = edition, edition.clues
        self.year, self.own = year, own_names(department)
        self.subjects = Subjects(edition, facts, year, absent)
        form = edition.form("09")
        budgets = Budgets(facts, form.budget if form else "", edition.clues)
        self.meanings = Meanings(self.subjects, budgets, edition, year)
        self.told, self.paragraphs, self.ahead, self.reason = False, 0, "", False
        self.based: Role | None = None
        self.spoken: set[str] = set()

    def read(self, passage: Paragraph, named: Sequence[str] = ()) -> PassageClaims:
        """The claims of one passage, and what became of each numeral.

        `named` are the names of projects with a number in them.
        """
        read = PassageClaims()
        section = self.subjects.open(passage)
        bound: dict[int, int] = {}
        self.meanings.restart()
        self.told, self.paragraphs, self.spoken = False, 0, set()
        self.meanings.pending = []
        self.meanings.budgets.open(passage.text)
        for claim, start in self._counts(passage, section):
            if start not in bound:
                bound[start] = len(read.claims)
                read.claims.append(claim)
        for claim, start in self._clauses(passage, section):
            if start not in bound:
                bound[start] = len(read.claims)
                read.claims.append(claim)
        implied = [*implied_amounts(read.claims)]
        read.numerals += numerals_of(passage, bound, self.edition, implied, named)
        return read

    def _clauses(self, passage: Paragraph, section: Section) -> list[tuple[Claim, int]]:
        """The claims of all clauses of a passage."""
        asides = Asides(self.clues)
        all_clauses = list(clauses(passage.text, self.clues))
        for clause, after in zip_longest(all_clauses, all_clauses[1:]):
            self.ahead = after.text if after is not None and clause.mark == "，" else ""
            self.meanings.state = asides.turn(clause, self.meanings.state)
            aside = asides.opening or asides.alone
            asides.take(clause, self._clause(passage, section, clause, aside=aside))
            self.based = self._base_of(clause)
            asides.claims += [self._bind(passage, *pending) for pending in self.meanings.settled()]
            self.meanings.state.ended |= clause.mark == "。"
            goes_on = self.reason or self.clues.reason.search(clause.text) is not None
            self.reason = goes_on and clause.mark not in ENDS
            self.meanings.state.paused |= clause.mark == "；"
            if clause.mark == "\n":
                self.meanings.restart()
        return asides.close()

    def _base_of(self, clause: Clause) -> Role | None:
        """Whose year a bracket behind this clause is of: that with which it begins to compare."""
        match = BASE.fullmatch(clause.text) if clause.mark in OPENING else None
        if match is None:
            return None
        return year_role(match[1], self.year) if match[1] else LAST_YEAR

    def _counts(self, passage: Paragraph, section: Section) -> Iterator[tuple[Claim, int]]:
        for address, match in counted(section, passage.text, self.year, self.clues):
            start = match.start("number")
            unit = match.groupdict().get("u") or ""
            printed = (match["number"], unit)
            claim = self._claim(passage, start, Meaning(Term(address)), printed, match[0])
            yield claim, start

    def _clause(
        self, passage: Paragraph, section: Section, clause: Clause, *, aside: bool
    ) -> Heard:
        """What one clause claims; nothing where some of it is not understood."""
        text, offset = clause.text, clause.start
        if ordinal := ORDINAL_HEAD.match(text):
            self.meanings.restart()
            text, offset = text[ordinal.end() :], offset + ordinal.end()
        begins = lead(text, self.own, self.year, self.clues)
        if self.based and clause.within:  # 与2020年(收入总计513.45万元)相比
            begins = begins._replace(year=self.based)
        holder = self.meanings.state.holder
        if _opens(passage, clause) and begins.listed and holder and len(holder.id) == ITEM:
            self.meanings.restart()  # nothing is listed of an item: 其中 goes on about its class
        self.meanings.state.enter(begins)
        self._begin(passage, clause, begins, item=ordinal is not None)
        text, offset = self.clues.included.sub("", text[begins.length :]), offset + begins.length
        named, length = self._subject(section, clause, text, begins)
        length += this_year_said(text[length:], self.year) if length else 0
        rest = text[length:]
        predicate = Predicate(
            section, rest, offset + length, clause.text, length > 0, aside, self.ahead
        )
        understood = list(heard(self.measures, predicate.text))
        for measure, match in understood:
            meaning = self.meanings.of(predicate, measure, match)
            if meaning is not None:
                return Heard(self._bind(passage, predicate, match, meaning), listed=begins.listed)
        if not understood:
            self.meanings.state.lose(clause.text, self.year)
            if self.clues.compared.match(text) or BASED.match(text):
                self.meanings.state.base = ""  # with what the next is compared nobody knows
        elif all(_names_another(parts(match)) for _, match in understood):
            self.meanings.state.subject = None
        elif self.meanings.state.subject is None:
            self.meanings.state.lose(clause.text, self.year)
        alone = not rest or (understood and all(m.means is None for m, _ in understood))
        return Heard(None, bool(named is not None and alone), begins.listed)

    def _subject(
        self, section: Section, clause: Clause, text: str, begins: Lead
    ) -> tuple[Subject | None, int]:
        """What a clause names, as the subject from here on, and how long the name is."""
        state = self.meanings.state
        if self.reason and not self.clues.money.search(clause.text):
            return None, 0  # 主要原因是：人员经费增加: no amount of it is told from here on
        named, length = self._named(section, text, begins)
        if named is not None and not (state.holds(named, section) and state.lists(named)):
            named = None
        self.told |= self.clues.money.search(clause.text) is not None
        if named is not None and not self._goes_on(named, text[length:]):
            self.spoken.add(named.id)
            state.subject, state.paused = named, False
            state.sided = named if of_a_side(named) else state.sided
            if text[length:] in WITHIN and named.says != section.whole:
                state.holder, state.listing = named, True
        elif length or ("元" in text and not any(heard(self.measures, text))):
            state.subject = None
        return named, length

    def _begin(self, passage: Paragraph, clause: Clause, begins: Lead, *, item: bool) -> None:
        """A paragraph is of nobody yet, but behind a heading or the first, if of one alone."""
        if not _opens(passage, clause):
            return
        anew = begins.length > 0 and not begins.listed
        if self.told and (anew or item or self.paragraphs or len(self.spoken) > 1):
            self.meanings.state.subject = None
        self.paragraphs += self.told or item
        self.told, self.spoken = False, set()

    def _named(self, section: Section, text: str, begins: Lead) -> tuple[Subject | None, int]:
        """What a clause begins by naming; 支出 behind 某某收入12万元 is 某某支出 or not known."""
        named, length = self.subjects.at_head(section, text)
        before, sided = self.meanings.state.subject, self.meanings.state.sided
        if named is not None and named.led and not (before is None and _led(begins)):
            return None, 0
        if not length and self.meanings.state.paused and sided is not None:
            before = sided
        side = other_side(before, text) if before is not None and not length else ""
        if before is None or not side:
            return named, length
        return self.subjects.beside(section, before, side), len(side)

    def _goes_on(self, named: Subject, rest: str) -> bool:
        """Whether a name is only the beginning of another: 项目支出|结转和结余12万元."""
        if other_side(named, rest):
            return True
        return bool(self.clues.joined.match(rest) or "元" in rest) and not any(
            heard(self.measures, rest)
        )

    def _bind(
        self, passage: Paragraph, predicate: Predicate, match: re.Match[str], meaning: Meaning
    ) -> tuple[Claim, int]:
        if "n" in match.groupdict():
            start = predicate.offset + match.start("n")
            return self._claim(
                passage, start, meaning, (match["n"], match["u"]), predicate.clause
            ), start
        place = passage.at(predicate.offset)
        claim = Claim(
            formula.write(meaning.says),
            ZERO,
            ZERO,
            numbers.unseal(match[0]),
            place,
            numbers.unseal(predicate.clause),
            meaning.relation,
        )
        return claim, -1 - predicate.offset

    def _claim(
        self, passage: Paragraph, start: int, meaning: Meaning, printed: tuple[str, str], text: str
    ) -> Claim:
        """A claim with the number as printed; `half` follows from its own decimals."""
        number, unit = printed
        value, decimals = read_number(number)
        scale = UNITS.get(unit, Decimal("0.01") if unit == "%" else Decimal(1))
        half = scale.scaleb(-decimals) / 2 if unit else ZERO
        place, shown = passage.at(start), numbers.unseal(text)
        value *= scale * meaning.sign
        return Claim(formula.write(meaning.says), value, half, f"{number}{unit}", place, shown, "=")


def _opens(passage: Paragraph, clause: Clause) -> bool:
    """Whether a clause is the first of its paragraph."""
    return not clause.start or passage.text[clause.start - 1] == "\n"


def _led(begins: Lead) -> bool:
    """Whether a clause begins with this year or with the department: 2023年度|收入为…"""
    return begins.length > 0 and not begins.listed and begins.year in (None, OUTTURN)


def _names_another(words: Mapping[str, str]) -> bool:
    """Whether a clause is about something unknown, 其中人员经费增加…; not 与2023年预算基本持平."""
    return bool(words.get("s")) and "compared" not in words
