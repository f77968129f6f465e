"""The rules on self-evaluations: PF-01 to PF-14, and what could not be read.

Every module of this folder is a page of rules: a new one registers by being here. What is
`甲 = 乙 + 丙` inside one card is declared with the cards and not written here.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from juesuan.notation.rule import RULES, Rule

for page in iter_modules(__path__):
    import_module(f"{__name__}.{page.name}")


def project_rules() -> list[Rule]:
    """The rules on self-evaluations, by their numbers."""
    return sorted(rule for rule in RULES.values() if rule.kind == "project")
