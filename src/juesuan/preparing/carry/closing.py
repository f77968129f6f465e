"""The closing of the ledger against the roll-forward, and what the year-end entries gave to whom.

结转和结余 at the end of the year is what stands on its accounts. What was used of the surplus and
what was distributed is taken from the accounts on the other side, by lines that lie together where
there are any, else from sums; only what makes both ways agree is taken, anything else is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from juesuan.model.accounts import Obstacle, yuan
from juesuan.notation.feed import Feeds
from juesuan.preparing.carry.contra import FUNDS, SPENT, USED, ContraFlow
from juesuan.preparing.carry.roll import RollForward
from juesuan.preparing.carry.stocks import Details, Extra, Stock, Sum

SHARED, RESULT, TRADE = "8701", "8501", "8401"
MANY = 10
KEPT, LEFT = "8202", ("820202", "820203")
Lines = Mapping[str, Mapping[str, tuple[int, ...]]]


class Split(NamedTuple):
    """What the year-end entries of one unit come to: cover, surplus, use, leaving; 分."""

    covered: int = 0
    surplus: int = 0
    operating: int = 0
    used: int = 0
    leaving: int = 0

    @property
    def effect(self) -> int:
        """What all of it adds to 结转和结余."""
        return self.covered + self.used - self.surplus - self.operating - self.leaving


@dataclass(frozen=True)
class Ledgers:
    """What settling looks at: the base roll-forward by unit and fund, the ledger's own stocks."""

    feeds: Feeds
    plain: Collection[str]
    stocks: Mapping[str, Stock]
    base: Lines
    flows: Mapping[str, Sequence[ContraFlow]]
    details: Details
    gross: Mapping[str, Sequence[Extra]]
    covered: Collection[tuple[str, str]]


def base_lines(roll: RollForward) -> Lines:
    """By unit and fund: the closing that postings alone give, receipts, spending, opening."""
    lines: dict[str, dict[str, tuple[int, ...]]] = {}
    for (unit, fund), line in roll.by_fund(("close", "income", "expense", "opening")).items():
        lines.setdefault(unit, {})[fund] = line
    return lines


def settle(ledgers: Ledgers, units: Collection[str]) -> tuple[list[Extra], list[Obstacle]]:
    """What to add to the roll-forward of every unit, and where the ledger says otherwise."""
    extras: list[Extra] = list(ledgers.details.gross)
    problems: list[Obstacle] = []
    for unit in units:
        stock = ledgers.stocks.get(unit)
        if stock is not None:
            settled = [*_fiscal(ledgers, unit, stock), *_other(ledgers, unit, stock)]
            extras += [item for item in settled if isinstance(item, Extra)]
            obstacles = (item for item in settled if isinstance(item, Obstacle))
            problems += [item._replace(unit=unit) for item in obstacles]
    return extras, problems


def _fiscal(ledgers: Ledgers, unit: str, stock: Stock) -> Iterator[Extra | Obstacle]:
    """8101 and 8102 of each fund; detail accounts set off without a mark show their sign here."""
    accounts = ledgers.feeds.closing.fiscal
    funds = {fund for account, fund in stock.accounts if account.startswith(accounts)}
    funds |= ledgers.base.get(unit, {}).keys()
    for fund in sorted(funds & set(ledgers.feeds.fiscal)) if stock.settled else ():
        rolled = _base(ledgers, unit, [fund])[0]
        close = stock.of(*accounts, fund=fund).close
        if close < 0:
            yield _overspent(unit, fund, close)
        ways = _adjustments(ledgers, unit, [fund])
        fitting = [extras for total, extras in ways if rolled + total == close]
        if not fitting and close == rolled and _few(ledgers, unit, [fund]):
            fitting = [()]  # booked and taken back: nothing came of it
        if len(fitting) == 1:
            yield from fitting[0]
        elif len(fitting) > 1 or close == rolled:
            yield _set_off(unit, f"{'、'.join(accounts)}（{fund}）", close)
        else:
            yield _differs(unit, f"{'、'.join(accounts)}（{fund}）", close, rolled)
    for fund in sorted({f for a, f in stock.accounts if a.startswith(accounts)}):
        balance = stock.of(*accounts, fund=fund)
        if fund not in ledgers.feeds.fiscal and balance != Sum():
            yield _strange(unit, fund, balance.close)


def _overspent(unit: str, fund: str, close: int) -> Obstacle:
    message = (
        f"单位 {unit} 的{fund}财政拨款年末结转和结余为 {yuan(close):,.2f} 元，财政拨款不会用超："
        "请查有无漏导年初余额或收入，或支出的资金性质记错"
    )
    return Obstacle(f"结转为负:{unit}:{fund}", message, unit=unit)


def _base(ledgers: Ledgers, unit: str, funds: Collection[str]) -> list[int]:
    """The base lines of some funds, with what only gross sums show."""
    sums = [0, 0, 0, 0]
    for fund in funds:
        for i, amount in enumerate(ledgers.base.get(unit, {}).get(fund, ())):
            sums[i] += amount
    for extra in ledgers.gross.get(unit, ()):
        if extra.fund in funds:
            sign = 1 if extra.column == "in" else -1
            sums[0] += sign * extra.amount
            sums[3] += sign * extra.amount
    return sums


def _doubtful(ledgers: Ledgers, unit: str, funds: Collection[str]) -> list[Extra]:
    return [e for fund in sorted(funds) for e in ledgers.details.doubtful.get((unit, fund), ())]


def _few(ledgers: Ledgers, unit: str, funds: Collection[str]) -> bool:
    return len(_doubtful(ledgers, unit, funds)) <= MANY


def _adjustments(
    ledgers: Ledgers, unit: str, funds: Collection[str]
) -> Iterator[tuple[int, tuple[Extra, ...]]]:
    """What adjustments that were set off may come to; too many of them are left alone."""
    doubtful = _doubtful(ledgers, unit, funds)
    if len(doubtful) > MANY:
        return
    for signs in product((1, -1), repeat=len(doubtful)):
        pairs = zip(signs, doubtful, strict=True)
        extras = tuple(extra._replace(amount=sign * extra.amount) for sign, extra in pairs)
        yield sum(extra.amount for extra in extras), extras


def _other(ledgers: Ledgers, unit: str, stock: Stock) -> Iterator[Extra | Obstacle]:
    """What is not of public funds: transfers found, or the unit asked for them."""
    closing = ledgers.feeds.closing
    funds = sorted(ledgers.base.get(unit, {}).keys() - set(ledgers.feeds.fiscal))
    base = _base(ledgers, unit, funds)
    plain = unit in ledgers.plain
    if not stock.settled:
        if not plain and any(_remainder(ledgers, unit, fund) for fund in funds):
            yield _unsettled(ledgers, unit, funds)
        return
    accounts = (*closing.other, *(closing.plain if plain else ()))
    close = stock.of(*accounts).close - stock.of(*closing.left_out).close
    given = any((unit, fund) in ledgers.covered for fund in funds)
    splits = [Split()] if given else list(_splits(ledgers, unit, stock, close - base[0]))
    adjustments = list(_adjustments(ledgers, unit, funds))
    fitting = [
        (split, extras)
        for split in splits
        for total, extras in adjustments
        if base[0] + total + split.effect == close
    ]
    if not fitting and _few(ledgers, unit, funds):
        fitting = [(split, ()) for split in splits if base[0] + split.effect == close]
    shown = {(s.covered + s.used, s.surplus + s.operating) for s, _ in fitting}
    if len(shown) == 1:
        split, adjusted = fitting[0]
        yield from (*_extras(ledgers, unit, split), *adjusted)
    elif shown:
        yield _ambiguous(unit, shown)
    else:
        named = [f"{a} {yuan(stock.of(a).close):,.2f}" for a in accounts]
        best = base[0] + (splits[0].effect if splits else 0)
        listed = f"{'、'.join(named)}（非财政资金）"
        equal = close == best
        yield _set_off(unit, listed, close) if equal else _differs(unit, listed, close, best)
    yield from _unfinished(unit, stock)


def _unfinished(unit: str, stock: Stock) -> Iterator[Obstacle]:
    """Accounts that have nothing left once the year is closed, and have something."""
    if rest := stock.of(SHARED).close:
        yield _undistributed(unit, rest)
    if rest := stock.of(RESULT).close:
        yield _left_open(unit, f"{RESULT} 其他结余年末应无余额", rest)
    if (rest := stock.of(TRADE).close) > 0:
        yield _left_open(unit, f"{TRADE} 经营结余年末为盈余的，应全数转入 {SHARED}", rest)


def _remainder(ledgers: Ledgers, unit: str, fund: str) -> int:
    """What a fund has left of the year, unless the carry table speaks of it."""
    if (unit, fund) in ledgers.covered:
        return 0
    _, income, expense, _ = ledgers.base[unit][fund]
    return income - expense


def _splits(ledgers: Ledgers, unit: str, stock: Stock, change: int) -> Iterator[Split]:
    """What the entries may come to, the most certain first."""
    if unit in ledgers.plain:
        counted = bool(ledgers.feeds.closing.plain)
        yield Split() if counted else Split(covered=max(change, 0), surplus=max(-change, 0))
        return
    flows = ledgers.flows.get(unit, ())
    closing = ledgers.feeds.closing
    earned = stock.of(closing.receipts, closing.spending).close
    operating = stock.of("8401").opening + earned - stock.of("8401").close
    used = stock.of(USED).debit - _sum(flows, USED, FUNDS)
    paid = stock.of(SHARED).debit - stock.of(USED).credit
    received = stock.of(SHARED).credit - operating
    if _complete(flows, stock):
        ways = [(_sum(flows, SHARED, "8501"), _sum(flows, "8501", SHARED))]
    else:
        ways = [(0, received), (paid, 0)]
    for covered, surplus in ways:
        for leaving in _leaving(flows, stock, paid - covered):
            yield Split(covered, surplus, operating, used, leaving)
    if not _complete(flows, stock) and not received:
        for leaving in _leaving(flows, stock, stock.of(KEPT).credit):
            kept = stock.of(KEPT).credit - leaving - stock.of(*LEFT).debit
            if 0 < kept < paid:
                yield Split(paid - kept, 0, operating, used, leaving)


def _complete(flows: Sequence[ContraFlow], stock: Stock) -> bool:
    """Whether the lines that lie together explain every line of 8701."""
    shared = stock.of(SHARED)
    gave = sum(flow.amount for flow in flows if flow.giver == SHARED)
    took = sum(flow.amount for flow in flows if flow.taker == SHARED)
    return (gave, took) == (shared.debit, shared.credit)


def _leaving(flows: Sequence[ContraFlow], stock: Stock, kept: int) -> list[int]:
    """What 8201 may have left to 8202: by details, by lines, by what else came to 8202."""
    details = stock.of(*LEFT)
    if details.debit or details.credit:
        return [details.credit]
    seen = _sum(flows, "8201", KEPT) - _sum(flows, KEPT, "8201")
    adjusted = stock.of("820201").credit
    return list(dict.fromkeys([seen, stock.of(KEPT).credit - adjusted - kept]))


def _sum(flows: Sequence[ContraFlow], giver: str, taker: str) -> int:
    return sum(flow.amount for flow in flows if (flow.giver, flow.taker) == (giver, taker))


def _extras(ledgers: Ledgers, unit: str, split: Split) -> Iterator[Extra]:
    """A split as columns of the roll-forward, under the funds that the lines name."""
    other = ledgers.feeds.other
    columns = {(t.giver, t.taker): t.column for t in ledgers.feeds.transfers}
    parts = {
        (SHARED, "8501"): split.covered,
        (USED, "7201"): split.used,
        ("8501", SHARED): split.surplus,
        ("8401", SHARED): split.operating,
        ("8201", KEPT): -split.leaving,
    }
    for (giver, taker), amount in parts.items():
        seen = (giver, SPENT if giver == USED else taker)
        flows = [f for f in ledgers.flows.get(unit, ()) if (f.giver, f.taker) == seen]
        if flows and sum(f.amount for f in flows) == abs(amount):
            sign = 1 if amount > 0 else -1
            for flow in flows:
                row = flow.row
                keys = (row.fund or other, sign * flow.amount, row.func, row.project)
                yield Extra(columns[giver, taker], unit, *keys)
        elif amount:
            yield Extra(columns[giver, taker], unit, other, amount)


def _differs(unit: str, accounts: str, close: int, rolled: int) -> Obstacle:
    message = (
        f"单位 {unit} 科目 {accounts} 账上年末余额合计 {yuan(close):,.2f} 元，"
        f"而由年初、调整、收入、支出和年末转账滚动计算为 {yuan(rolled):,.2f} 元，"
        f"相差 {yuan(close - rolled):,.2f} 元：请查年末结转是否齐全，"
        "归集、上缴、调剂、年初余额调整是否记在明细科目，有无只标了一半的年末结转分录；"
        "明细科目按 810101 年初余额调整、02 归集调入、03 归集调出、04 归集上缴、05 单位内部调剂，"
        "810201 年初余额调整、02 归集上缴、03 单位内部调剂，820101 年初余额调整、02 缴回资金认，"
        "编号不同的，请在“结转结余”表按单位填写"
    )
    return Obstacle(f"年末:{unit}", message, final=True, unit=unit)


def _set_off(unit: str, accounts: str, close: int) -> Obstacle:
    message = (
        f"单位 {unit} 科目 {accounts} 账上年末余额合计 {yuan(close):,.2f} 元；“年初余额调整”明细"
        "借贷相抵，看不出哪一边是调整、哪一边是年末冲转，调增调减各多少算不出来："
        "请在账簿中把其中的年末结转分录标“是”，或在“结转结余”表按单位填写年初数、年初余额调整和年末数"
    )
    return Obstacle(f"年末:{unit}", message, final=True, unit=unit)


def _strange(unit: str, fund: str, close: int) -> Obstacle:
    message = (
        f"单位 {unit} 的 8101、8102 有资金性质为“{fund or '空'}”（或非同级财政）的行，"
        f"年末余额 {yuan(close):,.2f} 元：财政拨款结转结余只能是同级财政的三本预算"
    )
    return Obstacle(f"年末:{unit}:{fund}", message, final=True)


def _ambiguous(unit: str, shown: Collection[tuple[int, int]]) -> Obstacle:
    ways = "；或 ".join(
        f"使用 {yuan(use):,.2f} 元、分配 {yuan(given):,.2f} 元" for use, given in sorted(shown)
    )
    message = (
        f"单位 {unit} 的 8701 从发生额看不出对方科目（{ways}）："
        "请给出逐笔的年末分录，或在“结转结余”表填写该单位非财政资金的使用数和分配数"
    )
    return Obstacle(f"结余分配:{unit}", message, final=True)


def _left_open(unit: str, should: str, rest: int) -> Obstacle:
    account = should[:4]
    message = (
        f"单位 {unit} 的 {should}，账上还有 {yuan(rest):,.2f} 元：请补做年末转账；"
        "确实如此的，按名称接受，则计入年末结转和结余"
    )
    return Obstacle(f"未转清:{unit}:{account}", message, unit=unit)


def _undistributed(unit: str, rest: int) -> Obstacle:
    message = f"单位 {unit} 的 8701 非财政拨款结余分配年末应无余额，账上还有 {yuan(rest):,.2f} 元"
    return Obstacle(f"结余分配余额:{unit}", message, unit=unit)


def _unsettled(ledgers: Ledgers, unit: str, funds: Sequence[str]) -> Obstacle:
    """What to write where the year of a unit is not closed and money is left."""
    lines = []
    for fund in funds:
        if _remainder(ledgers, unit, fund):
            close, income, expense, opening = ledgers.base[unit][fund]
            lines.append(
                f"{fund}：年初数 {yuan(opening):,.2f}、本年收入 {yuan(income):,.2f}、"
                f"本年支出 {yuan(expense):,.2f}，收支相抵 {yuan(income - expense):,.2f} 元，"
                f"不分配、不弥补则年末数 {yuan(close):,.2f}"
            )
    message = (
        f"单位 {unit} 没有年末结转分录，而非财政资金收支不相等，"
        "不知道结转、分配、弥补各多少：请补上年末结转分录，或在“结转结余”表逐行填写"
        f"单位 {unit} 的使用非财政拨款结余、结余分配和年末数（{'；'.join(lines)}）"
    )
    return Obstacle(f"未结转:{unit}", message, unit=unit)
