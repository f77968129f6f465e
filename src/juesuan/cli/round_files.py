"""What stands in the folder of a round beside the reports, and what is known before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from juesuan.sources.ours import DATA

if TYPE_CHECKING:
    from juesuan.model.review import DeskDocument, Reply

PAGE, WORKBOOK, LOG = "index.html", "汇总.xlsx", "审核结果.sarif"
STEMS = tuple(Path(name).stem for name in (PAGE, WORKBOOK, DATA))


class Before(NamedTuple):
    """What is known before a round: the last one, None where there is none, and the replies."""

    last: Sequence[DeskDocument] | None = None
    replies: Sequence[Reply] = ()


NOTHING_BEFORE = Before()
