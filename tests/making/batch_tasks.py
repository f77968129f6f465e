"""Tasks for a child process: one that reads, and dies or fails where a document says so."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tests.making.archived import record

from juesuan.model.page import Limits, Unreadable
from juesuan.model.report import Audited
from juesuan.notation.code_list import Entry
from juesuan.sources.folders import Source


def audit_text(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Audited:
    """A record of the department, year and amount that a document is made of."""
    del edition, codes, limits
    assert isinstance(source.origin, bytes)
    department, year, wan = source.origin.decode().split()
    if department == "崩溃":
        os.abort()
    if department == "出错":
        raise RuntimeError
    if department == "拒收":
        raise Unreadable("带密级标志，没有读")
    return record(int(year), wan, department)
