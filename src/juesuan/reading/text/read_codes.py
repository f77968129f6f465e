"""From the names and numbers of a classification in a text to its codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product

from juesuan.model.number import Facts
from juesuan.notation import spelling
from juesuan.notation.code_list import Classification
from juesuan.notation.edition import Edition
from juesuan.reading.text.clauses import Names

LENGTHS = {"类": 3, "款": 5, "项": 7}
CLASS, GROUP = LENGTHS["类"], LENGTHS["款"]
FUNCTIONAL = frozenset({"01", "02", "03", "05", "07", "08"})


Spellings = dict[int, dict[str, set[str]]]


@lru_cache(maxsize=16)
def _catalogued(catalogue: Classification, *years: int) -> Spellings:
    """Every name the codes of some years ever had, by level and spelling."""
    spellings: Spellings = {length: {} for length in LENGTHS.values()}
    for code in dict.fromkeys(code for year in years for code in catalogue.current(year)):
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


class _Named:
    """The names of each code, to be looked for behind its number."""

    def __init__(self, catalogue: Classification) -> None:
        self.catalogue = catalogue
        self.printed: dict[str, set[str]] = {}

    def add(self, code: str, label: str) -> None:
        self.printed.setdefault(code, set()).add(spelling.unnumbered(label))

    def names(self, code: str) -> tuple[str, ...]:
        """All names of a code, those that the document prints first."""
        return (*self.printed.get(code, ()), *self.catalogue.names(code))

    def at_head(self, code: str, text: str, start: int) -> str:
        """The longest name of a code that stands at a place of a text."""
        spelt = {spelling.plain(name) for name in self.names(code)}
        return max((name for name in spelt if text.startswith(name, start)), key=len, default="")


class ReadCodes:
    """From names at each level to codes: the document's own tables first, then the catalogue."""

    def __init__(self, facts: Facts, edition: Edition, year: int | None) -> None:
        catalogue, clues = edition.functional, edition.clues
        self.catalogued = _catalogued(catalogue, year or edition.year, edition.year)
        self.patterns = (clues.item, clues.to_group, clues.only_class)
        self.only_item, self.numbered = clues.only_item, clues.numbered
        self.group = ""
        self.named = _Named(catalogue)
        self.tabled: Spellings = {length: {} for length in LENGTHS.values()}
        self.printed: set[str] = set()
        self.class_names: dict[str, str] = {}
        for form in facts.forms.values():
            for code, label in form.labels.items():
                if code.isdigit() and form.id in FUNCTIONAL:
                    self.printed.add(code)
                    if len(code) == LENGTHS["类"]:
                        self.class_names[spelling.unnumbered(label)] = code
                    self.named.add(code, label)
                    for name in (label, *catalogue.names(code)):
                        _add(self.tabled, code, name)
        if not self.class_names:
            self.class_names = _class_names(catalogue, edition.year)
        self._classes = Names(self.class_names)

    def _codes(self, level: str, name: str) -> set[str]:
        length, spelt = LENGTHS[level], code_name(name)
        return self.tabled[length].get(spelt, set[str]()) | self.catalogued[length].get(
            spelt, set()
        )

    def at_head(self, text: str) -> tuple[str, str]:
        """The code that a text begins to speak of, and the words used; "" where none is meant."""
        for pattern in self.patterns:
            if match := pattern.match(text):
                code = self._resolve(match.groupdict())
                self.group = code[:GROUP]
                return code, match[0]
        if match := self.only_item.match(text):
            return self._within(match["项"]), match[0]
        if (match := self.numbered.match(text)) and (
            name := self.named.at_head(match["编码"], text, match.end())
        ):
            self.group = match["编码"][:GROUP]
            return match["编码"], match[0] + name
        return "", ""

    def open(self) -> None:
        """Begin where no code was mentioned yet."""
        self.group = ""

    def _within(self, name: str) -> str:
        """The one item of a name in the class or group last mentioned; of all where none was."""
        codes = self._codes("项", name)
        if not codes:
            return _only(self._run_together(name), self.printed)
        return _only((code for code in codes if code.startswith(self.group)), self.printed)

    def _run_together(self, name: str) -> Iterator[str]:
        """The items whose class, group and own name come to a name without marks between."""
        spelt, length = code_name(name), LENGTHS["项"]
        for spellings in (self.tabled[length], self.catalogued[length]):
            for item, codes in spellings.items():
                if spelt.endswith(item):
                    before = spelt.removesuffix(item).replace("支出", "")
                    yield from (code for code in codes if before in self._above(code))

    def _above(self, code: str) -> set[str]:
        """What may stand before the name of an item: its group's name, its class's, both."""
        classes, groups = (
            {code_name(name).replace("支出", "") for name in self.named.names(code[:length])}
            for length in (CLASS, GROUP)
        )
        return classes | groups | {above + group for above in classes for group in groups}

    def class_at_head(self, text: str) -> tuple[str, str]:
        """A class of the document's own tables that a text begins to name without （类）."""
        name = self._classes.at_head(text)
        self.group = self.class_names[name] if name else self.group
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
