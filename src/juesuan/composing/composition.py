"""Accounts, texts and evaluated projects × Edition -> Disclosure: what is said, in order, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juesuan.composing.annexes import card_blocks, list_blocks
from juesuan.composing.glossary_entries import glossary_entries
from juesuan.composing.material import Whose, material
from juesuan.composing.page_tables import form_table
from juesuan.composing.project_texts import project_facts, project_lists
from juesuan.composing.sections import Sections
from juesuan.model.accounts import Account, BooksTexts, Rounding
from juesuan.model.disclosure import (
    Block,
    Contents,
    CoverPage,
    Disclosure,
    Heading,
)
from juesuan.model.number import TEXT, ZERO, Address, Fact, Facts
from juesuan.model.project import Evaluated
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.publication import CARDS, FORMS, LISTS, PublishedPart
from juesuan.notation.speech.phrasing import Names

LAYOUT = "base"
PROJECTS = "绩效"


@dataclass(frozen=True)
class Imprint:
    """How to compose: whether it is a unit's own, how numbers were rounded, the day, the mark."""

    date: date
    unit: bool = False
    rounding: Rounding = "each"
    mark: str = ""


def compose(account: Account, texts: BooksTexts, edition: Edition, imprint: Imprint) -> Disclosure:
    """The whole disclosure of one account."""
    whose = Whose("单位" if imprint.unit else "部门", account.name)
    more = [*project_facts(texts.evaluated), *_received(account.shown, texts)]
    facts = Facts({**account.shown, **{f.address: f for f in more}}, account.shown.forms)
    sections = _sections(account, facts, texts, edition, whose)
    blocks = tuple(_Composer(account, texts, edition, sections, imprint).blocks())
    return Disclosure(
        year=edition.year,
        department=account.name,
        title=sections.named(edition.publication.title),
        edition=edition.id,
        date=imprint.date,
        unit=edition.unit,
        blocks=blocks,
        shown=facts,
        exact=account.facts if account.facts is not account.shown else None,
        rounding=imprint.rounding,
        mark=imprint.mark,
        keywords=(account.name, f"{edition.year}年度", f"{whose.kind}决算"),
    )


def compose_projects(evaluated: Evaluated, edition: Edition, mark: str = "") -> Disclosure:
    """The evaluated projects alone: the section on them, the summary tables, the cards."""
    texts = BooksTexts(evaluated=evaluated)
    facts = Facts({fact.address: fact for fact in project_facts(evaluated)}, {})
    account = Account("", evaluated.department, facts, facts)
    sections = _sections(account, facts, texts, edition, Whose("部门", account.name))
    title = f"{evaluated.department}{evaluated.year}年度项目支出绩效自评"
    blocks = (
        Heading(1, title, "项目"),
        *sections.section(PROJECTS, Heading(2, sections.title(PROJECTS), PROJECTS)),
        *list_blocks(evaluated, 1, edition.scoring, total=True),
        *card_blocks(evaluated, edition.layouts[LAYOUT], 2, edition.scoring),
    )
    day = date(evaluated.year, 12, 31)
    return Disclosure(
        evaluated.year, account.name, title, edition.id, day, edition.unit, blocks, facts, mark=mark
    )


def _sections(
    account: Account, facts: Facts, texts: BooksTexts, edition: Edition, whose: Whose
) -> Sections:
    """What writes the sections of one account."""
    made = material(account, facts, texts, edition, whose)
    return Sections(made, facts, edition, _lists(texts, facts, edition))


def _received(facts: Facts, texts: BooksTexts) -> Iterator[Fact]:
    """国内接待费 and 国（境）外接待费, where all receptions were domestic."""
    whole = facts.get(Address("09", "三公经费", "12"))
    abroad = facts.get(Address(TEXT, "国外接待批次", "1"))
    if "sangong_counts" in texts.counted and not (abroad and abroad.value):
        amount = whole.value if whole else ZERO
        yield Fact(Address(TEXT, "国内接待费", "1"), amount)
        yield Fact(Address(TEXT, "国外接待费", "1"), ZERO)


def _lists(texts: BooksTexts, facts: Facts, edition: Edition) -> Mapping[str, Sequence[Names]]:
    lines = {key: [{"条文": one} for one in texts.profile.get(key, ())] for key in PROFILE}
    units = [{"单位名": name} for name in texts.units]
    terms = [
        {**entry, "序": spelling.chinese(number)}
        for number, entry in enumerate(glossary_entries(facts, edition, texts.definitions), 1)
    ]
    return {**lines, "单位": units, "名词": terms, **project_lists(texts, edition.manner)}


PROFILE = ("主要职责", "机构设置", "绩效自评做法", "绩效改进措施")


@dataclass(frozen=True)
class _Composer:
    account: Account
    texts: BooksTexts
    edition: Edition
    sections: Sections
    imprint: Imprint

    def blocks(self) -> Iterator[Block]:
        publication, named = self.edition.publication, self.sections.named
        day = self.imprint.date
        yield CoverPage(
            tuple(map(named, publication.cover)), f"{day.year}年{day.month}月{day.day}日"
        )
        yield Contents(publication.contents)
        parts = [part for part in publication.parts if self._filled(part)]
        for number, part in enumerate(parts, 1):
            ordinal = spelling.chinese(number)
            yield Heading(1, f"第{ordinal}部分 {named(part.title)}", f"部分-{number}")
            yield from self._part(part)

    def _filled(self, part: PublishedPart) -> bool:
        """A part of annexes is left out where there are none."""
        annexes = bool({LISTS, CARDS} & {*part.holds})
        return not annexes or bool(self.texts.evaluated and self.texts.evaluated.cards)

    def _part(self, part: PublishedPart) -> Iterator[Block]:
        alone = len(part.holds) == 1
        for number, name in enumerate(part.holds, 1):
            match name:
                case _ if name == FORMS:
                    yield from self._forms()
                case _ if name == LISTS:
                    kind = "单位" if self.imprint.unit else "部门"
                    rules = self.edition.scoring
                    yield from list_blocks(self.texts.evaluated, number, rules, kind)
                case _ if name == CARDS:
                    layout = self.edition.layouts[LAYOUT]
                    rules = self.edition.scoring
                    yield from card_blocks(self.texts.evaluated, layout, number, rules)
                case _:
                    title = self.sections.title(name)
                    words = title if alone else f"{spelling.chinese(number)}、{title}"
                    words = f"附件{number} {title}" if {LISTS, CARDS} & {*part.holds} else words
                    yield from self.sections.section(name, Heading(2, words, name), shown=not alone)

    def _forms(self) -> Iterator[Block]:
        for number, form in enumerate(self.edition.forms, 1):
            words = f"{spelling.chinese(number)}、{form.title}"
            yield Heading(2, words, f"表-{form.id}")
            kind = "单位" if self.imprint.unit else "部门"
            yield form_table(form, self.account.shown, self.edition, self.account.name, kind)
