"""What each command does with its words."""
# ruff: noqa: PLC0415 - each command loads only what it needs, so that starting costs little

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import juesuan
from juesuan.cli.bounds import limits_of
from juesuan.cli.outputs import Output, save, unwritable
from juesuan.cli.voice import Trouble, complain, say, screen, tell
from juesuan.guard import Failure, Fault
from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.publishing.report.data import dumps
from juesuan.publishing.screen import PLAIN
from juesuan.secrecy.document import refuse_marked
from juesuan.sources.folders import Left, Source, contents, parted
from juesuan.sources.ours import signed
from juesuan.sources.regular import read_regular, shown, why
from juesuan.tasks.report import Extract, Report

if TYPE_CHECKING:
    from juesuan.model.project import Rescored
    from juesuan.model.report import Explanation
    from juesuan.notation.classification import Entry
    from juesuan.notation.edition import Edition

CLEAN, WRONG, TROUBLE, FAULT = 0, 1, 2, 3
STDIN = "标准输入"
CODES = 16 * 2**20  # bytes of a table of codes of one's own


def audit(words: Namespace) -> int:
    """Audit every file; the others go on where one cannot be read."""
    edition = _edition(words.edition).id if words.edition else ""
    codes = _codes(words.codes)
    limits = limits_of(words)
    sources, left = parted(one for name in words.files for one in _contents(name, limits))
    prior = _prior(words.prior, sources)
    if words.explain:
        return _explain(words, sources, edition, codes, prior)
    output = Output(words.format or ["text"], words.out, sources, words.inputs)
    found = juesuan.audit_all(
        sources, edition=edition, codes=codes, limits=limits, jobs=words.jobs, prior=prior
    )
    failed = _tell_left(left)
    wrong = faults = 0
    for index, (source, outcome) in enumerate(_with_progress(found, len(sources))):
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            output.miss(index)
            failed += 1
            faults += outcome.kind == "fault"
        else:
            output.put(index, outcome)
            wrong += outcome.wrong
    output.close()
    every = len(sources) + sum(one.missed for one in left)
    if every > 1:
        skipped = sum(not one.missed for one in left)
        more = f"，跳过 {skipped} 处" if skipped else ""
        right = every - wrong - failed
        tell(f"共 {every} 份：没有错误 {right} 份，有错误 {wrong} 份，读不了 {failed} 份{more}")
    return FAULT if faults else TROUBLE if failed else WRONG if wrong else CLEAN


def _tell_left(left: Sequence[Left]) -> int:
    """Say what is not audited, and why; how many of it might be worth it."""
    for one in left:
        if one.missed:
            complain(f"{one.name}：{one.reason}")
        else:
            tell(f"跳过  {one.name}：{one.reason}")
    return sum(one.missed for one in left)


def _prior(name: str | None, sources: Sequence[Source]) -> Source | None:
    """Last year's document, which belongs to one file only."""
    if name is None:
        return None
    if len(sources) != 1 or name == "-":
        raise Trouble("--prior 是一份文件的上一年度文件：请一次审核一份")
    return Source(shown(Path(name).name), name)


def _explain(
    words: Namespace,
    sources: Sequence[Source],
    edition: str,
    codes: list[Entry],
    prior: Source | None,
) -> int:
    """Everything that is said about one number of one file."""
    from juesuan.publishing.explanation import about_object, about_text

    if len(sources) != 1 or (words.format or ["text"]) not in (["text"], ["json"]):
        raise Trouble("--explain 说明一份文件中的一个数，格式是 text 或 json 中的一种")
    (source,) = sources
    found = juesuan.task(
        "explain:explain_file",
        source,
        (words.explain, prior),
        edition=edition,
        codes=codes,
        limits=limits_of(words),
    )
    about: Explanation = _value(source, found)
    if not about.known:
        near = "；".join(f"{address} {name}" for address, name in about.near)
        raise Trouble(f"“{words.explain}”处没有数。相近的有：{near or '无'}")
    plain = words.out is not None
    text = (
        dumps(about_object(about))
        if words.format == ["json"]
        else about_text(about, PLAIN if plain else screen())
    )
    _give(signed(text) if plain and words.format != ["json"] else text, words)
    return WRONG if about.wrong else CLEAN


def _give(text: str, words: Namespace) -> None:
    """Write a result to a file, never over an input, or to stdout."""
    if words.out:
        words.inputs.refuse(Path(words.out))
        save(Path(words.out), text)
    else:
        say(text)


def score(words: Namespace) -> int:
    """Score the projects of the books, or the cards of a published document again."""
    from juesuan.cli.books import of_projects
    from juesuan.publishing.scores import scores_text

    if words.file != "-" and of_projects(words.file):
        return _of_books("score")(words)
    limits = limits_of(words)
    edition = _edition(words.edition).id if words.edition else ""
    source, *more = _sources(words.file, limits)
    if more:
        raise Trouble("score 一次复算一份文件：请指定其中一份")
    found = juesuan.task("rescore:score_file", source, edition=edition, limits=limits)
    rows: tuple[Rescored, ...] = _value(source, found)
    as_json = words.format == "json"
    text = dumps([row._asdict() for row in rows]) if as_json else scores_text(rows)
    _give(text if as_json or not words.out else signed(text), words)
    return (
        CLEAN if all(row.agrees or not (row.printed and row.recomputed) for row in rows) else WRONG
    )


def read(words: Namespace) -> int:
    """Read one file: every fact and every claim with its place."""
    edition = _edition(words.edition).id if words.edition else ""
    codes = _codes(words.codes)
    limits = limits_of(words)
    source, *more = _sources(words.file, limits)
    if more:
        raise Trouble("read 一次读一份文件：请指定其中一份")
    found = _value(
        source, juesuan.task("read:read_file", source, edition=edition, codes=codes, limits=limits)
    )
    extract: Extract = found
    text = extract.to_csv() if words.format == "csv" else extract.to_json()
    if words.draw:
        words.inputs.refuse_pictures(Path(words.draw))
        _draw(source, words.draw, edition, codes, limits)
    _give(text, words)
    return CLEAN


def _draw(source: Source, out: str, edition: str, codes: list[Entry], limits: Limits) -> None:
    folder = Path(out).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    found = juesuan.task(
        "read:draw_file", source, str(folder), edition=edition, codes=codes, limits=limits
    )
    pages: tuple[str, ...] = _value(source, found)
    tell(f"已画出 {len(pages)} 页，写入 {out}")


def show(words: Namespace) -> int:
    """Show the editions, one edition, or one of its forms."""
    from juesuan.publishing import edition as declared

    if not words.edition:
        found = [_edition(name) for name in edition_names()]
        objects: object = [declared.edition_object(edition) for edition in found]
        text = "".join(f"{edition.id}  {edition.name}  {edition.year}年度\n" for edition in found)
    elif not words.form:
        edition = _edition(words.edition)
        objects, text = declared.edition_object(edition), declared.edition_text(edition)
    else:
        edition = _edition(words.edition)
        form = edition.form(words.form)
        if form is None:
            known = "、".join(f"{form.id} {form.title}" for form in edition.forms)
            raise Trouble(f"版本 {edition.id} 没有“{words.form}”表；有：{known}")
        objects, text = declared.form_object(form), declared.form_text(form)
    say(dumps(objects) if words.format == "json" else text)
    return CLEAN


def rules(words: Namespace) -> int:
    """List every check, or explain one."""
    from juesuan.cli.checks import cards, explained, listed

    found = cards(_edition(words.edition or latest()))
    if words.rule:
        found = [card for card in found if card.id == words.rule]
        if not found:
            raise Trouble(f"没有编号为“{words.rule}”的检查：全部编号见 juesuan rules")
    if words.format == "json":
        say(dumps([card._asdict() for card in found]))
    else:
        say(explained(found) if words.rule else listed(found))
    return CLEAN


def _of_books(name: str) -> Callable[[Namespace], int]:
    """A command on the books, imported when it is called."""

    def command(words: Namespace) -> int:
        from juesuan.cli import books

        if getattr(words, "edition", None):
            words.edition = _edition(words.edition).id
        found: Callable[[Namespace], int] = getattr(books, name)
        return found(words)

    return command


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "audit": audit,
    "read": read,
    "show": show,
    "rules": rules,
    "score": score,
    "prepare": _of_books("prepare"),
    "template": _of_books("template"),
    "trace": _of_books("trace"),
}


def _contents(name: str, limits: Limits) -> Iterator[Source | Left]:
    """What a word names: stdin, a file, or all that a folder holds."""
    if name == "-":
        yield Source(STDIN, _stdin(limits))
        return
    found = list(contents(Path(name)))
    if not any(isinstance(one, Source) or one.missed for one in found):
        for one in found:
            tell(f"跳过  {one.name}：{one.reason}" if isinstance(one, Left) else "")
        raise Trouble(f"“{shown(name)}”里没有可以审核的文件：请检查路径")
    yield from found


def _stdin(limits: Limits) -> bytes:
    """What stdin holds; no more than the limit is ever read, and one byte to tell."""
    if sys.stdin is None:
        raise Trouble("标准输入是关闭的：请接上文件，或改写文件名")
    try:
        return sys.stdin.buffer.read(limits.bytes + 1)
    except OSError as error:
        raise Trouble(f"标准输入读不了（{why(error)}）：请改写文件名") from error


def _sources(name: str, limits: Limits) -> list[Source]:
    """The sources a word names, where nothing in a folder may be left aside."""
    sources, left = parted(_contents(name, limits))
    _tell_left(left)
    if not sources:
        raise Trouble(f"文件夹“{name}”里没有能读的文件：请检查路径")
    return sources


def edition_names() -> list[str]:
    """Every edition: the years, then each year of each region."""
    from juesuan.notation.edition import regions, years

    pairs = ((str(year), region) for region in ("", *regions()) for year in years())
    return sorted("-".join(filter(None, pair)) for pair in pairs)


def latest() -> str:
    """The edition of the last year declared, without a region."""
    from juesuan.notation.edition import years

    return str(years()[-1])


def _edition(name: str) -> Edition:
    from juesuan.notation.edition import load

    known = edition_names()
    if name not in known:
        raise Trouble(f"没有版本“{name}”；有：{'、'.join(known)}")
    return load(name)


def _codes(path: str | None) -> list[Entry]:
    """The functional codes of the user's own, from a CSV."""
    from juesuan.notation.classification import CodesError, read_entries

    if not path:
        return []
    try:
        data = read_regular(path, CODES)
        if len(data) > CODES:
            raise Trouble(f"科目表“{path}”超过 {CODES // 2**20} MB，没有读：请只留 code、name 等列")
        text = _decoded(data)
        refuse_marked(Aside(texts=tuple(text.splitlines())), Path(path).name)
        return read_entries(text, path)
    except CodesError as error:
        raise Trouble(str(error)) from error
    except (Unreadable, ValueError, csv.Error) as error:
        told = f"（{error}）" if isinstance(error, Unreadable) else ""
        raise Trouble(
            f"科目表“{path}”读不了{told}：请检查路径、权限和编码（UTF-8 或 GB18030）"
        ) from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _value(source: Source, outcome: Any) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    if isinstance(outcome, Failure):
        raise (Fault if outcome.kind == "fault" else Trouble)(f"{source.name}：{outcome.message}")
    return outcome


Outcomes = Iterable[tuple[Source, Report | Failure]]


def _with_progress(outcomes: Outcomes, count: int) -> Iterator[tuple[Source, Report | Failure]]:
    """The outcomes as they come; with a bar on stderr where several are on their way.

    While there is a bar, results wait, so that the two do not mix on one terminal.
    """
    if count < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("审核"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        held = list(bar.track(outcomes, total=count))
    yield from held
