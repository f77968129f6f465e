"""Code points that no text has: Unicode keeps them for a program's own use, within.

One that a text has all the same is no character and is read as U+FFFD. (The Unicode Standard,
23.7, Noncharacters.) Those of private use will not do: fonts and GB 18030 have characters there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_OF_PLANES = (plane << 16 | last for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
NONCHARACTERS = "".join(map(chr, (*range(0xFDD0, 0xFDF0), *_OF_PLANES)))
_ANY = re.compile(f"[{NONCHARACTERS}]")
REPLACED: Mapping[int, str] = dict.fromkeys(map(ord, NONCHARACTERS), "\ufffd")


def replaced(text: str) -> str:
    """A text in which every noncharacter of these is free for the program's own use."""
    return text.translate(REPLACED) if _ANY.search(text) else text
