"""The narrative read into claims: every number bound to what the clause says of it, or not at all.

A number is bound only where the whole of its clause is understood; nothing is bound by nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from juesuan.model import UNITS, ZERO, Address, Claim, Facts, Numeral
from juesuan.notation import formula, words
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Expression, Number, Operation, Term
from juesuan.notation.narrative import (
    FULL,
    INITIAL,
    NUMBER,
    PRIOR,
    Narrative,
    Section,
    Subject,
    at,
)
from juesuan.read.clauses import Clause, Names, clauses, parts, patterns
from juesuan.read.names import Codes
from juesuan.read.sections import Passage

DIGITS = re.compile(rf"(?<![A-Za-z\d.]){NUMBER}%?")
ORDINAL_HEAD = re.compile(
    r"^(?:\d{1,2}[、.．](?!\d)|[(（]?[一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}、)"
)
PREFIX = re.compile(
    r"^(?:其中|本部门|本单位|我部门|我单位|我局|全年|年度|当年|本年度|截至|20\d\d年度?|部门|\(|"
    r"20\d\d年12月31日|支出包括|包括)"
)
NOT_AMOUNTS = (
    (re.compile(r"20\d\d年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?"), "日期"),
    (re.compile(r"[〔\[(（]20\d\d[)）〕\]]\d*号?|\d+号|第\d+[条款项页号次]"), "文号或序号"),
    (
        re.compile(
            r"\d+%?分?(?:\(含\))?[-至]\d+%?分?(?:\(含\))?|\d+%?分?\(含\)|\d+分(?:以下|以上)"
        ),
        "评分标准的分档",
    ),
    (re.compile(r"单价\d+万元"), "设备单价的起点"),
    (re.compile(r"(?:图|表|附件)\d+|公开\d+表"), "图表编号"),
    (re.compile(r"(?<![\d.,])\d{1,2}[、．](?=[\u4e00-\u9fff“])"), "序号"),
    (re.compile(r"\d{5,}(?=[^\d.,%万元]|$)"), "编号或号码"),
)
DIRECTIONS = {"大于": ">=", "高于": ">=", "超过": ">=", "小于": "<=", "低于": "<=", "等于": "="}
DOWN = ("减", "下降", "降", "少")
BUDGETS = {"年初": INITIAL, "全年": FULL, "调整": FULL, "调整后": FULL, "当年": INITIAL}


MONEY = re.compile(r"万?元|亿元|%|(?<=%)")


NO_SECTION = Section("", ())
JOINED = re.compile(r"[及和与、]")
ELSEWHERE = ("07", "08")


class Said(NamedTuple):
    """What a measure says: a formula, the relation of it to the number, the number's sign."""

    says: Expression
    relation: str = "="
    sign: int = 1


class Measure(NamedTuple):
    """What of a clause follows its subject, and where it stands."""

    section: Section
    text: str
    offset: int
    clause: str

    @property
    def offset_named(self) -> bool:
        """Whether the clause named its subject itself."""
        return not self.clause.startswith(self.text)


@dataclass(slots=True)
class Spoken:
    """What a passage came to: claims, and the state of each numeral in it."""

    claims: list[Claim] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What the last clauses were about."""

    subject: Subject | None = None
    base: str = ""
    budget: str = ""


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
        self.state = _State()

    def read(self, passage: Passage) -> Spoken:
        """The claims of one passage, and what became of each numeral."""
        spoken = Spoken()
        section = self._section(passage)
        bound: dict[int, int] = {}
        self.state = _State()
        for claim, start in self._counts(passage, section):
            if start not in bound:
                bound[start] = len(spoken.claims)
                spoken.claims.append(claim)
        for clause in clauses(passage.text):
            for claim, start in self._clause(passage, section, clause):
                if start not in bound:
                    bound[start] = len(spoken.claims)
                    spoken.claims.append(claim)
            if clause.mark == "\n":
                self.state = _State()
        spoken.numerals += _numerals(passage, bound)
        return spoken

    def _section(self, passage: Passage) -> Section:
        """The section a passage is; none where its title could mean more than that."""
        found = self.sections.get(passage.section, NO_SECTION)
        title = words.label(passage.title.partition("。")[0])
        loose = any(title.endswith(one) and "公共预算" not in title for one in found.loose)
        return NO_SECTION if loose and not self._none(found.unless) else found

    def _none(self, addresses: Sequence[Address]) -> bool:
        """Whether all these amounts are known to be zero."""
        found = map(self.facts.known, addresses)
        return all(fact is not None and not fact.value for fact in found)

    def _counts(self, passage: Passage, section: Section) -> Iterator[tuple[Claim, int]]:
        for count in section.counts:
            for found in count.pattern.finditer(passage.text):
                before = passage.text[max(0, found.start() - 40) : found.start()].rpartition("。")[
                    2
                ]
                if count.unless is None or not count.unless.search(before + found[0]):
                    start = found.start("number")
                    unit = found.groupdict().get("u") or ""
                    said, printed = Said(Term(count.address)), (found["number"], unit)
                    yield self._claim(passage, start, said, printed, found[0]), start

    def _clause(
        self, passage: Passage, section: Section, clause: Clause
    ) -> Iterator[tuple[Claim, int]]:
        """The claims of one clause; none where some of it is not understood."""
        text, offset = clause.text, clause.start
        if ordinal := ORDINAL_HEAD.match(text):
            self.state = _State()
            text, offset = text[ordinal.end() :], offset + ordinal.end()
        text, offset = self._without_prefix(text, offset)
        named, length = self._subject(section, text)
        if named is not None and not self._goes_on(text[length:]):
            self.state.subject = named
        elif length or ("元" in text and not any(patterns(text))):
            self.state.subject = None
        measure = Measure(section, text[length:], offset + length, clause.text)
        for kind, found in patterns(measure.text):
            claim = self._say(measure, kind, found)
            if claim is not None:
                yield self._bind(passage, measure, found, claim)
                return

    @staticmethod
    def _goes_on(rest: str) -> bool:
        """Whether a name is only the beginning of another: 项目支出|结转和结余12万元."""
        return bool(JOINED.match(rest) or "元" in rest) and not any(patterns(rest))

    def _without_prefix(self, text: str, offset: int) -> tuple[str, int]:
        """Past the department's name, the year and other words that change nothing."""
        while True:
            found = PREFIX.match(text)
            length = found.end() if found else 0
            if self.department and text.startswith(self.department):
                length = len(self.department)
            if not length:
                return text, offset
            text, offset = text[length:], offset + length

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
        self.state.subject = subject
        if kind == "amount":
            return Said(subject.says) if self._is_amount(measure) else None
        if kind in ("budget", "done", "direction"):
            return self._of_budget(subject, kind, said)
        if kind == "share":
            whole = self._whole(measure.section, subject, said.get("w", ""))
            return Said(Operation("/", subject.says, whole)) if whole else None
        return self._compared(subject, kind, said)

    def _is_amount(self, measure: Measure) -> bool:
        """Whether a bare amount is the outturn of the subject: named just before, or 决算."""
        return measure.offset_named or "决算" in measure.text or "执行数" in measure.text

    def _take_base(self, said: Mapping[str, str]) -> bool:
        """Remember what a comparison is made with; False where its year is not last year."""
        if "year" in said and self.year is not None and int(said["year"]) != self.year - 1:
            self.state.base = ""
            return False
        if "compared" in said:
            budget = said.get("budget", "")
            self.state.base = BUDGETS.get(budget, INITIAL) if "预算" in said["compared"] else PRIOR
        return True

    def _meant(self, section: Section, words_said: str) -> Subject | None:
        """The subject a measure repeats inside itself, else the present one."""
        if not words_said:
            return self.state.subject
        name = self.names[section.id].at_head(words_said) if section.id else ""
        return self.subjects[section.id][name] if name and name == words_said else None

    def _budget(self, subject: Subject, name: str) -> Expression:
        if name:
            self.state.budget = BUDGETS[name]
        if subject.budget is not None:
            return subject.budget
        return at(subject.says, self.state.budget or INITIAL)

    def _of_budget(self, subject: Subject, kind: str, said: Mapping[str, str]) -> Said:
        budget = self._budget(subject, said.get("b", ""))
        if kind == "budget":
            return Said(budget)
        if kind == "done":
            return Said(Operation("/", subject.says, budget))
        return Said(Operation("-", subject.says, budget), DIRECTIONS[said["d"]])

    def _compared(self, subject: Subject, kind: str, said: Mapping[str, str]) -> Said | None:
        """增减、升降、持平 against last year or a budget."""
        if not self.state.base or (kind == "level" and "about" in said):
            return None
        if self.state.base == PRIOR:
            other = at(subject.says, PRIOR)
        else:
            other = subject.budget or at(subject.says, self.state.base)
        if kind == "before":
            return Said(other)
        difference = Operation("-", subject.says, other)
        sign = -1 if said.get("d", "").startswith(DOWN) else 1
        if kind == "growth":
            growth = Operation("-", Operation("/", subject.says, other), Number(Decimal(1)))
            return Said(growth, sign=sign)
        return Said(difference, sign=sign)

    def _whole(self, section: Section, subject: Subject, name: str) -> Expression | None:
        """What a share is a share of: the words said, else the subject's or section's own."""
        if not name:
            return subject.whole or (None if subject.shared else section.whole)
        for known in (self.subjects.get(section.id, {}), self.anywhere):
            if name in known:
                return known[name].says
        return None

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
            formula.write(said.says), ZERO, ZERO, found[0], place, measure.clause, said.relation
        )
        return claim, -1 - measure.offset

    def _claim(
        self, passage: Passage, start: int, said: Said, printed: tuple[str, str], text: str
    ) -> Claim:
        """A claim with the number as printed; `half` follows from its own decimals."""
        number, unit = printed
        value = Decimal(number.replace(",", "")) * said.sign
        scale = UNITS.get(unit, Decimal("0.01") if unit == "%" else Decimal(1))
        decimals = len(number.partition(".")[2])
        half = scale.scaleb(-decimals) / 2 if unit else ZERO
        place = passage.place(start)
        return Claim(
            formula.write(said.says), value * scale, half, f"{number}{unit}", place, text, "="
        )


def row_subject(rows: Term, code: str) -> Subject:
    """The subject that a mention of a code is."""
    return Subject((), Term(rows.address._replace(row=code)))


def _numerals(passage: Passage, bound: Mapping[int, int]) -> Iterator[Numeral]:
    """Every numeral of a passage with its state; those bound carry the index of their claim."""
    excluded = [
        (found.start(), found.end(), why)
        for pattern, why in NOT_AMOUNTS
        for found in pattern.finditer(passage.text)
    ]
    for found in DIGITS.finditer(passage.text):
        start, place = found.start(), passage.place(found.start())
        if start in bound:
            yield Numeral(found[0], place, passage.section, "", bound[start])
            continue
        why = next((w for first, last, w in excluded if first <= start < last), "")
        if not why and not passage.section and not MONEY.match(passage.text, found.end()):
            why = "不在情况说明中的清点数"
        if (
            not why
            and ORDINAL_HEAD.match(passage.text[start : start + 4])
            and _leads(passage, start)
        ):
            why = "序号"
        yield Numeral(found[0], place, passage.section, why)


def _leads(passage: Passage, start: int) -> bool:
    return start == 0 or passage.text[start - 1] in "\n。；：(（"


def known_zeros(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, a bare 0万元 being a zero as fine as the text's other amounts.

    Every other number keeps the interval of its own print.
    """
    amounts = [c for c in claims if c.value and c.printed.endswith("元")]
    usual = words.usual_decimals(words.decimals(c.printed) for c in amounts)
    return [
        replace(claim, half=claim.half.scaleb(-usual)) if _bare_zero(claim) else claim
        for claim in claims
    ]


def _bare_zero(claim: Claim) -> bool:
    return not claim.value and claim.printed.endswith("元") and not words.decimals(claim.printed)
