"""The self-evaluation card: declared once as a picture, used to read, check and write it."""

from juesuan.notation.card.figure import figure
from juesuan.notation.card.layout import Layout
from juesuan.notation.card.reader import is_card, read_cards
from juesuan.notation.card.writer import shown, write_card

__all__ = ["Layout", "figure", "is_card", "read_cards", "shown", "write_card"]
