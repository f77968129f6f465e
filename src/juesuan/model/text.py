"""Running text: paragraphs, the numbers in them, and what they claim."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.page import Place

Kind = Literal["contents", "heading", "text", "cell"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of the facts: formula `relation` value ± half, as printed."""

    says: str
    value: Decimal
    half: Decimal
    printed: str
    place: Place = Place()
    text: str = ""
    relation: str = "="


class Numeral(NamedTuple):
    """One numeral of the text: the claim it belongs to, or why it is not an amount ("": unread).

    `malformed` says what is wrong with digits that are not the spelling of one number.
    """

    text: str
    place: Place
    section: str
    not_amount: str = ""
    claim: int | None = None
    malformed: str = ""


class Paragraph(NamedTuple):
    """A stretch of the running text, white space and width evened out.

    `section` is the id of the section it stands in ("" where none was recognised), `heading` the
    last heading above it, `starts` the offsets of its lines and `places` where they stand, `kind`
    tells entries of the contents, headings, text and cells of tables outside the nine forms,
    `lead` is how it begins as printed.
    """

    section: str
    heading: str
    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    kind: Kind = "text"
    lead: str = ""

    def at(self, offset: int = 0) -> Place:
        """Where the character at an offset stands."""
        return self.places[max(bisect_right(self.starts, offset) - 1, 0)]
