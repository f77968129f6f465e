"""What preparing gives: accounts of units and of the department, and how they came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from juesuan.model.books import Books
from juesuan.model.number import Address, Facts
from juesuan.model.project import Evaluated

if TYPE_CHECKING:
    import ibis

Rounding = Literal["each", "balanced"]


FEN = 2


class Obstacle(NamedTuple):
    """Something in the books that stands in the way; `name` is what one accepts it by.

    `unit` is the unit whose accounts do not come out, where it is one; a `cause` in its vouchers
    says why, and while it stands nothing more is said of what follows from it.
    """

    name: str
    message: str
    final: bool = False
    unit: str = ""
    cause: bool = False


class Unfit(ValueError):
    """Books that do not give accounts; `problems` lists everything found, the text says it."""

    def __init__(self, problems: Iterable[Obstacle]) -> None:
        self.problems = tuple(problems)
        lines = [
            f"{problem.message}{'' if problem.final else f'（可按名称接受：{problem.name}）'}"
            for problem in self.problems
        ]
        super().__init__("\n".join(lines))


class Elimination(NamedTuple):
    """A flow inside the department taken out on both sides; amount in 元."""

    payer: str
    payee: str
    payer_account: str
    payee_account: str
    func: str
    amount: Decimal
    payer_cell: Address
    payee_cell: Address
    why: str


class Taken(NamedTuple):
    """What became of one kind of postings: where they went or why they went nowhere; 元."""

    account: str
    fund: str
    type: str
    lines: int
    debit: Decimal
    credit: Decimal
    cells: tuple[str, ...] = ()
    why: str = ""


class Moved(NamedTuple):
    """A cell that balanced rounding shows otherwise than the nearest amount; both in 元."""

    address: Address
    exact: Decimal
    shown: Decimal


class CarryRow(NamedTuple):
    """One line of the roll-forward, in 元; `close` follows from the columns before it."""

    unit: str
    fund: str
    func: str
    project: str
    open: Decimal
    open_adj: Decimal
    gathered_in: Decimal
    gathered_out: Decimal
    returned: Decimal
    internal: Decimal
    income: Decimal
    expense: Decimal
    use_nonfiscal: Decimal
    distribution: Decimal
    close: Decimal


@dataclass(frozen=True)
class Account:
    """The accounts of one unit or of the department: exact, and as they will be printed."""

    code: str
    name: str
    facts: Facts
    shown: Facts
    moved: tuple[Moved, ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class BooksTexts:
    """The texts of one department or unit, for its disclosure; absent ones are empty.

    `profile` are the lines under each 栏目 (主要职责, 机构设置), `units` the names of what the
    accounts comprise, `reasons` what changed a number, by what they explain (03:合计:3@上年),
    `counted` the tables of the books that were filled in: what they do not mention is zero.
    `definitions` explain items of the classification by code, `key_projects` are those that others
    evaluate.
    """

    published: date | None = None
    profile: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    destinations: str = ""
    purposes: str = ""
    counted: frozenset[str] = frozenset()
    definitions: Mapping[str, str] = field(default_factory=dict)
    key_projects: tuple[str, ...] = ()
    evaluated: Evaluated | None = None


NO_TEXTS = BooksTexts()


class BooksRows(NamedTuple):
    """Rows of the books that a disclosure needs besides the accounts.

    `counted` are the tables of counts that were filled in, `booked` what the ledger spent on each
    project, in 分; `sources` are the rows that figures outside of the ledger come from.
    """

    tables: Mapping[str, list[dict[str, Any]]]
    counted: frozenset[str]
    booked: Mapping[str, int]
    sources: Mapping[str, list[dict[str, Any]]] = MappingProxyType({})


@dataclass(frozen=True)
class Prepared:
    """The whole: the department, its units, and where everything came from."""

    year: int
    edition: str
    practice: Mapping[str, str]
    rounding: Rounding
    department: Account
    units: Mapping[str, Account]
    eliminations: tuple[Elimination, ...]
    accepted: tuple[Obstacle, ...]
    tally: tuple[Taken, ...]
    roll: Iterable[CarryRow]
    ledger: ibis.Table
    words: BooksRows

    @cached_property
    def carry(self) -> tuple[CarryRow, ...]:
        """The roll-forward by unit, fund, item and project."""
        return tuple(self.roll)


def yuan(fen: int) -> Decimal:
    """An amount in 分 as exact 元."""
    return Decimal(fen).scaleb(-FEN)


def records(books: Books, name: str) -> list[dict[str, Any]]:
    """The rows of a small table of the books; none where it is absent."""
    table = books.tables.get(name)
    rows: list[dict[str, Any]] = [] if table is None else table.to_pyarrow().to_pylist()
    return rows
