"""What each command does with its words."""
# ruff: noqa: PLC0415 - each command loads only what it needs, so that starting costs little

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import juesuan
from juesuan.cli.outputs import Output, save, unwritable
from juesuan.cli.voice import Trouble, complain, say, tell
from juesuan.guard import Failure
from juesuan.publish.data import dumps
from juesuan.publish.files import SUFFIXES, Source, expand
from juesuan.publish.report import Extract, Report
from juesuan.sources.limits import Limits

if TYPE_CHECKING:
    from juesuan.notation.classification import Entry
    from juesuan.notation.edition import Edition

CLEAN, WRONG, TROUBLE = 0, 1, 2
STDIN = "标准输入"


def audit(words: Namespace) -> int:
    """Audit every file; the others go on where one cannot be read."""
    edition = _edition(words.edition).id if words.edition else ""
    codes = _codes(words.codes)
    sources = [source for name in words.files for source in _sources(name)]
    output = Output(words.format or ["text"], words.out, sources)
    outcomes = juesuan.audit_all(sources, edition=edition, codes=codes, jobs=words.jobs)
    wrong = failed = 0
    for index, (source, outcome) in enumerate(_with_progress(outcomes, len(sources))):
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            failed += 1
        else:
            output.put(index, outcome)
            wrong += outcome.wrong
    output.close()
    if len(sources) > 1:
        right = len(sources) - wrong - failed
        tell(f"共 {len(sources)} 份：没有错误 {right} 份，有错误 {wrong} 份，读不了 {failed} 份")
    return TROUBLE if failed else WRONG if wrong else CLEAN


def read(words: Namespace) -> int:
    """Read one file: every fact and every claim with its place."""
    edition = _edition(words.edition).id if words.edition else ""
    codes = _codes(words.codes)
    source, *more = _sources(words.file)
    if more:
        raise Trouble("read 一次读一份文件：请指定其中一份")
    found = _value(source, juesuan.task("read_file", source, edition=edition, codes=codes))
    extract = cast("Extract", found)
    text = extract.to_csv() if words.format == "csv" else extract.to_json()
    if words.out and Path(words.out).resolve() == Path(words.file).resolve():
        raise Trouble(f"“{words.out}”是输入文件，不会被改写：请用 --out 指定别的位置")
    if words.draw:
        _draw(source, words.draw, edition, codes)
    if words.out:
        save(Path(words.out), text)
    else:
        say(text)
    return CLEAN


def _draw(source: Source, out: str, edition: str, codes: list[Entry]) -> None:
    folder = Path(out).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    found = juesuan.task("draw_file", source, str(folder), edition=edition, codes=codes)
    pages = cast("tuple[str, ...]", _value(source, found))
    tell(f"已画出 {len(pages)} 页，写入 {out}")


def show(words: Namespace) -> int:
    """Show the editions, one edition, or one of its forms."""
    from juesuan.publish import declared

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
    from juesuan.cli.checks import cards, listed, told

    found = cards(_edition(words.edition or latest()))
    if words.rule:
        found = [card for card in found if card.id == words.rule]
        if not found:
            raise Trouble(f"没有编号为“{words.rule}”的检查：全部编号见 juesuan rules")
    if words.format == "json":
        say(dumps([card._asdict() for card in found]))
    else:
        say(told(found) if words.rule else listed(found))
    return CLEAN


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "audit": audit,
    "read": read,
    "show": show,
    "rules": rules,
}


def _sources(name: str) -> list[Source]:
    """The sources a word names: stdin, a file, or every document in a folder."""
    if name == "-":
        return [Source(STDIN, sys.stdin.buffer.read(Limits().bytes + 1))]
    found = list(expand(Path(name)))
    if not found:
        kinds = " ".join(sorted(SUFFIXES))
        raise Trouble(f"文件夹“{name}”里没有可以审核的文件（{kinds}）：请检查路径")
    return found


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
        data = Path(path).read_bytes()
        try:
            return read_entries(data.decode("utf-8-sig"), path)
        except UnicodeDecodeError:
            return read_entries(data.decode("gb18030"), path)
    except CodesError as error:
        raise Trouble(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(
            f"科目表“{path}”读不了：请检查路径、权限和编码（UTF-8 或 GB18030）"
        ) from error


def _value(source: Source, outcome: object) -> object:
    if isinstance(outcome, Failure):
        raise Trouble(f"{source.name}：{outcome.message}")
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
