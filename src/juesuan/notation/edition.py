"""An edition: everything declared for a family, a year and a region, as one value.

A folder of `editions/<family>/` holds what a year or a region declares, in as many TOML files as
read well; together they are one declaration. A region lies over a year, a year over its `base`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from juesuan.notation import spelling
from juesuan.notation.addition import read_addition
from juesuan.notation.card.layout import Layout, Vocabulary, layout, layouts_of, vocabulary_of
from juesuan.notation.card.scoring import Profile, read_profile
from juesuan.notation.card.sums import CardEquation, read_card_equations
from juesuan.notation.code_list import (
    Classification,
    Entry,
    classification,
    read_entries,
    read_tails,
)
from juesuan.notation.edition_folders import (
    ACCOUNTS,
    Declared,
    laid_over,
    regions,
    said_of_year,
    undeclared,
    years,
)
from juesuan.notation.equation import Equation
from juesuan.notation.form import Form, read_form
from juesuan.notation.overlay import (
    HOME,
    DeclarationError,
    declaration,
)
from juesuan.notation.publication import (
    Glossary,
    Publication,
    read_glossary,
    read_publication,
)
from juesuan.notation.speech import measure, narrative, sentence
from juesuan.notation.speech.clue import (
    Clues,
    NotAmount,
    TableMarks,
    read_clues,
    read_marks,
    read_not_amounts,
)
from juesuan.notation.speech.cover_words import CoverWords, read_cover_words
from juesuan.notation.speech.lexicon import Lexicon, read_lexicon
from juesuan.notation.speech.measure import Manner, Measure
from juesuan.notation.speech.misspellings import Wording, wording
from juesuan.notation.speech.narrative import Narrative
from juesuan.notation.speech.sentence import Sentence
from juesuan.notation.speech.statement import Statements, read_statements

if TYPE_CHECKING:
    from juesuan.model.books import Schema
    from juesuan.notation.feed import Feeds, Practice

# What an edition declares, and the key that says so: each part is read once, when it is loaded.
PARTS = {
    "forms": "form", "additions": "addition", "synonyms": "synonyms", "manner": "manner",
    "narrative": "section", "measures": "measure", "sentences": "section", "clues": "clue",
    "marks": "mark", "not_amounts": "not_amount", "statements": "statement", "layouts": "layout",
    "vocabulary": "vocabulary", "scoring": "scoring", "publication": "publish", "glossary": "term",
}  # fmt: skip
# What is read in the words of every region, whichever the document is of.
EVERYWHERE = ("statement", "layout", "words", "levels", "blocks", "card", "scoring", "fragment")


@dataclass(frozen=True, eq=False)
class Edition:
    """The declarations for one family, year and region, as the program uses them.

    `declared` is all that the files of the year and the region say together; `everywhere` what
    each region says over that year of what is read whatever the region, and of nothing else.
    """

    family: str
    id: str
    region: str
    declared: Declared
    everywhere: Mapping[str, Declared]
    functional: Classification
    economic: Classification

    @property
    def name(self) -> str:
        """What the edition is called."""
        return str(self.declared["name"])

    @property
    def year(self) -> int:
        """The year whose forms these are."""
        return int(self.declared["year"])

    @property
    def unit(self) -> str:
        """The unit of money of the public tables."""
        return str(self.declared["unit"])

    @property
    def others(self) -> tuple[str, ...]:
        """Titles of tables that are none of the forms."""
        return tuple(self.declared.get("others", ()))

    @cached_property
    def titled(self) -> Mapping[str, tuple[str, Form | None]]:
        """Each title by its key, with the form that is called so; None for another table."""
        others = {spelling.key(one): (one, None) for one in reversed(self.others)}
        forms = [(form, one) for form in self.forms for one in form.titles()]
        return {**others, **{spelling.key(one): (one, form) for form, one in reversed(forms)}}

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms, in the order of publication."""
        forms = self.declared["form"]
        if unlisted := forms.keys() - set(self.declared["order"]):
            raise DeclarationError(f"order 中没有这些表：{'、'.join(sorted(unlisted))}")
        named = {"functional": self.functional.current(self.year), "": {}}
        named["economic"] = self.economic.current(self.year)
        return tuple(
            read_form(key, forms[key], named[forms[key].get("classification", "")])
            for key in self.declared["order"]
        )

    @cached_property
    def additions(self) -> tuple[Form, ...]:
        """The tables published beside the forms of which rows or columns are known."""
        tables, economic = self.declared.get("addition", {}), self.economic.current(self.year)
        return tuple(read_addition(name, tables[name], economic) for name in tables)

    @cached_property
    def synonyms(self) -> Mapping[str, str]:
        """Other spellings of rows and columns, by their keys."""
        data = self.declared.get("synonyms", {}).items()
        return MappingProxyType({spelling.key(one): spelling.key(other) for one, other in data})

    @cached_property
    def narrative(self) -> Narrative:
        """How the text speaks: sections, subjects, counts, customs."""
        return narrative.read_narrative(self.declared)

    @cached_property
    def manner(self) -> Manner:
        """How numbers are written in sentences."""
        return Manner(**self.declared["manner"])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the narrative, as they are written, section by section."""
        sections = self.narrative.sections
        words = sentence.SentenceWords(self.measures, sections)
        declared = (item.get("sentence", ()) for item in self.declared["section"])
        return tuple(
            sentence.parse(section, item, words)
            for section, items in zip(sections, declared, strict=True)
            for item in sentence.worded(section.id, items)
        )

    @cached_property
    def publication(self) -> Publication:
        """What a disclosure is made of, in order."""
        return read_publication(self.declared, self.narrative)

    @cached_property
    def glossary(self) -> Glossary:
        """What the glossary explains, and how."""
        return read_glossary(self.declared)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The ways to say a number, by their ids."""
        return measure.read_measures(self.declared["measure"], self.declared["fragment"])

    @cached_property
    def clues(self) -> Clues:
        """The words that tell whose year an amount is of, and what is counted."""
        return read_clues(self.declared["clue"], self.declared["fragment"])

    @cached_property
    def marks(self) -> TableMarks:
        """The words in and around tables."""
        return read_marks(self.declared["mark"], self.declared["fragment"])

    @property
    def cover(self) -> CoverWords:
        """The words of a cover, whatever the year and region."""
        return cover_words()

    @cached_property
    def not_amounts(self) -> tuple[NotAmount, ...]:
        """The digits that are no amounts."""
        return read_not_amounts(self.declared["not_amount"], self.declared["fragment"])

    @cached_property
    def statements(self) -> Statements:
        """What texts say of evaluated projects, in the words of every region."""
        return read_statements([self.declared, *self._anywhere()])

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """The layouts of self-evaluation cards by their ids."""
        return layouts_of(self.declared)

    @cached_property
    def card_equations(self) -> tuple[CardEquation, ...]:
        """What the numbers of one self-evaluation card must keep among themselves."""
        return read_card_equations(self.declared["card"]["equation"])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of cards in every region: who prints whose layout is not known beforehand."""
        drawn = {one["id"]: one for other in self._anywhere() for one in other["layout"]}
        return vocabulary_of(self.declared, map(layout, drawn.values()))

    @cached_property
    def scoring(self) -> Profile:
        """How projects are scored here."""
        return read_profile(self.declared["scoring"])

    @cached_property
    def scorings(self) -> tuple[Profile, ...]:
        """How projects are scored anywhere."""
        return tuple(read_profile(one["scoring"]) for one in self._anywhere())

    @cached_property
    def wording(self) -> Wording:
        """Slips of the pen, leftovers of forms, mistaken uses."""
        return wording()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the field: titles, rows and columns of forms, names of codes and terms."""
        sections = self.declared["section"]
        declared = (one for item in sections for one in item.get("sentence", ()))
        sentences = (one["text"] for one in declared if "text" in one)
        return read_lexicon(self._words(), self._codes(), sentences, self._anywhere())

    def _words(self) -> Iterator[str]:
        """Every name that the declarations give to something of these documents."""
        for form in self.forms:
            yield from (form.title, *form.aliases)
            for side in form.sides:
                yield from (word for column in side.columns for word in column.path)
                yield from (word for row in side.rows for word in (row.label, *row.aliases))
        for section in self.narrative.sections:
            yield from section.titles
            yield from (name for subject in section.subjects for name in subject.names)
        yield from (*self.others, *self.synonyms.values(), *self.publication.titles.values())
        yield from (term.name for term in self.glossary.terms)

    def _codes(self) -> Iterator[str]:
        """The names of the classifications in any year, with 支出 at their end and without."""
        for codes in (self.functional, self.economic):
            names = [entry.name for entries in codes.entries.values() for entry in entries]
            yield from (*names, *codes.tails.values())
            yield from (name.removesuffix("支出") for name in names)

    @cached_property
    def books(self) -> Schema:
        """What the books of a department hold, by the classifications of this edition."""
        from juesuan.notation.schema import books_schema  # noqa: PLC0415 - not for a document

        return books_schema(self.functional, self.economic)

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The switches of practice, with the defaults of this region."""
        from juesuan.notation import feed  # noqa: PLC0415 - as above

        return feed.practices(self.declared)

    def feeds(self, practice: Mapping[str, str] | None = None) -> Feeds:
        """Which amounts of the books enter which cell, some switches of practice chosen."""
        from juesuan.notation import feed  # noqa: PLC0415 - as above

        return feed.read_feeds(self.declared, practice or {})

    def form(self, name: str) -> Form | None:
        """The form of that id, or the table beside the forms."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> Mapping[str, Form]:
        return {form.id: form for form in (*self.additions, *self.forms)}

    def place(self, form: Form) -> int:
        """Which of the published forms a form is, from 1."""
        return [one.id for one in self.forms].index(form.id) + 1

    def equations(self) -> Iterable[Equation]:
        """Every declared equation and expectation, form by form."""
        return (equation for form in self.forms for equation in form.equations)

    def codes(self, form: Form) -> Classification:
        """The classification the rows of a form are taken from."""
        return self.economic if form.classification == "economic" else self.functional

    def with_functional(self, entries: Iterable[Entry]) -> Edition:
        """The edition with a user's own functional codes put first."""
        return replace(self, functional=self.functional.with_entries(entries))

    def _anywhere(self) -> Iterator[Declared]:
        yield self.declared
        yield from self.everywhere.values()


@cache
def cover_words() -> CoverWords:
    """The words by which a cover is read, before an edition is chosen by it."""
    return read_cover_words(declaration("wording", "cover.toml"), regions())


@cache
def load(name: str, family: str = ACCOUNTS) -> Edition:
    """Resolve `2024` or `2024-310000`; raises DeclarationError for a name not declared."""
    year, parted, region = name.partition("-")
    if year not in map(str, years(family)) or (parted and region not in regions(family)):
        raise undeclared(family, name)
    base = said_of_year(family, year)
    over = {code: laid_over(base, family, code, EVERYWHERE) for code in regions(family)}
    edition = Edition(
        family=family,
        id=name,
        region=region,
        declared=laid_over(base, family, region) if region else base,
        everywhere=MappingProxyType({"": base, **over}),
        functional=_codes("functional"),
        economic=_codes("economic"),
    )
    _refuse_unsound(edition)
    return edition


def _refuse_unsound(edition: Edition) -> None:
    """Raise DeclarationError for a part that cannot be read, whoever would have asked for it."""
    for part, key in PARTS.items():
        try:
            _ = key in edition.declared and getattr(edition, part)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            lacking = f"缺少 {error}" if isinstance(error, KeyError) else str(error)
            raise DeclarationError(f"{edition.family}/{edition.id} [{key}] {lacking}") from error


@cache
def _codes(kind: str) -> Classification:
    home = HOME.joinpath("codes")
    entries = read_entries(home.joinpath(f"{kind}.csv").read_text("utf-8"), f"{kind}.csv")
    tails = read_tails(home.joinpath("tails.csv").read_text("utf-8"))
    return classification(entries, tails)
