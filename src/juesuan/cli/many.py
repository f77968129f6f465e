"""`juesuan read` of many disclosures: audited, their numbers and claims as two tables."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.outputs import new_folder, unwritable
from juesuan.cli.sources import deliveries_of, tell_skipped
from juesuan.cli.streams import CLEAN, FAULT, TROUBLE, Trouble, complain, tell, with_progress
from juesuan.deliveries import gathered
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.publishing.report.records import FactRow
from juesuan.publishing.report.table_files import FILES, CsvSink, Full, RowTables
from juesuan.sources.folders import Left, Source, parted
from juesuan.tasks.results import Report

if TYPE_CHECKING:
    from juesuan.notation.code_list import Entry

BINARY = ("parquet", "xlsx", "sqlite")
FOLDERS = ("parquet", "csv")
NEEDED = "--format {} 写不进标准输出：请用 --out 指定{}"
TOO_MANY = "数太多，一张工作表放不下（Excel 至多 1,048,576 行）：请改用 --format parquet 或 sqlite"


def read_many(
    words: Namespace,
    items: Sequence[Source | Left],
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
) -> int:
    """Read every disclosure of a folder or ZIP into tables; the status tells what was not read."""
    sources, skipped = parted(items)
    words.inputs.add(path for source in sources for path in source.paths)
    unread, faults, count = tell_skipped(skipped), 0, 0
    with _tables(words) as tables:

        def audited(chosen: Sequence[Source]) -> Iterator[tuple[Source, Report | Failure]]:
            return juesuan.audit_all(chosen, edition=edition, codes=codes, limits=limits)

        deliveries = deliveries_of(edition, limits)
        outcomes = deliveries.in_bundles(audited, sources, gathered([items]))
        for source, outcome, _ in with_progress(outcomes, len(sources)):
            if isinstance(outcome, Failure):
                complain(f"{source.name}：{outcome.message}")
                unread, faults = unread + 1, faults + (outcome.kind == "fault")
            else:
                tables.add(outcome)
                count += 1
        if not count:
            raise Trouble("没有读出任何一份决算，没有写出表")
    tell(f"共读出 {count} 份，读不了 {unread} 份" + (f"；已写入 {words.out}" if words.out else ""))
    return FAULT if faults else TROUBLE if unread else CLEAN


@contextmanager
def _tables(words: Namespace) -> Iterator[RowTables]:
    """Where the rows go; Trouble where they cannot."""
    if not words.out and words.format in BINARY:
        where = "一个新文件夹" if words.format in FOLDERS else "一个文件"
        raise Trouble(NEEDED.format(words.format, where))
    if not words.out:
        yield RowTables(CsvSink(sys.stdout, FactRow._fields).add)
        return
    out = new_folder(words.out) if words.format in FOLDERS else Path(words.out)
    words.inputs.refuse(out)
    try:
        with FILES[words.format](out) as tables:
            yield tables
    except Full as error:
        raise Trouble(TOO_MANY) from error
    except OSError as error:
        raise unwritable(out, error) from error
