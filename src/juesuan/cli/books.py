"""The commands on the books of a department: prepare, template, trace, score."""
# ruff: noqa: PLC0415 - the query engine and the workbook writer come only when they are needed

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.cli.outputs import unwritable
from juesuan.cli.voice import Trouble, complain, say, tell
from juesuan.publish.data import dumps

if TYPE_CHECKING:
    from juesuan.model import Facts
    from juesuan.portfolio import Evaluation

DONE, WRONG, TROUBLE = 0, 1, 2
MOST = 50
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TABLES = (".csv", ".tsv", ".parquet")


def prepare(words: Namespace) -> int:
    """Books -> the accounts of every unit and of the department, in a folder."""
    out = Path(words.out)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Trouble(f"输出文件夹“{words.out}”不是空的：请换一个位置，或先清空")
    from juesuan.department import Choices, make
    from juesuan.prepare import Unfit
    from juesuan.sources.books import BooksError

    accept = tuple(words.accept or ())
    prior = _last_year(words.prior, words.books) if words.prior else None
    choices = Choices(words.edition or "", words.rounding, words.engine, accept, prior)
    try:
        made = make(words.books, out, choices)
    except BooksError as error:
        return _refused(words.books, list(map(str, error.problems)))
    except Unfit as error:
        return _refused(words.books, str(error).splitlines())
    except OSError as error:
        raise unwritable(out, error) from error
    for note in made.notes[:MOST]:
        tell(f"提示  {note}")
    prepared = made.prepared
    moved = sum(1 for _ in prepared.department.moved)
    say(
        f"{prepared.department.name}  {prepared.year}年度：单位 {len(prepared.units)} 个，"
        f"抵销 {len(prepared.eliminations)} 笔，版本 {prepared.edition}"
        f"{f'，尾数调整 {moved} 格' if moved else ''}\n已写入 {words.out}\n"
    )
    return DONE


def _last_year(path: str, books: str) -> dict[str, Facts]:
    """Last year's accounts: a folder that prepare wrote, or the published document."""
    import juesuan
    from juesuan.department import prepared_facts, year_of

    try:
        if Path(path).is_dir():
            year, found = prepared_facts(Path(path))
        else:
            reading = juesuan.read(path).reading
            year, found = reading.meta.year or 0, {"": reading.facts}
    except (juesuan.Unreadable, ValueError) as error:
        raise Trouble(f"上年“{path}”：{error}") from error
    if year != year_of(books) - 1:
        raise Trouble(f"上年“{path}”是{year}年度的，账套是{year_of(books)}年度的：请给上一年度的")
    return found


def score(words: Namespace) -> int:
    """Score the projects of the books; with --out, write their cards into a folder."""
    out = Path(words.out) if words.out else None
    if out and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Trouble(f"输出文件夹“{words.out}”不是空的：请换一个位置，或先清空")
    from juesuan.portfolio import evaluate
    from juesuan.publish.evaluated import cards_text, evaluated_object, write_folder
    from juesuan.sources.books import BooksError

    try:
        found = evaluate(words.file, words.edition or "")
    except BooksError as error:
        return _refused(words.file, list(map(str, error.problems)))
    data = dumps(evaluated_object(found))
    say(data if words.format == "json" else _scored(found))
    if out and not found.sound:
        tell("有“错误”，没有写出任何文件：请改正后重试")
    elif out:
        try:
            write_folder(out, {"cards.md": cards_text(found.evaluated), "scores.json": data})
        except OSError as error:
            raise unwritable(out, error) from error
        tell(f"已写入 {words.out}")
    right = all(row.agrees or not (row.printed and row.recomputed) for row in found.rows)
    return DONE if found.sound and right else WRONG


def _scored(found: Evaluation) -> str:
    """Claimed against recomputed, then the portfolio at a glance."""
    from juesuan.publish.evaluated import summary_text
    from juesuan.publish.scores import scores_text

    return scores_text(found.rows) + summary_text(found)


def of_projects(name: str) -> bool:
    """Whether what `score` is given is books: a workbook, a database, a folder of tables."""
    path = Path(name)
    if path.is_dir():
        return any(one.suffix.lower() in TABLES for one in path.iterdir())
    return "://" in name or path.suffix.lower() in WORKBOOKS


def _refused(name: str, problems: list[str]) -> int:
    """All that is wrong with the books, a line each."""
    for problem in problems[:MOST]:
        complain(problem)
    more = f"（只列出前 {MOST} 处）" if problems[MOST:] else ""
    tell(f"账套“{name}”有 {len(problems)} 处问题{more}，没有写出任何文件：请改正后重试")
    return TROUBLE


def template(words: Namespace) -> int:
    """Write an empty workbook for the books that explains itself."""
    from juesuan.notation.edition import load
    from juesuan.publish.template import write_template

    out = Path(words.out)
    if out.exists():
        raise Trouble(f"已经有“{words.out}”：不会被改写，请换一个名字")
    edition = load(words.edition) if words.edition else None
    try:
        handle, beside = tempfile.mkstemp(prefix=".juesuan-", suffix=".xlsx", dir=out.parent)
        os.close(handle)
        try:
            write_template(beside, edition)
            Path(beside).chmod(0o644)
            Path(beside).replace(out)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(out, error) from error
    tell(f"已写入 {words.out}")
    return DONE


def trace(words: Namespace) -> int:
    """From a figure back to the postings behind it."""
    from juesuan.model import Address
    from juesuan.publish.traced import trace_object, trace_text

    home = Path(words.folder)
    if not (home / "manifest.json").is_file():
        raise Trouble(f"“{words.folder}”不是 juesuan prepare 写出的文件夹：请检查路径")
    try:
        address = Address.parse(words.address)
    except ValueError as error:
        raise Trouble(str(error)) from error
    from juesuan.department import traced
    from juesuan.prepare import Untraceable

    try:
        found, rows = traced(home, address, words.unit)
    except Untraceable as error:
        raise Trouble(str(error)) from error
    if words.format == "json":
        say(dumps(trace_object(address, found.value, found.leaves, rows, found.eliminated)))
    else:
        say(trace_text(address, found.value, found.leaves, rows))
        if found.eliminated:
            say(f"\n部门内部抵销 {len(found.eliminated)} 笔，见 eliminations.json\n")
    return DONE
