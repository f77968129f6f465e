"""Scores as text: claimed against recomputed, line by line, and a portfolio at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.model.project import Rescored
from juesuan.publishing.screen import clean, width

HEAD = ("项目", "评分项", "填报", "复算", "算法")


def scores_text(rows: Iterable[Rescored]) -> str:
    """A table for a terminal; a line that does not agree is marked ×, an unjudged one ？."""
    table = [HEAD, *(_texts(row) for row in rows)]
    widths = [max(width(line[at]) for line in table) for at in range(len(HEAD) - 1)]
    return "".join(f"{_joined(line, widths)}\n" for line in table)


def _texts(row: Rescored) -> tuple[str, ...]:
    mark = "" if row.agrees else " ×" if row.recomputed and row.printed else " ？"
    texts = (row.project, row.item, row.printed, row.recomputed, row.why)
    project, item, printed, recomputed, why = map(clean, texts)
    return project, item, printed, recomputed + mark, why


def _joined(line: Sequence[str], widths: Sequence[int]) -> str:
    padded = [text + " " * (wide - width(text)) for text, wide in zip(line, widths, strict=False)]
    return "  ".join([*padded, line[-1]]).rstrip()
