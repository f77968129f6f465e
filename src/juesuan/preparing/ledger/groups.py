"""The ledger through a query engine: one grouped sum, then columns of integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from juesuan.notation.feed import OPENING, Feeds, Kind, Side, Take

Engine = Literal["duckdb", "spark"]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

KEYS = ("unit", "account", "func", "econ", "fund", "type", "project", "closing_entry")
OTHERS = ("82", "83", "84", "85", "87")  # balances that are never of public funds
SUMS = ("opening", "debit", "credit")


@dataclass(frozen=True)
class Groups:
    """Postings summed by what the declarations can tell apart; amounts in 分.

    `labels` gives the words behind the numbers of `unit`, `func`, `econ` and `project`; all
    columns have the same length.
    """

    kinds: tuple[Kind, ...]
    labels: Mapping[str, tuple[str, ...]]
    kind: Integers
    keys: Mapping[str, Integers]
    sums: Mapping[str, Integers]

    def amounts(self, side: Side) -> Integers:
        """The amount of every group on one side."""
        debit, credit = self.sums["debit"], self.sums["credit"]
        if side == "贷-借":
            return credit - debit
        if side == "借-贷":
            return debit - credit
        if side == OPENING:
            return self.sums["opening"]
        return debit if side == "借" else credit if side == "贷" else -credit

    def taken(self, take: Take) -> Mask:
        """The groups a declaration takes."""
        fitting = np.array([take.fits(kind) for kind in self.kinds], dtype=np.bool_)
        mask: Mask = fitting[self.kind]
        if take.econ:
            wanted = [label in take.econ for label in self.labels["econ"]]
            mask = mask & np.array(wanted, dtype=np.bool_)[self.keys["econ"]]
        return mask


def keyed(ledger: ibis.Table, feeds: Feeds) -> ibis.Table:
    """The ledger with the keys of the declarations; `fund` of another treasury is not fiscal."""
    width = max(map(len, feeds.classes()))
    fine = {name[:4] for name in feeds.classes() if len(name) > 4}
    head = ledger.acct.substr(0, 4)
    fiscal = ledger.fund_nature.isin(feeds.fiscal)
    unfiscal = ledger.acct.substr(0, 2).isin(OTHERS)
    foreign = fiscal & (unfiscal | ~ledger.fiscal_same_level.fill_null(True))  # noqa: FBT003 - Ibis
    return ledger.mutate(
        unit=ledger.unit_code,
        account=ibis.ifelse(head.isin(fine), ledger.acct.substr(0, width), head),
        fund=ibis.ifelse(foreign, feeds.other, ledger.fund_nature),
        type=ledger.exp_type,
        project=ledger.project_code,
        closing_entry=ledger.is_closing_entry.fill_null(False),  # noqa: FBT003 - as above
    )


def grouped(ledger: ibis.Table, feeds: Feeds) -> ibis.Table:
    """The one aggregation, as an expression any engine of Ibis can run.

    Rows that are sums already, and say in `lines` of how many lines, are taken as they are.
    """
    table = keyed(ledger, feeds)
    if "lines" in table.columns:
        return table.select(*KEYS, *SUMS, "lines")
    sums = {name: table[name].fill_null(0).sum() for name in SUMS}
    return table.group_by(list(KEYS)).aggregate(**sums, lines=table.count())


@contextmanager
def on_engine(ledger: ibis.Table, engine: Engine | None) -> Iterator[ibis.Table]:
    """The ledger on an engine: as it is, or handed to Spark as Parquet."""
    if engine != "spark":
        yield ledger
        return
    with TemporaryDirectory() as home:
        ledger.to_parquet(Path(home) / "ledger.parquet")
        spark = ibis.pyspark.connect()
        yield spark.read_parquet(Path(home) / "ledger.parquet")


def read_groups(ledger: ibis.Table, feeds: Feeds, engine: Engine | None = None) -> Groups:
    """Run the aggregation and number its words; groups are sorted, so engines agree in order."""
    with on_engine(ledger, engine) as table:
        sums = grouped(table, feeds).to_pyarrow()
    columns = {name: _numbered(sums[name]) for name in KEYS if name != "closing_entry"}
    closing = np.asarray(sums["closing_entry"].to_numpy(), dtype=np.int64)
    kind, kinds = _kinds(columns, closing, feeds)
    names = ("unit", "func", "econ", "project")
    return Groups(
        kinds,
        {name: columns[name][1] for name in names},
        kind,
        {name: columns[name][0] for name in names},
        {name: np.asarray(sums[name].to_numpy(), dtype=np.int64) for name in (*SUMS, "lines")},
    )


def _numbered(column: pa.ChunkedArray) -> tuple[Integers, tuple[str, ...]]:
    """A column of words as numbers into its sorted distinct words; null is the empty word."""
    encoded = column.cast("string").fill_null("").combine_chunks().dictionary_encode()
    words = [str(word) for word in encoded.dictionary.to_pylist()]
    order = sorted(range(len(words)), key=words.__getitem__)
    rank = np.empty(len(words), dtype=np.int64)
    rank[order] = np.arange(len(words))
    codes = np.asarray(encoded.indices.to_numpy(), dtype=np.int64)
    return rank[codes], tuple(words[i] for i in order)


def _kinds(
    columns: Mapping[str, tuple[Integers, tuple[str, ...]]], closing: Integers, feeds: Feeds
) -> tuple[Integers, tuple[Kind, ...]]:
    """The kind of every group; an account that no declaration names keeps its own number."""
    mixed = closing
    for name in ("type", "fund", "account"):
        codes, words = columns[name]
        mixed = codes + len(words) * mixed
    distinct, kind = np.unique(mixed, return_inverse=True)
    kinds = []
    for value in distinct.tolist():
        rest, parts = value, {}
        for name in ("account", "fund", "type"):
            rest, index = divmod(rest, len(columns[name][1]))
            parts[name] = columns[name][1][index]
        account = feeds.account_class(parts["account"]) or parts["account"]
        kinds.append(Kind(account, parts["fund"], parts["type"], bool(rest)))
    return kind.astype(np.int64), tuple(kinds)


def summed(keys: Integers, values: Integers) -> tuple[Integers, Integers]:
    """Sums of values by key, exact, keys ascending."""
    if not len(keys):
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return keys[starts], np.add.reduceat(values, starts)
