"""What a marking of state secrets looks like (GB/T 9704: 密级★保密期限), in any of its spellings.

Texts are asked about in the one form of `plain_form`. Its patterns and those of `marking_forms` are
many, and loaded where a text names a level.
"""
# ruff: noqa: PLC0415 - as it says

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.secrecy.level import could_tell, level_of, names_level, suspect

__all__ = ["broken", "levels", "marked", "named", "plain", "starred", "suspect", "whole"]

BARE = re.compile(r"(?:[\-*·•●] ?)?[机绝秘]密")  # a heading of what follows, unless spaced out
TOKENS = re.compile(r"[\s_\-—–+,，、.。·()（）\[\]【】{}〔〕〖〗《》「」『』~～@&=;；:：|/\\]+")


def plain(text: str) -> str:
    """The text in the one form that the patterns know."""
    from juesuan.secrecy.plain_form import plain_form

    return plain_form(text)


def marked(text: str) -> bool:
    """Whether a text, in its plain form, bears a marking, and does not only speak of one."""
    if not names_level(text):
        return False
    from juesuan.secrecy.marking_forms import bears

    return bears(text)


def whole(text: str) -> bool:
    """Whether a text, in its plain form, is a marking and nothing else, be it without a star."""
    if not names_level(text):
        return False
    from juesuan.secrecy.marking_forms import is_whole

    return is_whole(text)


def broken(first: str, second: str) -> bool:
    """Whether a marking is broken over two lines in their plain forms."""
    if not names_level(first):
        return False
    from juesuan.secrecy.marking_forms import is_broken

    return is_broken(first, second)


def starred(text: str) -> bool:
    """Whether a text bears a level with its star."""
    if not names_level(text):
        return False
    from juesuan.secrecy.marking_forms import bears_star

    return bears_star(text)


def named(name: str) -> bool:
    """Whether the name of a file, a sheet, an attachment bears a marking."""
    if not could_tell(name):
        return False
    text = plain(name)
    return marked(text) or any(whole(token) for token in TOKENS.split(text) if token)


def levels(texts: Iterable[str]) -> set[str]:
    """The levels that stand alone in any of the texts."""
    words = (text.removeprefix("国家秘密").strip(" -*·•●()级") for text in texts)
    return {level_of(word) for word in words if BARE.fullmatch(word)}
