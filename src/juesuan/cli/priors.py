"""The files of last year that a command line names, each beside the file it belongs to."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import juesuan
from juesuan.cli.sources import contents_of, tell_skipped
from juesuan.cli.streams import Trouble, complain, tell
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.sources.folders import Source, parted
from juesuan.sources.regular import shown
from juesuan.tasks.pairing import Prior, paired


class Priors(NamedTuple):
    """One for each file, None where there is none; and how many could not be read."""

    of: Sequence[Prior | None]
    unread: int = 0


def priors_of(words: Namespace, sources: Sequence[Source], limits: Limits) -> Priors:
    """One for one file is taken at its word; several are paired, and what found no pair is told."""
    if not words.prior:
        return Priors([None] * len(sources))
    if "-" in words.prior:
        raise Trouble("--prior 要写文件名或文件夹，不能从标准输入读")
    items = [item for name in words.prior for item in contents_of(name, limits)]
    sourced, skipped = parted(items)
    paths = [one.origin for one in sourced if isinstance(one.origin, str)]
    given = [Source(shown(Path(path).name), path) for path in paths]
    words.inputs.add(paths)
    unread = tell_skipped(skipped)
    if len(sources) == len(given) == 1:
        return Priors([Prior(given[0], words.renamed)], unread)
    if words.renamed:
        raise Trouble("--renamed 只用于一份文件和它的一份上年文件：请一次审核一份")
    covers = list(juesuan.covers([*sources, *given], limits=limits, jobs=words.jobs))
    metas = [(source, None if isinstance(c, Failure) else c) for source, c in covers]
    for source, cover in covers[len(sources) :]:
        if isinstance(cover, Failure):
            complain(f"上年文件 {source.name}：{cover.message}")
            unread += 1
    pairing = paired(metas[: len(sources)], metas[len(sources) :])
    for remark in pairing.remarks:
        tell(remark)
    return Priors([Prior(one) if one else None for one in pairing.priors], unread)
