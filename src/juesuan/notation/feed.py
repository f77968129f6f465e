"""Feeds: which amounts of the books enter which cell, declared once beside the forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from juesuan.model.number import Address
from juesuan.notation.overlay import DeclarationError

Side = Literal["贷-借", "借-贷", "贷", "借", "-贷", "年初"]
SIDES: tuple[Side, ...] = get_args(Side)
OPENING: Side = "年初"
ITEM, KIND = "{项}", "{款}"


class Kind(NamedTuple):
    """What a group of postings has in common: its class of account and its dimensions."""

    account: str
    fund: str
    type: str
    closing: bool = False


class Take(NamedTuple):
    """Amounts of some accounts on one side; empty sets do not restrict."""

    accounts: frozenset[str]
    side: Side
    funds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    econ: frozenset[str] = frozenset()

    def fits(self, kind: Kind, *, whatever_account: bool = False) -> bool:
        """Whether postings of a kind are taken; closing entries never are, openings always."""
        return (
            (whatever_account or kind.account in self.accounts)
            and not (kind.closing and self.side != OPENING)
            and (not self.funds or kind.fund in self.funds)
            and (not self.types or kind.type in self.types)
        )


class Feed(NamedTuple):
    """A leaf cell and what it takes; `row` {项} or {款} stands for every such code.

    `bars` says why postings of public funds are refused here.
    """

    cell: Address
    take: Take
    bars: str = ""


class BalanceFeed(NamedTuple):
    """A leaf cell that shows a column of the roll-forward, for some funds."""

    cell: Address
    column: str
    funds: frozenset[str]


class Carry(NamedTuple):
    """What enters a column of the roll-forward; `plain`: only of units that distribute nothing."""

    column: str
    take: Take
    plain: bool = False


class Transfer(NamedTuple):
    """A year-end transfer between two accounts, and the column of the roll-forward it enters."""

    column: str
    giver: str
    taker: str
    why: str


class ClosingFeed(NamedTuple):
    """The accounts whose balances at the end of the year are 年末结转和结余."""

    fiscal: tuple[str, ...]
    other: tuple[str, ...]
    plain: tuple[str, ...]
    distributing: tuple[str, ...]
    receipts: str
    spending: str
    left_out: tuple[str, ...]


class Excluded(NamedTuple):
    """Accounts whose postings are not taken, and why."""

    accounts: frozenset[str]
    why: str


class CountFeed(NamedTuple):
    """A number said only in the text: rows of one table of the books, counted or added up."""

    cell: Address
    table: str
    column: str
    where: Mapping[str, tuple[str, ...]]
    money: bool


class Practice(NamedTuple):
    """A switch of practice: its name, what it is unless chosen, what it may be, and why it is."""

    name: str
    default: str
    values: tuple[str, ...]
    why: str


class Pair(NamedTuple):
    """Two accounts that meet inside the department and are eliminated.

    `asks`: money on both, none of it registered, is asked about whatever the amounts.
    """

    payer: str
    payee: str
    why: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Feeds:
    """All declarations of what is taken from the books, for one choice of practices."""

    cells: tuple[Feed, ...]
    balances: tuple[BalanceFeed, ...]
    carry: tuple[Carry, ...]
    transfers: tuple[Transfer, ...]
    closing: ClosingFeed
    excluded: tuple[Excluded, ...]
    pairs: tuple[Pair, ...]
    counts: tuple[CountFeed, ...]
    practice: Mapping[str, str]
    fiscal: tuple[str, ...]
    other: str
    periods: Mapping[str, str]
    budgeted: Mapping[str, tuple[str, ...]]
    budget_cells: Mapping[Address, Address]
    running: frozenset[str]
    plain: frozenset[str]
    choosing: frozenset[str]
    running_cell: Address
    running_note: Address

    def classes(self) -> frozenset[str]:
        """Every prefix of an account that a declaration names."""
        takes = [feed.take.accounts for feed in self.cells]
        takes += [take.accounts for _, take, _ in self.carry]
        return frozenset().union(*takes, *(item.accounts for item in self.excluded))

    def account_class(self, account: str) -> str:
        """The longest declared prefix of an account; "" for none."""
        return _longest(account, self.classes())

    def of(self, address: Address) -> tuple[Feed, ...]:
        """The feeds of one cell, its code standing for {项} or {款}."""
        return tuple(feed for feed in self.cells if _names(feed.cell, address))

    def taking(self, account: str, form: str) -> Iterator[Feed]:
        """The feeds of a form that take an account."""
        return (f for f in self.cells if account in f.take.accounts and f.cell.form == form)


def _longest(account: str, prefixes: Collection[str]) -> str:
    lengths = range(len(account), 3, -1)
    return next((account[:n] for n in lengths if account[:n] in prefixes), "")


def _names(declared: Address, asked: Address) -> bool:
    same = declared._replace(row="") == asked._replace(row="")
    if declared.row in (ITEM, KIND):
        return same and len(asked.row) == (7 if declared.row == ITEM else 5) and asked.row.isdigit()
    return same and declared.row == asked.row


def read_feeds(data: Mapping[str, Any], chosen: Mapping[str, str]) -> Feeds:
    """The declared feeds with some practices chosen; raises DeclarationError for an unknown one."""
    practice = _practice(data["practice"], chosen)
    cells = tuple(_feed(item) for item in _valid(data["feed"], practice))
    budget = data["budget"]
    return Feeds(
        cells=cells,
        balances=tuple(_balance(item) for item in data["balance"]),
        carry=tuple(
            Carry(item["column"], _take(item), bool(item.get("whose")))
            for item in _valid(data["carry"], practice)
        ),
        transfers=tuple(Transfer(**item) for item in data["transfer"]),
        closing=_closing(data["closing"], practice),
        excluded=tuple(
            Excluded(frozenset(item["accounts"].split()), item["why"])
            for item in _valid(data["excluded"], practice)
        ),
        pairs=tuple(Pair(**item) for item in data["elimination"]),
        counts=tuple(_count(item) for item in data["count"]),
        practice=practice,
        fiscal=tuple(data["fund"]["fiscal"]),
        other=data["fund"]["other"],
        periods=budget["periods"],
        budgeted={form: tuple(columns) for form, columns in budget["columns"].items()},
        budget_cells={Address.parse(a): Address.parse(b) for a, b in budget["cells"].items()},
        running=frozenset(data["natures"]["running"][practice["机关运行经费单位"]]),
        plain=frozenset(data["natures"]["plain"]),
        choosing=frozenset(data["natures"]["choosing"]),
        running_cell=Address.parse(data["cells"]["running"]),
        running_note=Address.parse(data["cells"]["note"]),
    )


def practices(data: Mapping[str, Any]) -> tuple[Practice, ...]:
    """The declared switches, with the defaults of this edition."""
    return tuple(
        Practice(name, item["default"], tuple(item["values"]), item["why"])
        for name, item in data["practice"].items()
    )


def _practice(declared: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, str]:
    for name, value in chosen.items():
        if name not in declared or value not in declared[name]["values"]:
            allowed = declared[name]["values"] if name in declared else list(declared)
            raise DeclarationError(f"口径开关“{name} = {value}”不存在；可取：{'、'.join(allowed)}")
    return {name: chosen.get(name, item["default"]) for name, item in declared.items()}


def _valid(items: Iterable[Any], practice: Mapping[str, str]) -> Iterator[Any]:
    for item in items:
        when = item.get("when", {})
        if strange := when.keys() - practice.keys():
            raise DeclarationError(f"when 中没有这样的口径开关：{'、'.join(sorted(strange))}")
        if all(practice[name] == value for name, value in when.items()):
            yield item


def _take(item: Mapping[str, Any]) -> Take:
    *accounts, side = item["take"].split() or [""]
    if side not in SIDES or not accounts:
        raise DeclarationError(f"取数应写作“科目 方向”，方向为 {'、'.join(SIDES)}：{item['take']}")
    sets = (frozenset(item.get(name, ())) for name in ("fund", "type", "econ"))
    return Take(frozenset(accounts), side, *sets)


def _feed(item: Mapping[str, Any]) -> Feed:
    return Feed(Address.parse(item["cell"]), _take(item), item.get("bars", ""))


def _closing(item: Mapping[str, Any], practice: Mapping[str, str]) -> ClosingFeed:
    counted = practice["行政单位非财政拨款结余"] == "计入结转和结余"
    plain = tuple(item["plain"]) if counted else ()
    return ClosingFeed(
        tuple(item["fiscal"]),
        tuple(item["other"]),
        plain,
        tuple(item["distributing"]),
        item["receipts"],
        item["spending"],
        tuple(item["left_out"][practice["债务预算收入"]]),
    )


def _balance(item: Mapping[str, Any]) -> BalanceFeed:
    return BalanceFeed(Address.parse(item["cell"]), item["take"], frozenset(item.get("fund", ())))


def _count(item: Mapping[str, Any]) -> CountFeed:
    where = {name: tuple(values) for name, values in item.get("where", {}).items()}
    money = item.get("money", False)
    return CountFeed(Address.parse(item["cell"]), item["of"], item.get("sum", ""), where, money)
