"""What the head of an amount says: when it was (期初, 本期, 累计, 期末) and on which side."""

from __future__ import annotations

import re
from typing import NamedTuple

from juesuan.books.sheet import UNIT, key

WORDS = re.compile(
    r"(?:期初|年初|期末|年末|本期|本年|本月|全年|累计|发生|余额|净额|借方|贷方|借|贷|金额|数|额|[_\-—/()])+"
)
TIMES = (("年初", "年初"), ("期初", "期初"), ("期末", "期末"), ("年末", "期末"))


class AmountHead(NamedTuple):
    """When an amount of the ledger was, and its side: 借, 贷, or nothing where it is a balance."""

    time: str
    side: str

    @property
    def balance(self) -> bool:
        """Whether it is what stands on the account, not what moved."""
        return self.time not in ("本期", "累计")


def amount_head(title: str) -> AmountHead | None:
    """What a title of amounts says; None for titles that are something else."""
    text = UNIT.sub("", key(title))
    if not WORDS.fullmatch(text):
        return None
    debit, credit = "借" in text, "贷" in text
    time = next((time for word, time in TIMES if word in text), "")
    if debit and credit:
        return None
    side = "借" if debit else "贷" if credit else ""
    if not time:
        return AmountHead("累计" if "累计" in text else "本期", side) if side else None
    return AmountHead(time, side)


def sided(title: str) -> bool:
    """Whether a title is one side of a balance, as 期初余额借方."""
    head = amount_head(title)
    return bool(head and head.balance and head.side)
