"""Whether a text could bear a marking of state secrets at all: no marking is without its level.

It is asked of every line of every document, so it is told by a few characters.
"""

from __future__ import annotations

import re

AMPERSANDS = frozenset("&＆﹠")  # what begins a character written as its number
SIGNS = ("密", "祕", "宻", "㊙", "&#")  # no marking is without one of these
TELLING = re.compile("|".join(SIGNS))

LEVEL = r"(?:极? ?机[ ·_.\-]?密|绝[ ·_.\-]?密|秘[ ·_.\-]?密)"
EACH_LEVEL = re.compile(LEVEL)
LONE = re.compile(r"密(?:[ )\]】。]|$)|[ )\]】。]密")  # 密级：密


def suspect(text: str) -> bool:
    """Whether a text is worth a closer look, told quickly."""
    return bool(TELLING.search(text))


def could_tell(text: str) -> bool:
    """The same for a short text, in which a character may be written as its number besides."""
    return suspect(text) or not AMPERSANDS.isdisjoint(text)


def names_level(text: str) -> bool:
    """Whether a text, in its plain form, names a level: without it nothing in it is a marking."""
    return "密" in text and bool(EACH_LEVEL.search(text) or LONE.search(text))


def level_of(text: str) -> str:
    """A level without what stands between its characters."""
    return re.sub(r"[^\u4e00-\u9fff]", "", text)[-2:]
