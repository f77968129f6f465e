"""What each test costs, measured, and `dear.txt` written from it: `make costs`.

A test is dear if one call of it takes more than `MOST` seconds of a processor on the machine that
measured, its children's seconds with it. Dear tests are tried in `make laws`, all others in
`make test`, which so stays a matter of two minutes. Nothing else depends on these figures: a test
that becomes dearer stays where it is until it is measured again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEAR = Path(__file__).parent / "dear.txt"
MOST = 0.25
MOST_TOGETHER = 5.0  # of all the calls of one test with other arguments

_seconds: defaultdict[str, list[float]] = defaultdict(list)


def name(item: pytest.Item) -> str:
    """The test without its arguments: `tests/room/test_module.py::test_this`."""
    return item.nodeid.partition("[")[0]


def dear() -> frozenset[str]:
    """The tests that were dear when they were measured last."""
    return frozenset(DEAR.read_text("utf-8").split())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Take the processor's seconds before and after."""
    before = _spent(os.getpid())
    try:
        return (yield)
    finally:
        _seconds[name(item)].append(_spent(os.getpid()) - before)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it measured; a session without workers writes it."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["seconds"] = dict(_seconds)
    elif _seconds:
        _write()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - a worker of pytest-xdist
    """Take what a worker measured; the one that ends last completes the page."""
    for test, seconds in getattr(node, "workeroutput", {}).get("seconds", {}).items():
        _seconds[test] += seconds
    if _seconds:
        _write()


def _write() -> None:
    """The page anew; a test that was not run this time keeps its place."""
    dearest = {test for test, seconds in _seconds.items() if is_dear(seconds)}
    kept = {test for test in dear() if test not in _seconds}
    DEAR.write_text("".join(f"{test}\n" for test in sorted(dearest | kept)), "utf-8")


def is_dear(seconds: list[float]) -> bool:
    """Whether the calls of one test are too costly for `make test`."""
    return sum(seconds) > min(MOST * len(seconds), MOST_TOGETHER)


def _spent(process: int) -> float:
    """Seconds of a processor that a process and its children took, the ended ones too."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = " ".join((task / "children").read_text("utf-8") for task in tasks).split()
    except OSError:  # it has ended
        return 0.0
    ticks = sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK") + sum(_spent(int(child)) for child in children)
