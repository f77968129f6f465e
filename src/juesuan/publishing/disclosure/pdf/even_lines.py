"""A title or a head of a table in lines of about one length, broken where it may be."""

from __future__ import annotations

from itertools import chain
from math import ceil, floor

from juesuan.publishing.screen import CLOSING

OPENING = frozenset("（《〈“‘「『【〔([{")
NEAR = (0, -1, 1, -2, 2, -3, 3)  # letters that a line may be longer or shorter


def balanced(text: str, room: float) -> list[str]:
    """A text in as few lines as hold it, about as long as each other; a bracket begins a line."""
    most = max(floor(room), 1)
    if len(text) <= most:
        return [text]
    at = _break(text, ceil(len(text) / ceil(len(text) / most)), most)
    return [text[:at], *balanced(text[at:], room)]


def _break(text: str, length: int, most: int) -> int:
    """Where the first line of a title ends, not far from a length."""
    near = [at for at in (length + step for step in NEAR) if 0 < at <= min(most, len(text) - 1)]
    opened = (at for at in near if text[at] in OPENING)
    sound = (at for at in near if text[at] not in CLOSING and text[at - 1] not in OPENING)
    return next(chain(opened, sound, (length,)))
