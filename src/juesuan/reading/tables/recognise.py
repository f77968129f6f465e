"""Which table is which form: by its title, else by its head and rows; and its unit of money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from juesuan.model.page import Line
from juesuan.model.reading import Unread
from juesuan.notation import layout, spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.layout import Recognised
from juesuan.notation.speech.clue import TableMarks
from juesuan.reading.tables import Table, below_row
from juesuan.reading.tables.titles import Title, borne, heading_of, nearest_form, title_of

TITLED, UNTITLED, AHEAD = 0.35, 0.8, 0.1
LEAST_LABELS = 6
BESIDE = "九张公开表之外附加的表，其中的数没有核对"
LEAST_WIDTH, LEAST_HEIGHT, HEAD_ROWS = 3, 2, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One table read as one form; `heading` is the title it bears where that is not the form's.

    `name` is the one of the form's titles that it bears.
    """

    table: Table
    form: Form
    sheet: Recognised
    titled: bool
    unit: str
    heading: str = ""
    name: str = ""


def recognised(
    tables: Sequence[Table], edition: Edition, files: Sequence[str] = ()
) -> tuple[dict[str, list[Candidate]], list[Unread]]:
    """The table of each form that has one; and those that are of a form and are not read.

    Of several `files` that are one disclosure each may have the form: theirs in this order.
    """
    candidates, unread = _candidates(tables, edition)
    return _chosen(candidates, unread, files), unread


def _candidates(tables: Sequence[Table], edition: Edition) -> tuple[list[Candidate], list[Unread]]:
    candidates: list[Candidate] = []
    unread: list[Unread] = []
    before: Candidate | None = None
    for table in (without_preamble(table, edition.marks) for table in tables):
        candidate, title = _recognise(table, edition)
        if candidate is not None:
            candidates.append(candidate)
            unread += _lost(candidate)
        elif title.form is not None:
            reason = f"题名是“{title.form.title}”，但表头和行与该表不符，未能读取"
            unread.append(Unread(title.text, "table", reason, table.grid.place, title.form.id))
        elif title.other:
            unread.append(Unread(title.text.strip(), "other", BESIDE, table.grid.place))
        elif before is not None and _runs_on(before.table, table, edition):
            reason = f"紧接“{before.form.title}”的表格没有表头，未能并入该表"
            unread.append(
                Unread(
                    table.grid.cells[0].text,
                    "rest",
                    reason,
                    table.grid.place,
                    before.form.id,
                )
            )
        before = candidate
    return candidates, unread


def _lost(candidate: Candidate) -> Iterator[Unread]:
    """The rows of a form without rules that went into no column."""
    reason = f"“{candidate.form.title}”没有框线，有的行没有认出各栏，未能并入该表"
    for line in candidate.table.loose:
        yield Unread(line.text, "rest", reason, line.place, candidate.form.id)


def without_preamble(table: Table, marks: TableMarks) -> Table:
    """Title, 部门 and 单位 set inside the table's first rows are moved above it."""
    lines: list[Line] = []
    rows = 0
    for row in range(min(4, table.grid.height)):
        cells = [cell for cell in table.grid.cells if cell.row == row and cell.text.strip()]
        texts = [spelling.plain(cell.text) for cell in cells]
        if not cells or len(cells) > 3 or not all(marks.preamble.search(t) for t in texts):
            break
        lines += [Line(cell.text, cell.place) for cell in cells]
        rows = row + 1
    if not rows:
        return table
    return replace(table, grid=below_row(table.grid, rows), above=(*table.above, *lines))


def _recognise(table: Table, edition: Edition) -> tuple[Candidate | None, Title]:
    """The form a table is, by its title and, with or without one, by its header and rows."""
    title = title_of([line.text for line in table.above], edition)
    grid = table.grid
    if title.other or grid.width < LEAST_WIDTH or grid.height < LEAST_HEIGHT:
        return None, title
    unit = unit_of(table, edition.marks)
    if title.form is not None:
        sheet = layout.read(title.form, grid, edition.synonyms, edition.functional)
        if sheet.likeness >= TITLED or _shortened(sheet):
            name = borne(title.text, title.form, edition)
            return Candidate(table, title.form, sheet, titled=True, unit=unit, name=name), title
    return (_by_rows(table, unit, edition) or _by_heading(table, unit, edition)), title


def _by_heading(table: Table, unit: str, edition: Edition) -> Candidate | None:
    """The form that the words above a table come nearest to, where its head and rows are that."""
    heading = heading_of([line.text for line in table.above], edition)
    form = nearest_form(heading, edition) if heading else None
    if form is None:
        return None
    sheet = layout.read(form, table.grid, edition.synonyms, edition.functional)
    if sheet.likeness < UNTITLED:
        return None
    return Candidate(table, form, sheet, titled=False, unit=unit, heading=heading)


def _by_rows(table: Table, unit: str, edition: Edition) -> Candidate | None:
    """The form whose head and rows a table has, where no other form has them as well."""
    grid = table.grid
    if not _plausible(table, edition):
        return None
    sheets = [
        (layout.read(form, grid, edition.synonyms, edition.functional), form)
        for form in edition.forms
    ]
    ranked = sorted(sheets, key=lambda pair: pair[0].likeness, reverse=True)
    (best, form), (second, _) = ranked[:2]
    if best.likeness >= UNTITLED and best.likeness - second.likeness >= AHEAD:
        heading = heading_of([line.text for line in table.above], edition)
        return Candidate(table, form, best, titled=False, unit=unit, heading=heading)
    return None


def _shortened(sheet: Recognised) -> bool:
    """Whether a table that bears a form's title leaves out rows and has no others."""
    return not sheet.strays and len(sheet.labels) >= LEAST_LABELS


def _plausible(table: Table, edition: Edition) -> bool:
    """Whether the head of a table shows at least two words that stand over declared columns."""
    head = {spelling.key(c.text, edition.synonyms) for c in table.grid.cells if c.row < HEAD_ROWS}
    return len(head & _column_words(edition)) > 1


@lru_cache(maxsize=16)
def _column_words(edition: Edition) -> frozenset[str]:
    columns = (column for form in edition.forms for column in form.columns)
    return frozenset(spelling.key(word, edition.synonyms) for c in columns for word in c.path)


def _runs_on(before: Table, table: Table, edition: Edition) -> bool:
    """Whether an unrecognised table without a title begins the page after a form.

    Of tables without rules also one farther down on the same page.
    """
    if not before.pages or not table.pages:
        return False
    loose = before.grid.aligned and table.grid.aligned and table.pages[0] == before.pages[-1]
    if not loose and table.pages[0] != before.pages[-1] + 1:
        return False
    texts = [spelling.plain(cell.text) for cell in table.grid.cells]
    titled = heading_of([line.text for line in table.above], edition) if loose else table.above
    return not titled and any(spelling.DECIMAL_AMOUNT.fullmatch(text) for text in texts)


def _chosen(
    candidates: Iterable[Candidate], unread: list[Unread], files: Sequence[str]
) -> dict[str, list[Candidate]]:
    """The best table for each form, one of each file; a second of one file is said unread.

    But where it bears another title of the form: what both show should be the same.
    """
    chosen: dict[str, list[Candidate]] = {}
    order = {name: at for at, name in enumerate(files)}
    ranked = sorted(candidates, key=lambda c: (not c.titled, order.get(_file(c), 0)))
    for candidate in ranked:
        same = chosen.setdefault(candidate.form.id, [])
        if _file(candidate) not in map(_file, same):
            same.append(candidate)
            continue
        if candidate.titled and not _names(candidate, same) & {candidate.name, ""}:
            wider = len(candidate.sheet.columns) > len(same[0].sheet.columns)
            same.insert(0 if wider and _file(same[0]) == _file(candidate) else len(same), candidate)
            continue
        unread.append(another(candidate))
    return chosen


def another(candidate: Candidate) -> Unread:
    """That a table is not read because another one of its form is."""
    reason = f"文中另有一张“{candidate.form.title}”，只读第一张"
    return Unread(candidate.form.title, "table", reason, candidate.table.grid.place)


def _names(candidate: Candidate, same: Iterable[Candidate]) -> set[str]:
    """The titles that the tables of a form in the same file bear."""
    return {one.name for one in same if _file(one) == _file(candidate)}


def _file(candidate: Candidate) -> str:
    return candidate.table.grid.place.file


def unit_of(table: Table, marks: TableMarks) -> str:
    """The unit a table declares above, below or in its header."""
    texts = [line.text for line in (*reversed(table.above), *table.below)]
    texts += [cell.text for cell in table.grid.cells if cell.row < LEAST_HEIGHT]
    matches = (marks.unit.search(spelling.plain(text)) for text in texts)
    return next((match[1] for match in matches if match), "")
