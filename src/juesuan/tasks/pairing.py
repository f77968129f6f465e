"""Which last year's document belongs to which of this year: one department, the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.notation.speech.own_names import own_names, without_brackets
from juesuan.sources.folders import Source

if TYPE_CHECKING:
    from juesuan.model.reading import Meta

HOME = "本级"  # the office itself, without the units below it
UNLIKE = {"部门决算", "单位决算"}


class Prior(NamedTuple):
    """Last year's document; `renamed` says that the department bore another name."""

    source: Source
    renamed: bool = False


class Pairing(NamedTuple):
    """For each document its prior, None where there is none; and what is to be said of it."""

    priors: tuple[Source | None, ...]
    remarks: tuple[str, ...]


def unlike(current: Meta, former: Meta) -> str:
    """Why two documents are not of one department; "" where they are or nobody can tell."""
    here, there = current.department, former.department
    if not here or not there:
        return ""
    if not _same(here, there):
        return f"部门是“{there}”，与本文件“{here}”不是同一部门"
    if (HOME in here) != (HOME in there):
        return f"部门是“{there}”，本文件是“{here}”：一份只含本级，一份含所属单位"
    if {current.kind, former.kind} == UNLIKE:
        return f"是{former.kind}，本文件是{current.kind}：范围不同"
    return ""


def _same(name: str, other: str) -> bool:
    """Whether one name is the other, or a short form of it."""
    bare = [without_brackets(shown).removesuffix(HOME) for shown in (name, other)]
    short, whole = sorted(bare, key=len)
    return short in own_names(whole)


def paired(
    documents: Sequence[tuple[Source, Meta | None]], priors: Sequence[tuple[Source, Meta | None]]
) -> Pairing:
    """Pair them by department and year; what found no pair, or more than one, is said.

    A document or prior that could not be read has no Meta: of that its own failure tells.
    """
    chosen: list[Source | None] = []
    remarks: list[str] = []
    used: set[int] = set()
    for source, meta in documents:
        fitting = [i for i, (_, other) in enumerate(priors) if _fits(meta, other)]
        used.update(fitting)
        chosen.append(priors[fitting[0]][0] if len(fitting) == 1 else None)
        if meta is not None and len(fitting) != 1:
            names = [priors[i][0].name for i in fitting]
            remarks.append(f"{source.name}：{_unpaired(meta, names)}，没有核对上年数")
    spare = ((one, meta) for i, (one, meta) in enumerate(priors) if i not in used)
    return Pairing(tuple(chosen), (*remarks, *_unused(spare)))


def _fits(meta: Meta | None, other: Meta | None) -> bool:
    if meta is None or other is None or not meta.department or not other.department:
        return False
    if meta.year is None or other.year != meta.year - 1:
        return False
    return not unlike(meta, other)


def _unpaired(meta: Meta, names: Sequence[str]) -> str:
    if names:
        return f"有 {len(names)} 份上年文件都对得上（{'、'.join(names)}）"
    if not meta.department or meta.year is None:
        return "没有写明部门名称或年度，无从找上年文件"
    return f"没有它的上年文件（{meta.department} {meta.year - 1} 年度）"


def _unused(priors: Iterator[tuple[Source, Meta | None]]) -> Iterator[str]:
    for source, meta in priors:
        if meta is not None:
            year = f"{meta.year} 年度" if meta.year else "年度不详"
            whose = f"{meta.department or '部门名称不详'} {year}"
            yield f"上年文件 {source.name}（{whose}）没有与它对应的文件，没有使用"
