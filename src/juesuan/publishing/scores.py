"""Scores as text: claimed against recomputed, line by line, and a portfolio at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.model.project import Rescored
from juesuan.publishing.screen import clean, table

HEAD = ("项目", "评分项", "填报", "复算", "算法")


def scores_text(rows: Iterable[Rescored]) -> str:
    """A table for a terminal; a line that does not agree is marked ×, an unjudged one ？."""
    return "".join(f"{line}\n" for line in table([HEAD, *map(_texts, rows)]))


def _texts(row: Rescored) -> tuple[str, ...]:
    mark = "" if row.agrees else " ×" if row.recomputed and row.printed else " ？"
    texts = (row.project, row.item, row.printed, row.recomputed, row.why)
    project, item, printed, recomputed, why = map(clean, texts)
    return project, item, printed, recomputed + mark, why
