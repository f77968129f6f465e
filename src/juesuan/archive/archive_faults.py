"""What is wrong with an archive: events, originals, lake and every row of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from juesuan.archive.events import Body, Event, broken
from juesuan.archive.journal import Journal
from juesuan.archive.lake import KINDS, DamagedLake, Lake
from juesuan.archive.lake_rows import LakeClaim, LakeRow, digest_of
from juesuan.archive.originals import Originals
from juesuan.archive.register import Register
from juesuan.archive.register_rows import (
    ACCOUNT,
    account_body,
    alias_rows,
    document_rows,
    findings_digest,
    first_deliveries,
    part_of,
    row_digest,
)
from juesuan.archive.word_index import index_row

Row = dict[str, Any]
REBUILD = "请用 archive rebuild 重建"


def archive_faults(
    register: Register, journal: Journal, originals: Originals, lake: Lake
) -> Iterator[str]:
    """What is wrong, in words; nothing where all is as it was written."""
    events = register.events()
    yield from broken(events)
    yield from journal.differences(events)
    delivered = first_deliveries(events)
    digests = sorted({file.sha256 for each in delivered.values() for file in each.files})
    for digest, path in originals.damaged(iter(digests)):
        yield f"原件 {digest[:12]} {'被改过' if path else '不见了'}"
    yield from _derived(register, "document", document_rows(events), ("sha256", "name"))
    yield from _derived(register, "alias", alias_rows(events), ("earlier", "later"))
    yield from _accounts(register, events)
    audits = {event.subject: event for event in events if event.kind == "已审"}
    readings = {row["sha256"]: row for row in register.rows("reading")}
    findings: dict[str, list[Row]] = {}
    for row in register.rows("finding"):
        findings.setdefault(row["sha256"], []).append(row)
    words = {row["sha256"]: row for row in register.rows("words")}
    for sha256 in sorted(audits.keys() | readings.keys() | findings.keys()):
        reading, event = readings.get(sha256), audits.get(sha256)
        here, marks = findings.get(sha256, []), words.pop(sha256, None)
        if reading is None or event is None or not _as_told(reading, here, event):
            yield f"文件 {sha256[:12]} 在登记簿里的记录与事件不符：{REBUILD}"
        else:
            yield from _in_lake(lake, reading, here, marks)
    for sha256 in sorted(words):
        yield f"检索的索引里多出文件 {sha256[:12]}：{REBUILD}"


NAMES: Mapping[str, str] = {"document": "收件", "alias": "更名"}


def _derived(
    register: Register, table: str, rows: Sequence[Row], keys: tuple[str, str]
) -> Iterator[str]:
    """Rows that are not what the events make of them."""
    here = {tuple(row[key] for key in keys): row for row in register.rows(table)}
    there = {tuple(row[key] for key in keys): row for row in rows}
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            words = "、".join(part[:12] for part in key)
            yield f"登记簿里的{NAMES[table]}（{words}）与事件不符：{REBUILD}"


def _as_told(row: Row, findings: Sequence[Row], event: Event) -> bool:
    """Whether a reading and its findings are those that its event tells of."""
    body: Body = {
        **row,
        "findings": findings_digest(findings),
        "row": row_digest(row),
    }
    return bool(row["event"] == event.id) and all(
        body[name] == value for name, value in event.says.items()
    )


def _in_lake(lake: Lake, row: Row, findings: Sequence[Row], words: Row | None) -> Iterator[str]:
    """What is wrong with the numbers and claims of a reading, and with its row of the index."""
    part, name = part_of(row), row["sha256"][:12]
    rows: list[LakeRow] | None = None
    with suppress(OSError, DamagedLake):
        rows = [each for kind in KINDS for each in lake.rows(part, kind)]
    if rows is None or digest_of(rows) != row["digest"]:
        yield f"文件 {name} 的数不见了或被改过：{REBUILD}"
        return
    sentences = [each.text for each in rows if isinstance(each, LakeClaim)]
    messages = [each["message"] for each in findings]
    if words != index_row(row["sha256"], messages, sentences):
        yield f"文件 {name} 在检索的索引里与审核结果、原句不符：{REBUILD}"


def _accounts(register: Register, events: Sequence[Event]) -> Iterator[str]:
    """Accounts that no event tells of; those that are gone are told of when they are missed."""
    bodies = {event.subject: event.says for event in events if event.kind == ACCOUNT}
    for row in register.rows("account"):
        body = account_body(row)
        last = bodies.get(row["name"])
        if last is None or any(body.get(name) != value for name, value in last.items()):
            yield f"账号“{row['name']}”与事件不符：不是用 juesuan 开的或改的"
