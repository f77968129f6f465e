"""The books of a department, from a workbook, a folder or a database, into a query engine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.model.books import Books, BooksError, Problem, RowCount, Schema, Tally
from juesuan.model.page import Limits, Unreadable

if TYPE_CHECKING:
    from juesuan.books.sheet import Sheet

__all__ = ["LIMITS", "Books", "BooksError", "Problem", "RowCount", "Tally", "open_books"]

LIMITS = Limits(cells=20_000_000, seconds=7200)
"""A sheet of books holds up to a million rows; a page of a document never does."""


MISSING = "打不开：请检查文件或文件夹是否存在、能否读取"
NOT_A_FILE = "不是普通文件（管道、设备或套接字），没有读：请给出工作簿或文件夹"


def open_books(
    source: str | Path,
    schema: Schema,
    *,
    engine: str = "duckdb",
    limits: Limits = LIMITS,
    mapping: str | Path = "",
) -> Books:
    """Read and check the books in a workbook, a folder of CSV or Parquet, or `postgresql://…`.

    Raises BooksError with all problems at once; `limits` bound workbooks, which strangers write.
    `mapping` is a file that says which column each head of an export means.
    """
    from juesuan.books.engine import engine as engine_named  # noqa: PLC0415
    from juesuan.books.opening import books  # noqa: PLC0415
    from juesuan.books.origins.database import PREFIXES, read_database  # noqa: PLC0415 - lazily
    from juesuan.books.origins.folder import read_folder  # noqa: PLC0415
    from juesuan.books.origins.mapping_file import mapping_sources  # noqa: PLC0415
    from juesuan.books.origins.workbook import read_workbook  # noqa: PLC0415
    from juesuan.secrecy.account_books import refuse_names  # noqa: PLC0415

    name = str(source)
    try:
        more = mapping_sources(Path(mapping), schema, limits) if mapping else []
        if not name.startswith(PREFIXES):
            refuse_names(Path(source))
        if name.startswith(PREFIXES):
            sheets, notes = read_database(name, schema)
        elif Path(source).is_dir():
            sheets, notes = read_folder(Path(source), schema, limits, more)
        else:
            sheets, notes = read_workbook(_bytes(Path(source), limits), schema, limits, more)
        _refuse_wide(sheets, limits)
        return books(sheets, schema, engine_named(engine), notes)
    except BooksError:
        raise
    except Unreadable as error:
        shown = "数据库" if name.startswith(PREFIXES) else Path(source).name
        raise BooksError((Problem(shown, None, "", "", "", str(error)),)) from error


def _refuse_wide(sheets: Iterable[Sheet], limits: Limits) -> None:
    """The engine plans with every column, of which books have a few dozen."""
    for sheet in sheets:
        if (count := sum(bool(one.title.strip()) for one in sheet.fields)) > limits.columns:
            raise Unreadable(
                f"{sheet.origin} 有 {count:,} 列，超过 {limits.columns:,} 列的上限。"
                "请只留账套需要的列，或用 --max-columns 调高上限"
            )


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise Unreadable(NOT_A_FILE if path.exists() else MISSING)
        if path.stat().st_size > limits.bytes:
            size, most = path.stat().st_size / 2**20, limits.bytes / 2**20
            raise Unreadable(
                f"工作簿过大：{size:.0f} MB，上限 {most:.0f} MB。"
                "请拆分，改用 CSV 文件夹，或用 --max-bytes 调高上限"
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(MISSING) from error
