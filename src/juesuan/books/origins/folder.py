"""A folder in: one CSV or Parquet file per table, or several parts of one."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.books.origins.gathered import Known, SheetSource, by_head, gathered, headed, table_of
from juesuan.books.origins.stated import with_unit
from juesuan.books.origins.understood import Understood, understood
from juesuan.books.origins.workbook import workbook_sources
from juesuan.books.sheet import (
    HEADER_ROWS,
    OVERFLOW,
    Row,
    Sheet,
    SheetField,
    batched,
    field_of,
    header_notes,
    header_problems,
    match_header,
)
from juesuan.model.books import BooksTable, Problem, Schema
from juesuan.model.page import Limits, Unreadable
from juesuan.secrecy.account_books import refuse_head

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")
SAMPLE = 2**20
DELIMITERS = ",\t;|"
CELL = 2**20  # characters of one cell

Columns = tuple[tuple[str, "pa.DataType"], ...]


def read_folder(
    folder: Path, schema: Schema, limits: Limits, more: Sequence[SheetSource] = ()
) -> tuple[list[Sheet], list[Problem]]:
    """The files of a folder that are tables of the books, and remarks on the others."""
    sources: list[SheetSource] = []
    notes: list[Problem] = []
    parquet: dict[tuple[str, Columns], list[Path]] = {}
    for path in sorted(folder.iterdir()):
        parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        table = table_of(schema, path.stem if parts else "")
        if table and not all(part.is_file() for part in parts):
            message = "不是普通文件（管道、设备、套接字或失效的链接），没有读"
            raise Unreadable(f"{path.name} {message}：请删去或换成普通文件")
        if path.suffix.lower() in TEXTS and path.is_file() and not table:
            table = headed(schema, _top(path)[0])
            notes += [by_head(path.name, table)] if table else []
        if table and path.suffix.lower() in TEXTS:
            sources.append(SheetSource(table, partial(_csv, table.name, path)))
        elif path.is_file() and path.suffix.lower() in WORKBOOKS and not path.name.startswith("~"):
            inside, remarks = _sheets(path, schema, limits)
            sources += inside
            notes += remarks
        elif table and all(part.suffix.lower() == ".parquet" for part in parts):
            for part in parts:
                parquet.setdefault((table.name, _parquet_columns(part)), []).append(part)
        elif not path.name.startswith((".", "_")):
            notes.append(Problem(path.name, None, "", "", "", "不认识的文件，未读"))
    sources += [
        SheetSource(schema.table(name), partial(_parquet, name, columns, files))
        for (name, columns), files in parquet.items()
    ]
    return gathered(sources, schema, more), notes


def text_source(path: Path, table: BooksTable) -> SheetSource:
    """A text file that is this table, whatever its name."""
    return SheetSource(table, partial(_csv, table.name, path))


def _sheets(path: Path, schema: Schema, limits: Limits) -> tuple[list[SheetSource], list[Problem]]:
    """The sheets of a workbook of the folder; what cannot be read says which file it is."""
    data = _workbook(path, limits)
    try:
        return workbook_sources(data, schema, limits, path)
    except Unreadable as error:
        message = str(error)
        raise Unreadable(message if path.name in message else f"“{path.name}”{message}") from error


def _workbook(path: Path, limits: Limits) -> bytes:
    if path.stat().st_size > limits.bytes:
        size, most = path.stat().st_size / 2**20, limits.bytes / 2**20
        raise Unreadable(
            f"{path.name} 过大：{size:.0f} MB，上限 {most:.0f} MB。"
            "请拆分，改用 CSV，或用 --max-bytes 调高上限"
        )
    return path.read_bytes()


def _csv(name: str, path: Path, neighbours: Known) -> Sheet:
    table = neighbours.schema.table(name)
    top, encoding, delimiter = _top(path)
    refuse_head(path.name, top)
    height, came = match_header(table, top)
    head = understood(table, came, neighbours, (path.stem,), top[height:])
    fields = head.fields
    problems = header_problems(table, path.name, fields) if any(map(any, top)) else []
    fields, opposed, notes = with_unit(path.name, top, height, fields)
    fields = (*fields, SheetField(OVERFLOW, None)) if height else ()
    records = partial(_records, path, encoding, delimiter)
    rows = partial(_rows, records, height, len(came), head)
    return Sheet(
        table=table,
        origin=path.name,
        fields=fields,
        batches=lambda: batched(rows(), len(fields)) if height else iter(()),
        problems=(*problems, *opposed),
        notes=(*notes, *header_notes(path.name, fields, table, head.notes)),
    )


def _top(path: Path) -> tuple[list[list[str]], str, str]:
    """The first rows of a text file, with its encoding and delimiter."""
    encoding, delimiter = _dialect(path)
    records = itertools.islice(_records(path, encoding, delimiter), HEADER_ROWS + 2)
    return [[*row] for _, row in records], encoding, delimiter


def _dialect(path: Path) -> tuple[str, str]:
    """Encoding and delimiter: UTF-8 where the beginning is, else GB18030."""
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "gb18030"
    text = head.decode(encoding, "replace")
    lines = text.splitlines()[:HEADER_ROWS]
    return encoding, max(
        DELIMITERS, key=lambda mark: max((x.count(mark) for x in lines), default=0)
    )


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Every record with its number; Unreadable where the file is not the text it began as."""
    csv.field_size_limit(CELL)
    try:
        with path.open(encoding=encoding, newline="") as stream:
            for line, row in enumerate(csv.reader(stream, delimiter=delimiter), start=1):
                yield line, [cell.strip() for cell in row]
    except UnicodeError as error:
        raise Unreadable(f"{path.name} 的编码前后不一：请另存为 UTF-8 的 CSV 后再试") from error
    except csv.Error as error:
        raise Unreadable(f"{path.name} 不是完整的 CSV：{error}") from error


def _rows(
    records: Callable[[], Iterator[Row]], height: int, width: int, head: Understood
) -> Iterator[Row]:
    beyond: dict[int, str] = {}

    def within() -> Iterator[Row]:
        for line, row in itertools.islice(records(), height, None):
            beyond[line] = " ".join(filter(None, row[width:]))
            yield line, [*row[:width], *[""] * (width - len(row))]

    for line, cells in head.rows(within()):
        yield line, [*cells, beyond.pop(line)]


def _parquet_columns(path: Path) -> Columns:
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"{path.name} 不是完整的 Parquet 文件") from error
    metadata = (
        text.decode("utf-8", "replace") for pair in (schema.metadata or {}).items() for text in pair
    )
    refuse_head(path.name, [schema.names, *([text] for text in metadata)])
    return tuple(zip(schema.names, schema.types, strict=True))


def _parquet(name: str, columns: Columns, files: list[Path], neighbours: Known) -> Sheet:
    table = neighbours.schema.table(name)
    fields = tuple(field_of(table, title) for title, _ in columns)
    origin = files[0].name if len(files) == 1 else f"{files[0].parent.name}/{files[0].name} 等"
    _refuse_no_text(origin, columns, fields)
    return Sheet(
        table=table,
        origin=origin,
        fields=fields,
        batches=None if table.large else lambda: _texts(files),
        files=tuple(str(path.resolve()) for path in files),
        problems=tuple(header_problems(table, origin, fields)),
        notes=tuple(header_notes(origin, fields, table)),
    )


def _refuse_no_text(origin: str, columns: Columns, fields: Sequence[SheetField]) -> None:
    """A column of ours whose cells are lists, records or bytes holds nothing that can be read."""
    for (name, kind), field in zip(columns, fields, strict=True):
        if field.column and _is_no_text(kind):
            reason = f"{origin} 的“{name}”一列是 {kind}，不是文字、数字或日期，读不了"
            raise Unreadable(f"{reason}：请改成这三种之一，再存为 Parquet")


def _is_no_text(kind: pa.DataType) -> bool:
    import pyarrow as pa  # noqa: PLC0415

    of_bytes = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)
    return pa.types.is_nested(kind) or any(is_one(kind) for is_one in of_bytes)


def _texts(files: list[Path]) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in files:
        line = 1
        for batch in pq.ParquetFile(path).iter_batches():
            yield text_batch(batch, line)
            line += batch.num_rows


def text_batch(batch: pa.RecordBatch, line: int) -> pa.RecordBatch:
    """A batch of any types as text: c0…, line; nothing for null and for what is no text."""
    import pyarrow as pa  # noqa: PLC0415

    texts = [
        _blank(len(column))
        if column.type == pa.null() or _is_no_text(column.type)
        else column.cast(pa.string()).fill_null("")
        for column in batch.columns
    ]
    lines = pa.array(range(line, line + batch.num_rows), pa.int64())
    names = [f"c{index}" for index in range(len(texts))]
    return pa.RecordBatch.from_arrays([*texts, lines], names=[*names, "line"])


def _blank(length: int) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array([""] * length, pa.string())
