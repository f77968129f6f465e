"""The judgement rules: what needs an “if”, one function each, with its basis and its remedy.

The first line of a rule's docstring is the requirement as a reader of the document would say it.
A decorator only registers; a rule yields findings through `remark`, which knows its name.
"""

from __future__ import annotations

from juesuan.auditing.rules import (
    bases,
    classification,
    completeness,
    counts,
    dates,
    glossary,
    lists,
    marks,
    practice,
    reasons,
    structure,
    wording,
)
from juesuan.auditing.rules.registry import RULES, Rule
from juesuan.auditing.rules.unreadable import unread

__all__ = [
    "RULES",
    "Rule",
    "bases",
    "classification",
    "completeness",
    "counts",
    "dates",
    "glossary",
    "lists",
    "marks",
    "practice",
    "reasons",
    "structure",
    "unread",
    "wording",
]
