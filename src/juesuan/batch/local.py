"""A batch on this machine: documents read in child processes, done ones passed over.

What kills its child, hangs or eats all memory is tried once more, then put in quarantine by its
key; no other document suffers. Of what is refused, which may bear a 密级 marking, nothing is
written, so it is looked at again each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Literal

from juesuan.archive.lake import KINDS, Lake, LakePart
from juesuan.archive.lake_rows import LakeRow, claim_rows, fact_rows, region_of
from juesuan.archive.register_rows import reading_key
from juesuan.batch.work_rows import WorkRows, result_row, work_key
from juesuan.guard import Failure, Workers
from juesuan.model.page import Limits, Unreadable
from juesuan.model.report import Audited
from juesuan.model.versions import PROGRAM
from juesuan.notation.overlay import rules_version
from juesuan.sources.folders import Source
from juesuan.sources.regular import read_regular

AUDIT = "juesuan.tasks.audit:audit_file"
RENEW = 200  # documents that one child reads
POISON = ("crashed", "timeout", "memory", "fault")
Came = Literal["已审", "已有", "隔离", "读不了"]
Job = tuple[Source, str, str]  # with the key of the work and the SHA-256 of the bytes
Outcome = tuple[int, Came, str]  # which of the jobs, what came of it, why it was not read
Engine = Callable[["Batch", Sequence[Job]], Iterator[Outcome]]


class Batch:
    """A folder that a batch writes to: lake, rows of what was done, and of what was given up."""

    def __init__(self, out: Path, limits: Limits, workers: int, task: str = AUDIT) -> None:
        self.out, self.limits, self.workers, self.task = out, limits, workers, task
        self.lake = Lake(out / "lake")
        self.rows = WorkRows(out)
        self._rules = rules_version()

    def run(
        self, sources: Sequence[Source], engine: Engine | None = None
    ) -> Generator[tuple[Source, Came, str]]:
        """Do what is not done yet; what became of each source, and why where it was not read.

        An engine is asked to do the jobs elsewhere, by `do` in slices; here, where there is none.
        """
        jobs = yield from self._asked(sources)
        for at, came, why in engine(self, jobs) if engine else self.do(jobs):
            yield jobs[at][0], came, why

    def _asked(
        self, sources: Sequence[Source]
    ) -> Generator[tuple[Source, Came, str], None, list[Job]]:
        """What is to be done, each once; what is done already or cannot be opened is said."""
        jobs: list[Job] = []
        seen: set[str] = set()
        for source in sources:
            try:
                sha256 = self._digest(source)
            except Unreadable as error:
                yield source, "读不了", str(error)
                continue
            key = work_key(sha256, PROGRAM, self._rules)
            if key in seen or self.rows.has(key):
                yield source, "已有", ""
            else:
                seen.add(key)
                jobs.append((source, key, sha256))
        return jobs

    def do(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Do jobs in child processes, what kills its child once more, and write down each."""
        failed: list[tuple[int, Failure]] = []
        with Workers(self.workers, self.limits, self.task.partition(".")[0], RENEW) as workers:
            for at, outcome in self._outcomes(workers, jobs):
                if isinstance(outcome, Failure) and outcome.kind in POISON:
                    failed.append((at, outcome))
                else:
                    yield at, *self._settle(jobs[at], outcome)
            again = [at for at, _ in failed]
            for index, outcome in self._outcomes(workers, [jobs[at] for at in again]):
                yield again[index], *self._settle(jobs[again[index]], outcome)

    def close(self) -> None:
        """Merge the numbers and gather the rows: the same bytes however it came about."""
        self.lake.compact(self.rows.parts())
        self.rows.gather("results")
        self.rows.gather("quarantine")

    def _outcomes(
        self, workers: Workers, jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Audited | Failure]]:
        tasks = ((source, "", (), self.limits) for source, _, _ in jobs)
        yield from workers.map(self.task, tasks)

    def _settle(self, job: Job, outcome: Audited | Failure) -> tuple[Came, str]:
        """Write down what came of a document."""
        _, key, sha256 = job
        if isinstance(outcome, Failure):
            if outcome.kind not in POISON:
                return "读不了", outcome.message
            self.rows.put("quarantine", {"key": key, "sha256": sha256, "class": outcome.kind})
            return "隔离", outcome.message
        if outcome.sha256 != sha256:
            return "读不了", "读的时候文件变了：请再试一次"
        name = reading_key(outcome)
        part = LakePart(name, outcome.meta.year or 0, region_of(outcome.meta.edition))
        rows: dict[str, Sequence[LakeRow]] = {
            "facts": fact_rows(outcome, name),
            "claims": claim_rows(outcome, name),
        }
        for kind in KINDS:
            self.lake.put(part, kind, rows[kind])
        every = [row for kind in KINDS for row in rows[kind]]
        self.rows.put("results", result_row(key, outcome, every))
        return "已审", ""

    def _digest(self, source: Source) -> str:
        data = source.origin
        if isinstance(data, str):
            data = read_regular(data, self.limits.bytes)
        if not isinstance(data, bytes):
            raise Unreadable("批量审核一次一份文件：合为一份的请用 juesuan audit")
        return hashlib.sha256(data).hexdigest()
