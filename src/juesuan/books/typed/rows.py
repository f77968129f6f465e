"""Rows of the smaller tables: each checked by a pydantic model made from the table's columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any

from juesuan.books import values
from juesuan.books.sheet import MARKS, UNITS, Sheet, SheetField
from juesuan.books.typed.page_lines import PAGE_LINE, is_page_line, lacks_a_key
from juesuan.model.books import NONE, BooksTable, Column, Problem, RowCount
from juesuan.secrecy.account_books import refuse_texts

if TYPE_CHECKING:
    from pydantic import TypeAdapter

TOTAL = re.compile(r"(本[年月页])?(合计|总计|小计|累计|共计)数?[:：]?")
TOTAL_ROW = "合计行"
SUBTOTAL = re.compile(r"[^\n]{0,60}(合计|总计|小计)[:：]?")
SUMMARY, VOUCHER = "summary", "voucher"
MARK_ROW = "模板的说明行、示例行"
Value = dict[str, Any]


@dataclass(slots=True)
class TakenRows:
    """The rows of one table as they are taken in, and the account of all others."""

    rows: list[Value] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    came: RowCount = NONE
    excluded: dict[str, RowCount] = field(default_factory=dict)
    faulty: list[Value] = field(default_factory=list)
    """The rows with a problem, their wrong cells blank: the other cells are checked too."""
    codes: dict[str, set[str]] = field(default_factory=dict)
    """Every code that came in, of refused rows too: other tables may refer to them."""

    def repeat(self, key: Sequence[str]) -> bool:
        """Whether any two rows are alike in these columns."""
        seen = Counter(
            tuple("" if row[name] is None else row[name] for name in key)
            for row in (*self.rows, *self.faulty)
        )
        return any(count > 1 for count in seen.values())


def take(sheet: Sheet, taken: TakenRows) -> None:
    """Take the rows of one sheet: values, or problems, or a reason for leaving them out."""
    adapter = _adapter(sheet.table, sheet.fields)
    taken.problems += sheet.problems
    for chunk in _chunks(sheet):
        wanted = []
        for row in chunk:
            count = RowCount(1, _cents(row, sheet.fields))
            taken.came = taken.came.plus(count)
            reason = excluded(row, sheet.fields) or _of_page(row, sheet)
            if reason:
                taken.excluded[reason] = taken.excluded.get(reason, RowCount()).plus(count)
            else:
                wanted.append(row)
        _check(sheet, adapter, wanted, taken)


def excluded(row: Mapping[str, str], fields: Sequence[SheetField]) -> str:
    """Why a row is left out: a total, a line of the template; empty when it is a row."""
    for index, header in enumerate(fields):
        if header.mark and row[f"c{index}"].startswith(MARKS):
            return MARK_ROW
    if any(is_subtotal(header.column, row[f"c{i}"]) for i, header in enumerate(fields)):
        return TOTAL_ROW
    total = any(TOTAL.fullmatch(re.sub(r"\s", "", row[f"c{i}"])) for i in range(len(fields)))
    return TOTAL_ROW if total and _keyless(row, fields) else ""


def _of_page(row: Mapping[str, str], sheet: Sheet) -> str:
    """Why a row of a printed page is left out; empty when it is none."""
    cells = [(field, row[f"c{index}"]) for index, field in enumerate(sheet.fields)]
    if not lacks_a_key((field.column, text) for field, text in cells):
        return ""
    texts = ((field.title, text) for field, text in cells)
    return PAGE_LINE if is_page_line(texts, sheet.table.exports) else ""


def is_subtotal(column: Column | None, text: str) -> bool:
    """Whether the cell of a code, or of a word, says that its row sums up others."""
    if column is None or column.totals or column.kind not in ("code", "enum"):
        return False
    return SUBTOTAL.fullmatch(re.sub(r"\s", "", text)) is not None


def _keyless(row: Mapping[str, str], fields: Sequence[SheetField]) -> bool:
    """Whether a required code is missing, or is itself a word of totals."""
    for index, header in enumerate(fields):
        text = re.sub(r"\s", "", row[f"c{index}"])
        if header.column is None or not header.column.required:
            continue
        if not text or (TOTAL.fullmatch(text) and not header.column.totals):
            return True
    return False


def _chunks(sheet: Sheet) -> Iterator[list[dict[str, Any]]]:
    for batch in sheet.batches() if sheet.batches else ():
        refuse_texts(batch)
        yield batch.to_pylist()


def _cents(row: Mapping[str, str], fields: Sequence[SheetField]) -> int:
    """All amounts of a row together, as far as they can be read."""
    total = 0
    for index, header in enumerate(fields):
        if header.column and header.column.kind == "amount" and row[f"c{index}"]:
            try:
                total += values.cents(row[f"c{index}"], header.factor)
            except values.NotAllowed:
                continue
    return total


def _adapter(table: BooksTable, fields: Sequence[SheetField]) -> TypeAdapter[list[Value]]:
    from pydantic import BeforeValidator, TypeAdapter  # noqa: PLC0415 - only when books are read
    from typing_extensions import TypedDict  # noqa: PLC0415

    factors = {f.column.name: f.factor for f in fields if f.column}
    shape = {
        column.name: Annotated[
            Any, BeforeValidator(_reader(column, factors.get(column.name, UNITS["元"])))
        ]
        for column in table.columns
    }
    declare: Any = TypedDict  # made from data, which a type checker cannot follow
    rows: Any = GenericAlias(list, (declare(table.name, shape),))
    return TypeAdapter(rows)


def _reader(column: Column, factor: Decimal) -> Callable[[str], object]:
    from pydantic_core import PydanticCustomError  # noqa: PLC0415

    def read(text: str) -> object:
        try:
            value = values.value(text, column, factor)
        except values.NotAllowed as error:
            why = {"why": str(error), "allowed": error.allowed}
            raise PydanticCustomError("value", "{why}", why) from error
        if value is None and column.required:
            raise PydanticCustomError("missing", "必填，不能为空")
        return value

    return read


def _check(
    sheet: Sheet, adapter: TypeAdapter[list[Value]], rows: list[dict[str, Any]], taken: TakenRows
) -> None:
    from pydantic import ValidationError  # noqa: PLC0415

    texts = [_texts(row, sheet) for row in rows]
    for name in sheet.table.of_kind("code"):
        column = sheet.table.column(name)
        taken.codes.setdefault(name, set()).update(values.coded(t[name], column) for t in texts)
    bad: set[int] = set()
    present = {field.column.name for field in sheet.fields if field.column}
    try:
        good = adapter.validate_python(texts)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            index, name = int(error["loc"][0]), str(error["loc"][1])
            bad.add(index)
            if error["type"] == "missing" and name not in present:
                continue  # the head lacks the column, which is said once
            column = sheet.table.column(name)
            place = (sheet.origin, rows[index]["line"], column.title, texts[index][name])
            allowed = error.get("ctx", {}).get("allowed") or column.allowed
            taken.problems.append(Problem(*place, allowed, error["msg"]))
    bad |= set(_overflowing(sheet, rows, taken))
    if bad:
        good = adapter.validate_python([row for n, row in enumerate(texts) if n not in bad])
    kept = iter(good)
    for index, row in enumerate(rows):
        value = _rest(texts[index], sheet) if index in bad else next(kept)
        placed = {**value, "line": row["line"], "origin": sheet.origin}
        (taken.faulty if index in bad else taken.rows).append(placed)


def _rest(texts: Mapping[str, str], sheet: Sheet) -> Value:
    """The values of a faulty row, None for those that are wrong."""
    factors = {f.column.name: f.factor for f in sheet.fields if f.column}
    row: Value = {}
    for column in sheet.table.columns:
        try:
            factor = factors.get(column.name, UNITS["元"])
            row[column.name] = values.value(texts[column.name], column, factor)
        except values.NotAllowed:
            row[column.name] = None
    return row


def _overflowing(
    sheet: Sheet, rows: Sequence[Mapping[str, Any]], taken: TakenRows
) -> Iterator[int]:
    """The rows that hold more cells than the header."""
    last = len(sheet.fields) - 1
    if last >= 0 and sheet.fields[last].overflow:
        for index, row in enumerate(rows):
            if text := row[f"c{last}"]:
                message = "这一行的格数多于表头"
                problem = Problem(sheet.origin, row["line"], "", text, "与表头格数相同", message)
                taken.problems.append(problem)
                yield index


def _texts(row: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """The texts of a row by column name, absent columns blank."""
    texts = {column.name: "" for column in sheet.table.columns}
    for index, header in enumerate(sheet.fields):
        if header.column:
            texts[header.column.name] = row[f"c{index}"]
    return texts
