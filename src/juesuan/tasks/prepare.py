"""One department the whole way: books -> accounts of every unit -> a folder; and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from juesuan.books import LIMITS, open_books
from juesuan.books import Books as Opened
from juesuan.composing.page_tables import form_table
from juesuan.model.accounts import Obstacle, Prepared, Unfit, records
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.page import Limits
from juesuan.notation.edition import Edition, load
from juesuan.notation.edition_folders import edition_id, latest, years
from juesuan.notation.look import load_look
from juesuan.preparing.chosen_practice import ROUNDING, WAYS, ChosenPractice, chosen_practices
from juesuan.preparing.pipeline import prepare
from juesuan.preparing.prepared_folder import content, sound
from juesuan.publishing.prepared.account_tables import DRAFT, TableManner
from juesuan.publishing.prepared.delivery import Ways, write_prepared
from juesuan.publishing.prepared.receipt import Receipt, SelfAudit, whole
from juesuan.publishing.sheets.cell_values import Unwritable
from juesuan.tasks.verified import verified

Rounding = Literal["each", "balanced"]
Engine = Literal["duckdb", "spark"]


class Choices(NamedTuple):
    """How to prepare: edition ("" for that of the year), rounding, engine, accepted problems.

    `rounding` "" is what the books say, else each cell by itself. `prior` is last year by unit, ""
    for the department, as prepared or as published; `practice` sets switches of the edition before
    what the books say; `mapping` is a file of heads and their columns. A `draft` is written
    whatever its audit finds, and marked.
    """

    edition: str = ""
    rounding: Rounding | Literal[""] = ""
    engine: Engine = "duckdb"
    accept: tuple[str, ...] = ()
    prior: Mapping[str, Facts] | None = None
    practice: Mapping[str, str] | None = None
    draft: bool = False
    mapping: str = ""


class Made(NamedTuple):
    """What was made: the accounts, what went into them, and what their audit found."""

    prepared: Prepared
    edition: Edition
    notes: tuple[str, ...]
    receipt: Receipt


class Contradicted(ValueError):
    """Prepared tables that cannot be right; nothing was written, `receipt` has the findings."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        super().__init__("；".join(f.message for one in receipt.audited for f in one.errors))


def make(books: str | Path, out: Path, choices: Choices, limits: Limits = LIMITS) -> Made:
    """Prepare the books and write everything into the folder `out`, whole or not at all.

    Raises BooksError or Unfit with all that is wrong, FileExistsError where `out` is not empty,
    Contradicted where the audit of the tables finds an error and no draft is asked for.
    """
    year, region = cover_of(books, limits)
    chosen = load(choices.edition or edition_id(year, region))
    if year not in years():
        raise Unfit([_no_edition(year)])
    if chosen.id.partition("-")[0] != edition_id(year):
        raise Unfit([_other_year(year, chosen)])
    mapping, engine = choices.mapping, choices.engine
    opened = open_books(books, chosen.books, engine=engine, limits=limits, mapping=mapping)
    practices = _practices(opened, choices, chosen)
    values = {one.name: one.value for one in practices}
    prepared = prepare(
        opened,
        chosen,
        rounding=WAYS[values.pop(ROUNDING)],
        engine=choices.engine,
        accept=choices.accept,
        prior=choices.prior,
        practice=values,
    )
    if not prepared.units:
        raise Unfit([Obstacle("没有单位", "账套里没有单位：请填写单位表", final=True)])
    notes = (*_idle(prepared, choices), *_fallback(region, chosen), *map(str, opened.notes))
    receipt = _receipt(opened, notes, verified(prepared, chosen), chosen)
    receipt = receipt._replace(practices=practices)
    if not choices.draft and any(one.errors for one in receipt.audited):
        raise Contradicted(receipt)
    head = f"{DRAFT if choices.draft else ''}{prepared.department.name} {year}年度 编制回执"
    text = whole(receipt, head)
    _write(prepared, out, chosen, Ways(draft=choices.draft, receipt=text))
    return Made(prepared, chosen, notes, receipt)


def _practices(opened: Opened, choices: Choices, chosen: Edition) -> tuple[ChosenPractice, ...]:
    """Every switch of practice, as it is followed."""
    asked = dict(choices.practice or {})
    if choices.rounding:
        asked[ROUNDING] = next(word for word, way in WAYS.items() if way == choices.rounding)
    return chosen_practices(records(opened, "meta"), chosen.books.table("meta"), asked, chosen)


def _write(prepared: Prepared, out: Path, chosen: Edition, ways: Ways) -> None:
    try:
        write_prepared(prepared, out, chosen, TableManner(form_table, load_look()), ways)
    except Unwritable as error:
        raise Unfit([Obstacle("工作簿", str(error), final=True)]) from error


def _receipt(
    opened: Opened, notes: tuple[str, ...], audited: tuple[SelfAudit, ...], chosen: Edition
) -> Receipt:
    return Receipt(opened.tally, titles(chosen), opened.sheets, notes, audited, opened.sums)


def titles(edition: Edition | None = None) -> dict[str, str]:
    """The Chinese titles of the tables of the books by name."""
    books = (edition or load(latest())).books
    return {table.name: table.title for table in books.tables}


def _idle(prepared: Prepared, choices: Choices) -> list[str]:
    met = {problem.name for problem in prepared.accepted}
    idle = [name for name in dict.fromkeys(choices.accept) if name not in met]
    return [f"--accept “{name}”：账套没有这个名称的问题，没有起作用" for name in idle]


def _fallback(region: str, chosen: Edition) -> list[str]:
    """That the region the books name has no edition of its own."""
    if not region or chosen.region == region:
        return []
    used = f"版本 {chosen.id}" if chosen.region else f"全国的 {chosen.id}"
    return [f"地区口径 {region}：没有用这个地区自己的版本，按{used} 编制"]


def _no_edition(year: int) -> Obstacle:
    listed = "、".join(map(str, years()))
    message = f"账套是 {year} 年度的，没有这一年的表样，不能编制；有：{listed}。请核对“决算年度”"
    return Obstacle("年度", message, final=True)


def _other_year(year: int, chosen: Edition) -> Obstacle:
    message = (
        f"账套是 {year} 年度的，版本 {chosen.id} 是 {chosen.year} 年度的，年度不符："
        f"请改用 {edition_id(year)} 或它的地区版本，或不写 --edition"
    )
    return Obstacle("年度", message, final=True)


def prepared_facts(folder: Path) -> tuple[int, dict[str, Facts]]:
    """The year and the accounts that `make` wrote into a folder; raises ValueError for others."""
    files = [folder / "department.json", *sorted((folder / "units").glob("*.json"))]
    if not files[0].is_file():
        message = f"“{folder}”不是编制结果的文件夹（没有 department.json）"
        raise ValueError(message)
    accounts = [content(file, dict) for file in files]
    if any(one.get("draft") for one in accounts):
        message = f"“{folder.name}”是草稿，不能作为上年决算"
        raise ValueError(message)
    with sound(f"“{folder.name}”里的文件"):
        return int(accounts[0]["year"]), {one["code"]: _facts(one["facts"]) for one in accounts}


def _facts(rows: Iterable[Mapping[str, str]]) -> Facts:
    addresses = ((Address.parse(row["address"]), row) for row in rows)
    return Facts({a: Fact(a, Decimal(row["value"])) for a, row in addresses}, {})


def year_of(books: str | Path, limits: Limits = LIMITS) -> int:
    """The year the books say they are of, all other tables left unread; raises BooksError."""
    return cover_of(books, limits)[0]


def cover_of(books: str | Path, limits: Limits = LIMITS) -> tuple[int, str]:
    """The year, and the code of the province whose ways the books follow; raises BooksError."""
    schema = load(latest()).books
    dated = tuple(table for table in schema.tables if table.name == schema.year[0])
    opened = open_books(books, replace(schema, tables=dated), limits=limits)
    rows = opened.tables[schema.year[0]].to_pyarrow().to_pylist()
    named = {str(row["region_profile"]) for row in rows if row["region_profile"]}
    if len(named) > 1:
        message = f"“地区口径”有两个：{'、'.join(sorted(named))}；请只留一个"
        raise Unfit([Obstacle("地区口径", message, final=True)])
    return opened.year, f"{''.join(named)[:2]}0000" if named else ""
