"""Two rounds beside each other: what is fixed, what stands, what is new; and the replies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.model.review import SHORT, Change, DeskDocument, DeskFinding, Reply

Key = tuple[object, ...]


class Round(NamedTuple):
    """The documents of this round, compared and answered; and what is to be said of it."""

    documents: tuple[DeskDocument, ...]
    remarks: tuple[str, ...]


def compared(
    documents: Sequence[DeskDocument],
    last: Sequence[DeskDocument] | None,
    replies: Sequence[Reply] = (),
) -> Round:
    """This round beside the last one, None where there was none, with its replies."""
    pairs = [] if last is None else paired(documents, last)
    before = dict(pairs)
    remarks: list[str] = []
    if last is not None:
        used = {at for _, at in pairs}
        remarks += [_absent(one) for at, one in enumerate(last) if at not in used]
        documents = [
            _changed(document, last[before[at]] if at in before else None)
            for at, document in enumerate(documents)
        ]
    marks: dict[str, list[int]] = {}
    for at, document in enumerate(documents):
        for sha in filter(None, (*document.drafts, document.sha256)):
            marks.setdefault(sha[:SHORT], []).append(at)
    answers, strays = _by_document(documents, marks, replies)
    remarks += [f"答复没有找到它的审核结果：编号 {one.mark}（{one.source}）" for one in strays]
    return Round(
        tuple(_answered(one, answers.get(at, {})) for at, one in enumerate(documents)),
        tuple(remarks),
    )


def paired(
    documents: Sequence[DeskDocument], last: Sequence[DeskDocument]
) -> list[tuple[int, int]]:
    """Which document is which of the last round, by their numbers.

    The same bytes, else department, year and kind where they name one document only, else the name.
    """
    ways: tuple[Callable[[DeskDocument], Key | None], ...] = (_bytes, _owner, _name)
    here, there = set(range(len(documents))), set(range(len(last)))
    pairs: list[tuple[int, int]] = []
    for way in ways:
        mine, theirs = _sole(documents, here, way), _sole(last, there, way)
        keys = mine.keys() & theirs.keys()
        both = ((mine[key], theirs[key]) for key in keys)
        pairs += [(at, old) for at, old in both if _alike(documents[at], last[old])]
        here -= {at for at, _ in pairs}
        there -= {at for _, at in pairs}
    return sorted(pairs)


def _sole(
    documents: Sequence[DeskDocument], among: set[int], way: Callable[[DeskDocument], Key | None]
) -> dict[Key, int]:
    """The documents that a key names alone."""
    keys: dict[Key, list[int]] = {}
    for at in sorted(among):
        key = way(documents[at])
        if key is not None:
            keys.setdefault(key, []).append(at)
    return {key: places[0] for key, places in keys.items() if len(places) == 1}


def _bytes(document: DeskDocument) -> Key | None:
    return (document.sha256,) if document.sha256 else None


def _owner(document: DeskDocument) -> Key | None:
    key = (document.department, document.year, document.kind)
    return key if document.department and document.year else None


def _name(document: DeskDocument) -> Key:
    return (document.name,)


def _alike(document: DeskDocument, other: DeskDocument) -> bool:
    """Whether nothing tells two documents of one name apart; an unread one tells nothing."""
    sides = ((document.department, other.department), (document.year, other.year))
    return all(not here or not there or here == there for here, there in sides)


def _changed(document: DeskDocument, last: DeskDocument | None) -> DeskDocument:
    """A document whose findings tell how they stand to the last round.

    What nobody could tell of then is held against this round too.
    """
    untold = (one for one in (last.fixed if last else ()) if one.change == "无从核对")
    old = {finding.id: finding for finding in (*(last.findings if last else ()), *untold)}
    drafts = dict.fromkeys((*last.drafts, last.sha256) if last else ())
    findings = tuple(
        replace(one, change="仍在", replies=old[one.id].replies)
        if one.id in old
        else replace(one, change="新增")
        for one in document.findings
    )
    names = {finding.id for finding in findings}
    gone = [finding for name, finding in old.items() if name not in names]
    fixed = tuple(replace(one, change=_gone(one, document)) for one in gone)
    earlier = tuple(sha for sha in drafts if sha and sha != document.sha256)
    return replace(document, findings=findings, fixed=fixed, drafts=earlier)


def _gone(finding: DeskFinding, document: DeskDocument) -> Change:
    """Fixed; but where its rule is not checked or its tables not read any more, nobody can tell."""
    if document.unread or finding.rule in {one.rule for one in document.skipped}:
        return "无从核对"
    forms = {address.partition(":")[0] for address in finding.addresses}
    return "无从核对" if forms & set(document.unread_forms) else "已改"


def _absent(document: DeskDocument) -> str:
    return f"上次的“{document.name}”这次没有：它的 {len(document.findings)} 条审核结果没有对照"


def _by_document(
    documents: Sequence[DeskDocument], marks: Mapping[str, Sequence[int]], replies: Iterable[Reply]
) -> tuple[dict[int, dict[str, list[Reply]]], list[Reply]]:
    """The replies by document and finding, and those that found no finding."""
    answers: dict[int, dict[str, list[Reply]]] = {}
    strays: list[Reply] = []
    names = [{finding.id for finding in document.rounds} for document in documents]
    for reply in replies:
        finding, _, sha = reply.mark.partition("@")
        places = [at for at in marks.get(sha, ()) if finding in names[at]]
        for at in places:
            answers.setdefault(at, {}).setdefault(finding, []).append(reply)
        if not places:
            strays.append(reply)
    return answers, strays


def _answered(document: DeskDocument, answers: Mapping[str, Sequence[Reply]]) -> DeskDocument:
    def of(findings: Iterable[DeskFinding]) -> Iterator[DeskFinding]:
        for finding in findings:
            whole = dict.fromkeys((*finding.replies, *answers.get(finding.id, ())))
            yield replace(finding, replies=tuple(whole))

    findings, fixed = tuple(of(document.findings)), tuple(of(document.fixed))
    return replace(document, findings=findings, fixed=fixed)
