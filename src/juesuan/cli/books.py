"""The commands on the books of a department: prepare, template, trace, score."""
# ruff: noqa: PLC0415 - the query engine and the workbook writer come only when they are needed

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from juesuan.books import LIMITS
from juesuan.bookwork import (
    Chosen,
    Contradiction,
    PreparedSummary,
    Prior,
    Refusal,
    Scores,
    carried_out,
    output,
)
from juesuan.cli.bounds import limits_of
from juesuan.cli.outputs import unwritable
from juesuan.cli.voice import Trouble, complain, say, tell
from juesuan.guard import Failure, Fault
from juesuan.model.page import Limits
from juesuan.publishing.screen import clean

DONE, WRONG, TROUBLE = 0, 1, 2
MOST = 50
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TABLES = (".csv", ".tsv", ".parquet")


def prepare(words: Namespace) -> int:
    """Books -> the accounts of every unit and of the department, in a folder."""
    out = Path(words.out)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Trouble(f"输出文件夹“{words.out}”不是空的：请换一个位置，或先清空")
    limits = limits_of(words, LIMITS)
    prior = _last_year(words.prior, limits) if words.prior else None
    try:
        with output(out) as place:
            asked = words.books, str(place), _choices(words), prior
            made = _value(carried_out("prepare", limits, *asked))
    except OSError as error:
        if str(error.filename or "").startswith(words.books):
            raise  # the books, and not what is written
        raise unwritable(out, error) from error
    found: Refusal | Contradiction | PreparedSummary = made
    for line in found.receipt:
        tell(line)
    if isinstance(found, Refusal):
        return _refused(words.books, found.problems)
    if isinstance(found, Contradiction):
        tell(
            "编出的表有“错误”，没有写出任何文件：请改正账套后重试；要先看一看，加 --draft 写成草稿"
        )
        return WRONG
    return _made(found, words)


def _choices(words: Namespace) -> Chosen:
    accept, practice = tuple(words.accept or ()), _practice(words.practice or ())
    return Chosen(words.edition or "", words.rounding, words.engine, accept, practice, words.draft)


def _made(made: PreparedSummary, words: Namespace) -> int:
    """Tell what was prepared and written; the status says whether its audit found an error."""
    say(
        f"{clean(made.name)}  {made.year}年度：单位 {made.units} 个，"
        f"抵销 {made.eliminations} 笔，版本 {made.edition}"
        f"{f'，尾数调整 {made.moved} 格' if made.moved else ''}\n"
        f"{'已写成草稿' if words.draft else '已写入'} {clean(words.out)}\n"
    )
    return WRONG if made.wrong else DONE


def _practice(said: Sequence[str]) -> dict[str, str]:
    """The switches set by `--practice 名称=取值`; Trouble where an edition has none such."""
    from juesuan.notation.edition import latest, load
    from juesuan.notation.overlay import DeclarationError

    pairs = [text.replace("＝", "=").partition("=") for text in said]
    found = {name.strip(): value.strip() for name, _, value in pairs}
    try:
        load(latest()).feeds(found)
    except DeclarationError as error:
        raise Trouble(f"--practice：{error}") from error
    if len(found) < len(pairs):
        raise Trouble("--practice：同一个口径写了两次，请只写一次")
    return found


def _last_year(path: str, limits: Limits) -> Prior:
    """Last year's accounts: the folder that prepare wrote, or what its document says."""
    import juesuan

    if Path(path).is_dir():
        return path
    try:
        reading = juesuan.read(path, limits=replace(Limits(), **_common(limits))).reading
    except juesuan.Unreadable as error:
        raise Trouble(f"上年“{path}”：{error}") from error
    return path, reading.meta.year or 0, {"": reading.facts}


def _common(limits: Limits) -> dict[str, int]:
    return {"bytes": limits.bytes, "pages": limits.pages}


def _value(found: Any) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    """What a child gave; Fault or Trouble where it gave nothing."""
    if isinstance(found, Failure):
        raise (Fault if found.kind == "fault" else Trouble)(found.message)
    return found


def score(words: Namespace) -> int:
    """Score the projects of the books; with --out, write their cards into a folder."""
    out = Path(words.out) if words.out else None
    if out and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Trouble(f"输出文件夹“{words.out}”不是空的：请换一个位置，或先清空")
    from juesuan.publishing.projects import write_folder

    as_json = words.format == "json"
    task = carried_out("score", limits_of(words, LIMITS), words.file, words.edition or "", as_json)
    made = _value(task)
    if isinstance(made, Refusal):
        return _refused(words.file, made.problems)
    found: Scores = made
    say(found.shown)
    if out and not found.sound:
        tell("有“错误”，没有写出任何文件：请改正后重试")
    elif out:
        try:
            write_folder(out, {"cards.md": found.cards, "scores.json": found.data})
        except OSError as error:
            raise unwritable(out, error) from error
        tell(f"已写入 {words.out}")
    return DONE if found.sound and found.right else WRONG


def of_projects(name: str) -> bool:
    """Whether what `score` is given is books: a workbook, a database, a folder of tables."""
    path = Path(name)
    if path.is_dir():
        return any(one.suffix.lower() in TABLES for one in path.iterdir())
    return "://" in name or path.suffix.lower() in WORKBOOKS


def _refused(name: str, problems: Sequence[str]) -> int:
    """All that is wrong with the books, a line each."""
    for problem in problems[:MOST]:
        complain(problem)
    more = f"（只列出前 {MOST} 处）" if problems[MOST:] else ""
    tell(f"账套“{name}”有 {len(problems)} 处问题{more}，没有写出任何文件：请改正后重试")
    return TROUBLE


def template(words: Namespace) -> int:
    """Write an empty workbook for the books that explains itself."""
    from juesuan.notation.edition import latest, load
    from juesuan.publishing.template import write_template
    from juesuan.publishing.whole import whole_file

    out = Path(words.out)
    if out.exists():
        raise Trouble(f"已经有“{words.out}”：不会被改写，请换一个名字")
    edition = load(words.edition or latest())
    try:
        with whole_file(out) as beside:
            write_template(str(beside), edition)
    except OSError as error:
        raise unwritable(out, error) from error
    tell(f"已写入 {words.out}")
    return DONE


def trace(words: Namespace) -> int:
    """From a figure back to the postings behind it."""
    from juesuan.model.number import Address

    home = Path(words.folder)
    if not os.path.isfile(home / "manifest.json"):  # noqa: PTH113 - never raises
        raise Trouble(f"“{words.folder}”不是 juesuan prepare 写出的文件夹：请检查路径")
    try:
        Address.parse(words.address)
    except ValueError as error:
        raise Trouble(str(error)) from error
    as_json = words.format == "json"
    limits = limits_of(words, LIMITS)
    told = _value(carried_out("trace", limits, str(home), words.address, words.unit, as_json))
    say(str(told))
    return DONE
