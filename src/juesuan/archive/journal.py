"""The journal: every event as a line of JSON beside the register, which may be lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from juesuan.archive.events import Event, read_events
from juesuan.archive.register import Register

FIRST = 50  # events that are compared to tell one archive from another
TAIL = 2**20  # more than one line takes


class Journal:
    """A file that only grows; a line that was broken off is written again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def catch_up(self, register: Register) -> None:
        """Write down the events that are not in it yet; nobody else adds one meanwhile."""
        with register.writing() as writing:
            whole, number = self._end()
            lines = "".join(event.line() for event in writing.events_after(number))
            if lines or (self.path.is_file() and self.path.stat().st_size > whole):
                with self.path.open("ab") as file:
                    file.truncate(whole)
                    file.write(lines.encode())
                    file.flush()
                    os.fsync(file.fileno())

    def belongs(self, register: Register) -> bool:
        """Whether any of its first events is the register's, too: both are of one archive."""
        first = enumerate(islice(self._lines(), FIRST), start=1)
        return any(
            line == Event(**row).line()
            for number, line in first
            for row in register.rows("event", id=number)
        )

    def events(self) -> list[Event]:
        """The events written down; ValueError or TypeError where a line is none."""
        return list(read_events(self._lines()))

    def differences(self, events: list[Event]) -> Iterator[str]:
        """Where the register's events are not those written down, in words."""
        try:
            written = self.events()
        except (TypeError, ValueError):
            yield f"{self.path.name} 有一行读不懂：被改过"
            return
        registered = {event.id: event for event in events}
        for event in written:
            if event.id not in registered:
                yield f"事件 {event.id} 记在 {self.path.name} 里，登记簿里没有：被删过"
            elif registered[event.id] != event:
                yield f"事件 {event.id} 在登记簿里和在 {self.path.name} 里不同：其中一处被改过"
        for number in sorted(registered.keys() - {event.id for event in written}):
            yield f"事件 {number} 在登记簿里，{self.path.name} 里没有：被删过"

    def _end(self) -> tuple[int, int]:
        """How many bytes whole lines take, and the number of the last event among them."""
        if not self.path.is_file():
            return 0, 0
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            file.seek(max(0, size - TAIL))
            data = file.read()
        end = data.rfind(b"\n") + 1
        last = data[:end].splitlines()[-1:]
        number = next((event.id for event in read_events(line.decode() for line in last)), 0)
        return size - len(data) + end, number

    def _lines(self) -> Iterator[str]:
        if self.path.is_file():
            with self.path.open(encoding="utf-8") as file:
                yield from (line for line in file if line.endswith("\n"))
