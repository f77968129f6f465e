"""`juesuan mark`: a copy of one file with what an audit of it found, each at its place."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import juesuan
from juesuan.cli.audit_settings import AuditSettings
from juesuan.cli.outputs import put_bytes
from juesuan.cli.sources import codes_of, single_source
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, WRONG, Trouble, tell
from juesuan.model.report import WAIVED
from juesuan.tasks.mark import MarkedCopy

SEVERAL = "mark 一次给一份文件加批注：请指定其中一份"


def run(words: Namespace) -> int:
    """Write the copy; 1 where something in it is wrong."""
    settled = AuditSettings(words)
    limits = settled.limits
    source = single_source(words.file, limits, SEVERAL)
    outcome = juesuan.task(
        "mark:mark_file",
        source,
        settled.aside,
        edition=settled.edition,
        codes=codes_of(words.codes),
        limits=limits,
    )
    copy: MarkedCopy = value(outcome, source.name)
    out = Path(words.out)
    if out.suffix.lower() != copy.ending:
        raise Trouble(f"批注版的文件名应当以 {copy.ending} 结尾：请改写 --out")
    put_bytes(out, copy.data, words.inputs)
    settled.tell_used(copy.document)
    counts = "，".join(f"{word} {count}" for word, count in copy.document.counts().items())
    counts += f"；{WAIVED} {copy.document.waived}" if copy.document.waived else ""
    tell(f"批注 {len(copy.document.findings)} 条：{counts}")
    return WRONG if copy.document.count("错误") else CLEAN
