"""`juesuan audit --explain`: all that is said about one number of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from juesuan.model.page import Limits
from juesuan.notation.code_list import Entry
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audited
from juesuan.tasks.pairing import Prior

if TYPE_CHECKING:
    from juesuan.model.report import Explanation


def explain_file(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    asked: tuple[str, Prior | None],
) -> Explanation:
    """All that is said about one number, beside last year's file or None; raises Unreadable."""
    from juesuan.auditing.one_number import about  # noqa: PLC0415 - brings numpy and HiGHS

    address, prior = asked
    (_, chosen, reading), audit = audited(source, edition, codes, limits, prior)
    return about(address, reading, audit, chosen)
