"""One document the whole way: file -> document -> facts and claims -> findings -> report.

These are the tasks that run inside guarded child processes; the guard calls them by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from juesuan.model import Address, Box, Fact, Finding, Reading
from juesuan.notation.classification import Entry
from juesuan.notation.edition import Edition, load
from juesuan.publish.files import Source
from juesuan.publish.record import CellState, Coverage
from juesuan.publish.report import Extract, Report
from juesuan.read import choose_edition, read
from juesuan.sources.document import Document, Unreadable
from juesuan.sources.limits import Limits
from juesuan.sources.open import open_document

READ, EMPTY = "#2f9e44", "#868e96"


def audit_file(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Report:
    """Read and audit one file; raises Unreadable."""
    # Brings numpy and HiGHS, which reading alone does not need.
    from juesuan.audit import examine, finding_id  # noqa: PLC0415

    document, reading, chosen = _read(source, edition, codes, limits)
    found = examine(reading, chosen)
    looked_at = [
        (check.addresses, check.verdict == "tail")
        for check in found.checks
        if check.verdict != "unchecked"
    ]
    return Report(
        document.name,
        document.sha256,
        reading,
        found.findings,
        tuple(map(finding_id, found.findings)),
        Coverage(*found.coverage),
        cell_states(reading, found.findings, looked_at),
    )


def cell_states(
    reading: Reading,
    findings: Iterable[Finding],
    looked_at: Sequence[tuple[tuple[Address, ...], bool]],
) -> dict[Address, CellState]:
    """What became of each number read; an equation looked at may hold with a rounding difference.

    Such a difference is shown at the cell that receives the sum, the first one of the equation.
    """
    # A claim is contradicted where it stands, in the text; the cells it speaks of are not.
    errors = (f for f in findings if f.severity == "错误" and f.rule != "claim")
    wrong = {address for finding in errors for address in finding.addresses}
    tails = {addresses[0] for addresses, tail in looked_at if tail}
    checked = {address for addresses, _ in looked_at for address in addresses}
    states: dict[Address, CellState] = {}
    for address, fact in reading.facts.items():
        state: CellState = "checked" if address in checked else "unchecked"
        state = "blank" if fact.blank else "tail" if address in tails else state
        states[address] = "contradicted" if address in wrong else state
    return states


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
    try:
        with Path(source.origin).open("rb") as file:
            return file.read(limits.bytes + 1)
    except OSError as error:
        raise Unreadable(_trouble(error)) from error


def _trouble(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件：请检查文件名和路径"
        case PermissionError():
            return "没有读取这个文件的权限：请检查文件权限，或关闭正在使用它的程序"
        case IsADirectoryError():
            return "这是一个文件夹，不是文件"
    return f"文件打不开（{error.strerror}）：请检查磁盘或网络位置"
