"""What was read and found as rows of the register, and the events that tell of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from juesuan.archive.events import Body, Event, canonical
from juesuan.archive.lake import LakePart
from juesuan.archive.lake_rows import LakeRow, digest_of, region_of
from juesuan.model.page import FileOf
from juesuan.model.report import Audited

Row = dict[str, Any]
ACCOUNT = "账号"  # the kind of event that tells of an account
OUTSIDE = ("event", "digest")  # columns of a reading that its own digest leaves out


class Delivery(NamedTuple):
    """A disclosure as it was handed in: its name, its files, and what is known of it besides."""

    sha256: str
    name: str
    files: tuple[FileOf, ...]
    edition: str = ""
    source_url: str = ""
    published_on: str = ""

    @classmethod
    def of(cls, event: Event) -> Delivery:
        """What an event of 收件 tells."""
        body = event.says
        files = tuple(FileOf(*file) for file in body.pop("files"))
        return cls(event.subject, files=files, **body)

    @property
    def body(self) -> Body:
        """What its event says."""
        return {name: value for name, value in self._asdict().items() if name != "sha256"}


def reading_key(record: Audited) -> str:
    """The name of a reading: of which bytes, by which edition, program and rules."""
    versions = record.versions
    words = (record.sha256, record.meta.edition, versions.program, versions.rules)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:24]


def part_of(row: Row) -> LakePart:
    """Where the lake holds the rows of a reading in the register."""
    return LakePart(row["reading"], row["year"], row["region"])


def reading_body(record: Audited, facts: Sequence[LakeRow], claims: Sequence[LakeRow]) -> Body:
    """What an event of 已审 says: which reading, by what, and digests of what came of it."""
    row = _row_of(record, len(facts))
    return {
        **{name: row[name] for name in ("reading", "program", "rules", "facts")},
        "digest": digest_of([*facts, *claims]),
        "findings": findings_digest(finding_rows(record)),
        "row": row_digest(row),
    }


def reading_row(record: Audited, event: Event) -> Row:
    """The row of a reading."""
    body = event.says
    row = _row_of(record, body["facts"])
    return {**row, "digest": body["digest"], "event": event.id}


def _row_of(record: Audited, facts: int) -> Row:
    """The row of a reading before there is an event of it."""
    meta = record.meta
    return {
        "sha256": record.sha256,
        "reading": reading_key(record),
        "department": meta.department,
        "year": meta.year or 0,
        "region": region_of(meta.edition),
        "kind": meta.kind,
        "edition": meta.edition,
        "program": record.versions.program,
        "rules": record.versions.rules,
        "facts": facts,
        "coverage": canonical(record.coverage._asdict()),
    }


def row_digest(row: Row) -> str:
    """The SHA-256 of the row of a reading."""
    return _digest({name: value for name, value in row.items() if name not in OUTSIDE})


def findings_digest(rows: Sequence[Row]) -> str:
    """The SHA-256 of the findings of a document in their order."""
    return _digest(list(rows))


def account_body(row: Row) -> Body:
    """What an event tells of an account: its seal changes with its password, and tells none."""
    return {
        **{name: row[name] for name in ("role", "unit")},
        "disabled": bool(row["disabled"]),
        "seal": _digest(row["secret"]),
    }


def first_deliveries(events: Iterable[Event]) -> dict[str, Delivery]:
    """The first delivery of every document."""
    received: dict[str, Delivery] = {}
    for event in events:
        if event.kind == "收件":
            received.setdefault(event.subject, Delivery.of(event))
    return received


def _digest(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def document_row(delivery: Delivery, event: Event) -> Row:
    """The row of a document, as its last delivery tells."""
    return {
        **delivery._asdict(),
        "files": canonical(delivery.files),
        "received_at": event.at,
        "event": event.id,
    }


def document_rows(events: Iterable[Event]) -> list[Row]:
    """The rows of all documents, one for each name one came under."""
    received = [event for event in events if event.kind == "收件"]
    rows = {(event.subject, event.says["name"]): event for event in received}
    return [document_row(Delivery.of(event), event) for event in rows.values()]


def delivery_of(row: Row) -> Delivery:
    """The delivery that a row of a document tells of."""
    files = tuple(FileOf(*file) for file in json.loads(row["files"]))
    return Delivery(**{name: row[name] for name in Delivery._fields} | {"files": files})


def finding_rows(record: Audited) -> list[Row]:
    """The findings of a document in their order."""
    return [
        {
            "sha256": record.sha256,
            "position": position,
            "fid": fid,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "addresses": canonical([str(address) for address in finding.addresses]),
            "places": canonical([[str(place), text] for place, text in finding.places]),
            "because": canonical(finding.because),
        }
        for position, (fid, finding) in enumerate(record.ordered())
    ]


def alias_rows(events: Iterable[Event]) -> list[Row]:
    """The names that departments had before, as the events of 更名 tell."""
    pairs = {
        (event.subject, event.says["later"]): event.id for event in events if event.kind == "更名"
    }
    return [
        {"earlier": earlier, "later": later, "event": number}
        for (earlier, later), number in sorted(pairs.items())
    ]
