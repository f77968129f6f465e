"""What the books tell in words: kept beside the accounts, and made ready for a disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from juesuan.model.accounts import BooksRows, BooksTexts
from juesuan.model.books import BooksTable, Schema
from juesuan.model.project import Evaluated
from juesuan.notation.card.scoring import Profile
from juesuan.preparing.project_cards import Row, project_cards
from juesuan.projects.evaluation import evaluation

KEPT = ("meta", "unit", "reason", "profile", "sangong_counts", "codes", "project", "project_fund",
        "indicator")  # fmt: skip
COUNTED = ("sangong_counts", "procurement", "asset_vehicle", "asset_equip")


def texts(rows: BooksRows, unit: str, year: int) -> BooksTexts:
    """The texts for the disclosure of a unit, "" for the department.

    A reason or a text of one unit alone has its code and a blank before what it is about:
    `009001 03:合计:3@上年`, `009001 主要职责`.
    """
    tables = rows.tables
    meta = tables["meta"][0] if tables["meta"] else {}
    counts = [row for row in tables["sangong_counts"] if not unit or _of(row) == unit]
    return BooksTexts(
        published=meta.get("publish_date"),
        profile=_profile(tables["profile"], unit, year),
        units=() if unit else tuple(_units(tables["unit"])),
        reasons=dict(_for(unit, ((_text(r["anchor"]), r) for r in tables["reason"]))),
        destinations="、".join(_each(row["destinations"] for row in counts)),
        purposes="；".join(_each(row["purposes"] for row in counts)),
        counted=rows.counted,
        definitions={_text(r["code"]): _text(r["definition"]) for r in tables["codes"]},
        key_projects=tuple(
            _text(r["name"]) for r in tables["project"] if r["key_eval"] and _is(r, unit)
        ),
    )


def evaluated(rows: BooksRows, unit: str, year: int, rules: Profile) -> Evaluated | None:
    """The projects of a unit, "" for the department, scored; None where it evaluates none."""
    chosen = [row for row in rows.tables["project"] if _is(row, unit)]
    made = project_cards({**rows.tables, "project": chosen}, rows.booked, rules)
    if not made.cards:
        return None
    return evaluation(year, made.department, made.cards, made.kinds, rules).evaluated


def typed(tables: Mapping[str, list[Row]], schema: Schema) -> dict[str, list[Row]]:
    """Rows as they were before they were written as JSON, blanks, numbers and dates again."""
    kinds = {table.name: table for table in schema.tables}
    return {name: [_row(row, kinds[name]) for row in tables.get(name, ())] for name in KEPT}


def _row(row: Row, table: BooksTable) -> Row:
    fields = {c.name: _typed(row.get(c.name), c.kind) for c in table.columns}
    return {"origin": row.get("origin", ""), "line": row.get("line", 0), **fields}


def _typed(value: Any, kind: str) -> Any:  # noqa: ANN401 - a field of a row
    if isinstance(value, str) and kind == "number":
        return Decimal(value)
    if isinstance(value, str) and kind == "date":
        return date.fromisoformat(value[:10])
    return value


def _text(value: object) -> str:
    return " ".join(str(value or "").split())


def _of(row: Row) -> str:
    return _text(row["unit_code"])


def _is(row: Row, unit: str) -> bool:
    return not unit or _of(row) == unit


def _each(values: Iterator[object]) -> Iterator[str]:
    """Texts that are given, each once."""
    yield from dict.fromkeys(text.rstrip("。；") for value in values if (text := _text(value)))


def _units(rows: list[Row]) -> Iterator[str]:
    for row in sorted(rows, key=_of):
        if row["included"] is not False:
            yield _text(row["unit_name"])


def _profile(rows: list[Row], unit: str, year: int) -> Mapping[str, tuple[str, ...]]:
    """The lines under each heading, those for this year where there are such."""
    lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, row in ((_text(row["key"]), row) for row in rows):
        whose, _, rest = key.partition(" ")
        holder = whose if rest else ""
        if holder == unit:
            lines[rest or key].append((int(row["year"] or year), _text(row["text"])))
    return {
        key: tuple(text for its, text in told if its == max(n for n, _ in told))
        for key, told in lines.items()
    }


def _for(unit: str, rows: Iterator[tuple[str, Row]]) -> Iterator[tuple[str, str]]:
    for anchor, row in rows:
        whose, _, rest = anchor.partition(" ")
        if (whose if rest else "") == unit:
            yield rest or anchor, _text(row["text"]).rstrip("。；;. ")
