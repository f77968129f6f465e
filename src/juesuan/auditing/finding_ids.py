"""The ids of findings: the same from draft to draft, and no two alike in one document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from juesuan.model.finding import Finding

SPOTS = re.compile(r"第\d+[页行]")
WORDS = re.compile(r"[^\u4e00-\u9fff]+")
DIGEST = 12
CLAIM = "claim"
SPOKEN = (CLAIM, "system")  # rules whose key is what the text says, its numbers included


def finding_id(finding: Finding) -> str:
    """An id that outlives a new layout, other words for the same and another wrong number.

    Rule, addresses and key, or else the document's own words it points at; never a page. A claim
    is told from others on the same numbers by the Chinese words of its sentence, and so are claims
    that cannot all be true.
    """
    quotes = sorted({text for _, text in finding.places})
    text = ""
    if not finding.addresses and not finding.key:
        printed = "|".join((*quotes, finding.actual, finding.expected))
        text = printed if quotes else SPOTS.sub("", finding.message)
    elif finding.rule == CLAIM and not finding.key:
        text = "|".join(WORDS.sub("", quote) for quote in quotes[:1])
    key = WORDS.sub("", finding.key) if finding.rule in SPOKEN else finding.key
    parts = [finding.rule, *sorted(map(str, finding.addresses)), key, text]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:DIGEST]


def finding_ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The id of each; of several alike the later ones in the document end in -2, -3."""
    names = [finding_id(finding) for finding in findings]
    order = sorted(range(len(findings)), key=lambda at: (_spot(findings[at]), at))
    counts: dict[str, int] = {}
    for at in order:
        name = names[at]
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > 1:
            names[at] = f"{name}-{counts[name]}"
    return tuple(names)


def _spot(finding: Finding) -> tuple[float, ...]:
    """Where a finding stands first."""
    place = finding.places[0][0] if finding.places else None
    if place is None:
        return (1,)
    high = place.box.y0 if place.box else 0.0
    return (0, place.page or 0, place.line or 0, *(place.cell or ()), high)
