"""Tables -> facts: every cell of a recognised form typed, with its place and its precision."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts, FormState, State
from juesuan.model.reading import Unread
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.layout import Laid
from juesuan.notation.speech.clue import TableMarks
from juesuan.reading.tables import Table
from juesuan.reading.tables.beside import beside, standing_in
from juesuan.reading.tables.blanks import headings, omitted
from juesuan.reading.tables.proof import doubt
from juesuan.reading.tables.recognise import HEAD_ROWS, Candidate, another, recognised
from juesuan.reading.tables.titles import strayed
from juesuan.reading.text.budgets import kind_of

NEAREST = 3
OVER = 6  # lines over a table that may be its title: number, department and unit below it
UNHEADED = "这张表没有框线，各栏按上下对齐认出，有的栏没有认出表头，未采用"
NO_RULES = "文中的表没有框线，按上下对齐没有认出这张表"
RED = ("-", "−", "—", "–", "(")  # how a number below nothing begins
LIKE_CELLS, ALIKE = 3, Decimal("0.66")  # of the cells of two tables of one form
LISTED = "清单"
SHOWING = ("read", "empty", "unreadable", "missing")


class FormsRead(NamedTuple):
    """The facts of all forms, what stands in them unread, remarks, and the tables left over.

    `copies` are the cells of forms that stand in a second file of the disclosure, too.
    """

    facts: Facts
    unread: list[Unread]
    remarks: list[Finding]
    others: list[Table]
    copies: Sequence[Fact] = ()


class _FormRead(NamedTuple):
    """What came of one form: its state, its facts, what is unread and unknown of it."""

    state: FormState
    facts: Mapping[Address, Fact]
    unread: Sequence[Unread] = ()
    unknown: Sequence[Address] = ()


def read_forms(tables: Sequence[Table], edition: Edition, files: Sequence[str] = ()) -> FormsRead:
    """Recognise every form among the tables of a document and read it; of `files` the first's."""
    every, unread = recognised(tables, edition, files)
    every |= {one.form.id: [one] for one in standing_in(tables, edition, every)}
    chosen = {form: candidates[0] for form, candidates in every.items()}
    common = _common_unit(chosen.values(), edition)
    copies: list[Fact] = []
    facts: dict[Address, Fact] = {}
    forms: dict[str, FormState] = {}
    unknown: list[Address] = []
    for form in edition.forms:
        if form.id not in chosen:
            forms[form.id] = _missing(form, unread)
            continue
        read, chosen[form.id], more, apart = _read_first(every[form.id], common, edition.marks)
        copies += more
        unread += apart
        facts |= read.facts
        rest = any(item.form == form.id and item.kind == "rest" for item in unread)
        forms[form.id] = replace(read.state, partial=read.state.partial or rest)
        unread += read.unread
        unknown += read.unknown
    headless = {item.form for item in unread if item.kind == "column"}
    _refuse_unproven(chosen, facts, forms, headless, edition)
    additions = beside(tables, edition, unread)
    unread = [*additions.unread]
    for candidate in additions.tables:
        added = _read_addition(candidate, common, edition.marks)
        facts |= added.facts
        forms[candidate.form.id] = added.state
        unread += added.unread
        unknown += added.unknown
    remarks = [*_remarks(chosen, common, edition)]
    used = {one.table.grid.place for same in (*every.values(), additions.tables) for one in same}
    others = [table for table in tables if table.grid.place not in used]
    return FormsRead(Facts(_known_zeros(facts), forms, unknown), unread, remarks, others, copies)


def _remarks(chosen: Mapping[str, Candidate], common: str, edition: Edition) -> Iterator[Finding]:
    """What is to be said of forms as tables: no unit, a title in other words."""
    for form in edition.forms:
        if form.id in chosen and not chosen[form.id].unit:
            yield _no_unit(chosen[form.id], common)
    for candidate in chosen.values():
        yield from _mistitled(candidate)


def _refuse_unproven(
    chosen: Mapping[str, Candidate],
    facts: dict[Address, Fact],
    forms: dict[str, FormState],
    headless: Container[str],
    edition: Edition,
) -> None:
    """Take out the forms without rules whose columns their sums do not prove, and say so."""
    aligned = [name for name, candidate in chosen.items() if candidate.table.grid.aligned]
    reasons = {name: doubt(name, Facts(facts, forms), edition) for name in aligned}
    for name, reason in reasons.items():
        if reason or name in headless:
            state = forms[name]
            forms[name] = FormState(
                name,
                state.title,
                "unreadable",
                state.pages,
                unshown=state.unshown,
                place=state.place,
                reason=reason or UNHEADED,
            )
            for address in [address for address in facts if address.form == name]:
                del facts[address]
    if aligned:
        for name, state in forms.items():
            if state.state == "missing":
                forms[name] = replace(state, state="unreadable", reason=NO_RULES)


def _read_first(
    candidates: Sequence[Candidate], common: str, marks: TableMarks
) -> tuple[_FormRead, Candidate, list[Fact], list[Unread]]:
    """A form of the first file that shows its numbers, and what the other tables print of it.

    One of the same file that mostly prints other numbers is of something else, and not read.
    """
    reads = [(_read_form(candidate, common, marks), candidate) for candidate in candidates]
    ranked = sorted(reads, key=lambda pair: SHOWING.index(pair[0].state.state))
    (first, candidate), *others = ranked
    copies: list[Fact] = []
    apart: list[Unread] = []
    for other, second in others:
        facts = _known_zeros(other.facts) if other.state.state == "read" else {}
        same_file = second.table.grid.place.file == candidate.table.grid.place.file
        if facts and same_file and not _agree(first.facts, facts):
            apart.append(another(second))
        else:
            copies += facts.values()
    return first, candidate, copies, apart


def _agree(first: Mapping[Address, Fact], second: Mapping[Address, Fact]) -> bool:
    """Whether two tables print the same in most of the cells that both have."""
    both = [(first[a].value, fact.value) for a, fact in second.items() if a in first]
    filled = [pair for pair in both if any(pair)]
    same = sum(one == other for one, other in filled)
    return same >= LIKE_CELLS and ALIKE * len(filled) <= same


def _read_form(candidate: Candidate, common: str, marks: TableMarks) -> _FormRead:
    """Read one form; one without numbers that refers to somewhere else is unreadable."""
    form, unit = candidate.form, candidate.unit or common
    unread: list[Unread] = []
    unknown: list[Address] = []
    facts = dict(_facts(candidate, unit, unread, unknown))
    state = _state(candidate, facts, unit, partial=_partial(unread))
    if state.state == "empty" and (reason := _attached(candidate, marks)):
        unshown = form.unshown(())
        unreadable = FormState(form.id, form.title, "unreadable", unshown=unshown, reason=reason)
        return _FormRead(unreadable, {}, unknown=unknown)
    listed = form.layout == LISTED  # what it does not list may be the part that is filled in
    groups = () if listed else omitted(form, state, facts, _empty_cells(candidate))
    blank = {part for group in groups for part in group.parts}
    facts = {address: fact for address, fact in facts.items() if address not in blank}
    loose, budget = any(map(_is_loose, unread)), _budget(candidate, marks)
    state = replace(state, loose=loose, omitted=groups, budget=budget)
    return _FormRead(state, facts, unread, [*unknown, *blank])


def _is_loose(item: Unread) -> bool:
    """Whether what was not read may lower the sum that it is part of."""
    return item.kind == "repeated" or spelling.plain(item.text).startswith(RED)


def _read_addition(candidate: Candidate, common: str, marks: TableMarks) -> _FormRead:
    """Read a table beside the forms, by the title it bears; what all it shows is understood.

    A list says nothing of what it does not name, even where all that it names is nothing.
    """
    read = _read_form(candidate, common, marks)
    state: State = read.state.state
    if candidate.form.layout == LISTED and state == "empty":
        state = "read"
    strays = any(item.kind == "column" for item in read.unread)
    closed = candidate.form.layout == "科目" and not strays
    named = replace(read.state, state=state, title=candidate.name, closed=closed)
    listed = candidate.form.layout == LISTED
    heads = headings(candidate.form, named, read.facts) if listed else frozenset()
    facts = {address: fact for address, fact in read.facts.items() if address not in heads}
    return read._replace(state=named, facts=facts)


def _empty_cells(candidate: Candidate) -> set[Address]:
    """The cells that show nothing at all, not even the dash that stands for nothing."""
    return {slot.address for slot in candidate.sheet.slots if not slot.cell.text.strip()}


def _attached(candidate: Candidate, marks: TableMarks) -> str:
    """Where a table without numbers says that they are to be found; "" where it does not."""
    table = candidate.table
    lines = [*table.above[-OVER:], *table.below]
    texts = [*(line.text for line in lines), *(cell.text for cell in table.grid.cells)]
    matches = (marks.elsewhere.search(spelling.plain(text)) for text in texts)
    return next((f"表中没有数字，写有“{match[0]}”" for match in matches if match), "")


def _budget(candidate: Candidate, marks: TableMarks) -> str:
    """Which budget a table says that its 预算数 is: in its head, else in its note."""
    table = candidate.table
    head = [cell.text for cell in table.grid.cells if cell.row < HEAD_ROWS]
    notes = [*(line.text for line in table.below), *candidate.sheet.notes]
    for texts, pattern in ((head, marks.budget_head), (notes, marks.budget_note)):
        for text in map(spelling.plain, texts):
            if match := pattern.search(text):
                return kind_of(match[1])
    return ""


def _known_zeros(facts: Mapping[Address, Fact]) -> dict[Address, Fact]:
    """The facts, a bare 0 being a zero as fine as the tables' other amounts."""
    decimals = (spelling.decimals(f.printed) for f in facts.values() if f.value)
    usual = spelling.usual_decimals(decimals)
    if not usual:
        return dict(facts)
    bare = {a for a, f in facts.items() if f.half and not f.value and "." not in f.printed}
    return {a: f._replace(half=f.half.scaleb(-usual)) if a in bare else f for a, f in facts.items()}


def _common_unit(chosen: Iterable[Candidate], edition: Edition) -> str:
    units = [candidate.unit for candidate in chosen if candidate.unit]
    return max(set(units), key=units.count) if units else edition.unit


def _facts(
    candidate: Candidate, unit: str, unread: list[Unread], unknown: list[Address]
) -> Iterator[tuple[Address, Fact]]:
    """The facts of one form; a text that is no amount is left unknown and said so."""
    form = candidate.form
    typed: list[tuple[Laid, Decimal | None, int]] = []
    for slot in candidate.sheet.slots:
        try:
            number = spelling.amount(slot.cell.text)
        except spelling.NotAnAmount as error:
            reason = f"{slot.name}：{error}"
            unread.append(Unread(slot.cell.text, "amount", reason, slot.cell.place, form.id))
            unknown.append(slot.address)
            continue
        typed.append((slot, number[0] if number else None, number[1] if number else 0))
    for slot, number_read, places in typed:
        counted = slot.address.row in form.counted
        scale = UNITS["元"] if counted else UNITS[unit]
        value = ZERO if number_read is None else number_read * scale
        printed = slot.cell.text.strip() if number_read is not None else ""
        half = scale.scaleb(-places) / 2 if number_read is not None and not counted else ZERO
        shown = "" if counted else unit
        fact = Fact(slot.address, value, half, printed, shown, slot.name, slot.cell.place)
        yield slot.address, fact
    unread += [
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


def _partial(unread: Sequence[Unread]) -> bool:
    """Whether rows of the form were lost, so that a sum over its rows proves nothing."""
    return any(item.kind != "column" for item in unread)


def _state(
    candidate: Candidate, facts: dict[Address, Fact], unit: str, *, partial: bool
) -> FormState:
    form, table = candidate.form, candidate.table
    filled = any(fact.value for fact in facts.values()) or partial
    notes = (*(line.text for line in table.below), *candidate.sheet.notes)
    head = (cell.text for cell in table.grid.cells if cell.row < HEAD_ROWS)
    return FormState(
        id=form.id,
        title=form.title,
        state="read" if filled else "empty",
        pages=table.pages,
        columns=candidate.sheet.columns,
        unshown=form.unshown(candidate.sheet.columns, candidate.sheet.labels),
        place=table.grid.place,
        notes=notes,
        labels=candidate.sheet.labels,
        unit=unit,
        partial=partial,
        heads=(*(line.text for line in reversed(table.above[-OVER:])), *head),
    )


def _missing(form: Form, unread: Sequence[Unread]) -> FormState:
    reason = next((item.reason for item in unread if item.form == form.id), "")
    state: State = "unreadable" if reason else "missing"
    return FormState(form.id, form.title, state, unshown=form.unshown(()), reason=reason)


def _mistitled(candidate: Candidate) -> Iterator[Finding]:
    """That a table bears a title in other words than its form's; one letter is a misprint."""
    form, heading = candidate.form, candidate.heading
    if heading and strayed(heading, form) > 1:
        message = f"表的题名写作“{heading}”，而表头和各行是《{form.title}》的：请核对题名"
        place = candidate.table.grid.place
        yield Finding("表.题名", "提示", message, places=((place, heading),), key=form.id)


def _no_unit(candidate: Candidate, unit: str) -> Finding:
    form = candidate.form
    return Finding(
        "格式.单位",
        "提示",
        f"“{form.title}”未注明金额单位，按{unit}读取",
        places=((candidate.table.grid.place, form.title),),
        key=form.id,
    )
