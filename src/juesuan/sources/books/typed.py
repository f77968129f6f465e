"""Cells of a large table to typed columns, as expressions of the engine: never row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from juesuan.schema import Column
from juesuan.sources.books.engine import TYPES
from juesuan.sources.books.rows import MARK_ROW, TOTAL, TOTAL_ROW
from juesuan.sources.books.sheet import MARKS, Field, Sheet
from juesuan.sources.books.values import DASHES, LARGEST, NO, NOISE, YES

if TYPE_CHECKING:
    import ibis

FULL = "".join(chr(0xFF01 + i) for i in range(94)) + "　−"
HALF = "".join(chr(0x21 + i) for i in range(94)) + " -"
SPACES = r"[\s\x{00a0}\x{200b}\x{feff}]+"
AMOUNT = r"^[+-]?(\d{1,20}(\.\d*)?|\.\d+)([eE][+-]?\d)?$"
Expression = Any  # Ibis builds its expressions at run time; their types say little
NEVER = False


def typed(raw: ibis.Table, sheet: Sheet) -> ibis.Table:
    """The table's own columns with their types, null where blank or wrong.

    Besides: `bad_x` says that x is wrong, `raw_x` is its text, `_out` why the row is left out.
    """
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    fields = {f.column.name: (index, f) for index, f in enumerate(sheet.fields) if f.column}
    shown: dict[str, Expression] = {}
    for column in sheet.table.columns:
        if column.name not in fields:
            value, bad, text = _absent(column), ibis.literal(value=False), ibis.literal("")
        else:
            index, one = fields[column.name]
            cell = raw[_cell(sheet, index)]
            value, bad = _read(cell, column, one)
            text = cell.cast("string").fill_null("")
        shown |= {column.name: value, f"bad_{column.name}": bad, f"raw_{column.name}": text}
    origin = raw["origin"] if sheet.files else ibis.literal(sheet.origin)
    shown |= {"line": raw["line"], "origin": origin, "_out": _out(raw, sheet)}
    shown["_overflow"] = _overflow(raw, sheet)
    return raw.select(**shown)


def _cell(sheet: Sheet, index: int) -> str:
    return sheet.fields[index].title if sheet.files else f"c{index}"


def _absent(column: Column) -> Expression:
    import ibis  # noqa: PLC0415

    kind = TYPES[column.kind]
    if not column.default:
        return ibis.null().cast(kind)
    return (
        ibis.literal(column.default in YES) if kind == "boolean" else ibis.literal(column.default)
    )


def _read(cell: Expression, column: Column, field: Field) -> tuple[Expression, Expression]:
    """Value and whether it is wrong; a blank is the default."""
    import ibis  # noqa: PLC0415

    if column.kind == "amount":
        return _amount(cell, int(field.factor))
    if cell.type().is_boolean() and column.kind == "bool":
        return cell.fill_null(column.default in YES) if column.default else cell, _no()
    text = _halved(cell.cast("string").fill_null("")).re_replace(SPACES, "")
    if column.kind == "bool":
        low = text.lower()
        yes, no = low.isin(sorted(YES)), low.isin(sorted(NO))
        blank = ibis.literal(column.default in YES) if column.default else ibis.null("boolean")
        value = ibis.cases((yes, True), (no, False), else_=blank)
        return value, ~(yes | no | (text == ""))
    if column.kind == "enum":
        pairs = [(_spelled(one), other) for one, other in column.synonyms.items()]
        known = [(_spelled(one), one) for one in column.values]
        blank = column.default or None
        value = text.cases(*known, *pairs, ("", blank), else_=None)
        return value, value.isnull() & (text != "")
    text = text.re_replace("^['‘’`]+", "")
    return text.nullif(""), _no()


def _spelled(word: str) -> str:
    """A word of a vocabulary as the engine sees cells: half width."""
    return word.translate(str.maketrans(FULL, HALF))


def _no() -> Expression:
    import ibis  # noqa: PLC0415

    return ibis.literal(value=False)


def _halved(text: Expression) -> Expression:
    return text.translate(FULL, HALF)


def _amount(cell: Expression, factor: int) -> tuple[Expression, Expression]:
    """An amount in 分: exact from decimals and integers, within the noise of a float."""
    import ibis  # noqa: PLC0415

    kind = cell.type()
    if kind.is_integer():
        return cell * factor, _no()
    if kind.is_decimal():
        exact = cell * factor
        whole = exact.round().cast("int64")
        fine = (kind.scale or 0) > len(str(factor)) - 1
        return whole, ((exact - whole).abs() > float(NOISE)) if fine else _no()
    if kind.is_floating():
        cell = cell.cast("string")
    said = _halved(cell.fill_null("")).re_replace(r"[\s,'¥￥]", "")
    turned = said.re_replace(r"^\((.+)\)$", r"-\1")
    plain = ibis.ifelse(turned.isin(sorted(DASHES)), "0", turned)
    number = ibis.ifelse(plain.re_search(AMOUNT), plain, ibis.null("string"))
    exact = number.cast("decimal(38, 8)") * factor
    whole = exact.round().cast("decimal(38, 0)")
    odd = ((exact - whole).abs() > float(NOISE)) | (whole.abs() > LARGEST)
    wrong = ((plain != "") & number.isnull()) | odd.fill_null(NEVER)
    return ibis.ifelse(wrong, ibis.null("decimal(38, 0)"), whole).cast("int64"), wrong


def _out(raw: ibis.Table, sheet: Sheet) -> Expression:
    """Why a row is left out: a line of the template, or a total without its codes."""
    import ibis  # noqa: PLC0415

    branches = []
    texts = {i: raw[_cell(sheet, i)] for i in range(len(sheet.fields))}
    texts = {i: cell for i, cell in texts.items() if cell.type().is_string()}
    for index, field in enumerate(sheet.fields):
        if field.mark and index in texts:
            starts = [texts[index].strip().startswith(word) for word in MARKS]
            branches.append((starts[0] | starts[1], MARK_ROW))
    total = _total(texts, sheet.fields)
    if total is not None:
        branches.append((total, TOTAL_ROW))
    return ibis.cases(*branches, else_="") if branches else ibis.literal("")


def _total(texts: dict[int, Expression], fields: Sequence[Field]) -> Expression | None:
    """A word of totals somewhere, where a required code is missing or is that word."""
    import ibis  # noqa: PLC0415

    keys = [i for i, f in enumerate(fields) if f.column and f.column.required and i in texts]
    if not keys:
        return None
    said = {i: text.fill_null("").re_replace(SPACES, "") for i, text in texts.items()}
    keyless = ibis.or_(*(said[i].re_search(f"^({TOTAL.pattern})?$") for i in keys))
    return keyless & ibis.or_(*(text.re_search(f"^{TOTAL.pattern}$") for text in said.values()))


def _overflow(raw: ibis.Table, sheet: Sheet) -> Expression:
    import ibis  # noqa: PLC0415

    last = len(sheet.fields) - 1
    return raw[f"c{last}"] if last >= 0 and sheet.fields[last].overflow else ibis.literal("")
