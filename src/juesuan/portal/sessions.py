"""Sessions, kept here and not in the browser: they end when idle; five wrong passwords lock."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

IDLE = 30 * 60.0  # seconds after which a session that does nothing ends
TRIES, LOCKED = 5, 15 * 60.0  # wrong passwords in a row, and for how long none is heard then
MOST = 10_000  # names that failed which are remembered


class Session(NamedTuple):
    """Whose it is, by which of the passwords of that account, and when it was last used."""

    name: str
    seal: str
    used: float


class Sessions:
    """The open sessions of a portal; they end with the program."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._open: dict[str, Session] = {}
        self._failures: dict[str, tuple[int, float]] = {}
        self._seen: dict[str, float] = {}

    def begin(self, name: str, seal: str = "") -> str:
        """A new session of somebody; what the browser shows to be known again."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._failures.pop(name, None)
            self._open[key] = Session(name, seal, self._clock())
        return key

    def open(self, key: str) -> Session | None:
        """The session of a key; None where there is none, or it has been idle too long."""
        now = self._clock()
        with self._lock:
            session = self._open.pop(key, None)
            if session is None or now - session.used > IDLE:
                return None
            self._open[key] = session._replace(used=now)
            return session

    def appears(self, name: str) -> bool:
        """Whether somebody who is signed in elsewhere comes anew, or after a long while."""
        now = self._clock()
        with self._lock:
            last = self._seen.pop(name, None)
            self._seen[name] = now
            return last is None or now - last > IDLE

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(key, None)

    def fail(self, name: str) -> None:
        """Remember a wrong password."""
        with self._lock:
            count, _ = self._failures.pop(name, (0, 0.0))
            self._failures[name] = (count + 1, self._clock())
            while len(self._failures) > MOST:
                self._failures.pop(next(iter(self._failures)))

    def locked(self, name: str) -> bool:
        """Whether no password of an account is heard for now."""
        with self._lock:
            count, at = self._failures.get(name, (0, 0.0))
            if count >= TRIES and self._clock() - at > LOCKED:
                self._failures.pop(name)
                return False
            return count >= TRIES
