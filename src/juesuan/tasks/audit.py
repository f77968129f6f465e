"""One document the whole way: file -> document -> facts and claims -> findings -> report.

These are the tasks that run inside guarded child processes; the guard calls them by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.model.number import Fact
from juesuan.model.page import Box, Document, Limits, Unreadable
from juesuan.model.reading import Reading
from juesuan.notation.classification import Entry
from juesuan.notation.edition import Edition, load
from juesuan.publishing.report import Extract, Report
from juesuan.reading import choose_edition, read
from juesuan.sources.folders import Source
from juesuan.sources.kinds import refuse_kind
from juesuan.sources.open import open_document
from juesuan.sources.regular import read_regular

if TYPE_CHECKING:
    from juesuan.auditing import Audit
    from juesuan.model.report import About
    from juesuan.projects.score import Rescored

READ, EMPTY = "#2f9e44", "#868e96"


def audit_file(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    prior: Source | None = None,
) -> Report:
    """Read and audit one file, beside last year's where given; raises Unreadable."""
    # Brings numpy and HiGHS, which reading alone does not need.
    from juesuan.auditing.outcome import report  # noqa: PLC0415

    document, reading, chosen, found = _audited(source, edition, codes, limits, prior)
    return report(document.name, document.sha256, reading, found, chosen)


def explain_file(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    asked: tuple[str, Source | None],
) -> About:
    """All that is said about one number, beside last year's file or None; raises Unreadable."""
    from juesuan.auditing.explain import about  # noqa: PLC0415 - as above

    address, prior = asked
    _, reading, chosen, found = _audited(source, edition, codes, limits, prior)
    return about(address, reading, found, chosen)


def _audited(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    prior: Source | None,
) -> tuple[Document, Reading, Edition, Audit]:
    from juesuan.auditing import examine  # noqa: PLC0415 - as above

    document, reading, chosen = _read(source, edition, codes, limits)
    if prior is None:
        return document, reading, chosen, examine(reading, chosen)
    from juesuan.tasks.prior import joined, sourced  # noqa: PLC0415 - as above

    try:
        other, before, ruled = _read(prior, "", codes, limits)
    except Unreadable as error:
        raise Unreadable(f"上年文件“{prior.name}”：{error}") from error
    reading = joined(reading, before, examine(before, ruled), other.name)
    found = sourced(examine(reading, chosen), reading, before, chosen, other.name)
    return document, reading, chosen, found


def score_file(
    source: Source, edition: str, _: Sequence[Entry], limits: Limits
) -> tuple[Rescored, ...]:
    """Claimed against recomputed for the self-evaluation cards of one file; raises Unreadable."""
    from juesuan.notation.scoring import profile  # noqa: PLC0415 - for scoring only
    from juesuan.projects.score import rescore  # noqa: PLC0415
    from juesuan.reading.projects.cards import read_projects  # noqa: PLC0415
    from juesuan.reading.tables import tables  # noqa: PLC0415

    document = open_document(source.name, _bytes(source, limits), limits)
    chosen = load(edition) if edition else choose_edition(document)[1]
    cards = read_projects(document, tables(document)).cards
    if not cards:
        raise Unreadable("没有找到项目支出绩效自评表：请确认文件含有自评表，并且是带框线的文字表格")
    if wrong := [(card.name, one) for card in cards for one in card.malformed]:
        listed = "、".join(f"《{name}》{one.place}“{one.text[:40]}”" for name, one in wrong[:5])
        raise Unreadable(f"自评表有 {len(wrong)} 个数的写法有误，不能重算：{listed}。请改正后再试")
    return tuple(rescore(cards, profile(chosen.region or "")))


def read_file(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Extract:
    """Read one file without auditing it; raises Unreadable."""
    document, reading, _ = _read(source, edition, codes, limits)
    return Extract(document.name, document.sha256, reading)


def draw_file(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits, out: str
) -> tuple[str, ...]:
    """Draw each page of a PDF into a folder, the recognised cells marked; raises Unreadable."""
    from juesuan.sources.draw import draw  # noqa: PLC0415 - brings Pillow, for drawing only

    document, reading, _ = _read(source, edition, codes, limits)
    data = _bytes(source, limits)
    if not document.pages[0].number:
        raise Unreadable("只有 PDF 才能画出页面；文本文件请直接看行号")
    marks: dict[int, list[tuple[Box, str, str]]] = {}
    for fact in reading.facts.values():
        if fact.place.page and fact.place.box:
            marks.setdefault(fact.place.page, []).append(_mark(fact.place.box, fact))
    return tuple(str(path) for path in draw(data, document, Path(out), marks, limits))


def _mark(box: Box, fact: Fact) -> tuple[Box, str, str]:
    return box, EMPTY if fact.blank else READ, str(fact.address)


def _read(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits
) -> tuple[Document, Reading, Edition]:
    document = open_document(source.name, _bytes(source, limits), limits)
    chosen = load(edition) if edition else choose_edition(document)[1]
    if codes:
        chosen = chosen.with_functional(codes)
    return document, read(document, chosen), chosen


def _bytes(source: Source, limits: Limits) -> bytes:
    """What the file holds; no more than the limit is ever read, and one byte to tell."""
    if isinstance(source.origin, bytes):
        return source.origin
    return read_regular(source.origin, limits.bytes, refuse_kind)
