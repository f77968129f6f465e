"""What exports do not say and follows from them: 同级财政, detail codes, closing vouchers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from juesuan.books.sheet import Sheet
from juesuan.books.typed.columns import Typed
from juesuan.books.typed.funds import funded
from juesuan.books.typed.parents import PARENT_ROW, Parents, UnlikeSum, parents
from juesuan.books.typed.texts import NEVER, Expression, among
from juesuan.model.books import Doubt, Problem, Schema

if TYPE_CHECKING:
    import ibis

SAME, ABROAD = "fiscal_same_level", "6601"
DEFAULTED = "没有“同级财政”一列：科目 6601 按否，其余按是"
UNCLEAR = "有非同级财政拨款（6601）记在财政拨款资金里，支出用的是哪一种没有说明"
RECODED = "明细科目的编码与制度的名称不同，按科目名称改读"
CLOSED = "张凭证只在收支科目与结转结余科目之间结转，认作年末结转分录"
SET_OFF = "张凭证只在结转结余的明细科目与累计结转（结余）之间冲销，认作年末结转分录"
CUMULATIVE = "累计"
VOUCHER_KEY = ("k_origin", "k_unit", "k_day", "k_period", "k_voucher")
FUNDS, OURS, STOCKS = "8001", ("6", "7", "8"), ("81", "82", "83", "84", "85", "87")
YEARLY = ("6", "7")
MISSING = "查有无漏导、改动过或多出的明细行"
Words = Mapping[str, Iterable[str]]
STEPS = re.compile(r"[\s\-_—–/\\\\.·、,，>|()（）]+")


class Derived(NamedTuple):
    """A typed sheet with what follows from it; remarks on that, problems, and questions."""

    part: Typed
    notes: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    doubts: Sequence[Doubt] = ()


def derived(part: Typed, sheet: Sheet, schema: Schema) -> Derived:
    """A typed sheet of the ledger with what follows from it."""
    if sheet.table.name != schema.closing.table:
        return Derived(part)
    fields = {one.column.name for one in sheet.fields if one.column}
    if schema.closing.account not in fields:
        return Derived(part)  # nothing follows without it, and the head says that it lacks
    t, notes, words = part.table, [], dict(part.words)
    grave: list[Problem] = []
    doubts: list[Doubt] = []
    if "acct_name" in fields:
        t, recoded = _recoded(t, schema)
        notes += [Problem(sheet.origin, None, "科目编码", "", "", f"{RECODED}：{recoded}")] * bool(
            recoded
        )
        words["acct"] = {*words["acct"], *_codes(schema)} if recoded else words["acct"]
    lines = part.lines
    if SAME not in fields and "fund_nature" in fields:
        t = _same_level(t, words)
        lines = None if lines is None else _same_level(lines, words)
        notes.append(Problem(sheet.origin, None, "同级财政", "", "", DEFAULTED))
        grave = list(_mixed(t, sheet, words))
    if "voucher" in fields and schema.closing.mark not in fields:
        for find, message in ((_closed, CLOSED), (_set_off, SET_OFF)):
            t, count = find(t, schema, words)
            if count:
                notes.append(Problem(sheet.origin, None, "凭证号", "", "", f"{count} {message}"))
    elif lines is None and not {"voucher", "summary"} & fields and _layered(words, t, fields):
        sums = parents(t, sheet.table, schema.closing)
        lacking = [one for one in sums.unlike if one.row.account.startswith(YEARLY)]
        grave += [_unlike(one, sheet) for one in lacking]
        doubts += [_doubted(one, sheet) for one in sums.unlike if one not in lacking]
        for origin, numbers in _summing(sums, lacking).items():
            hit = (t["_out"] == "") & (t["origin"] == origin) & t["line"].isin(numbers)
            t = t.mutate(_out=hit.ifelse(PARENT_ROW, t["_out"]))
    # An account above others is told by what its row leaves blank, so that blanks are filled last.
    filled, remarks = funded(Typed(t, words, part.doubtful, lines), sheet, schema)
    return Derived(filled, [*notes, *remarks], grave, doubts)


def _same_level(t: ibis.Table, words: Words) -> ibis.Table:
    return t.mutate(**{SAME: ~_accounts(t, (ABROAD,), words)})


def _summing(sums: Parents, lacking: Iterable[UnlikeSum]) -> dict[str, list[int]]:
    """By sheet, the lines of sums: those that are right, and those whose details are asked for."""
    lines = {origin: [*listed] for origin, listed in sums.lines.items()}
    for sum_row in lacking:
        lines.setdefault(sum_row.row.origin, []).append(sum_row.row.line)
    return lines


def _unlike(sum_row: UnlikeSum, sheet: Sheet) -> Problem:
    """An account of the year, whose own row can be no posting: it has no items."""
    difference = sum_row.difference(_amounts(sheet))
    place = (sum_row.row.origin, sum_row.row.line, "科目编码", sum_row.row.account)
    return Problem(*place, f"请{MISSING}", f"单位 {sum_row.row.unit} 的这个上级科目，{difference}")


def _doubted(sum_row: UnlikeSum, sheet: Sheet) -> Doubt:
    row = sum_row.row
    message = (
        f"“{row.origin}”第 {row.line} 行，单位 {row.unit} 的上级科目 {row.account}，"
        f"{sum_row.difference(_amounts(sheet))}：请{MISSING}；这一行本身就是分录的，按名称接受"
    )
    return Doubt(f"上级科目:{row.unit}:{row.account}", message)


def _amounts(sheet: Sheet) -> list[str]:
    return [column.title for column in sheet.table.columns if column.kind == "amount"]


def _accounts(t: ibis.Table, starts: tuple[str, ...], words: Words) -> Expression:
    listed = [word for word in words["acct"] if word.startswith(starts)]
    return among(t["acct"], listed)


def _mixed(t: ibis.Table, sheet: Sheet, words: Words) -> Iterator[Problem]:
    """Grants of another treasury within public funds: whose money was spent cannot be derived."""
    needs = [need for need in sheet.table.needs if need.column == SAME]
    public = [fund for need in needs for fund in need.when.get("fund_nature", ())]
    rows = t.filter(_accounts(t, (ABROAD,), words) & among(t["fund_nature"], public))
    if count := int(rows.count().to_pyarrow().as_py()):
        mend = "加一列“同级财政”，各行填是或否；或把这些收支的资金性质改为“其他非财政”"
        yield Problem(sheet.origin, None, "同级财政", f"{count} 行", mend, UNCLEAR)


def _layered(words: Words, t: ibis.Table, fields: set[str]) -> bool:
    """Whether a list may hold sums of its own rows: an account above another, or items left out."""
    codes = sorted(word for word in words["acct"] if word.startswith(OURS))
    above = any(b.startswith(a) for a, b in pairwise(codes))
    blank = "func" in fields and bool(
        (_accounts(t, ("6", "7"), words) & t["func"].isnull()).sum().to_pyarrow().as_py()
    )
    return above or blank


def _codes(schema: Schema) -> Iterator[str]:
    for names in schema.subaccounts.values():
        yield from names.values()


def _recoded(t: ibis.Table, schema: Schema) -> tuple[ibis.Table, str]:
    """Detail accounts of 结转结余 with the code that their name has; what was changed."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    heads = tuple(schema.subaccounts)
    pairs = t.filter(t["acct"].substr(0, 4).isin(heads)).select("acct", "acct_name").distinct()
    changes, branches = [], []
    for row in pairs.to_pyarrow().to_pylist():
        code, name = str(row["acct"]), str(row["acct_name"] or "")
        meant = _meant(code, name, schema)
        if meant and meant != code:
            changes.append(f"{code} {name} → {meant}")
            same = (t["acct"] == code) & (t["acct_name"] == name)
            branches.append((same, meant))
    if not branches:
        return t, ""
    return t.mutate(acct=ibis.cases(*branches, else_=t["acct"])), "；".join(sorted(changes))


def _meant(code: str, name: str, schema: Schema) -> str:
    """The code of a detail account by its name; "" where the name is none that we know."""
    names = schema.subaccounts[code[:4]]
    steps = [step for step in STEPS.split(name) if step in names]
    return names[steps[0]] + code[6:] if steps and len(code) > 4 else ""


def _closed(t: ibis.Table, schema: Schema, words: Words) -> tuple[ibis.Table, int]:
    """The ledger with the vouchers marked that close receipts and spending; how many they are."""
    keyed = _keyed(t, schema)
    rows = keyed.filter((keyed["_out"] == "") & keyed["voucher"].notnull()).select(
        *VOUCHER_KEY,
        year=_accounts(keyed, schema.closing.accounts, words),
        stocks=_accounts(keyed, STOCKS, words),
        funds=_accounts(keyed, (FUNDS,), words),
    )
    vouchers = rows.group_by(VOUCHER_KEY).agg(
        year=rows["year"].sum(), stocks=rows["stocks"].sum(), funds=rows["funds"].sum()
    )
    vouchers = vouchers.filter(
        (vouchers["year"] > 0) & (vouchers["stocks"] > 0) & (vouchers["funds"] == 0)
    )
    return _marked(keyed, vouchers.select(*VOUCHER_KEY), schema)


def _keyed(t: ibis.Table, schema: Schema) -> ibis.Table:
    """The ledger with what tells its vouchers apart."""
    return t.mutate(
        k_origin=t["origin"],
        k_unit=t[schema.closing.unit],
        k_day=t["posted"].fill_null(""),
        k_period=t["period"].fill_null(""),
        k_voucher=t["voucher"],
        k_head=t["acct"].substr(0, 4),
    )


def _marked(keyed: ibis.Table, vouchers: ibis.Table, schema: Schema) -> tuple[ibis.Table, int]:
    """The ledger with the lines of these vouchers marked, and how many vouchers they are."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    names = [name for name in keyed.columns if not name.startswith("k_")]
    count = int(vouchers.select(*VOUCHER_KEY).distinct().count().to_pyarrow().as_py())
    if not count:
        return keyed.select(*names), 0
    marks = vouchers.mutate(k_mark=ibis.literal(value=True))
    joined = keyed.left_join(marks, list(vouchers.columns))
    mark = joined[schema.closing.mark].fill_null(NEVER) | joined["k_mark"].fill_null(NEVER)
    return joined.mutate(**{schema.closing.mark: mark}).select(*names), count


def _set_off(t: ibis.Table, schema: Schema, words: Words) -> tuple[ibis.Table, int]:
    """The ledger with the vouchers marked that set the details of a balance off; how many.

    A voucher that only moves between 累计结转 of an account and its other details says nothing of
    the year: what it sets off was booked before.
    """
    closing, keyed = schema.closing, _keyed(t, schema)
    whole = [code for names in schema.subaccounts.values() for code in _cumulative(names)]
    rows = keyed.filter((keyed["_out"] == "") & keyed["voucher"].notnull())
    rows = rows.filter(rows["k_head"].isin(sorted(schema.subaccounts)))
    kept = _accounts(rows, tuple(whole), words)
    rows = rows.select(
        *VOUCHER_KEY,
        "k_head",
        whole=kept,
        detail=~kept,
        net=rows[closing.debit].fill_null(0) - rows[closing.credit].fill_null(0),
    )
    vouchers = rows.group_by([*VOUCHER_KEY, "k_head"]).agg(
        whole=rows["whole"].sum(), detail=rows["detail"].sum(), net=rows["net"].sum()
    )
    vouchers = vouchers.filter(
        (vouchers["whole"] > 0) & (vouchers["detail"] > 0) & (vouchers["net"] == 0)
    )
    return _marked(keyed, vouchers.select(*VOUCHER_KEY, "k_head"), schema)


def _cumulative(names: Mapping[str, str]) -> list[str]:
    return [code for name, code in names.items() if name.startswith(CUMULATIVE)]
