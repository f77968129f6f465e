"""The overview of an audit of many files: index.html, 汇总.xlsx, 审核结果.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from juesuan.cli.inputs import Inputs
from juesuan.cli.round_files import LOG, PAGE, WORKBOOK, Before
from juesuan.cli.sarif_words import sarif_of
from juesuan.cli.streams import tell
from juesuan.desk.filing import filed, line_of
from juesuan.desk.rounds import compared
from juesuan.model.review import DeskDocument, Passed, Review
from juesuan.notation.look import load_look
from juesuan.publishing.desk.overview_page import overview_html
from juesuan.publishing.desk.overview_workbook import write_overview
from juesuan.publishing.desk.round_words import changes_counted
from juesuan.publishing.whole import whole_file, write
from juesuan.sources.folders import Left
from juesuan.sources.ours import DATA
from juesuan.sources.regular import shown
from juesuan.tasks.results import Report

STOPPED = (
    "中途停止：已审 {done} 份，还有 {left} 份没有审，没有写汇总；用 --cache 的，再运行一次就接着做"
)


class Overview:
    """Takes documents one by one, by their numbers, and writes of all of them at the end.

    `log` asks for SARIF too.
    """

    def __init__(self, folder: Path, inputs: Inputs, before: Before, *, log: bool) -> None:
        self.folder, self.inputs, self.before, self.log = folder, inputs, before, log
        self.documents: dict[int, tuple[DeskDocument, Mapping[str, Any]]] = {}
        self.versions = ""
        for name in (PAGE, WORKBOOK, DATA, LOG):
            inputs.refuse(folder / name)

    def put(self, index: int, name: str, report: Report, file: str) -> None:
        """Take a document and the name of the file its report stands in."""
        document, data = filed(report, name)
        self.documents[index] = replace(document, report=file), data
        self.versions = str(report.versions)

    def miss(self, index: int, name: str, reason: str) -> None:
        """Take a file that could not be read."""
        self.documents[index] = DeskDocument(name, unread=reason), {}

    def stop(self, count: int) -> None:
        """Say how far it came: of a part nothing is written that could be taken for the whole."""
        tell(STOPPED.format(done=len(self.documents), left=count - len(self.documents)))

    def close(self, skipped: Iterable[Left], notes: Sequence[str] = ()) -> None:
        """Write of all documents, of what is skipped, and of what was settled."""
        passed = []
        for at, item in enumerate(skipped, start=max(self.documents, default=0) + 1):
            if item.missed:
                self.miss(at, item.name, item.reason)
            else:
                passed.append(Passed(item.name, item.reason))
        pairs = [self.documents[at] for at in sorted(self.documents)]
        this = compared([document for document, _ in pairs], self.before.last, self.before.replies)
        for remark in this.remarks:
            tell(remark)
        was = self.before.last is not None
        review = Review(this.documents, tuple(passed), compared=was, notes=tuple(notes))
        workbook = write_overview(review, load_look())
        data = zip(this.documents, (data for _, data in pairs), strict=True)
        self._put(DATA, "".join(line_of(document, item) for document, item in data))
        if self.log:
            self._put(LOG, sarif_of(this.documents))
        with whole_file(self._place(WORKBOOK)) as file:
            file.write_bytes(workbook)
        self._put(PAGE, overview_html(review, self.versions))
        if review.compared:
            tell(changes_counted(review))
        names = (WORKBOOK, DATA, *([LOG] if self.log else []))
        reports = sum(bool(document.report) for document in this.documents)
        more = f"，连同 {reports} 份文件各自的审核结果" if reports else ""
        tell(f"已写入 {shown(self.folder / PAGE)}、{'、'.join(names)}{more}")

    def _place(self, name: str) -> Path:
        path = self.folder / name
        self.inputs.refuse(path)
        return path

    def _put(self, name: str, text: str) -> None:
        write(self._place(name), text.encode("utf-8", "backslashreplace").decode("utf-8"))
