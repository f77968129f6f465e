"""Events: what happened, when, by whom; each bound to the one before it by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from juesuan.publishing.report.data import steady

START = "0" * 64
Body = dict[str, Any]


class Event(NamedTuple):
    """One event: `subject` is what it is about, `body` what it says, `previous` the hash before."""

    id: int
    at: str
    actor: str
    kind: str
    subject: str
    body: str
    previous: str
    hash: str

    @property
    def says(self) -> Body:
        """What it says, as data."""
        return dict(json.loads(self.body))

    @property
    def sound(self) -> bool:
        """Whether the hash is that of its own words."""
        return self.hash == _hash(self[:-1])

    def line(self) -> str:
        """The event as one line of JSON."""
        return canonical(self._asdict()) + "\n"


def event_after(  # noqa: PLR0913, PLR0917 - the words of an event
    last: Event | None, at: str, actor: str, kind: str, subject: str, body: Body
) -> Event:
    """The event that follows another; the first one where there is none."""
    number, previous = (last.id + 1, last.hash) if last else (1, START)
    words = (number, at, actor, kind, subject, canonical(body), previous)
    return Event(*words, _hash(words))


def canonical(value: object) -> str:
    """JSON that is written in one way only."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return steady(plain)


def read_events(lines: Iterable[str]) -> Iterator[Event]:
    """Events from lines of JSON; ValueError or TypeError where a line is none."""
    for line in lines:
        yield Event(**json.loads(line))


def broken(events: Iterable[Event]) -> Iterator[str]:
    """What is wrong with a chain, in words: events changed, left out or put in."""
    last: Event | None = None
    for event in events:
        number, previous = (last.id + 1, last.hash) if last else (1, START)
        if event.id != number:
            yield f"事件 {number} 缺失：其后是事件 {event.id}"
        elif event.previous != previous:
            yield f"事件 {event.id} 与前一个事件接不上：其中一个被改过"
        if not event.sound:
            yield f"事件 {event.id} 的内容被改过"
        last = event


def _hash(words: tuple[object, ...]) -> str:
    return hashlib.sha256(canonical(list(words)).encode()).hexdigest()
