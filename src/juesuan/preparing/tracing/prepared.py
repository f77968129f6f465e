"""The Parquet files of a folder that `prepare` wrote, looked at with distrust."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.books.engine import DuckDB
from juesuan.preparing.prepared_folder import AGAIN, Untraceable

if TYPE_CHECKING:
    import ibis

FACTS = ("unit", "form", "row", "column", "period", "name")
POSTINGS = (
    "unit_code",
    "acct",
    "func",
    "econ",
    "fund_nature",
    "exp_type",
    "project_code",
    "fiscal_same_level",
    "is_closing_entry",
    "opening",
    "debit",
    "credit",
)


class Tables:
    """The Parquet files of a folder, in an engine that opens nothing else."""

    def __init__(self, home: Path) -> None:
        self._engine = DuckDB()
        self._home = home.resolve()
        names = ("facts.parquet", "postings.parquet", "roll-forward.parquet")
        self._engine.lock([str(self._home / name) for name in names])

    def facts(self) -> ibis.Table:
        """Every fact by unit."""
        return self._checked("facts", FACTS, lambda kind: kind.is_string(), ("value",))

    def postings(self) -> ibis.Table:
        """The ledger as it was prepared."""
        return self._checked("postings", POSTINGS, lambda _: True, ())

    def roll(self, units: Collection[str]) -> list[dict[str, Any]]:
        """The lines of the roll-forward of some units; none where nothing is carried over."""
        file = self._home / "roll-forward.parquet"
        if not file.is_file():
            raise Untraceable(f"缺少 {file.name}，或它不是普通文件，不能追溯：{AGAIN}")
        table = self._engine.look("roll", str(file))
        if "close" not in table.columns:
            return []
        rows = table.filter(table["unit"].isin(sorted(units))).to_pyarrow()
        return [dict(row) for row in rows.to_pylist()]

    def _checked(
        self, name: str, texts: tuple[str, ...], fits: Callable[[Any], bool], money: tuple[str, ...]
    ) -> ibis.Table:
        file = self._home / f"{name}.parquet"
        if not file.is_file():
            raise Untraceable(f"缺少 {file.name}，或它不是普通文件，不能追溯：{AGAIN}")
        table = self._engine.look(name, str(file))
        kinds = dict(table.schema().items())
        right = all(one in kinds and fits(kinds[one]) for one in texts)
        if not (right and all(one in kinds and kinds[one].is_decimal() for one in money)):
            raise Untraceable(f"{file.name} 的列不对，不是 juesuan 写的：{AGAIN}")
        return table


@contextmanager
def readable() -> Iterator[None]:
    """Whatever the engine meets in a damaged file; raises Untraceable."""
    import duckdb  # noqa: PLC0415 - only when a figure is traced

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        raise Untraceable(f"facts.parquet 或 postings.parquet 已损坏：{AGAIN}") from error
