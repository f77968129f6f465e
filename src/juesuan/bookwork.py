"""What is done with books, in a guarded child process: whole there, small values back.

The parent owns the folders the child writes to, for a child that is stopped cleans nothing up.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from juesuan.books import LIMITS, BooksError
from juesuan.guard import Failure, Workers
from juesuan.guard.caretaker import passing_folder
from juesuan.model.number import Address, Facts
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.regular import shown, why

TOO_MUCH = {
    "timeout": "超过 {seconds:g} 秒仍未完成，已停止：请拆分账套，或用 --max-seconds 调高时间上限",
    "memory": "所需内存超过上限 {memory:,} MB，已停止：请拆分账套、改用 Parquet 文件夹，"
    "或用 --max-memory 调高内存上限",
    "crashed": "读取程序异常退出：账套可能已损坏，请另存后再试",
    "limit": "结果过大，已停止：请缩小范围",
}
Rounding = Literal["each", "balanced"]
Engine = Literal["duckdb", "spark"]
Prior = str | tuple[str, int, dict[str, Facts]] | None


class Chosen(NamedTuple):
    """How to prepare, last year aside: what `department.Choices` takes, in plain values."""

    edition: str
    rounding: Rounding | Literal[""]
    engine: Engine
    accept: tuple[str, ...] = ()
    practice: dict[str, str] = {}  # noqa: RUF012 - never written to
    draft: bool = False
    mapping: str = ""


class Refusal(NamedTuple):
    """Books that give no accounts: all that is wrong with them; `receipt` of what came in."""

    problems: tuple[str, ...]
    receipt: tuple[str, ...] = ()


class Contradiction(NamedTuple):
    """Accounts whose audit found an error: nothing was written."""

    receipt: tuple[str, ...]


class PreparedSummary(NamedTuple):
    """What was prepared and written."""

    name: str
    year: int
    edition: str
    units: int
    eliminations: int
    moved: int
    receipt: tuple[str, ...]
    wrong: bool


class Scores(NamedTuple):
    """The projects of the books scored, as texts to show and to write."""

    shown: str
    cards: str
    data: str
    sound: bool
    right: bool


def carried_out(task: str, limits: Limits, *args: object) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    """Run a task of this module in a child, with a folder of its own for what it spills."""
    spare = Path(tempfile.gettempdir())
    with passing_folder(spare, "juesuan-") as scratch, Workers(1, limits) as workers:
        outcome = workers.run("juesuan.bookwork:in_scratch", str(scratch), limits, task, *args)
    if isinstance(outcome, Failure) and outcome.kind in TOO_MUCH:
        reason = TOO_MUCH[outcome.kind].format(seconds=limits.seconds, memory=limits.memory >> 20)
        return Failure(outcome.kind, reason)
    return outcome


@contextmanager
def output(out: Path) -> Iterator[Path]:
    """A place for a folder beside `out`; what is there at the end becomes `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with passing_folder(out.parent, ".juesuan-") as beside:
        yield beside / "out"
        if (beside / "out").exists():
            (beside / "out").replace(out)


def in_scratch(scratch: str, limits: Limits, task: str, *args: object) -> object:
    """The child's side: what is spilled goes to the parent's folder; a full engine is no fault."""
    tempfile.tempdir = scratch
    import duckdb  # noqa: PLC0415 - only where books are read

    try:
        return TASKS[task](*args, limits)  # type: ignore[operator]
    except OSError as error:
        named = f"“{shown(error.filename)}”：" if isinstance(error.filename, str) else ""
        raise Unreadable(f"{named}{why(error)}。请检查路径、权限和磁盘空间") from error
    except duckdb.Error as error:
        full = isinstance(error, duckdb.OutOfMemoryException)
        # What fails in rows on their way in comes as another error of the engine's.
        if full or re.search("memory|malloc|bad_alloc", str(error), re.IGNORECASE):
            raise MemoryError from error
        raise


def prepare_books(
    books: str,
    out: str,
    chosen: Chosen,
    prior: Prior,
    limits: Limits,
) -> PreparedSummary | Refusal | Contradiction:
    """Prepare the books and write everything into the folder `out`."""
    from juesuan.model.accounts import Unfit  # noqa: PLC0415 - as above
    from juesuan.publishing.prepared.receipt import Receipt, short  # noqa: PLC0415 - as above
    from juesuan.tasks.prepare import Choices, Contradicted, make, titles  # noqa: PLC0415 - in the child

    try:
        before = _last_year(prior, books, limits) if prior else None
        made = make(books, Path(out), Choices(prior=before, **chosen._asdict()), limits)
    except BooksError as error:
        receipt = short(Receipt(error.tally, titles(), notes=tuple(map(str, error.notes))))
        return Refusal(tuple(map(str, error.problems)), tuple(receipt))
    except Contradicted as error:
        return Contradiction(tuple(short(error.receipt)))
    except Unfit as error:
        return Refusal(tuple(str(error).splitlines()))
    prepared = made.prepared
    return PreparedSummary(
        prepared.department.name,
        prepared.year,
        prepared.edition,
        len(prepared.units),
        len(prepared.eliminations),
        sum(1 for _ in prepared.department.moved),
        tuple(short(made.receipt)),
        any(one.errors for one in made.receipt.audited),
    )


def _last_year(
    prior: str | tuple[str, int, dict[str, Facts]], books: str, limits: Limits
) -> dict[str, Facts]:
    """Last year's accounts: a folder that prepare wrote, or what was read of the document."""
    from juesuan.tasks.prepare import prepared_facts, year_of  # noqa: PLC0415 - as above

    named = prior if isinstance(prior, str) else prior[0]
    try:
        year, accounts = prepared_facts(Path(prior)) if isinstance(prior, str) else prior[1:]
    except ValueError as error:
        raise Unreadable(f"上年“{named}”：{error}") from error
    current = year_of(books, limits)
    if year != current - 1:
        raise Unreadable(f"上年“{named}”是{year}年度的，账套是{current}年度的：请给上一年度的")
    return accounts


def score_books(
    books: str, edition: str, ways: tuple[str, ...], limits: Limits
) -> Scores | Refusal:
    """Score the projects of the books; `ways` are json to show data, draft to mark the cards."""
    from juesuan.composing.composition import compose_projects  # noqa: PLC0415 - as above
    from juesuan.publishing.disclosure.markdown_text import write_markdown  # noqa: PLC0415 - as above
    from juesuan.publishing.prepared.account_tables import DRAFT  # noqa: PLC0415 - as above
    from juesuan.publishing.project_pages import evaluated_object, summary_text  # noqa: PLC0415 - as above
    from juesuan.publishing.report.data import dumps  # noqa: PLC0415 - as above
    from juesuan.publishing.scores import scores_text  # noqa: PLC0415 - as above
    from juesuan.tasks.score import evaluate  # noqa: PLC0415 - only in the child

    try:
        evaluation, chosen = evaluate(books, edition, limits)
    except BooksError as error:
        return Refusal(tuple(map(str, error.problems)))
    data = dumps(evaluated_object(evaluation))
    shown = data if "json" in ways else scores_text(evaluation.rows) + summary_text(evaluation)
    right = all(row.agrees or not (row.printed and row.recomputed) for row in evaluation.rows)
    mark = DRAFT if "draft" in ways else ""
    cards = write_markdown(compose_projects(evaluation.evaluated, chosen, mark)).decode("utf-8")
    return Scores(shown, cards, data, evaluation.sound, right)


def trace_cell(home: str, address: str, unit: str, as_json: bool, _: Limits) -> str:  # noqa: FBT001
    """The postings behind a figure, told."""
    from juesuan.preparing.prepared_folder import Untraceable  # noqa: PLC0415 - as above
    from juesuan.publishing.prepared.behind import Behind, trace_object, trace_text  # noqa: PLC0415 - as above
    from juesuan.publishing.report.data import dumps  # noqa: PLC0415 - as above
    from juesuan.tasks.trace import rows, trace  # noqa: PLC0415 - only in the child

    cell = Address.parse(address)
    try:
        basis = trace(Path(home), cell, unit)
    except Untraceable as error:
        raise Unreadable(str(error)) from error
    behind = Behind(
        basis.address,
        basis.value,
        basis.leaves,
        rows(basis),
        basis.sources,
        basis.parts,
        basis.total,
        basis.eliminated,
    )
    if as_json:
        return dumps(trace_object(behind))
    count = len(basis.eliminated)
    more = f"\n部门内部抵销 {count} 笔，见 eliminations.json\n" if count else ""
    return trace_text(behind) + more


def entered_cells(home: str, which: str, as_json: bool, _: Limits) -> str:  # noqa: FBT001
    """The cells that some postings enter, told."""
    from juesuan.preparing.prepared_folder import Untraceable  # noqa: PLC0415 - as above
    from juesuan.publishing.prepared.entries import entries_object, entries_text  # noqa: PLC0415 - as above
    from juesuan.publishing.report.data import dumps  # noqa: PLC0415 - as above
    from juesuan.tasks.trace import entries  # noqa: PLC0415 - only in the child

    try:
        listed = entries(Path(home), which)
    except Untraceable as error:
        raise Unreadable(str(error)) from error
    return dumps(entries_object(listed)) if as_json else entries_text(listed)


TASKS = {
    "prepare": prepare_books,
    "score": score_books,
    "trace": trace_cell,
    "entered": entered_cells,
}
BASE = LIMITS
