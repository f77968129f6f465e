"""What the glossary explains: the terms the document uses, the items its tables name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.model.number import Facts
from juesuan.notation.edition import Edition
from juesuan.notation.publication import Glossary
from juesuan.notation.speech.phrasing import Names

ITEMS = "03"
OTHER = "其他"


def glossary_entries(
    facts: Facts, edition: Edition, definitions: Mapping[str, str]
) -> Iterator[Names]:
    """名词 and 解释, the terms first, then every item with expenses in the order of its code.

    Items are explained as the books do, else as the edition does, else by their names.
    """
    for term in edition.glossary.terms:
        yield {"名词": term.name, "解释": term.text}
    for code in sorted(filter(str.isdigit, facts.rows(ITEMS))):
        if len(code) == 7 and any(f.value for f in facts.of(ITEMS) if f.address.row == code):
            names = _names(code, edition)
            text = definitions.get(code, "").rstrip("。") or _explained(
                code, names, edition.glossary
            ).rstrip("。")
            yield {"名词": _title(names), "解释": f"{text}。"}


def _names(code: str, edition: Edition) -> Mapping[str, str]:
    levels = {"类名": 3, "款名": 5, "项名": 7}
    return {
        level: edition.functional.name(code[:length], edition.year) or code[:length]
        for level, length in levels.items()
    }


def _title(names: Mapping[str, str]) -> str:
    return f"{names['类名']}（类）{names['款名']}（款）{names['项名']}（项）"


def _explained(code: str, names: Mapping[str, str], glossary: Glossary) -> str:
    if code in glossary.codes:
        return glossary.codes[code]
    name, text = glossary.tails.get(code[-2:], ("", ""))
    if name and name == names["项名"]:
        return text
    template = glossary.other if names["项名"].startswith(OTHER) else glossary.plain
    return template.format(**names)
