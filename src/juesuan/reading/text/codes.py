"""Names of classes, sections and items in a narrative, resolved to their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise, product

from juesuan.model.number import Facts
from juesuan.notation import spelling
from juesuan.notation.classification import Classification
from juesuan.notation.edition import Edition
from juesuan.reading.text.clauses import Names

LENGTHS = {"类": 3, "款": 5, "项": 7}
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


class ReadCodes:
    """From names at each level to codes: the document's own tables first, then the catalogue."""

    def __init__(self, facts: Facts, edition: Edition) -> None:
        catalogue, clues = edition.functional, edition.clues
        self.catalogued = _catalogued(catalogue, edition.year)
        self.patterns = (clues.item, clues.only_class)
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
        levels = [self._codes(level, name) for level, name in names.items()]
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
