"""Tables -> facts: every form recognised by title, header and rows, every cell typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts, FormState
from juesuan.model.page import Line
from juesuan.model.reading import Unread
from juesuan.notation import layout, spelling
from juesuan.notation.clue import TableMarks
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.layout import Laid, Recognised
from juesuan.reading.tables import Table, below_row
from juesuan.reading.tables.blanks import omitted
from juesuan.reading.tables.titles import Title, title_of
from juesuan.reading.text.budgets import kind_of

TITLED, UNTITLED, AHEAD = 0.35, 0.8, 0.1
NEAREST = 3
LEAST_LABELS = 6
LEAST_WIDTH, LEAST_HEIGHT, HEAD_ROWS = 3, 2, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One table read as one form."""

    table: Table
    form: Form
    sheet: Recognised
    titled: bool
    unit: str


class FormsRead(NamedTuple):
    """The facts of all forms, what stands in them unread, remarks, and the tables left over."""

    facts: Facts
    unread: list[Unread]
    remarks: list[Finding]
    others: list[Table]


def read_forms(found: Sequence[Table], edition: Edition) -> FormsRead:
    """Recognise every form among the tables of a document and read it."""
    candidates, unread = _candidates(found, edition)
    chosen = _chosen(candidates, unread)
    common = _common_unit(chosen.values(), edition)
    facts: dict[Address, Fact] = {}
    forms: dict[str, FormState] = {}
    unknown: list[Address] = []
    remarks: list[Finding] = []
    for form in edition.forms:
        candidate = chosen.get(form.id)
        if candidate is None:
            forms[form.id] = _missing(form, unread)
            continue
        if not candidate.unit:
            remarks.append(_no_unit(candidate, common))
        lost: list[Unread] = []
        read = dict(_facts(candidate, candidate.unit or common, lost, unknown))
        state = _state(candidate, read, candidate.unit or common, partial=_partial(lost))
        if state.state == "empty" and (reason := _attached(candidate, edition.marks)):
            forms[form.id] = FormState(form.id, form.title, "unreadable", reason=reason)
            continue
        unread += lost
        groups = omitted(form, state, read, _empty_cells(candidate))
        gone = {part for group in groups for part in group.parts}
        unknown += gone
        facts |= {address: fact for address, fact in read.items() if address not in gone}
        forms[form.id] = replace(state, omitted=groups, budget=_budget(candidate, edition.marks))
    used = {candidate.table.grid.place for candidate in chosen.values()}
    others = [table for table in found if table.grid.place not in used]
    return FormsRead(Facts(_known_zeros(facts), forms, unknown), unread, remarks, others)


def _empty_cells(candidate: Candidate) -> set[Address]:
    """The cells that show nothing at all, not even the dash that stands for nothing."""
    return {slot.address for slot in candidate.sheet.slots if not slot.cell.text.strip()}


def _attached(candidate: Candidate, marks: TableMarks) -> str:
    """Where a table without numbers says that they are to be found; "" where it does not."""
    table = candidate.table
    lines = [*table.above[-NEAREST:], *table.below]
    texts = [*(line.text for line in lines), *(cell.text for cell in table.grid.cells)]
    found = next((m for text in texts if (m := marks.elsewhere.search(spelling.plain(text)))), None)
    return f"表中没有数字，写有“{found[0]}”" if found else ""


def _budget(candidate: Candidate, marks: TableMarks) -> str:
    """Which budget a table says that its 预算数 is: in its head, else in its note."""
    table = candidate.table
    head = [cell.text for cell in table.grid.cells if cell.row < HEAD_ROWS]
    notes = [*(line.text for line in table.below), *candidate.sheet.notes]
    for texts, pattern in ((head, marks.budget_head), (notes, marks.budget_note)):
        for text in map(spelling.plain, texts):
            if found := pattern.search(text):
                return kind_of(found[1])
    return ""


def _known_zeros(facts: Mapping[Address, Fact]) -> dict[Address, Fact]:
    """The facts, a bare 0 being a zero as fine as the tables' other amounts."""
    decimals = (spelling.decimals(f.printed) for f in facts.values() if f.value)
    usual = spelling.usual_decimals(decimals)
    if not usual:
        return dict(facts)
    bare = {a for a, f in facts.items() if f.half and not f.value and "." not in f.printed}
    return {a: f._replace(half=f.half.scaleb(-usual)) if a in bare else f for a, f in facts.items()}


def _candidates(found: Sequence[Table], edition: Edition) -> tuple[list[Candidate], list[Unread]]:
    candidates: list[Candidate] = []
    unread: list[Unread] = []
    before: Candidate | None = None
    for table in (_without_preamble(table, edition.marks) for table in found):
        candidate, title = _recognise(table, edition)
        if candidate is not None:
            candidates.append(candidate)
        elif title.form is not None:
            reason = f"题名是“{title.form.title}”，但表头和行与该表不符，未能读取"
            unread.append(Unread(title.text, "table", reason, table.grid.place, title.form.id))
        elif before is not None and _runs_on(before.table, table):
            reason = f"紧接“{before.form.title}”的表格没有表头，未能并入该表"
            unread.append(
                Unread(
                    table.grid.cells[0].text,
                    "table",
                    reason,
                    table.grid.place,
                    before.form.id,
                )
            )
        before = candidate
    return candidates, unread


def _without_preamble(table: Table, marks: TableMarks) -> Table:
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
    unit = _unit(table, edition.marks)
    if title.form is not None:
        sheet = layout.read(title.form, grid, edition.synonyms, edition.functional)
        if sheet.likeness >= TITLED or _shortened(sheet):
            return Candidate(table, title.form, sheet, titled=True, unit=unit), title
        return None, title
    if not _plausible(table, edition):
        return None, title
    sheets = [
        (layout.read(form, grid, edition.synonyms, edition.functional), form)
        for form in edition.forms
    ]
    ranked = sorted(sheets, key=lambda pair: pair[0].likeness, reverse=True)
    (best, form), (second, _) = ranked[:2]
    if best.likeness >= UNTITLED and best.likeness - second.likeness >= AHEAD:
        return Candidate(table, form, best, titled=False, unit=unit), title
    return None, title


def _shortened(sheet: Recognised) -> bool:
    """Whether a table that bears a form's title leaves out rows and has no others."""
    return not sheet.strays and len(sheet.labels) >= LEAST_LABELS


def _plausible(table: Table, edition: Edition) -> bool:
    """Whether the head of a table shows at least two words that stand over declared columns."""
    said = {spelling.key(c.text, edition.synonyms) for c in table.grid.cells if c.row < HEAD_ROWS}
    return len(said & _column_words(edition)) > 1


@lru_cache(maxsize=16)
def _column_words(edition: Edition) -> frozenset[str]:
    columns = (column for form in edition.forms for column in form.columns)
    return frozenset(spelling.key(word, edition.synonyms) for c in columns for word in c.path)


def _runs_on(before: Table, table: Table) -> bool:
    """Whether an unrecognised table without a title begins the page after a form."""
    if not before.pages or not table.pages or table.pages[0] != before.pages[-1] + 1:
        return False
    texts = [spelling.plain(cell.text) for cell in table.grid.cells]
    return not table.above and any(spelling.DECIMAL_AMOUNT.fullmatch(text) for text in texts)


def _chosen(candidates: Iterable[Candidate], unread: list[Unread]) -> dict[str, Candidate]:
    """The best table for each form; a second one is said to be unread."""
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: not c.titled):
        if candidate.form.id not in chosen:
            chosen[candidate.form.id] = candidate
            continue
        reason = f"文中另有一张“{candidate.form.title}”，只读第一张"
        unread.append(Unread(candidate.form.title, "table", reason, candidate.table.grid.place))
    return chosen


def _unit(table: Table, marks: TableMarks) -> str:
    """The unit a table declares above, below or in its header."""
    texts = [line.text for line in (*reversed(table.above), *table.below)]
    texts += [cell.text for cell in table.grid.cells if cell.row < LEAST_HEIGHT]
    found = (marks.unit.search(spelling.plain(text)) for text in texts)
    return next((match[1] for match in found if match), "")


def _common_unit(chosen: Iterable[Candidate], edition: Edition) -> str:
    units = [candidate.unit for candidate in chosen if candidate.unit]
    return max(set(units), key=units.count) if units else edition.unit


def _facts(
    candidate: Candidate, unit: str, lost: list[Unread], unknown: list[Address]
) -> Iterator[tuple[Address, Fact]]:
    """The facts of one form; a text that is no amount is left unknown and said so."""
    form = candidate.form
    typed: list[tuple[Laid, Decimal | None, int]] = []
    for slot in candidate.sheet.slots:
        try:
            number = spelling.amount(slot.cell.text)
        except spelling.NotAnAmount as error:
            reason = f"{slot.name}：{error}"
            lost.append(Unread(slot.cell.text, "amount", reason, slot.cell.place, form.id))
            unknown.append(slot.address)
            continue
        typed.append((slot, number[0] if number else None, number[1] if number else 0))
    scale = UNITS[unit]
    for slot, number_read, places in typed:
        value = ZERO if number_read is None else number_read * scale
        printed = slot.cell.text.strip() if number_read is not None else ""
        half = scale.scaleb(-places) / 2 if number_read is not None else ZERO
        fact = Fact(slot.address, value, half, printed, unit, slot.name, slot.cell.place)
        yield slot.address, fact
    lost += [
        Unread(
            stray.cell.text,
            stray.kind,
            stray.reason,
            stray.cell.place,
            form.id,
            stray.row,
        )
        for stray in candidate.sheet.strays
    ]


def _partial(lost: Sequence[Unread]) -> bool:
    """Whether rows of the form were lost, so that a sum over its rows proves nothing."""
    return any(item.kind != "column" for item in lost)


def _state(
    candidate: Candidate, facts: dict[Address, Fact], unit: str, *, partial: bool
) -> FormState:
    form, table = candidate.form, candidate.table
    filled = any(fact.value for fact in facts.values()) or partial
    notes = (*(line.text for line in table.below), *candidate.sheet.notes)
    return FormState(
        id=form.id,
        title=form.title,
        state="read" if filled else "empty",
        pages=table.pages,
        columns=candidate.sheet.columns,
        place=table.grid.place,
        notes=notes,
        labels=candidate.sheet.labels,
        unit=unit,
        partial=partial,
    )


def _missing(form: Form, unread: Sequence[Unread]) -> FormState:
    reason = next((item.reason for item in unread if item.form == form.id), "")
    return FormState(form.id, form.title, "unreadable" if reason else "missing", reason=reason)


def _no_unit(candidate: Candidate, unit: str) -> Finding:
    form = candidate.form
    return Finding(
        "格式.单位",
        "提示",
        f"“{form.title}”未注明金额单位，按{unit}读取",
        places=((candidate.table.grid.place, form.title),),
        key=form.id,
    )
