"""Facts × Edition -> paragraphs: the sentences of every section, written from the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from juesuan.model.number import Address, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import LEVELS
from juesuan.notation.speech import sentence
from juesuan.notation.speech.measure import Refused
from juesuan.notation.speech.sentence import Sentence, Written


@dataclass(frozen=True, slots=True)
class Narrated:
    """One paragraph of a section and the numbers it says."""

    section: str
    text: str
    numbers: tuple[Written, ...]


def narrate(facts: Facts, edition: Edition, context: Mapping[str, str]) -> Iterator[Narrated]:
    """The paragraphs that can be said of these facts; `context` gives 年, 上年, 部门, 原因 …"""

    def lookup(address: Address) -> Decimal | None:
        fact = facts.known(address)
        return None if fact is None else fact.value

    for template in edition.sentences:
        try:
            if template.each:
                contexts = list(_contexts(template, facts, edition, context))
                text, numbers = sentence.write_each(template, lookup, contexts, edition.manner)
            else:
                text, numbers = sentence.write(template, lookup, context, edition.manner)
        except Refused:
            continue
        yield Narrated(template.section, text, tuple(numbers))


def _contexts(
    template: Sentence, facts: Facts, edition: Edition, context: Mapping[str, str]
) -> Iterator[Mapping[str, str]]:
    """One context for each code of the template's level: the code and its names level by level."""
    for code in facts.rows(template.form):
        if not code.isdigit() or len(code) != LEVELS[template.each]:
            continue
        names = {
            f"{level}名": edition.functional.name(code[:length], edition.year) or ""
            for level, length in LEVELS.items()
            if length <= len(code)
        }
        names["类名"] = names["类名"].removesuffix("支出")
        yield {**context, **names, template.each: code}
