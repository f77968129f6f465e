"""SARIF of an audit: the documents of a round as one log, with what the rules demand."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.review import DeskDocument
from juesuan.model.versions import PROGRAM, Versions
from juesuan.notation.overlay import rules_version
from juesuan.publishing.desk.sarif_log import SarifRule, sarif_text


def sarif_of(documents: Sequence[DeskDocument]) -> str:
    """The log of some documents."""
    from juesuan.auditing.rule_list import GENERAL  # noqa: PLC0415 - brings numpy
    from juesuan.auditing.rules import RULES  # noqa: PLC0415 - as above

    rules = [
        *(SarifRule(one.id, one.says, "", one.mend) for one in GENERAL),
        *(SarifRule(one.id, one.says, one.basis, one.mend) for one in RULES.values()),
    ]
    return sarif_text(documents, rules, Versions(PROGRAM, rules_version()))
