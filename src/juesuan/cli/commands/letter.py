"""`juesuan letter`: of the results of a round, a letter to each department."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from juesuan.cli.outputs import put_bytes, unwritable
from juesuan.cli.streams import CLEAN, Trouble, tell
from juesuan.desk.last_round import last_round
from juesuan.model.page import Unreadable
from juesuan.model.review import DeskDocument
from juesuan.notation.look import load_look
from juesuan.publishing.desk.letter import NAMELESS, is_due, write_letter
from juesuan.publishing.whole import stems

TITLE = "审核意见"


def run(words: Namespace) -> int:
    """Write a letter for each department about which there is anything to say."""
    try:
        documents = last_round(Path(words.results))
    except Unreadable as error:
        raise Trouble(str(error)) from error
    groups = list(_by_department(documents))
    out = Path(words.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from error
    due = [group for group in groups if is_due(group)]
    names = stems(f"{group[0].department or NAMELESS} {TITLE}.x" for group in due)
    for group, name in zip(due, names, strict=True):
        put_bytes(out / f"{name}.docx", write_letter(group, load_look()), words.inputs)
    tell(
        f"共 {len(groups)} 个部门：写出{TITLE} {len(due)} 份，没有意见 {len(groups) - len(due)} 个"
    )
    return CLEAN


def _by_department(documents: list[DeskDocument]) -> Iterator[list[DeskDocument]]:
    """The documents of each department; what names none, by itself."""
    groups: dict[tuple[str, str], list[DeskDocument]] = {}
    for document in documents:
        alone = "" if document.department else document.name
        groups.setdefault((document.department, alone), []).append(document)
    yield from groups.values()
