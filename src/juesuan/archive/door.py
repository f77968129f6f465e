"""The one door to an archive: keep a document, list, verify, merge, make everything again.

Order of writing: originals, lake, then register and event together, then the journal. What was
broken off before the register counts for nothing and is written again; what is in it is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from juesuan.archive.archive_faults import archive_faults
from juesuan.archive.events import Body, Event, broken
from juesuan.archive.journal import Journal
from juesuan.archive.lake import SEVERAL, DamagedLake, Lake, LakePart
from juesuan.archive.lake_rows import claim_rows, fact_rows, region_of
from juesuan.archive.originals import Originals
from juesuan.archive.register import DERIVED, Register, Writing
from juesuan.archive.register_rows import (
    Delivery,
    alias_rows,
    delivery_of,
    document_row,
    document_rows,
    finding_rows,
    first_deliveries,
    part_of,
    reading_body,
    reading_key,
    reading_row,
)
from juesuan.archive.review_acts import REVIEWED, act_body, acts_on
from juesuan.archive.review_states import Act, ReviewCase, case_of
from juesuan.archive.word_index import fill, index_row
from juesuan.model.report import Audited

Kept = Literal["新收", "已有", "重审"]
FRESH = ".juesuan-lake"
MENDED = "重建"  # the kind of event that tells that a rebuilding changed rows of the register
FOREIGN = "登记簿是另一个档案的：请检查 --archive 和 --register"
EMPTY = "档案是空的：没有任何事件可据以重建"


class Rebuilt(NamedTuple):
    """What came of a rebuilding: readings, those that came out otherwise, those not read."""

    readings: int
    differing: tuple[str, ...]
    unread: tuple[str, ...]


class Broken(Exception):
    """Events that cannot be trusted; the message says where."""


def now() -> str:
    """The time of an event, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Archive:
    """An archive in a folder; `url` is where its register is kept, else in the folder itself."""

    def __init__(
        self, root: Path, url: str = "", actor: str = "", clock: Callable[[], str] = now
    ) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self.originals = Originals(root / "originals")
        self.lake = Lake(root / "lake")
        self.register = Register(url or f"sqlite:///{root.absolute() / 'register.sqlite'}")
        self.journal = Journal(root / "events.jsonl")
        self.actor, self._clock = actor, clock
        if self.register.earlier:
            self._renew()
        if self.register.any_event():
            if not self.journal.belongs(self.register) and (root / "originals").exists() == (
                self.journal.path.exists()
            ):
                raise Broken(FOREIGN)
            self.journal.catch_up(self.register)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.register.close()

    def keep(self, delivery: Delivery, contents: Iterable[bytes], record: Audited) -> Kept:
        """Keep a document that was audited: its files, facts, findings and the events of it."""
        if self._known(self.register, delivery, record) == (True, True):
            return "已有"
        for file, data in zip(delivery.files, contents, strict=True):
            self.originals.put(data, file.name)
        body = self._put(record, self.lake)
        with self.register.writing() as writing:
            before = writing.rows("reading", sha256=record.sha256)
            received, judged = self._known(writing, delivery, record)
            if not received:
                event = self._append(writing, "收件", delivery.sha256, delivery.body)
                writing.delete("document", sha256=delivery.sha256, name=delivery.name)
                writing.insert("document", [document_row(delivery, event)])
            if not judged:
                event = self._append(writing, "已审", record.sha256, body)
                _insert(writing, record, event)
        self.journal.catch_up(self.register)
        return "已有" if judged else "重审" if before else "新收"

    def _known(
        self, rows: Register | Writing, delivery: Delivery, record: Audited
    ) -> tuple[bool, bool]:
        """Whether the register has this very delivery, and this very reading."""
        documents = rows.rows("document", sha256=delivery.sha256, name=delivery.name)
        readings = rows.rows("reading", sha256=record.sha256)
        return (
            any(delivery == delivery_of(row) for row in documents),
            any(row["reading"] == reading_key(record) for row in readings),
        )

    def refuse(self, kind: str) -> None:
        """Log that a document was refused: nothing of it, not its name and not its hash."""
        self.note("拒收", "", {"kind": kind})

    def acting(self, actor: str) -> None:
        """Log what is done from now on as done by somebody."""
        self.actor = actor

    def rename(self, earlier: str, later: str) -> None:
        """Log that a department was called otherwise before."""
        with self.register.writing() as writing:
            self._append(writing, "更名", earlier, {"later": later})
            writing.delete("alias")
            writing.insert("alias", alias_rows(writing.events_after(0)))
        self.journal.catch_up(self.register)

    def act(self, subject: str, act: Act) -> ReviewCase:
        """Do something in the review of a disclosure; raises ActRefused, and nothing is done."""
        with self.register.writing() as writing:
            case = case_of(acts_on(_reviewed(writing, subject), subject)).after(act)
            self._append(writing, REVIEWED, subject, act_body(act))
        self.journal.catch_up(self.register)
        return case

    def case(self, subject: str) -> ReviewCase:
        """How the review of a disclosure stands."""
        return case_of(acts_on(_reviewed(self.register, subject), subject))

    def deliveries(self) -> list[Delivery]:
        """Every document by the first name it was handed in under."""
        return [*first_deliveries(self.register.events()).values()]

    def parts(self) -> list[LakePart]:
        """Where the lake holds each reading of the register."""
        return [part_of(row) for row in self.register.rows("reading")]

    def compact(self, least: int = 2) -> int:
        """Merge the small files of the lake; nobody adds a document meanwhile."""
        with self.register.writing() as writing:
            parts = [part_of(row) for row in writing.rows("reading")]
            return self.lake.compact(parts, least)

    def compact_many(self) -> int:
        """Merge where there are very many small files."""
        return self.compact(SEVERAL)

    def verify(self) -> Iterator[str]:
        """What is wrong with the archive, in words; nothing where all is as it was written."""
        parts = self.register, self.journal, self.originals, self.lake
        yield from archive_faults(*parts)

    def rebuild(self, audits: Iterator[tuple[Delivery, Audited | None]]) -> Rebuilt:
        """Make register and lake again from documents that were audited anew, all at once.

        Until the end the archive is as it was; broken off between its last two steps, it lacks
        its lake, of which `verify` tells, and is to be rebuilt once more. A register that was
        mended by it has an event of that; one that is as it was has none.
        """
        fresh = Lake(self.root / FRESH)
        shutil.rmtree(fresh.root, ignore_errors=True)
        with self.register.writing() as writing:
            before = _derived(writing)
            rebuilt = self._made_again(writing, fresh, audits)
            logged = not before["reading"] or rebuilt.differing
            if not logged and before != _derived(writing):
                self._append(writing, MENDED, "", {"readings": rebuilt.readings})
            self.lake.replace(fresh)
        self.journal.catch_up(self.register)
        return rebuilt

    def _made_again(
        self, writing: Writing, fresh: Lake, audits: Iterator[tuple[Delivery, Audited | None]]
    ) -> Rebuilt:
        """The rows of the register made again, those of the lake in a fresh one."""
        differing, unread, count = [], [], 0
        events = writing.events_after(0)
        for table in DERIVED:
            writing.delete(table)
        writing.insert("alias", alias_rows(events))
        writing.insert("document", document_rows(events))
        judged = {event.subject: event for event in events if event.kind == "已审"}
        for delivery, record in audits:
            if record is None or record.sha256 != delivery.sha256:
                unread.append(delivery.name)
                continue
            count += 1
            body, event = self._put(record, fresh), judged[record.sha256]
            if _otherwise(event, body):
                differing.append(delivery.name)
                event = self._append(writing, "已审", record.sha256, body)
            _insert(writing, record, event)
        return Rebuilt(count, tuple(differing), tuple(unread))

    def restore(self) -> int:
        """Take the events from the journal where the register has none; raises Broken."""
        if self.register.any_event():
            return 0
        try:
            events = self.journal.events()
        except (TypeError, ValueError) as error:
            raise Broken(f"{self.journal.path.name} 有一行读不懂") from error
        if not events:
            raise Broken(EMPTY)
        for fault in broken(events):
            raise Broken(fault)
        with self.register.writing() as writing:
            writing.restore(events)
        return len(events)

    def _renew(self) -> None:
        """Bring an archive of an earlier layout up to this one, where its lake is whole."""
        with suppress(OSError, DamagedLake):
            fill(self.register, self.lake)

    def _put(self, record: Audited, lake: Lake) -> Body:
        """Put the rows of a reading into a lake; what its event says."""
        key = reading_key(record)
        facts, claims = fact_rows(record, key), claim_rows(record, key)
        part = LakePart(key, record.meta.year or 0, region_of(record.meta.edition))
        lake.put(part, "facts", facts)
        lake.put(part, "claims", claims)
        return reading_body(record, facts, claims)

    def _append(self, writing: Writing, kind: str, subject: str, body: Body) -> Event:
        return writing.append(self._clock(), self.actor, kind, subject, body)

    def note(self, kind: str, subject: str, body: Body) -> None:
        """Log something that changes no document."""
        with self.noting(kind, subject, body):
            pass

    @contextmanager
    def noting(self, kind: str, subject: str, body: Body) -> Iterator[Writing]:
        """Changes of the register and the event that tells of them, together or not at all."""
        with self.register.writing() as writing:
            yield writing
            self._append(writing, kind, subject, body)
        self.journal.catch_up(self.register)


def _otherwise(event: Event, body: Body) -> bool:
    """Whether a reading came out otherwise than its event tells; earlier ones tell less."""
    return any(body[name] != value for name, value in event.says.items())


def _derived(writing: Writing) -> dict[str, list[dict[str, Any]]]:
    """All rows that can be made again."""
    return {table: writing.rows(table) for table in DERIVED}


def _reviewed(rows: Register | Writing, subject: str) -> list[Event]:
    return [Event(**row) for row in rows.rows("event", kind=REVIEWED, subject=subject)]


def _insert(writing: Writing, record: Audited, event: Event) -> None:
    """The rows of one reading, in place of those before."""
    for table in ("reading", "finding", "words"):
        writing.delete(table, sha256=record.sha256)
    findings = finding_rows(record)
    messages = [row["message"] for row in findings]
    sentences = [claim.text for claim in record.reading.claims]
    writing.insert("reading", [reading_row(record, event)])
    writing.insert("finding", findings)
    writing.insert("words", [index_row(record.sha256, messages, sentences)])
