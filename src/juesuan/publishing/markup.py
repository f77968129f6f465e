"""HTML made of elements: a text put into one stays text, whatever it holds.

`Html` is what is made here; every other text is escaped where it goes in, so that forgetting is no
danger: HTML that went through other hands would only show its signs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from juesuan.publishing.screen import UNSEEN, still

SPECIAL = re.compile(rf"[&<>\"'\x00-\x08\x0b-\x1f\ufeff{UNSEEN}]")
# Elements that hold nothing, and how they end.
EMPTY = {
    "input": ">",
    "img": ">",
    "meta": ">",
    "col": ">",
    "rect": "/>",
    "path": "/>",
    "circle": "/>",
}


class Html(str):
    """HTML of our own making."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """HTML as it is; a text without what is markup, steers a terminal or turns writing."""
    return text if isinstance(text, Html) else Html(_escaped(text))


def _inside(text: str) -> str:
    """As `escaped`, a mere string: no collector need watch a hundred thousand parts of a page."""
    if isinstance(text, Html):
        return str(text)
    return _escaped(text) if SPECIAL.search(text) else text


def _escaped(text: str) -> str:
    return html.escape(_shown(text))


def _shown(text: str) -> str:
    return still(text).replace("\ufeff", "")


def fragment(name: str) -> str:
    """What leads, after #, to that id on the same page; half a character as its number."""
    return quote(_shown(name).encode("utf-8", "backslashreplace"))


def element(name: str, /, *inside: str, **attributes: str | bool | None) -> Html:
    """An element around texts and elements; attributes that are None or False are not written.

    The names of attributes are spelt as Python takes them: class_, aria_label.
    """
    words = ""
    for key, value in attributes.items():
        if isinstance(value, str):
            words += f' {_spelt(key)}="{_escaped(value) if SPECIAL.search(value) else value}"'
        elif value:
            words += f" {_spelt(key)}"
    if name in EMPTY:
        return Html(f"<{name}{words}{EMPTY[name]}")
    return Html(f"<{name}{words}>{''.join(map(_inside, inside))}</{name}>")


@cache
def _spelt(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def joined(between: str, parts: Iterable[str]) -> Html:
    """Texts and elements one after another."""
    return Html(_inside(between).join(map(_inside, parts)))


def lines(parts: Iterable[str]) -> Html:
    """Texts and elements, each ending a line of the source."""
    return Html("\n".join([*map(_inside, parts), ""]))
