"""Which files of a delivery are one disclosure: a text, and the tables and cards beside it.

A file that tells a narrative is a disclosure; one that holds only tables or cards belongs to the
narrative of its department and year in its folder. What could belong to several is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from juesuan.notation.spelling import key
from juesuan.sources.folders import Source

if TYPE_CHECKING:
    from juesuan.model.report import Record

NARRATIVE = 5  # so many claims are a narrative; a note under a table makes one or two
USUAL = re.compile(
    r"附件|附表|公开|说明|报表|表格|情况|年度|年|部门|单位|决算|正文|文字|网页|绩效|自评表|自评|表|\W|\d|_"
)
UNSURE = "“{name}”可能属于 {hosts}，没有合并，各自审核：请把同一部门的文件放进各自的文件夹"
UNLIKE = (
    "“{name}”写的是“{whose}”，与正文“{host}”写的“{other}”不同，没有合并，各自审核："
    "是一份的请加 --together"
)


class FileContents(NamedTuple):
    """What a file of a delivery was seen to hold."""

    source: Source
    department: str
    year: int | None
    forms: frozenset[str]
    claims: int
    cards: bool

    @classmethod
    def of(cls, source: Source, record: Record) -> FileContents:
        """What a record of a file says it holds."""
        forms = frozenset(form.id for form in record.forms if form.known)
        reading, meta = record.reading, record.meta
        projects = reading.projects
        cards = bool(projects.cards or projects.lists)
        claims = len(reading.claims)
        return cls(source, key(meta.department), meta.year, forms, claims, cards)

    @property
    def tells(self) -> bool:
        """Whether it is a narrative."""
        return self.claims >= (NARRATIVE if self.forms else 1)

    @property
    def folder(self) -> PurePosixPath:
        """The folder it lies in, that of a ZIP included."""
        return PurePosixPath(self.source.name.replace("\\", "/")).parent

    @property
    def bare(self) -> str:
        """Its name without the words that all such names have."""
        return USUAL.sub("", PurePosixPath(self.source.name.replace("\\", "/")).stem)


class Bundles(NamedTuple):
    """The files that are one disclosure, of those that are several; and what was in doubt."""

    groups: tuple[tuple[Source, ...], ...]
    doubts: tuple[str, ...]


def bundles(files: Sequence[FileContents]) -> Bundles:
    """Join each file that tells nothing with the one narrative it belongs to."""
    hosts = [file for file in files if file.tells]
    groups: dict[int, list[FileContents]] = {}
    doubts: list[str] = []
    loose: list[FileContents] = []
    for file in files:
        if file.tells or not (file.forms or file.cards):
            continue
        near = _near(file, hosts)
        if len(near) == 1:
            groups.setdefault(hosts.index(near[0]), [near[0]]).append(file)
        elif near:
            names = "、".join(f"“{host.source.name}”" for host in near)
            doubts.append(UNSURE.format(name=file.source.name, hosts=names))
        else:
            loose.append(file)
            doubts += _unlike(file, hosts)
    whole = [*groups.values(), *_without_text(loose)]
    return Bundles(tuple(tuple(f.source for f in group) for group in whole), tuple(doubts))


def _unlike(file: FileContents, hosts: Iterable[FileContents]) -> Iterator[str]:
    """That the only narrative of a file's folder is of another department or year."""
    there = [host for host in hosts if host.folder == file.folder]
    if len(there) == 1:
        whose, other = (f"{one.department or '部门不详'}{one.year or ''}" for one in (file, *there))
        name, host = file.source.name, there[0].source.name
        yield UNLIKE.format(name=name, whose=whose, host=host, other=other)


def _near(file: FileContents, hosts: Iterable[FileContents]) -> list[FileContents]:
    """The narratives a file may belong to, in its folder or the nearest above."""
    for folder in (file.folder, *file.folder.parents):
        there = [host for host in hosts if host.folder == folder]
        if there:
            return _fitting(file, there)
    return []


def _fitting(file: FileContents, hosts: Sequence[FileContents]) -> list[FileContents]:
    """Those of its year and department; of an unnamed department those of its name, or all."""
    same = [host for host in hosts if _agree(file.year, host.year)]
    if file.department:
        fit = [host for host in same if _agree(file.department, host.department)]
    else:
        fit = [host for host in same if host.bare == file.bare] or same
    named = [host for host in fit if host.bare == file.bare]
    return named if len(named) == 1 else fit


def _agree(stated: object, other: object) -> bool:
    return not stated or not other or stated == other


def _without_text(files: Sequence[FileContents]) -> list[list[FileContents]]:
    """Files of one folder, department and year whose forms are all different: a table in each."""
    groups: dict[object, list[FileContents]] = {}
    for file in files:
        if file.department and file.forms:
            groups.setdefault((file.folder, file.department, file.year), []).append(file)
    several = [group for group in groups.values() if len(group) > 1]
    return [group for group in several if _all_different(group)]


def _all_different(files: Sequence[FileContents]) -> bool:
    forms = [form for file in files for form in file.forms]
    return len(set(forms)) == len(forms)
