"""What the text tells of single cells: a witness between cells that may equally be wrong."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.auditing.tables.check import MICRO, Amount, Amounts
from juesuan.model.number import Address
from juesuan.model.text import Claim
from juesuan.notation.formula import plain_address


class Told:
    """The amounts that the text tells of cells of this year, by cell."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._amounts: dict[Address, list[Amount]] = {}
        for claim in claims:
            address = plain_address(claim.says)
            if claim.relation == "=" and address is not None:
                value, half = claim.value.scaleb(MICRO), claim.half.scaleb(MICRO)
                amount = Amount(int(value), int(half))
                self._amounts.setdefault(address, []).append(amount)

    def confirms(self, address: Address, amounts: Amounts) -> bool:
        """Whether the text tells what a cell prints."""
        return self._tells(address, 0.0, amounts)

    def says_otherwise(self, address: Address, move: float, amounts: Amounts) -> bool:
        """Whether the text tells what a cell ought to print, and nowhere what it does."""
        return self._tells(address, move, amounts) and not self._tells(address, 0.0, amounts)

    def _tells(self, address: Address, move: float, amounts: Amounts) -> bool:
        cell = amounts[address]
        if cell is None:
            return False
        said_of_it = self._amounts.get(address, ())
        room = 2 * cell.half
        return any(abs(a.value - cell.value - move) <= a.half + room for a in said_of_it)


NOTHING_TOLD = Told()
