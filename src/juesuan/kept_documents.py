"""A document that was audited, into an archive with its files; of one refused only that it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.archive.door import Archive, Kept
from juesuan.archive.register_rows import Delivery
from juesuan.guard import Failure
from juesuan.model.page import FileOf, Limits, Unreadable
from juesuan.sources.folders import Source
from juesuan.tasks.read import content

if TYPE_CHECKING:
    from juesuan.tasks.results import Report

CHANGED = "读的时候文件变了，没有入档：请再试一次"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class HandedIn(NamedTuple):
    """What is known of a document besides its bytes, by whoever hands it in."""

    edition: str = ""
    source_url: str = ""
    published_on: str = ""


def keep_outcome(
    archive: Archive,
    given: Sequence[Source],
    outcome: Report | Failure,
    particulars: HandedIn,
    limits: Limits,
) -> Kept:
    """Keep a document with the files it came in; a refusal is logged, and raised as Unreadable."""
    if isinstance(outcome, Failure):
        archive.refuse(outcome.kind)
        raise Unreadable(outcome.message)
    files = outcome.files or (FileOf(outcome.file, outcome.sha256),)
    contents = [_content(given, file, limits) for file in files]
    delivery = Delivery(outcome.sha256, outcome.file, files, *particulars)
    return archive.keep(_told_before(archive, delivery), contents, outcome)


def _told_before(archive: Archive, delivery: Delivery) -> Delivery:
    """A delivery with what an earlier one of the same told of it, and this one does not."""
    for row in archive.register.rows("document", sha256=delivery.sha256, name=delivery.name):
        delivery = delivery._replace(
            source_url=delivery.source_url or row["source_url"],
            published_on=delivery.published_on or row["published_on"],
        )
    return delivery


def _content(given: Sequence[Source], file: FileOf, limits: Limits) -> bytes:
    """The bytes of a file that was read; Unreadable where they are not there any more."""
    for source in given:
        if len(given) == 1 or source.name.endswith(file.name):
            data = content(source, limits)
            if hashlib.sha256(data).hexdigest() == file.sha256:
                return data
    raise Unreadable(CHANGED)
