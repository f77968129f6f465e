"""What on the page can be led to, by its id, and the links that lead there."""

from __future__ import annotations

import re

from juesuan.model.number import Address
from juesuan.publishing.markup import Html, element, fragment


def cell_id(address: Address) -> str:
    """The id of a cell: its address, white space replaced."""
    return re.sub(r"\s+", "_", str(address))


def finding_id(name: str) -> str:
    """The id of a finding."""
    return f"f-{name}"


def form_id(form: str) -> str:
    """The id of a table of the document."""
    return f"form-{form}"


def numeral_id(index: int) -> str:
    """The id of a numeral of the text."""
    return f"n-{index}"


def word_id(finding: str) -> str:
    """The id of a word of the text that a finding contradicts."""
    return f"w-{finding}"


def section_id(section: str) -> str:
    """The id of a section of the text."""
    return f"section-{section}"


def href(name: str) -> str:
    """What leads to an id on the same page."""
    return f"#{fragment(name)}"


def link(name: str, words: str) -> Html:
    """Words that lead to an id."""
    return element("a", words, href=href(name))
