"""The judgement rules: what needs an “if”, one function each, with its basis and its remedy.

The first line of a rule's docstring is the requirement as a reader of the document would say it.
Every module of this folder is a page of rules: a new one registers by being here. Those on
self-evaluations stand with their projects; all are in one registry.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from juesuan.auditing.unreadable import unread
from juesuan.notation.rule import RULES, Rule
from juesuan.projects.checks import project_rules

for page in iter_modules(__path__):
    import_module(f"{__name__}.{page.name}")

__all__ = ["RULES", "Rule", "document_rules", "project_rules", "unread"]


def document_rules() -> list[Rule]:
    """The rules on forms and text, page by page."""
    return [rule for rule in RULES.values() if rule.kind == "rule"]
