"""Foreign files are read in child processes, with a time and a memory limit, never in threads.

A parser may hang, abort or eat all memory, and Python cannot catch that. So a worker is a process
of its own, `python -m juesuan.guard`, fed through pipes; the parent answers with a value or a
`Failure`. `multiprocessing` is not used: its spawn imports the caller's script again, its fork is
unsafe beside threads.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Self

from juesuan.guard.fault import Fault
from juesuan.guard.wire import Failure
from juesuan.guard.worker import Worker
from juesuan.model.page import Limits

__all__ = ["Failure", "Fault", "Workers"]

OURS = "juesuan."
POLL = 0.1  # a wait without a time limit cannot be interrupted on Windows


class Workers:
    """A fixed number of child processes, each started when first needed; use it with `with`.

    A task is named "module:function"; only names that start with `allow` are run. A child is
    replaced after `renew` tasks where a library keeps what it took (0: never).
    """

    def __init__(self, count: int, limits: Limits, allow: str = OURS, renew: int = 0) -> None:
        self._allow = allow
        self._all = [Worker(limits, allow, renew) for _ in range(max(1, count))]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._all:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill every child at once; what still runs comes to nothing."""
        for worker in self._all:
            worker.close()

    def run(self, task: str, /, *args: object) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
        """Run a task in a free worker: its value or a Failure; threads may call this at once."""
        if not task.startswith(self._allow):
            raise ValueError(f"{task} is not a task: its name must start with {self._allow}")
        request = pickle.dumps((task, args), protocol=pickle.HIGHEST_PROTOCOL)
        worker = self._idle.get()
        try:
            return worker.run(request)
        finally:
            self._idle.put(worker)

    def map(self, task: str, items: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, Any]]:
        """Run a task for each tuple of arguments; yield its index and value as they complete.

        Items are taken as workers become free, so they may be made, or read from disk, lazily.
        """
        desk = _Desk(self, task, len(self._all))
        try:
            for job in enumerate(items):
                desk.put(job)
                while desk.full() or desk.ready():
                    yield desk.get()
            while desk.waiting:
                yield desk.get()
        finally:
            desk.close()


Job = tuple[int, tuple[object, ...]]


class _Desk:
    """Jobs handed to threads, each of which drives one worker, and outcomes handed back."""

    def __init__(self, workers: Workers, task: str, count: int) -> None:
        self.workers, self.task, self.count = workers, task, count
        self.waiting = 0
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, object, BaseException | None]] = (
            queue.SimpleQueue()
        )
        for _ in range(count):
            threading.Thread(target=self._serve, daemon=True).start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)
        self.waiting += 1

    def full(self) -> bool:
        """Whether every worker is busy and the next job lies ready."""
        return self.waiting > self.count

    def ready(self) -> bool:
        return not self._done.empty()

    def get(self) -> tuple[int, object]:
        while True:
            with contextlib.suppress(queue.Empty):
                index, value, error = self._done.get(timeout=POLL)
                self.waiting -= 1
                if error is not None:
                    raise error
                return index, value

    def close(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._jobs.get_nowait()
        for _ in range(self.count):
            self._jobs.put(None)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            index, args = job
            try:
                self._done.put((index, self.workers.run(self.task, *args), None))
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                self._done.put((index, None, error))
