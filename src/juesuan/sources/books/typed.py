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
AMOUNT = r"^[+-]?(\d{1,20}(\.\d*)?|\.\d+)([eE][+-]?0?\d)?$"
Expression = Any  # Ibis builds its expressions at run time; their types say little
NEVER = False


def typed(raw: ibis.Table, sheet: Sheet) -> ibis.Table:
    """The table's own columns with their types, null where blank or wrong.

    Besides: `bad_x` says that x is wrong, `raw_x` is its text, `_out` why the row is left out.
    In steps, each a query over the one before: an expression used twice is then computed once.
    """
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    cells = {f.column.name: (index, f) for index, f in enumerate(sheet.fields) if f.column}
    plain, shown, factors = {}, {}, {}
    for name, (index, one) in cells.items():
        cell = raw[_cell(sheet, index)]
        plain[f"plain_{name}"] = _plain(cell, one)
        shown[f"raw_{name}"] = cell.cast("string").fill_null("")
        factors[name] = int(one.factor)
    origin = raw["origin"] if sheet.files else ibis.literal(sheet.origin)
    rest = {"line": raw["line"], "origin": origin, "_out": _out(raw, sheet)}
    step = raw.select(**plain, **shown, **rest, _overflow=_overflow(raw, sheet))
    amounts = [name for name in sheet.table.of_kind("amount") if name in cells]
    step = step.mutate(**{f"exact_{n}": _exact(step[f"plain_{n}"], factors[n]) for n in amounts})
    step = step.mutate(**{f"whole_{n}": step[f"exact_{n}"].round() for n in amounts})
    chosen: dict[str, Expression] = {}
    for column in sheet.table.columns:
        name = column.name
        value, bad = _read(step, column) if name in cells else (_absent(column), _no())
        text = step[f"raw_{name}"] if name in cells else ibis.literal("")
        chosen |= {name: value, f"bad_{name}": bad, f"raw_{name}": text}
    return step.select(**chosen, **{name: step[name] for name in (*rest, "_overflow")})


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


def _plain(cell: Expression, field: Field) -> Expression:
    """A cell without what spelling may vary: widths, spaces; typed cells as they are."""
    column = field.column
    if column is None or (column.kind == "amount" and not _texted(cell)):
        return cell
    if column.kind == "bool" and cell.type().is_boolean():
        return cell
    text = cell.cast("string").fill_null("").translate(FULL, HALF)
    if column.kind == "amount":
        said = text.re_replace(r"[\s,'¥￥]", "").re_replace(r"^\((.+)\)$", r"-\1")
        return said.re_replace(f"^({'|'.join(sorted(DASHES))})$", "0")
    text = text.re_replace(SPACES, "")
    return text.lower() if column.kind == "bool" else text


def _texted(cell: Expression) -> bool:
    """Whether an amount comes as text, or as a float, which is read like one."""
    kind = cell.type()
    return bool(kind.is_string() or kind.is_floating())


def _exact(plain: Expression, factor: int) -> Expression:
    """An amount in 分, not yet rounded; null where it is no number."""
    import ibis  # noqa: PLC0415

    if not plain.type().is_string():
        return plain * factor
    number = ibis.ifelse(plain.re_search(AMOUNT), plain, ibis.null("string"))
    return number.cast("decimal(38, 8)") * factor


def _read(step: ibis.Table, column: Column) -> tuple[Expression, Expression]:
    """Value and whether it is wrong; a blank is the default."""
    plain = step[f"plain_{column.name}"]
    if column.kind == "amount":
        return _amount(step, column.name)
    if column.kind == "bool":
        return _bool(plain, column)
    if column.kind == "enum":
        words = {_spelled(one): other for one, other in column.synonyms.items()}
        words = {_spelled(one): one for one in column.values} | words
        value = plain.cases(*words.items(), ("", column.default or None), else_=None)
        return value, value.isnull() & (plain != "")
    return plain.re_replace("^['‘’`]+", "").nullif(""), _no()


def _bool(plain: Expression, column: Column) -> tuple[Expression, Expression]:
    import ibis  # noqa: PLC0415

    blank = ibis.literal(column.default in YES) if column.default else ibis.null("boolean")
    if plain.type().is_boolean():
        return plain.fill_null(blank) if column.default else plain, _no()
    yes, no = plain.isin(sorted(YES)), plain.isin(sorted(NO))
    value = ibis.cases((yes, ibis.literal(value=True)), (no, _no()), else_=blank)
    return value, ~(yes | no | (plain == ""))


def _spelled(word: str) -> str:
    """A word of a vocabulary as the engine sees cells: half width."""
    return word.translate(str.maketrans(FULL, HALF))


def _no() -> Expression:
    import ibis  # noqa: PLC0415

    return ibis.literal(value=False)


def _amount(step: ibis.Table, name: str) -> tuple[Expression, Expression]:
    """An amount in 分: exact from decimals and integers, within the noise of a float."""
    import ibis  # noqa: PLC0415

    plain, exact, whole = (step[f"{part}_{name}"] for part in ("plain", "exact", "whole"))
    if plain.type().is_integer():
        return exact, _no()
    odd = ((exact - whole).abs() > NOISE) | (whole.abs() > LARGEST)
    wrong = odd.fill_null(NEVER)
    if plain.type().is_string():
        wrong |= (plain != "") & exact.isnull()
    return ibis.ifelse(wrong, ibis.null("int64"), whole.cast("int64")), wrong


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
