"""What of the cards and lists could not be read: never passed, always told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.model.project import Card, ProjectList, Quote
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.notation.spelling import cut
from juesuan.projects.checks.remark import project_rule, quoted, remark

MOST = 40


@project_rule(
    "PF-未读",
    example="得分写作“9..5”",
    mend="改用带框线的文字表格，或改正数的写法",
)
def unread_projects(reading: Reading, _: Edition) -> Iterator[Remark]:
    """自评表和清单的每一行、每个数应能读懂；没有读懂的不算通过，列为未核。"""
    for card in reading.projects.cards:
        yield from _unread_card(card)
    for _name, listed in reading.projects.named():
        yield from _unread_list(listed)


def _unread_card(card: Card) -> Iterator[Remark]:
    """A card of which some rows were not understood is not checked as a whole."""
    if card.unread:
        rows = "；".join(cut(passage.text, MOST) for passage in card.unread)
        message = f"《{card.name}》有{len(card.unread)}行未能读出，分值和总分未核：{rows}"
        yield remark("未核", message, *map(quoted, card.unread))
    if card.malformed:
        wrong = f"《{card.name}》有{len(card.malformed)}个数的写法有误"
        message = f"{wrong}，合计和指标未核：{_cells(card.malformed)}"
        yield remark("未核", message, *map(quoted, card.malformed))


def _unread_list(listed: ProjectList) -> Iterator[Remark]:
    """A list with cells that are no number is not added up."""
    if listed.malformed:
        wrong = f"{listed.title or '项目清单'}有{len(listed.malformed)}个数的写法有误"
        message = f"{wrong}，等级、合计和绩效说明未核：{_cells(listed.malformed)}"
        yield remark("未核", message, *map(quoted, listed.malformed))


def _cells(cells: Sequence[Quote]) -> str:
    return "、".join(f"“{cut(cell.text, MOST)}”" for cell in cells)
