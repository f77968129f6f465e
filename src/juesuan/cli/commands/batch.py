"""`juesuan batch`: all documents of a folder into a lake, each once."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from pathlib import Path

from juesuan.batch.local import Batch
from juesuan.batch.spark import EngineStopped, on_spark
from juesuan.cli.bounds import limits_of
from juesuan.cli.inputs import refuse_within
from juesuan.cli.sources import delivered, tell_skipped
from juesuan.cli.streams import CLEAN, TROUBLE, Trouble, complain, say, with_progress
from juesuan.sources.folders import parted
from juesuan.sources.regular import shown

OURS = {"lake", "results", "quarantine", "results.jsonl", "quarantine.jsonl"}


def run(words: Namespace) -> int:
    """Do what is not done yet, and tell how much of what."""
    limits, out = limits_of(words), Path(words.out)
    if out.exists() and (not out.is_dir() or {one.name for one in out.iterdir()} - OURS):
        raise Trouble(f"“{shown(words.out)}”里有别的文件：请换一个文件夹")
    refuse_within(words.out, [words.folder])
    sources, skipped = parted(delivered(words.folder, limits))
    batch = Batch(out, limits, words.workers or os.cpu_count() or 1)
    counts: Counter[str] = Counter()
    engine = on_spark if words.engine == "spark" else None
    try:
        for source, came, why in with_progress(batch.run(sources, engine), len(sources)):
            counts[came] += 1
            if why:
                complain(f"{source.name}：{why}")
    except EngineStopped as error:
        raise Trouble(f"Spark 中途停止：{error}；做完的都已写下，再运行一次就接着做") from error
    batch.close()
    counts["读不了"] += tell_skipped(skipped)
    say("，".join(f"{name} {count} 份" for name, count in counts.items() if count) + "\n")
    return TROUBLE if counts["读不了"] or counts["隔离"] else CLEAN
