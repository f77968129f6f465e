"""Which form a table's title names, however the region words it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

ADORNMENT = re.compile(
    r"公开\d+表|(?:金额)?单位[:：]?(?:亿元|万元|千元|元)|\(?20\d\d年度?\)?|附件?表?\d++(?:[-.]\d*)?[:：]?"
    r"|\((?:分|按)科目\)$|\(?续表?\d*\)?$|^表?[-—\d.]+|^表[一二三四五六七八九十]+|\(表\d+\)|^财决\d+表",
)
OTHER_TABLE = re.compile(
    r"(?:拨款|预算|项目|基本|基金|经营|三公|经费|收入|支出|明细|采购|服务|资产|运行|预决算|总体)$",
)
LONGEST_TITLE = 60


class Title(NamedTuple):
    """The form a title names; None with `other` set for a table known not to be one of them."""

    form: Form | None
    other: bool
    text: str


NO_TITLE = Title(None, other=False, text="")


def title_of(lines: Sequence[str], edition: Edition) -> Title:
    """What the lines above a table name, the nearest first; a title may run over two lines."""
    for index in range(len(lines) - 1, -1, -1):
        single = lines[index]
        double = lines[index - 1] + single if index else ""
        found = [named for text in (double, single) if text for named in _named(text, edition)]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    return NO_TITLE


def _named(text: str, edition: Edition) -> Iterator[tuple[int, Title]]:
    """Titles that a line ends with, with the length of the words that matched."""
    bare = ADORNMENT.sub("", spelling.plain(text))
    shown = spelling.label(ADORNMENT.sub("", spelling.plain(bare)))
    if shown.startswith("《") and shown.endswith("》"):
        shown = shown[1:-1]
    if not shown or len(shown) > LONGEST_TITLE:
        return
    for form in edition.forms:
        for alias in map(spelling.key, form.titles()):
            if _fits(shown, alias):
                yield len(alias), Title(form, other=False, text=text)
    for other in map(spelling.key, edition.others):
        if _fits(shown, other):
            yield len(other), Title(None, other=True, text=text)


def _fits(shown: str, alias: str) -> bool:
    """Whether a line is the alias, maybe after a department's name."""
    return shown.endswith(alias) and not OTHER_TABLE.search(shown[: -len(alias)])
