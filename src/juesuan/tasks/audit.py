"""`juesuan audit`: from a file, beside last year's where given, to its report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from juesuan.model.page import Limits, Unreadable
from juesuan.model.settings import SetAside, SkippedRule
from juesuan.notation.code_list import Entry
from juesuan.sources.folders import Source
from juesuan.tasks.pairing import Prior
from juesuan.tasks.read import Opened, opened
from juesuan.tasks.results import Report

if TYPE_CHECKING:
    from juesuan.auditing import Audit


def audit_file(  # noqa: PLR0913, PLR0917 - what a child is sent, in its order
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    prior: Prior | None = None,
    skipped: Sequence[SkippedRule] = (),
) -> Report:
    """Read and audit one file, beside last year's where given; raises Unreadable.

    `skipped` are rules by which nothing is checked.
    """
    # Brings numpy and HiGHS, which reading alone does not need.
    from juesuan.auditing.outcome import outcome  # noqa: PLC0415
    from juesuan.auditing.set_aside import without  # noqa: PLC0415

    off = frozenset(one.rule for one in skipped)
    this, audit = audited(source, edition, codes, limits, prior, off)
    document, chosen, reading = this
    report = Report.of(outcome(document.name, document.sha256, reading, audit, chosen))
    return without(report, skipped) if skipped else report


def settled_file(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits, aside: SetAside
) -> Report:
    """The same with its waivers; raises Unreadable."""
    from juesuan.auditing.set_aside import with_waivers  # noqa: PLC0415 - as above

    report = audit_file(source, edition, codes, limits, None, aside.skipped)
    return with_waivers(report, aside.waivers, aside.day)


def audited(  # noqa: PLR0913, PLR0917 - as above
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    prior: Prior | None,
    off: Collection[str] = (),
) -> tuple[Opened, Audit]:
    """A file that was read, joined with last year's where given, and its audit."""
    from juesuan.auditing import examine  # noqa: PLC0415 - as above

    this = opened(source, edition, codes, limits)
    if prior is None:
        return this, examine(this.reading, this.edition, off)
    from juesuan.tasks.prior import joined, refuse_another, sourced  # noqa: PLC0415 - as above

    try:
        before = opened(prior.source, "", codes, limits)
    except Unreadable as error:
        raise Unreadable(f"上年文件“{prior.source.name}”：{error}") from error
    name = before.document.name
    refuse_another(this.reading.meta, before.reading.meta, name, renamed=prior.renamed)
    checked = examine(before.reading, before.edition)
    reading = joined(this.reading, before.reading, checked, name)
    audit = examine(reading, this.edition, off)
    audit = sourced(audit, reading, before.reading, this.edition, name)
    return this._replace(reading=reading), audit
