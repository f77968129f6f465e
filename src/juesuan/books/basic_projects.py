"""Projects of basic spending, which exports number and nobody lists: they are not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from juesuan.books.typed.texts import among
from juesuan.model.books import BooksTable, Problem

if TYPE_CHECKING:
    import ibis

PROJECT, KIND, BASIC, NAMED = "project_code", "exp_type", "基本", "项目"
LISTED = 5
DROPPED = "基本支出的预算项目不在“项目”表，不按项目取数"


def without_basic_projects(
    t: ibis.Table,
    table: BooksTable,
    words: Mapping[str, Iterable[str]],
    existing: Mapping[str, AbstractSet[str]],
) -> tuple[ibis.Table, list[Problem]]:
    """The rows without the projects that only basic spending has and no list names; a remark."""
    columns = {column.name: column for column in table.columns}
    if not {PROJECT, KIND} <= columns.keys():
        return t, []
    listed = existing.get(columns[PROJECT].refers, frozenset())
    missing = [word for word in words.get(PROJECT, ()) if word not in listed]
    if not missing:
        return t, []
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    rows = t.filter((t["_out"] == "") & among(t[PROJECT], missing))
    kinds = rows.group_by(PROJECT).agg(
        basic=(rows[KIND] == BASIC).sum(), named=(rows[KIND] == NAMED).sum(), rows=rows.count()
    )
    kinds = kinds.filter((kinds["basic"] > 0) & (kinds["named"].fill_null(0) == 0))
    groups = kinds.order_by(PROJECT).to_pyarrow().to_pylist()
    if not groups:
        return t, []
    codes = [str(row[PROJECT]) for row in groups]
    count = sum(row["rows"] for row in groups)
    shown = "、".join(codes[:LISTED]) + (f" 等 {len(codes)} 个" if len(codes) > LISTED else "")
    note = Problem(table.title, None, columns[PROJECT].title, shown, "", f"{DROPPED}（{count} 行）")
    bare = among(t[PROJECT], codes).ifelse(ibis.null("string"), t[PROJECT])
    return t.mutate(**{PROJECT: bare}), [note]
