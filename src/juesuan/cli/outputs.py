"""Where the reports of an audit go: stdout, one file, or a folder with a file for each."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Self

from juesuan.cli.inputs import Inputs
from juesuan.cli.round_files import NOTHING_BEFORE, STEMS, Before
from juesuan.cli.streams import Trouble, say, screen, tell
from juesuan.publishing.screen import PLAIN, Screen, still
from juesuan.publishing.whole import stems, whole_file, write
from juesuan.sources.folders import Left, Source
from juesuan.sources.ours import signed
from juesuan.sources.regular import shown, why

if TYPE_CHECKING:
    from juesuan.cli.overview import Overview
    from juesuan.model.review import DeskDocument
    from juesuan.tasks.results import Report

SARIF = "sarif"
ALONE = "--since 和 --replies 写在汇总里：请审核一个文件夹或多份文件，并用 --out 指定一个文件夹"
EXTENSIONS = {"text": "txt", "json": "json", "html": "html", SARIF: "sarif"}


class Output:
    """Takes reports one by one; raises Trouble where they cannot go."""

    def __init__(
        self,
        words: Namespace,
        sources: Sequence[Source],
        skipped: Sequence[Left] = (),
        before: Before = NOTHING_BEFORE,
    ) -> None:
        inputs, out = words.inputs, words.out
        self.formats = tuple(dict.fromkeys(words.format or ["text"]))
        self.many = len(sources) > 1
        self.named = tuple(words.files)
        self.skipped = tuple(skipped)
        self.inputs = inputs
        inputs.add(path for source in sources for path in source.paths)
        self.path = Path(out) if out else None
        self.written = 0
        self.texts: list[str] = []
        self.rows: list[tuple[str, Report | None]] = []
        self.notes: tuple[str, ...] = ()
        self.documents: list[DeskDocument] = []
        self.sources = tuple(source.name for source in sources)
        self.short = tuple(within(self.named, name) for name in self.sources)
        several = len(self.formats) > 1 or (self.many and "html" in self.formats)
        if several and self.path is None:
            raise Trouble("多种格式或多个网页写不进标准输出：请用 --out 指定一个文件夹")
        folders = any(map(os.path.isdir, words.files))
        ends = (out or "").endswith(("/", "\\")) or (folders and not Path(out or "").suffix)
        self.folder = self.path is not None and (several or ends or self.path.is_dir())
        # Names of the overview are kept for it, whatever a document is called.
        asked = before != NOTHING_BEFORE and ends
        kept = STEMS if self.folder and (self.many or folders or asked) else ()
        self.names = stems([*kept, *self.sources])[len(kept) :]
        if before != NOTHING_BEFORE and not kept:
            raise Trouble(ALONE)
        if self.path is not None:
            self._prepare(self.path)
        self.overview = self._overview(before) if kept else None
        # One log tells of all documents of a round.
        self.each = tuple(form for form in self.formats if not (self.overview and form == SARIF))

    def _overview(self, before: Before) -> Overview | None:
        """The overview of a folder; what writes it is imported where there is one."""
        from juesuan.cli.overview import Overview  # noqa: PLC0415 - not for a single file

        log = SARIF in self.formats
        return Overview(self.path, self.inputs, before, log=log) if self.path else None

    def _prepare(self, path: Path) -> None:
        """See now, not after the work, that the path can be written."""
        try:
            if self.folder:
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(path, error) from error
        if not self.folder and not os.path.isdir(path.parent):  # noqa: PTH112 - never raises
            raise Trouble(f"写不了“{shown(path)}”：没有这个文件夹。请先建好，或换一个位置")
        if not os.access(path if self.folder else path.parent, os.W_OK):
            raise unwritable(path, PermissionError(errno.EACCES, ""))
        for index in range(len(self.names) if self.folder else 0):
            for form in self.formats:
                self.inputs.refuse(self._place(path, index, form))

    def _place(self, folder: Path, index: int, form: str) -> Path:
        return folder / f"{self.names[index]}.{EXTENSIONS[form]}"

    def put(self, index: int, report: Report) -> None:
        """Write the report of one input, by its number."""
        self.rows.append((self.sources[index], report))
        if self.formats == (SARIF,) and not self.folder:
            self.documents.append(_document(report, self._name(index)))
        elif self.path is None:
            say(("\n" if self.written and self.formats == ("text",) else "") + self._text(report))
        elif self.folder:
            if self.overview:
                best = "html" if "html" in self.each else next(iter(self.each), "")
                file = f"{self.names[index]}.{EXTENSIONS[best]}" if best else ""
                self.overview.put(index, self.short[index], report, file)
            for form in self.each:
                text = self._shown(report, form, PLAIN, lines=False)
                place = self._place(self.path, index, form)
                _save(place, text, form, self.inputs, quiet=self.overview is not None)
        else:
            self.texts.append(self._text(report))
        self.written += 1

    def _name(self, index: int) -> str:
        """The name of an input within what was named; of a single file no path."""
        name = self.short[index]
        return name if self.many or name != self.sources[index] else PurePath(name).name

    def expect(self, count: int) -> None:
        """Learn how many disclosures there are: fewer than files, where several are one."""
        self.many = count > 1

    def miss(self, index: int, reason: str) -> None:
        """Take note of an input that could not be read, by its number."""
        self.rows.append((self.sources[index], None))
        if self.formats == (SARIF,) and not self.folder:
            self.documents.append(_unread(self._name(index), reason))
        if self.overview:
            self.overview.miss(index, self.short[index], reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        """Write what stands at the end; where it was stopped, only say how far it came."""
        if kind is None:
            self.close()
        elif self.overview and not isinstance(error, Exception):
            self.overview.stop(len(self.short))

    def close(self) -> None:
        """End with a table of counts for several texts; write the one file that holds them all."""
        if self.overview:
            passed = [item._replace(name=within(self.named, item.name)) for item in self.skipped]
            self.overview.close(passed, self.notes)
        if self.many and self.formats == ("text",) and not self.folder:
            from juesuan.publishing.report.text import counts_text  # noqa: PLC0415 - of several alone

            where = screen() if self.path is None else PLAIN
            table = counts_text(self.rows, where)
            if self.path is None:
                say(f"\n{table}")
            elif self.texts:
                self.texts.append(table)
        if self.formats == (SARIF,) and not self.folder:
            missed = [_unread(one.name, one.reason) for one in self.skipped if one.missed]
            log = _log([*self.documents, *missed])
            if self.path is None:
                say(log)
            else:
                _save(self.path, log, SARIF, self.inputs)
        if self.path is not None and not self.folder and self.texts:
            between = "\n" if self.formats == ("text",) else ""
            _save(self.path, between.join(self.texts), self.formats[0], self.inputs)

    def _text(self, report: Report) -> str:
        where = screen() if self.path is None else PLAIN
        return self._shown(report, self.formats[0], where, lines=self.many)

    @staticmethod
    def _shown(report: Report, form: str, where: Screen, *, lines: bool) -> str:
        if form == "json":
            return report.to_json(lines=lines)
        if form == SARIF:
            return _log([_document(report, report.file)])
        return report.to_html() if form == "html" else report.to_text(where)


def _unread(name: str, reason: str) -> DeskDocument:
    from juesuan.model.review import DeskDocument  # noqa: PLC0415 - for a log alone

    return DeskDocument(name, unread=reason)


def _document(report: Report, name: str) -> DeskDocument:
    from juesuan.desk.filing import filed  # noqa: PLC0415 - for a log alone

    return filed(report, name)[0]


def _log(documents: Sequence[DeskDocument]) -> str:
    from juesuan.cli.sarif_words import sarif_of  # noqa: PLC0415 - for a log alone

    return sarif_of(documents)


def within(named: Sequence[str], name: str) -> str:
    """The name of a file within the one folder that was named; else as it is."""
    if len(named) != 1:
        return name
    home = shown(named[0]).rstrip("/\\")
    return name.removeprefix(home).lstrip("/\\") or name


def give(text: str, words: Namespace, form: str) -> None:
    """Write the one result of a command to a file, or to stdout."""
    if words.out:
        _save(Path(words.out), text, form, words.inputs)
    else:
        say(text)


def _save(path: Path, text: str, form: str, inputs: Inputs, *, quiet: bool = False) -> None:
    """Write one file whole, never over an input, and say so; Trouble where it cannot be written."""
    inputs.refuse(path)
    whole = still(signed(text) if form == "text" else text)
    try:
        # Half a character, as some PDF hold it, is written as its number.
        write(path, whole.encode("utf-8", "backslashreplace").decode("utf-8"))
    except OSError as error:
        raise unwritable(path, error) from error
    if not quiet:
        tell(f"已写入 {shown(path)}")


def put_bytes(path: Path, data: bytes, inputs: Inputs) -> None:
    """Write one file whole, never over an input, and say so; Trouble where that cannot be."""
    inputs.refuse(path)
    try:
        with whole_file(path) as beside:
            beside.write_bytes(data)
    except OSError as error:
        raise unwritable(path, error) from error
    tell(f"已写入 {shown(path)}")


def new_folder(name: str) -> Path:
    """A folder that is not there or empty; Trouble where it is not."""
    out = Path(name)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Trouble(f"输出文件夹“{name}”不是空的：请换一个位置，或先清空")
    return out


def unwritable(path: Path, error: OSError) -> Trouble:
    """Why a path cannot be written, in words."""
    return Trouble(f"写不了“{shown(path)}”：{why(error)}。请换一个位置，或检查权限和磁盘空间")
