"""`juesuan score` of a document: its self-evaluation cards, claimed against recomputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from juesuan.model.page import Limits, Unreadable
from juesuan.notation.code_list import Entry
from juesuan.notation.edition import load
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document
from juesuan.tasks.read import choose_edition, content

if TYPE_CHECKING:
    from juesuan.model.project import Rescored


def score_file(
    source: Source, edition: str, _: Sequence[Entry], limits: Limits
) -> tuple[Rescored, ...]:
    """Claimed against recomputed for the self-evaluation cards of one file; raises Unreadable."""
    from juesuan.projects.recount import rescore  # noqa: PLC0415 - for scoring only
    from juesuan.reading.projects.cards import read_projects  # noqa: PLC0415
    from juesuan.reading.tables import tables  # noqa: PLC0415
    from juesuan.reading.text import running_text  # noqa: PLC0415

    document = open_document(source.name, content(source, limits), limits)
    chosen = load(edition) if edition else choose_edition(document)
    text = running_text(document, chosen)
    cards = read_projects(text, tables(document, chosen.marks), chosen).cards
    if not cards:
        raise Unreadable("没有找到项目支出绩效自评表：请确认文件含有自评表，并且是带框线的文字表格")
    if wrong := [(card.name, one) for card in cards for one in card.malformed]:
        listed = "、".join(f"《{name}》{one.place}“{one.text[:40]}”" for name, one in wrong[:5])
        raise Unreadable(f"自评表有 {len(wrong)} 个数的写法有误，不能重算：{listed}。请改正后再试")
    return tuple(rescore(cards, chosen.scoring))
