"""`juesuan pack`: one page of one PDF, for an office without network."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import juesuan
from juesuan.cli.audit_settings import AuditSettings
from juesuan.cli.outputs import put_bytes
from juesuan.cli.sources import codes_of, single_source
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, WRONG, Trouble
from juesuan.tasks.pack import Packed

SEVERAL = "pack 一次打包一份文件：请指定其中一份"


def run(words: Namespace) -> int:
    """Write the page; 1 where something in the document is wrong."""
    out = Path(words.out)
    if out.suffix.lower() not in (".html", ".htm"):
        raise Trouble("审核包是一个网页，文件名应当以 .html 结尾：请改写 --out")
    settled = AuditSettings(words)
    limits = settled.limits
    source = single_source(words.file, limits, SEVERAL)
    outcome = juesuan.task(
        "pack:pack_file",
        source,
        settled.aside,
        edition=settled.edition,
        codes=codes_of(words.codes),
        limits=limits,
    )
    packed: Packed = value(outcome, source.name)
    put_bytes(out, packed.page.encode("utf-8", "backslashreplace"), words.inputs)
    settled.tell_used(packed.document)
    return WRONG if packed.document.count("错误") else CLEAN
