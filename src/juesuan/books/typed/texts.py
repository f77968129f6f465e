"""The different texts of a column, few beside its rows: each is read once, by the common rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.books import values
from juesuan.books.engine import EXACT, TYPES, Engine
from juesuan.model.books import Column

if TYPE_CHECKING:
    import ibis

Expression = Any  # Ibis builds its expressions at run time; their types say little
FEW = 50  # texts named in a query; more are joined from a table
FEW_ROWS = 2000  # of so many all texts are fetched at once, and looked at here
NEVER = False  # what a comparison with nothing comes to
PLACES = Decimal("1e-8")  # of EXACT


@dataclass(frozen=True)
class Texts:
    """What the texts of one column mean: those with another value than themselves, and the wrong.

    `words` are all the values, for checks that need not look at every row.
    """

    name: str
    kind: str
    other: Mapping[str, object]
    wrong: Mapping[str, values.NotAllowed]
    words: frozenset[str]
    blank: bool = True
    """Whether some cells hold a text of no characters, and not only nothing."""

    @property
    def many(self) -> bool:
        """Whether the values are joined from a table."""
        return len(self.other) + len(self.wrong) > FEW


def distinct(
    rows: ibis.Table, cells: Mapping[str, Expression], *, few: bool
) -> dict[str, list[str]]:
    """The different texts of some columns: few rows are fetched, of many each column is asked."""
    if few:
        columns = rows.select(**cells).to_pyarrow()
        return {name: columns[name].drop_null().unique().to_pylist() for name in cells}
    texts = {}
    for name, cell in cells.items():
        column = rows.select(text=cell)
        column = column.filter(column["text"].notnull()).distinct()
        texts[name] = column.to_pyarrow()["text"].to_pylist()
    return texts


def words_of(texts: Iterable[str], column: Column) -> Texts:
    """The values of the texts of a column of words, codes or answers."""
    return _read(texts, column.name, TYPES[column.kind], lambda text: values.value(text, column))


def numbers_of(texts: Iterable[str], column: Column) -> Texts:
    """The numbers of those texts of a column of amounts that the engine cannot read itself."""

    def read(text: str) -> Decimal:
        number = values.number(text)
        if abs(number) > values.LARGEST:
            raise values.NotAllowed("数字过大")
        return number.quantize(PLACES)

    return _read(texts, column.name, EXACT, read)


def _read(texts: Iterable[str], name: str, kind: str, read: Callable[[str], object]) -> Texts:
    other: dict[str, object] = {}
    wrong: dict[str, values.NotAllowed] = {}
    words, blank = set(), False
    for text in texts:
        if not text.strip():
            blank = True
            continue
        try:
            value = read(text)
        except values.NotAllowed as why:
            wrong[text] = why
            continue
        if isinstance(value, str):
            words.add(value)
        if value != text:
            other[text] = value
    return Texts(name, kind, other, wrong, frozenset(words), blank)


def joined(engine: Engine, rows: ibis.Table, texts: Texts, table: str) -> ibis.Table:
    """The rows with `value_x`, and `wrong_x` where it is known: for columns of many texts."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit
    import pyarrow as pa  # noqa: PLC0415

    name = texts.name
    names = {f"text_{name}": "string", f"value_{name}": texts.kind, f"wrong_{name}": "boolean"}
    listed = [*texts.other, *texts.wrong]
    cells = [
        listed,
        [texts.other.get(text) for text in listed],
        [text in texts.wrong for text in listed],
    ]
    shape = ibis.schema(names).to_pyarrow()
    batch = pa.RecordBatch.from_pydict(dict(zip(names, cells, strict=True)), schema=shape)
    lookup = engine.take(f"{table}_{name}", shape, iter([batch]))
    return rows.left_join(lookup, rows[f"cell_{name}"] == lookup[f"text_{name}"])


def among(cell: Expression, words: Iterable[str]) -> Expression:
    """Whether a text is one of these words; never null."""
    return cell.isin(sorted(words)).fill_null(NEVER)


def value_of(rows: ibis.Table, texts: Texts, blank: object) -> tuple[Expression, Expression]:
    """Value and whether it is wrong, for the cells of a column; a blank is the default."""
    import ibis  # noqa: PLC0415

    kind, cell = texts.kind, rows[f"cell_{texts.name}"]
    if kind == "string" and blank is None and not (texts.other or texts.wrong or texts.blank):
        return cell, ibis.literal(value=False)
    empty = (cell.strip() == "") | cell.isnull()
    missing = _literal(blank, kind)
    itself = cell if kind == "string" else ibis.null(kind)
    if texts.many:
        verdict = rows[f"wrong_{texts.name}"]
        value = ibis.cases(
            (empty, missing), (verdict.notnull(), rows[f"value_{texts.name}"]), else_=itself
        )
        return value, verdict.fill_null(ibis.literal(value=False))
    wrong = among(cell, texts.wrong) if texts.wrong else ibis.literal(value=False)
    pairs = [(cell == text, _literal(value, kind)) for text, value in texts.other.items()]
    pairs += [(wrong, ibis.null(kind))] if texts.wrong else []
    return ibis.cases((empty, missing), *pairs, else_=itself), wrong


def _literal(value: object, kind: str) -> Expression:
    import ibis  # noqa: PLC0415

    return ibis.null(kind) if value is None else ibis.literal(value).cast(kind)
