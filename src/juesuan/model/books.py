"""Books: what a table of them is, and what came of opening them; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from juesuan.model.page import Unreadable

if TYPE_CHECKING:
    import ibis

Kind = Literal["text", "code", "amount", "integer", "number", "bool", "date", "enum"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English name, Chinese title, what it may hold, and one line of help.

    `refers` is `table.column`, `codes` the name of a classification, `default` what a blank means;
    `totals` says that 合计 is a name here and not the mark of a total row.
    """

    name: str
    title: str
    kind: Kind
    help: str
    example: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    unclear: Mapping[str, str] = field(default_factory=dict)
    """Words that may mean two of the values, each with how to say which."""
    aliases: tuple[str, ...] = ()
    codes: str = ""
    refers: str = ""
    default: str = ""
    totals: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the column may carry in a file."""
        return (self.name, self.title, *self.aliases)

    @property
    def allowed(self) -> str:
        """What the column may hold, in words."""
        words = {
            "amount": "金额，最多到分，例如 1234.56",
            "integer": "整数",
            "number": "数字",
            "bool": "是、否",
            "date": "日期，例如 2024-03-01",
            "enum": "、".join(self.values),
        }
        return words.get(self.kind, self.help)


@dataclass(frozen=True, slots=True)
class Need:
    """A column that must be filled where other columns begin with one of these texts."""

    column: str
    when: Mapping[str, tuple[str, ...]]
    why: str


@dataclass(frozen=True, slots=True)
class Balance:
    """`plus` − `minus` = `result`; for credit accounts the columns of `turned` change their sign.

    Rows whose `result` is blank are single postings and have no balance.
    """

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    result: str
    turned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BooksTable:
    """One table of the books; `key` names the columns that no two rows share.

    Where `key_where` is given, only rows with an amount in one of these columns have a key.
    `large` tables stay in the engine from the beginning.
    """

    name: str
    title: str
    help: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    key_where: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    """What packages call it: a name that contains one of these is a sheet of this table."""
    needs: tuple[Need, ...] = ()
    dropped: tuple[str, ...] = ()
    """Heads of exports that are not read and need no remark, declared or named by the officer."""
    balance: Balance | None = None
    together: tuple[str, ...] = ()
    """Columns that every source of this table must have, though their cells may be blank."""
    required: bool = False
    large: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a sheet or file of this table may carry."""
        return (self.name, self.title, *self.aliases)

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """The names of the columns of one kind, in order."""
        return tuple(column.name for column in self.columns if column.kind == kind)


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A classification: known codes, the length a code must have, the lengths of its parents.

    Open classifications accept any continuation of a known code; others remark unknown codes,
    except those that end in one of the common `tails`.
    """

    name: str
    title: str
    entries: Mapping[str, str]
    length: int
    parents: tuple[int, ...] = ()
    tails: tuple[str, ...] = ()
    open: bool = False
    outside: Mapping[str, str] = field(default_factory=dict)
    """Beginnings of codes that are not ours to take, each with the reason."""
    whole: bool = False
    """Whether every code there is is among the entries, so that another one is a mistake."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Year-end closing entries: marked in `mark`; unmarked, they bring a unit's accounts to zero.

    `accounts` are the beginnings of the accounts that are closed at the end of a year.
    """

    table: str
    unit: str
    account: str
    debit: str
    credit: str
    mark: str
    accounts: tuple[str, ...]

    @property
    def sides(self) -> tuple[str, str]:
        """The columns of debit and credit."""
        return self.debit, self.credit


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of the books, their classifications, and the accounts with a credit balance."""

    tables: tuple[BooksTable, ...]
    codes: Mapping[str, CodeTable]
    credit: tuple[str, ...]
    closing: Closing
    subaccounts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By account, the codes of its detail accounts by their names."""
    outside_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By first digit, the names of the accounts that are not ours to take."""
    account_funds: Mapping[str, str] = field(default_factory=dict)
    """By beginnings of accounts, the nature of their money where no row says it."""
    year: tuple[str, str] = ("meta", "year")
    """The table and column that say the account year."""
    unread: tuple[BooksTable, ...] = ()
    """Tables that are known, and are not of use for what is to be done."""

    def table(self, name: str) -> BooksTable:
        """The table of that name."""
        return next(table for table in self.tables if table.name == name)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the books: where, what stands there, what may stand there.

    `row` counts as the user sees it: rows of the sheet, records of a text file with its header,
    rows of a Parquet file or database table from 1; None where a whole sheet is meant. Problems
    of one `cause` are one in several sheets.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    allowed: str
    message: str
    cause: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}{f' 第{self.row}行' if self.row else ''}"
        place += f" “{self.column}”" if self.column else ""
        current = f"（现为“{self.value}”）" if self.value else ""
        return f"{place}：{self.message}{current}" + (
            f"；应为：{self.allowed}" if self.allowed else ""
        )


class Doubt(NamedTuple):
    """Something in the books that is asked about; `name` is what one accepts it by.

    Of a `root` everything else may follow, so that it is asked about alone.
    """

    name: str
    message: str
    root: bool = False


class RowCount(NamedTuple):
    """Rows, and the sum of all their amounts in 分."""

    rows: int = 0
    cents: int = 0

    def plus(self, other: RowCount) -> RowCount:
        """Both together."""
        return RowCount(self.rows + other.rows, self.cents + other.cents)


NONE = RowCount()


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of one table: all that came in were taken, excluded or refused."""

    table: str
    came: RowCount = NONE
    taken: RowCount = NONE
    excluded: tuple[tuple[str, RowCount], ...] = ()
    refused: tuple[tuple[str, RowCount], ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether came in = taken + excluded + refused, in rows and in 分."""
        total = self.taken
        for _, count in (*self.excluded, *self.refused):
            total = total.plus(count)
        return total == self.came


class SheetSums(NamedTuple):
    """What was read of one sheet of the ledger; debit and credit in 分.

    `kinds` are first digit of the account, rows, debit, credit of what is taken; `whole` is what
    all its lines come to, `totals` what its own lines of totals say. `periodic` are its lines of
    本月合计, 承前页 and the like, `unlike` that some say another sum than the lines above them.
    """

    origin: str
    rows: int
    kinds: tuple[tuple[str, int, int, int], ...]
    excluded: tuple[tuple[str, int], ...]
    whole: tuple[int, int]
    totals: tuple[tuple[int, int], ...]
    periodic: int = 0
    unlike: bool = False


@dataclass(frozen=True)
class Books:
    """The books of one department and year: every table by name, absent ones empty.

    Amounts are int64 分. Each table ends in `line` (row in its source) and `origin` (which sheet
    or file). `notes` are remarks that stop nobody: unknown columns, codes not in the directory.
    """

    year: int
    tables: Mapping[str, ibis.Table]
    tally: tuple[Tally, ...]
    notes: tuple[Problem, ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()
    """Every sheet or file that was read, with the title of the table it is."""
    sums: tuple[SheetSums, ...] = ()
    """What was read of each sheet of the ledger."""
    added: ibis.Table | None = None
    """The ledger with lines added up that differ in nothing but amounts, where it is long.

    As in `tables`, and how many lines each row is, in `lines`.
    """
    doubts: tuple[Doubt, ...] = ()
    """What must be put right or accepted by name before anything is made of these books."""


class BooksError(Unreadable):
    """Books that cannot be taken: every problem found, what would become of the rows, remarks."""

    def __init__(
        self,
        problems: tuple[Problem, ...],
        tally: tuple[Tally, ...] = (),
        notes: tuple[Problem, ...] = (),
    ) -> None:
        self.problems = problems
        self.tally = tally
        self.notes = notes
        head = "；".join(map(str, problems[:3]))
        more = f"……共 {len(problems)} 处" if len(problems) > 3 else ""
        super().__init__(f"账套有问题，请改正后再试：{head}{more}")
