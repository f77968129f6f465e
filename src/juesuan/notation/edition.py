"""An edition: everything declared for a family, a year and a region, as one value.

A folder of `editions/<family>/` holds what a year or a region declares, in as many TOML files as
read well; together they are one declaration. A region lies over a year, a year over its `base`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, reduce
from types import MappingProxyType
from typing import Any

from juesuan.model.books import Schema
from juesuan.notation import feed, spelling
from juesuan.notation.card.layout import Layout, Vocabulary, layouts_of, vocabulary_of
from juesuan.notation.card.scoring import Profile, read_profile
from juesuan.notation.card.sums import CardEquation, read_card_equations
from juesuan.notation.code_list import (
    Classification,
    Entry,
    classification,
    read_entries,
    read_tails,
)
from juesuan.notation.equation import Equation
from juesuan.notation.feed import Feeds
from juesuan.notation.form import Form, read_form
from juesuan.notation.overlay import (
    HOME,
    DeclarationError,
    declaration,
    overlaid,
    refuse_unknown,
    toml,
)
from juesuan.notation.publication import (
    Glossary,
    Publication,
    read_glossary,
    read_publication,
)
from juesuan.notation.schema import books_schema
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
from juesuan.notation.speech.measure import Manner, Measure
from juesuan.notation.speech.misspellings import Wording, wording
from juesuan.notation.speech.narrative import Narrative
from juesuan.notation.speech.sentence import Sentence
from juesuan.notation.speech.statement import Statements, read_statements

# What an edition declares, and the key that says so: each part is read once, when it is loaded.
PARTS = {
    "forms": "form", "synonyms": "synonyms", "manner": "manner", "narrative": "section",
    "measures": "measure", "sentences": "section", "clues": "clue", "marks": "mark",
    "not_amounts": "not_amount", "statements": "statement", "layouts": "layout",
    "vocabulary": "vocabulary", "scoring": "scoring", "publication": "publish", "glossary": "term",
}  # fmt: skip
ACCOUNTS = "accounts"  # 部门决算, the first family
Declared = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Edition:
    """The declarations for one family, year and region, as the program uses them.

    `declared` is all that the files of the year and the region say together; `everywhere` what
    each region says over that year, for what is read whatever the region.
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
        drawn = {name: one for other in self._anywhere() for name, one in layouts_of(other).items()}
        return vocabulary_of(self.declared, drawn.values())

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
    def books(self) -> Schema:
        """What the books of a department hold, by the classifications of this edition."""
        return books_schema(self.functional, self.economic)

    def feeds(self, practice: Mapping[str, str] | None = None) -> Feeds:
        """Which amounts of the books enter which cell, some switches of practice chosen."""
        return feed.read_feeds(self.declared, practice or {})

    def form(self, name: str) -> Form | None:
        """The form of that id."""
        return next((form for form in self.forms if form.id == name), None)

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


def families() -> tuple[str, ...]:
    """The families of documents that have declarations, each a folder."""
    return tuple(
        sorted(item.name for item in HOME.iterdir() if item.is_dir() and declared(item.name))
    )


@cache
def declared(family: str = ACCOUNTS) -> tuple[str, ...]:
    """The names of all folders of declarations: years and regions."""
    names = (item.name for item in HOME.joinpath(family).iterdir())
    return tuple(sorted(name for name in names if name.isdigit() and len(name) in (4, 6)))


def years(family: str = ACCOUNTS) -> tuple[int, ...]:
    """The years that have an edition of their own, ascending."""
    return tuple(int(name) for name in declared(family) if len(name) == 4)


def latest() -> str:
    """The edition of the last declared year."""
    return str(years()[-1])


@cache
def regions(family: str = ACCOUNTS) -> Mapping[str, tuple[str, ...]]:
    """Region code to the place names that a cover shows."""
    codes = (name for name in declared(family) if len(name) == 6)
    covers = {code: _over({}, family, code).get("cover", {}) for code in codes}
    return MappingProxyType(
        {code: tuple(cover.get("places", ())) for code, cover in covers.items()}
    )


@cache
def cover_words() -> CoverWords:
    """The words by which a cover is read, before an edition is chosen by it."""
    return read_cover_words(declaration("wording", "cover.toml"), regions())


def edition_id(year: int | None, region: str = "") -> str:
    """The edition for a document's year and region: the last one declared not after the year."""
    bases = years()
    base = max((y for y in bases if year is None or y <= year), default=bases[0])
    return f"{base}-{region}" if region in regions() else str(base)


@cache
def load(name: str, family: str = ACCOUNTS) -> Edition:
    """Resolve `2024` or `2024-310000`; raises DeclarationError for a name not declared."""
    year, parted, region = name.partition("-")
    if year not in map(str, years(family)) or (parted and region not in regions(family)):
        raise _undeclared(family, name)
    base = _year(family, year)
    over = {code: _over(base, family, code) for code in regions(family)}
    edition = Edition(
        family=family,
        id=name,
        region=region,
        declared=over[region] if region else base,
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


def _year(family: str, name: str) -> Declared:
    data = _over({}, family, name)
    return _over(_year(family, data["base"]), family, name) if "base" in data else data


def _over(base: Declared, family: str, name: str) -> Declared:
    """A base as the folder of a year or a region changes it."""
    return reduce(overlaid, _folder(family, name), base)


@cache
def _folder(family: str, name: str) -> tuple[Declared, ...]:
    """What each file of a folder says; DeclarationError names the file and the key."""
    if name not in declared(family):
        raise _undeclared(family, name)
    items = sorted(HOME.joinpath(family, name).iterdir(), key=lambda item: item.name)
    return tuple(
        _file(item.read_text("utf-8"), f"{family}/{name}/{item.name}")
        for item in items
        if item.name.endswith(".toml")
    )


def _file(text: str, source: str) -> dict[str, Any]:
    data = toml(text, source)
    refuse_unknown(data, source)
    return data


def _undeclared(family: str, name: str) -> DeclarationError:
    return DeclarationError(f"没有名为“{name}”的版式声明；已有：{'、'.join(declared(family))}")


@cache
def _codes(kind: str) -> Classification:
    home = HOME.joinpath("codes")
    entries = read_entries(home.joinpath(f"{kind}.csv").read_text("utf-8"), f"{kind}.csv")
    tails = read_tails(home.joinpath("tails.csv").read_text("utf-8"))
    return classification(entries, tails)
