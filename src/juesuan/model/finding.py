"""What an audit says, and of how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from juesuan.model.number import Address
from juesuan.model.page import Place

Severity = Literal["错误", "尾差", "提示", "未核"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or remark, written for a finance officer.

    `last_digit` tells a slip of one last digit, as by rounding, from an error of substance.
    `scanned` tells a contradiction that may be but a misread digit of a scan.
    Of its places the last `witnesses` are not at fault, only what the others cannot be true beside.
    `because` is why; `details` are what only the data and the page list, the text leaves them out.
    """

    rule: str
    severity: Severity
    message: str
    addresses: tuple[Address, ...] = ()
    places: tuple[tuple[Place, str], ...] = ()
    expected: str = ""
    actual: str = ""
    because: tuple[str, ...] = ()
    basis: str = ""
    key: str = ""
    last_digit: bool = False
    details: tuple[str, ...] = ()
    scanned: bool = False
    witnesses: int = 0


class Coverage(NamedTuple):
    """How many numerals of the document ended in which state; `numbers` are the amounts."""

    numbers: int = 0
    checked: int = 0
    contradicted: int = 0
    unchecked: int = 0
    not_amounts: int = 0

    def plus(self, other: Coverage) -> Coverage:
        """The coverage of both parts of a document."""
        return Coverage(*(here + there for here, there in zip(self, other, strict=True)))

    @property
    def share(self) -> float:
        """The share of the amounts that was checked, contradicted ones included: 0 to 1."""
        return (self.checked + self.contradicted) / self.numbers if self.numbers else 0.0
