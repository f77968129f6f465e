"""The self-evaluation card: declared once as a picture, used to read, check and write it."""

from juesuan.notation.card.layout import Layout, layouts
from juesuan.notation.card.projects import (
    Count,
    Coverage,
    Grades,
    Listed,
    ProjectList,
    Projects,
    Report,
    Synopsis,
    Trips,
)
from juesuan.notation.card.reading import is_card, read_cards
from juesuan.notation.card.values import Card, Figure, Funds, Indicator, Passage, figure
from juesuan.notation.card.writing import shown, write_card
from juesuan.projects.addresses import address, card_facts, project_facts

__all__ = [
    "Card",
    "Count",
    "Coverage",
    "Figure",
    "Funds",
    "Grades",
    "Indicator",
    "Layout",
    "Listed",
    "Passage",
    "ProjectList",
    "Projects",
    "Report",
    "Synopsis",
    "Trips",
    "address",
    "card_facts",
    "figure",
    "is_card",
    "layouts",
    "project_facts",
    "read_cards",
    "shown",
    "write_card",
]
