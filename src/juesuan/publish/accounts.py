"""Accounts as publishing sees them, whoever prepared them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from juesuan.model import Facts

if TYPE_CHECKING:
    import ibis


class Record(Protocol):
    """A named tuple of any kind."""

    def _asdict(self) -> dict[str, Any]:
        """Its fields by name."""


class Account(Protocol):
    """The accounts of one unit or of the department."""

    @property
    def code(self) -> str:
        """The code of the unit, "" for the department."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def facts(self) -> Facts:
        """Exact, in 元."""

    @property
    def shown(self) -> Facts:
        """As printed."""

    @property
    def moved(self) -> Iterable[Record]:
        """Cells that balanced rounding moved."""

    @property
    def broken(self) -> Iterable[str]:
        """Sums that do not add up as printed."""


class Prepared(Protocol):
    """What `prepare` gives."""

    @property
    def year(self) -> int:
        """The year of the accounts."""

    @property
    def edition(self) -> str:
        """The edition they were prepared by."""

    @property
    def practice(self) -> Mapping[str, str]:
        """The switches of practice."""

    @property
    def rounding(self) -> str:
        """How amounts were rounded."""

    @property
    def department(self) -> Account:
        """The consolidated accounts."""

    @property
    def units(self) -> Mapping[str, Account]:
        """The accounts of the units."""

    @property
    def eliminations(self) -> Iterable[Record]:
        """What was taken out between units."""

    @property
    def accepted(self) -> Iterable[Record]:
        """Problems accepted by name."""

    @property
    def tally(self) -> Iterable[Record]:
        """What became of all postings."""

    @property
    def carry(self) -> Iterable[Record]:
        """The roll-forward."""

    @property
    def ledger(self) -> ibis.Table:
        """The postings."""
