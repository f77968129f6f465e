"""A batch on Spark: each task does a slice of the jobs as this machine would, and writes them down.

A poisonous document kills a child of the task, never an executor; a task that Spark runs twice
writes the same files again. All executors see the folder of the batch and the documents under the
same paths, and have juesuan installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from juesuan.batch.local import Batch, Job, Outcome
from juesuan.extras import wanted
from juesuan.model.page import Limits

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

SLICE = 300  # jobs of one task


class EngineStopped(RuntimeError):
    """Spark gave up; what was done until then is written down and is not done again."""


class _Part(NamedTuple):
    """Where a task writes, and what it may take."""

    out: str
    limits: Limits
    task: str


def on_spark(batch: Batch, jobs: Sequence[Job]) -> Iterator[Outcome]:
    """Do jobs on the Spark that the environment configures, else on this machine's cores.

    Raises Lacking without the extra, EngineStopped where Spark gives up.
    """
    if not jobs:
        return
    part = _Part(str(batch.out.absolute()), batch.limits, batch.task)
    with wanted(), _session() as session:
        context = session.sparkContext
        if context.master.startswith("local"):
            _as_this_process(context)
        tasks = max(-(-len(jobs) // SLICE), min(len(jobs), context.defaultParallelism))
        numbered = context.parallelize(list(enumerate(map(_anywhere, jobs))), tasks)
        yield from numbered.mapPartitions(partial(_done, part)).collect()


def _as_this_process(context: SparkContext) -> None:
    """Let workers on this machine run this Python and find modules where its children do.

    Another `python3` may lack juesuan, and a JVM that is kept knows the environment of its start.
    """
    if "PYSPARK_PYTHON" not in os.environ:
        context.pythonExec = sys.executable
    context.environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")


def _anywhere(job: Job) -> Job:
    """A job of which the document is found from any folder."""
    source, key, sha256 = job
    if isinstance(source.origin, str):
        source = source._replace(origin=str(Path(source.origin).absolute()))
    return source, key, sha256


def _done(part: _Part, numbered: Iterator[tuple[int, Job]]) -> Iterator[Outcome]:
    """Do one slice, in one child process after another."""
    places, jobs = zip(*numbered, strict=True)
    batch = Batch(Path(part.out), part.limits, 1, part.task)
    for at, came, why in batch.do(jobs):
        yield places[at], came, why


@contextmanager
def _session() -> Iterator[SparkSession]:
    """A session for one batch; its errors are many and of other kinds in each release."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an optional extra
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    try:
        builder = SparkSession.builder.appName("juesuan batch")
        session = builder.config("spark.ui.enabled", "false").getOrCreate()
        try:
            yield session
        finally:
            session.stop()
    except (Py4JError, PySparkException) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise EngineStopped(reason) from error
