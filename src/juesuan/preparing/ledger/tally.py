"""What became of every posting: taken, left out with a reason, or in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import ibis
import numpy as np

from juesuan.model.accounts import Obstacle, Taken, yuan
from juesuan.notation.edition import Edition
from juesuan.notation.feed import ITEM, Feeds, Kind
from juesuan.preparing.ledger.groups import Groups, Mask
from juesuan.preparing.ledger.irregular import irregular

LISTED = 20
UNCLEARED = "请查有无缺月份、漏导或重复导出的凭证，有无只标了一半的年末结转分录"
BASIC_FORM = "06"
TABLES = {"6": "02", "7": "03"}
STOCKS = ("81", "82", "83", "84", "85", "87")
PUBLIC = ("8101", "8102")
FUNDS = "8001"  # 资金结存: who books it keeps both sides of every entry


def tally(groups: Groups, feeds: Feeds, included: Mapping[str, bool]) -> tuple[Taken, ...]:
    """Every kind of postings with its sums: what takes it, or why nothing does."""
    inside = _of_units(groups, (unit for unit, is_in in included.items() if is_in))
    rows = []
    for mask, outside in ((inside, False), (~inside, True)):
        for number, kind in enumerate(groups.kinds):
            here = mask & (groups.kind == number)
            if here.any():
                sums = [int(groups.sums[name][here].sum()) for name in ("lines", "debit", "credit")]
                cells, why = _fate(kind, feeds, outside=outside, still=not any(sums[1:]))
                lines, debit, credit = sums
                rows.append(
                    Taken(
                        kind.account,
                        kind.fund,
                        kind.type,
                        lines,
                        yuan(debit),
                        yuan(credit),
                        cells,
                        why,
                    )
                )
    return tuple(rows)


def _of_units(groups: Groups, units: Iterable[str]) -> Mask:
    wanted = set(units)
    inside = np.array([unit in wanted for unit in groups.labels["unit"]], dtype=np.bool_)
    mask: Mask = inside[groups.keys["unit"]]
    return mask


def _fate(kind: Kind, feeds: Feeds, *, outside: bool, still: bool) -> tuple[tuple[str, ...], str]:
    """The cells and columns that take a kind, or why it is left out; neither means refused."""
    if outside:
        return (), "单位不纳入本部门决算"
    if kind.closing:
        return (), "年末结转分录"
    cells = [str(feed.cell) for feed in feeds.cells if feed.take.fits(kind)]
    carried = [f"结转:{column}" for column, take, _ in feeds.carry if take.fits(kind)]
    tables = TABLES.get(kind.account[:1])
    if carried and (tables is None or any(cell.startswith(tables) for cell in cells)):
        return tuple(dict.fromkeys([*cells, *carried])), ""
    why = next((item.why for item in feeds.excluded if kind.account in item.accounts), "")
    return (), why or ("没有发生额" if still else "")


def refusals(taken: Iterable[Taken], feeds: Feeds) -> Iterator[Obstacle]:
    """Kinds of postings that no declaration takes or leaves out, and those that are barred."""
    for row in taken:
        kind = f"科目 {row.account}、资金性质 {row.fund or '空'}、支出类型 {row.type or '空'}"
        amount = f"借方 {row.debit:,.2f} 元、贷方 {row.credit:,.2f} 元，共 {row.lines} 行"
        if not row.cells and not row.why:
            yield Obstacle(
                f"取数:{row.account}", f"{kind} 的发生额没有取数口径（{amount}）", final=True
            )
        barred = (
            f.bars
            for f in feeds.cells
            if str(f.cell) in row.cells and row.account in f.take.accounts
        )
        for why in {bar for bar in barred if bar and row.fund in feeds.fiscal}:
            yield Obstacle(f"取数:{row.account}", f"{kind}：{why}（{amount}）", final=True)


def misplaced(groups: Groups, edition: Edition, included: Mapping[str, bool]) -> Iterator[Obstacle]:
    """Postings of units not in the roster, or with codes that have no place in the tables."""
    for unit in groups.labels["unit"]:
        if unit not in included:
            yield Obstacle(f"单位:{unit}", f"账簿中的单位“{unit}”不在单位表中", final=True)
    entering = [kind.account[:1] in TABLES and not kind.closing for kind in groups.kinds]
    moving = (groups.sums["debit"] != 0) | (groups.sums["credit"] != 0)
    mask = np.array(entering, dtype=np.bool_)[groups.kind] & moving
    mask &= _of_units(groups, (unit for unit, is_in in included.items() if is_in))
    shown = {row.id for form in edition.forms for side in form.sides for row in side.rows}
    used = np.unique(groups.keys["func"][mask]).tolist()
    bad = [groups.labels["func"][code] for code in used]
    bad = [code for code in bad if len(code) != 7 or not code.isdigit() or code[:3] not in shown]
    for code in bad[:LISTED]:
        message = f"功能分类“{code}”不是部门决算表中的项级（七位）科目"
        yield Obstacle(f"功能分类:{code}", message, final=True)


def misclassed(groups: Groups, edition: Edition, feeds: Feeds) -> Iterator[Obstacle]:
    """Basic spending of the general budget under kinds that only projects have."""
    form = edition.form(BASIC_FORM)
    shown = {code for side in form.sides for code in side.classes} if form else set()
    wanted = [
        k.account[:1] == "7" and not k.closing and (k.fund, k.type) == (feeds.fiscal[0], "基本")
        for k in groups.kinds
    ]
    net = groups.sums["debit"] - groups.sums["credit"]
    mask = np.array(wanted, dtype=np.bool_)[groups.kind] & (net != 0)
    keys = zip(groups.keys["unit"][mask].tolist(), groups.keys["econ"][mask].tolist(), strict=True)
    for unit, econ in sorted(set(keys)) if shown else ():
        code = groups.labels["econ"][econ]
        if code[:3] not in shown:
            yield _misclassed(groups.labels["unit"][unit], code, sorted(shown))


def _misclassed(unit: str, econ: str, shown: list[str]) -> Obstacle:
    message = (
        f"单位 {unit} 的一般公共预算基本支出记有经济分类“{econ or '空'}”："
        f"基本支出只能用 {'、'.join(shown)} 类，请核对经济分类或支出类型"
    )
    return Obstacle(f"基本支出经济分类:{unit}:{econ}", message, final=True)


def whole_units(groups: Groups) -> list[str]:
    """The units that book both sides of every entry."""
    return [groups.labels["unit"][number] for number in _whole(groups)]


def _whole(groups: Groups) -> list[int]:
    whole = np.array([kind.account.startswith(FUNDS) for kind in groups.kinds], dtype=np.bool_)
    moving = (groups.sums["debit"] != 0) | (groups.sums["credit"] != 0)
    numbers: list[int] = np.unique(groups.keys["unit"][whole[groups.kind] & moving]).tolist()
    return numbers


def unbalanced(groups: Groups, short: Mapping[str, int]) -> Iterator[Obstacle]:
    """Units that book both sides of every entry, and whose debits are not their credits.

    An entry of which only one side is marked as of the year's end balances all the same. `short`
    is what single vouchers lack, by unit: where that is all, nothing more is said.
    """
    closing = np.array([kind.closing for kind in groups.kinds], dtype=np.bool_)[groups.kind]
    debit, credit = groups.sums["debit"], groups.sums["credit"]
    for number in _whole(groups):
        mine = groups.keys["unit"] == number
        rest = int(debit[mine].sum() - credit[mine].sum())
        if rest in (0, short.get(groups.labels["unit"][number], 0)):
            continue
        for entries, mask in (("平时分录", ~closing), ("年末结转分录", closing)):
            here = mask & mine
            sums = int(debit[here].sum()), int(credit[here].sum())
            if sums[0] != sums[1]:
                yield _unbalanced(groups.labels["unit"][number], entries, *sums)


def _unbalanced(unit: str, entries: str, debit: int, credit: int) -> Obstacle:
    message = (
        f"单位 {unit} 的{entries}借贷不平：借方合计 {yuan(debit):,.2f} 元，"
        f"贷方合计 {yuan(credit):,.2f} 元，相差 {yuan(abs(debit - credit)):,.2f} 元；"
        "请查有无漏记、重复或记错的行"
    )
    return Obstacle(f"借贷:{unit}:{entries}", message, unit=unit)


def unclosed(groups: Groups, ledger: ibis.Table) -> Iterator[Obstacle]:
    """Units whose closing entries are not what was posted to income and spending.

    A month that is missing shows nowhere else: income and spending of it may come to the same.
    The rest of what is wrong with such a unit follows from it.
    """
    units: dict[str, list[str]] = defaultdict(list)
    for unit, account, posted, cleared in _uncleared(groups):
        units[unit].append(
            f"{account} 平时 {yuan(posted):,.2f} 元、转出 {yuan(cleared):,.2f} 元，"
            f"相差 {yuan(cleared - posted):,.2f} 元"
        )
    for unit, accounts in units.items():
        hint = irregular(ledger, unit) or UNCLEARED
        listed = "；".join(accounts)
        message = f"单位 {unit} 平时发生额与年末结转分录转出的数不等（{listed}）：{hint}"
        yield Obstacle(f"未结清:{unit}", message, unit=unit, cause=True)


def _uncleared(groups: Groups) -> Iterator[tuple[str, str, int, int]]:
    """By unit and account, what was posted and what the year's end cleared, where they differ."""
    closing = np.array([kind.closing for kind in groups.kinds], dtype=np.bool_)[groups.kind]
    debit, credit = groups.sums["debit"], groups.sums["credit"]
    units, moving = groups.keys["unit"], (debit != 0) | (credit != 0)
    accounts = sorted({kind.account for kind in groups.kinds if kind.account[:1] in TABLES})
    for account in accounts if (closing & moving).any() else ():
        ours = np.array([kind.account == account for kind in groups.kinds], dtype=np.bool_)
        mine = ours[groups.kind]
        net = credit - debit if account[0] == "6" else debit - credit
        posted, cleared = (np.zeros(len(groups.labels["unit"]), dtype=np.int64) for _ in range(2))
        np.add.at(posted, units[mine & ~closing], net[mine & ~closing])
        np.add.at(cleared, units[mine & closing], -net[mine & closing])
        for number in np.unique(units[mine & closing & moving]).tolist():
            if posted[number] != cleared[number]:
                unit = groups.labels["unit"][number]
                yield unit, account, int(posted[number]), int(cleared[number])


def uneven_openings(groups: Groups) -> Iterator[Obstacle]:
    """Units whose balances at the beginning of the year, 资金结存 among them, do not balance."""
    funds, others = (np.zeros(len(groups.labels["unit"]), dtype=np.int64) for _ in range(2))
    opening, units = groups.sums["opening"], groups.keys["unit"]
    for sums, starts in ((funds, (FUNDS,)), (others, STOCKS)):
        ours = np.array([kind.account.startswith(starts) for kind in groups.kinds], dtype=np.bool_)
        mine = ours[groups.kind]
        np.add.at(sums, units[mine], opening[mine])
    for number in np.flatnonzero((funds != 0) & (funds != others)).tolist():
        unit = groups.labels["unit"][number]
        yield _uneven_opening(unit, int(funds[number]), int(others[number]))


def openings_without_item(groups: Groups, feeds: Feeds) -> Iterator[Obstacle]:
    """Balances of public funds whose table lists them by item, and that name none."""
    listed = {fund for cell, _, funds in feeds.balances if cell.row == ITEM for fund in funds}
    bare = np.array([not label for label in groups.labels["func"]], dtype=np.bool_)
    for fund in sorted(listed):
        ours = [k.account.startswith(PUBLIC) and k.fund == fund for k in groups.kinds]
        mask = np.array(ours, dtype=np.bool_)[groups.kind] & bare[groups.keys["func"]]
        sums = np.zeros(len(groups.labels["unit"]), dtype=np.int64)
        np.add.at(sums, groups.keys["unit"][mask], groups.sums["opening"][mask])
        for number in np.flatnonzero(sums).tolist():
            unit, amount = groups.labels["unit"][number], yuan(int(sums[number]))
            message = (
                f"单位 {unit} 的{fund}年初结转结余有 {amount:,.2f} 元没有写功能分类，"
                "列不进分科目的表：请在年初余额表的这些行补上功能分类"
            )
            name = f"年初功能分类:{unit}:{fund}"
            yield Obstacle(name, message, final=True, unit=unit, cause=True)


def _uneven_opening(unit: str, funds: int, others: int) -> Obstacle:
    message = (
        f"单位 {unit} 的年初余额借贷不平：资金结存（8001）{yuan(funds):,.2f} 元，各项结转结余合计 "
        f"{yuan(others):,.2f} 元，相差 {yuan(abs(funds - others)):,.2f} 元：请核对年初余额表"
    )
    return Obstacle(f"年初借贷:{unit}", message, unit=unit)


def without_postings(
    groups: Groups, units: Iterable[str], named: Iterable[str]
) -> Iterator[Obstacle]:
    """Units of the department that other sheets name, as with a budget, and the ledger does not."""
    moving = (groups.sums["debit"] != 0) | (groups.sums["credit"] != 0)
    booked = {groups.labels["unit"][n] for n in np.unique(groups.keys["unit"][moving]).tolist()}
    units_named = set(named)
    for unit in units:
        if unit in units_named and unit not in booked:
            message = f"单位 {unit} 纳入汇总，账簿中却没有它的发生额：请查有无漏导这个单位的账"
            yield Obstacle(f"无账:{unit}", message, unit=unit, cause=True)
