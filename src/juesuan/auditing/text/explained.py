"""Whether the text gives the reason why something came to more than its budget."""

from __future__ import annotations

import re

from juesuan.auditing.text.places import REASON, paragraphs
from juesuan.model.reading import Reading

MORE = re.compile(
    r"(?:大于|高于|多于|超过|超出|突破)[^。；]{0,12}预算|超(?:年初|全年|调整)?预算|超支"
    r"|(?:比|较|与)(?:年初|全年|调整)?预算[^。；]{0,12}(?:增加|增长|超)"
)
OVER = re.compile(r"完成(?:年初|全年|调整)?预算数?的(?:1\d\d|[2-9]\d\d|\d{4,6})(?:\.\d{1,4})?%")


def explained(what: str, reading: Reading) -> bool:
    """Whether a passage on it says that it is more than its budget, and gives a reason.

    Any passage of a section is on what the section is called after.
    """
    return any(
        (what == p.section or what in p.text)
        and REASON.search(p.text)
        and (MORE.search(p.text) or OVER.search(p.text))
        for p in paragraphs(reading)
    )
