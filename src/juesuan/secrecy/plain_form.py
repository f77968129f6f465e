"""The one form that a text is brought to before a marking of state secrets is looked for.

Full-width and traditional characters, hidden characters and stars of every kind become the plain
ones, white space becomes single spaces.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from juesuan.secrecy.level import LEVEL

REGULAR = str.maketrans(
    "機絕絶祕宻級別極長開啟啓佈為屬號標識產應無國檔∶ː꞉⁚﹕︓",
    "机绝绝秘密级别极长开启启布为属号标识产应无国档::::::",
)
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef]"
)
ODD = re.compile(r"[^\x00-\x7f\u3000-\u303f\u4e00-\u9fff\uff00-\uff5f]")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
TURNED = re.compile("[\u202b\u202e\u2067]")
SPACE = re.compile(r"\s+")
APART = re.compile(r"[ _·.\-~]{1,4}(?=★)|(?<=★)[ _·.\-~]{1,4}")
STARS = frozenset({"STAR", "ASTERISK", "PENTAGRAM"})
EMPHASIS = re.compile(rf"(\*{{1,3}})({LEVEL})\1")


def plain_form(text: str) -> str:
    """The text in the one form that the patterns know."""
    turned = bool(TURNED.search(text))
    text = EMPHASIS.sub(r"\2", HIDDEN.sub("", text).replace("㊙", "秘密"))
    text = ODD.sub(lambda sign: _starlike(sign[0]), text)
    text = unicodedata.normalize("NFKC", text).translate(REGULAR)
    text = SPACE.sub(" ", PRIVATE.sub("※", html.unescape(text))).strip()
    text = APART.sub(" ", text)
    return f"{text} {text[::-1]}" if turned else text


@cache
def _starlike(sign: str) -> str:
    """Whatever Unicode calls a star is ★; the plain * stays, it is much else."""
    words = unicodedata.name(sign, "").split() if sign != "﹡" else ()
    return sign if STARS.isdisjoint(words) else "★"
