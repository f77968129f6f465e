"""One sheet, file or database table as it comes: a matched header and rows of plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from juesuan.model.books import BooksTable, Column, Problem, Schema

if TYPE_CHECKING:
    import pyarrow as pa

UNITS = {"分": Decimal(1), "元": Decimal(100), "千元": Decimal(10**5), "万元": Decimal(10**6)}
UNIT = re.compile(r"\((?:金额)?(?:单位:?)?(?:人民币)?(分|元|千元|万元)\)$")
HEADER_ROWS = 20  # a header stands this high in a sheet, below titles and notes
VALUE = re.compile(r"[-+￥¥(]{0,3}(?:\d[\d,]*\.\d++|\d[\d,]{2,})[)]?")  # no 1, 2, 3 of columns
MARK = "行标记"  # a column whose words say that a row is help or an example
MARKS = ("填写说明", "示例")
OVERFLOW = "（表头以外）"  # what a text row holds beyond its header
OPENINGS_ONLY = "只有年初余额，没有发生额：发生额应在另外的凭证明细里"
LACKING = "缺少这一列，发生额读不全"
STRANGE_AMOUNTS = "像是金额或借贷方向的列，但不认识，不能略去"
AMOUNTS = re.compile(r"期初|年初|期末|年末|余额|借方|贷方|发生额|金额|方向|借/贷|^借贷$")
CODED = ("编码", "代码", "编号", "名称", "")
PART = re.compile(r"(?:(?<![\s_\-])[\s_\-]++)?(?<!\d)\(?\d++\)?$")

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SheetField:
    """One column of a source: its title there, what it is to us, and 分 for one of its unit."""

    title: str
    column: Column | None
    factor: Decimal = UNITS["元"]
    stated: bool = False
    """Whether the title itself says the unit."""
    helps: bool = False
    """Whether it says how another column is to be read: on which side an amount stands."""

    @property
    def mark(self) -> bool:
        """Whether the column marks rows of help and examples."""
        return key(self.title) == MARK

    @property
    def overflow(self) -> bool:
        """Whether the column holds what stands beyond the header."""
        return self.title == OVERFLOW


@dataclass(frozen=True)
class Sheet:
    """A table of the books in one source; exactly one of `batches` and `files` holds its rows.

    `batches` are of strings: c0, c1, … in the order of `fields`, and `line`; blank rows left out.
    """

    table: BooksTable
    origin: str
    fields: tuple[SheetField, ...]
    batches: Callable[[], Iterator[pa.RecordBatch]] | None = None
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether it has no head and nothing is said of that yet."""
        return not (self.fields or self.problems)


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """A title without what spelling may vary: widths, spaces, line breaks, case."""
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text)).casefold()


def table_named(schema: Schema, name: str) -> BooksTable | None:
    """The table a sheet or file name means; a trailing number marks a part of a table."""
    names = {key(n): table for table in schema.tables for n in table.names}
    whole = key(name)
    return names.get(whole) or names.get(PART.sub("", whole))


def export_named(schema: Schema, name: str) -> BooksTable | None:
    """The table whose exports a longer name speaks of, as 301001局本级科目余额表(2024)."""
    text = key(name)
    named = [(len(w), t.title, t) for t in schema.tables for w in t.exports if key(w) in text]
    return max(named)[2] if named else None


def field_of(table: BooksTable, title: str) -> SheetField:
    """The field a title means; a unit in brackets at its end is its unit of amount."""
    return _told(table, _field(_columns(table), title))


def _told(table: BooksTable, field: SheetField) -> SheetField:
    """A field that is not to be read is none, and needs no remark."""
    dropped = UNIT.sub("", key(field.title)) in table.dropped
    return replace(field, column=None, helps=True) if dropped else field


def _columns(table: BooksTable) -> dict[str, Column]:
    """The columns of a table by each of their names, as `key` has them."""
    return {key(n): column for column in table.columns for n in column.names}


def _field(names: Mapping[str, Column], title: str) -> SheetField:
    text = key(title)
    unit = UNIT.search(text)
    bare = text[: unit.start()] if unit else text
    column = names.get(text) or names.get(bare) or _coded(names, bare)
    factor = UNITS[unit.group(1)] if unit else UNITS["元"]
    return SheetField(title, column, factor, stated=bool(unit))


def _coded(names: Mapping[str, Column], text: str) -> Column | None:
    """The column of codes or words whose name stands before 编码, 名称 and the like."""
    for ending in CODED:
        for stem in (text.removesuffix(ending), text.removesuffix(ending).removesuffix("科目")):
            column = names.get(stem) if stem != text else None
            if column and column.kind in ("code", "enum"):
                return column
    return None


def match_header(
    table: BooksTable, rows: Sequence[Sequence[str]]
) -> tuple[int, tuple[SheetField, ...]]:
    """The header among the first rows: how many rows it ends after, and its fields.

    One row, or two where groups of columns have a title of their own; 0 where there is none.
    """
    names = _columns(table)
    best: tuple[int, int, tuple[SheetField, ...]] = (0, 0, ())
    for index, row in enumerate(rows[:HEADER_ROWS]):
        below = rows[index + 1] if index + 1 < len(rows) else ()
        both = [list(row)] if _is_data(below) else [list(row), _joined(names, row, below)]
        for height, titles in enumerate(both, start=1):
            fields = tuple(_told(table, _field(names, title)) for title in titles)
            score = len({f.column.name if f.column else _side(f.title) for f in fields} - {""})
            if score > best[0]:
                best = (score, index + height, fields)
    enough = 2 if sum(column.required for column in table.columns) > 1 else 1
    return (best[1], best[2]) if best[0] >= enough else (0, ())


def _is_data(row: Sequence[str]) -> bool:
    """Whether a row has a cell that is a code or an amount, as no head has: 借方 may be a 方向."""
    return any(VALUE.fullmatch(key(text)) for text in row)


def _joined(names: Mapping[str, Column], above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Titles of a header of two rows: below, above, or above and below together."""
    titles, group = [], ""
    for index in range(max(len(above), len(below))):
        top = above[index] if index < len(above) else ""
        low = below[index] if index < len(below) else ""
        group = top or group
        if not (top or low):
            titles.append("")
            continue
        choices = (group + low, low + group, *(() if _splits(group, low) else (low, top)))
        fitting = (text for text in choices if text and _field(names, text).column)
        titles.append(next(fitting, group + low if _splits(group, low) else low or top))
    return titles


def _splits(group: str, low: str) -> bool:
    """Whether a title is one side of a group of balances, 借方 under 期初余额."""
    return bool(re.search(r"初|末|余额", key(group))) and key(low) in ("借方", "贷方")


def _side(title: str) -> str:
    """A title that is one side of a balance, as its words; "" for all others."""
    text = UNIT.sub("", key(title))
    return text if re.search(r"初|末", text) and re.search(r"[借贷]", text) else ""


def header_problems(table: BooksTable, origin: str, fields: Sequence[SheetField]) -> list[Problem]:
    """What a header lacks or says twice."""
    seen = [f.column.name for f in fields if f.column]
    if not seen:
        wanted = "、".join(column.title for column in table.columns)
        return [Problem(origin, None, "", "", wanted, f"找不到“{table.title}”的表头")]
    problems = [
        Problem(origin, None, column.title, "", column.allowed, "缺少这一列")
        for column in table.columns
        if column.required and column.name not in seen
    ]
    strange = [
        Problem(origin, None, f.title, "", "模板中的列名，或删去这一列", STRANGE_AMOUNTS)
        for f in fields
        if table.together and not (f.column or f.helps) and AMOUNTS.search(key(f.title))
    ]
    amounts = [column for column in table.columns if column.kind == "amount"]
    if amounts and not any(column.required or column.name in seen for column in amounts):
        wanted = "、".join(column.title for column in amounts)
        none = Problem(origin, None, "", "", f"至少有一列：{wanted}", "没有金额列")
        return [*problems, *(strange or [none])]
    problems += [
        Problem(origin, None, table.column(name).title, "", table.column(name).allowed, LACKING)
        for name in table.together
        if name not in seen and not _openings_only(table, seen)
    ] + strange
    for column in table.columns:
        titles = [f.title for f in fields if f.column is column]
        if len(titles) > 1:
            text = "、".join(titles)
            problems.append(Problem(origin, None, column.title, text, "只留一列", "同一列出现多次"))
    return problems


def _openings_only(table: BooksTable, seen: Sequence[str]) -> bool:
    """Whether a list says what stood at the beginning of the year, and nothing of the year."""
    kept = table.balance
    moved = {*table.together, kept.result} if kept else set()
    return kept is not None and kept.plus[0] in seen and moved.isdisjoint(seen)


def header_notes(
    origin: str,
    fields: Sequence[SheetField],
    table: BooksTable | None = None,
    more: Iterable[str] = (),
) -> list[Problem]:
    """Columns that are not read, as remarks; each with what it may be, where a name is near."""
    notes = [
        Problem(origin, None, field.title, "", "", f"不认识的列，未读{_meant(table, field.title)}")
        for field in fields
        if field.title.strip() and not (field.column or field.mark or field.overflow or field.helps)
    ]
    if table and _openings_only(table, [field.column.name for field in fields if field.column]):
        notes.append(Problem(origin, None, "", "", "", OPENINGS_ONLY))
    return [*notes, *(Problem(origin, None, "", "", "", message) for message in more)]


def _meant(table: BooksTable | None, title: str) -> str:
    """The column whose name is nearest to a title, and where to say so."""
    names = _columns(table) if table else {}
    near = dict.fromkeys(names[name].title for name in get_close_matches(key(title), names, 3, 0.5))
    if not near:
        return ""
    listed = "”或“".join([*near][:2])
    return f"；名称接近“{listed}”，要作这一列用，请在“列名对照”表写一行"


def batched(rows: Iterable[Row], width: int, size: int = 50_000) -> Iterator[pa.RecordBatch]:
    """Rows of text as record batches c0…, line; rows without any text are left out."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit

    def batch(chunk: list[Row]) -> pa.RecordBatch:
        cells = [list(column) for column in zip(*(row for _, row in chunk), strict=True)]
        arrays = [pa.array(column, pa.string()) for column in cells]
        lines = pa.array([line for line, _ in chunk], pa.int64())
        names = [f"c{index}" for index in range(width)]
        return pa.RecordBatch.from_arrays([*arrays, lines], names=[*names, "line"])

    chunk: list[Row] = []
    for line, row in rows:
        if any(row):
            chunk.append((line, (*row[:width], *[""] * (width - len(row)))))
        if len(chunk) == size:
            yield batch(chunk)
            chunk = []
    if chunk:
        yield batch(chunk)


def alike(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with those of the same head put together: a file a month is one ledger.

    Their batches say besides of which sheet each row is, in `origin`.
    """
    groups: dict[object, list[Sheet]] = {}
    for sheet in sheets:
        head = tuple((f.title, f.column and f.column.name, f.factor) for f in sheet.fields)
        groups.setdefault(sheet.files or head, []).append(sheet)
    return [_together(group) if group[0].batches else group[0] for group in groups.values()]


def _together(sheets: Sequence[Sheet]) -> Sheet:
    first, more = sheets[0], len(sheets) - 1
    origin = f"{first.origin} 等 {more + 1} 份" if more else first.origin
    return replace(first, origin=origin, batches=lambda: _placed(sheets))


def _placed(sheets: Iterable[Sheet]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit

    for sheet in sheets:
        for batch in sheet.batches() if sheet.batches else ():
            origins = pa.array([sheet.origin] * batch.num_rows, pa.string())
            names = [*batch.schema.names, "origin"]
            yield pa.RecordBatch.from_arrays([*batch.columns, origins], names=names)


def unread(
    tables: Mapping[str, object], schema: Schema, notes: Sequence[Problem]
) -> Iterator[Problem]:
    """The required tables that no source brought, with why a sheet of that name was not read."""
    for table in schema.tables:
        if table.required and table.name not in tables:
            passed = [n for n in notes if table_named(schema, n.sheet) is table]
            why = "".join(f"；有“{note.sheet}”，但它是{note.message}" for note in passed)
            allowed = f"名为“{table.title}”或“{table.name}”"
            yield Problem(table.title, None, "", "", allowed, f"缺少这张表{why}")
