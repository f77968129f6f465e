"""The guard: hangs, crashes and chatter stay in their child; the parent gets a typed state."""

import os
import pickle
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.guard import Failure, Workers
from juesuan.model.number import Address, Facts
from juesuan.model.page import Document, Limits, Place

ROOT = Path(__file__).parents[2]
TASKS = "tests.making.guard_tasks:"
LIMITS = Limits(seconds=600, memory=300 * 2**20, unpacked=64 * 2**20)
QUICK = Limits(seconds=1, memory=300 * 2**20)  # only for what never ends: a slow machine needs more
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no rlimit and no SIGKILL")


@pytest.fixture(autouse=True)
def _tasks_in_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def pool(count: int = 1, limits: Limits = LIMITS) -> Workers:
    return Workers(count, limits, allow="tests.")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with pool() as found:
        yield found


def run(workers: Workers, task: str, *args: object) -> object:
    return workers.run(TASKS + task, *args)


def failure(workers: Workers, task: str, *args: object) -> Failure:
    found = run(workers, task, *args)
    assert isinstance(found, Failure), found
    return found


def test_one_child_answers_again_and_again(workers: Workers) -> None:
    assert run(workers, "add", 1, 2) == 3
    child = run(workers, "pid")
    assert child == run(workers, "pid") != os.getpid()


def test_values_of_ours_come_back_as_they_are(workers: Workers) -> None:
    found = run(workers, "values")
    assert isinstance(found, tuple)
    document, facts, address, mixed = found
    assert isinstance(document, Document)
    assert document.pages[0].blocks[0].place == Place(line=1)
    assert isinstance(facts, Facts)
    assert (address, mixed) == (Address("01", "总计", "1"), {1, frozenset([Place(1)])})


def test_a_hang_ends_at_the_time_limit_and_the_next_task_runs() -> None:
    with pool(limits=QUICK) as workers:
        found = failure(workers, "hang")
        assert found.kind == "timeout"
        assert "1 秒" in found.message
        workers._all[0]._limits = LIMITS
        assert run(workers, "add", 1, 2) == 3


def test_a_crash_is_told_and_the_next_task_runs(workers: Workers) -> None:
    before = run(workers, "pid")
    assert failure(workers, "abort").kind == "crashed"
    assert run(workers, "pid") != before


@POSIX
def test_a_memory_hog_is_stopped(workers: Workers) -> None:
    assert failure(workers, "fill_memory").kind == "memory"
    assert run(workers, "add", 1, 2) == 3


@POSIX
def test_a_task_too_large_to_take_in_is_a_matter_of_memory(workers: Workers) -> None:
    assert failure(workers, "add", b"x" * 2**28, b"").kind == "memory"


@POSIX
def test_a_child_killed_by_the_kernel_ran_out_of_memory(workers: Workers) -> None:
    assert failure(workers, "die", int(signal.SIGKILL)).kind == "memory"


@POSIX
def test_a_child_that_dies_between_tasks_is_replaced(workers: Workers) -> None:
    run(workers, "pid")
    process = workers._all[0]._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert run(workers, "add", 1, 2) == 3


def test_a_big_answer_comes_through_and_a_bigger_one_is_refused(workers: Workers) -> None:
    assert run(workers, "fill_answer", 2**25) == b"x" * 2**25
    assert failure(workers, "fill_answer", 2**26).kind == "limit"
    assert run(workers, "add", 1, 2) == 3


def test_a_refusal_keeps_its_message_and_its_child(workers: Workers) -> None:
    before = run(workers, "pid")
    assert run(workers, "refuse") == Failure("refused", "文件是空的")
    assert run(workers, "pid") == before


@pytest.mark.parametrize(
    "task, name",
    [("fail", "ValueError"), ("leave", "SystemExit"), ("nothing", "AttributeError")],
)
def test_an_error_is_told_by_its_type_and_nothing_else(
    workers: Workers, task: str, name: str
) -> None:
    found = failure(workers, task)
    assert found.kind == "fault"
    assert name in found.message
    assert "绝密" not in found.message


def test_a_fault_names_our_own_line_and_what_to_send() -> None:
    with Workers(1, LIMITS) as workers:
        found = workers.run("juesuan.sources.open:open_document", "x.md", "not bytes")
    assert isinstance(found, Failure)
    assert found.kind == "fault"
    assert re.search(r"TypeError，sources/\w+\.py 第 \d+ 行；Python 3", found.message)
    assert "发给维护者" in found.message


def test_an_extra_that_is_lacking_is_no_fault(workers: Workers) -> None:
    found = failure(workers, "lack")
    assert found.kind == "refused"
    assert "juesuan[books]" in found.message


def test_chatter_does_not_reach_the_answer(workers: Workers) -> None:
    assert run(workers, "chat") == ""


def test_a_traceback_is_shown_only_on_request(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workers: Workers
) -> None:
    failure(workers, "fail")
    assert capfd.readouterr() == ("", "")
    monkeypatch.setenv("JUESUAN_DEBUG", "1")
    with pool() as debugged:
        failure(debugged, "fail")
    assert "Traceback" in capfd.readouterr().err


def test_only_our_own_tasks_are_run() -> None:
    with Workers(1, LIMITS) as workers, pytest.raises(ValueError, match="not a task"):
        workers.run("os:getpid")


def test_a_task_of_ours_needs_no_path() -> None:
    with Workers(1, LIMITS) as workers:
        found = workers.run("juesuan.sources.open:open_document", "x.md", b"\0")
    assert isinstance(found, Failure)
    assert found.kind == "refused"


def test_a_file_beside_the_documents_is_never_imported(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decimal.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(workers, "add", 1, 2) == 3


def test_a_foreign_class_is_not_admitted(workers: Workers, tmp_path: Path) -> None:
    assert failure(workers, "foreign").kind == "crashed"
    assert failure(workers, "gadget", str(tmp_path / "made")).kind == "crashed"
    assert not (tmp_path / "made").exists()


def test_workers_run_side_by_side(tmp_path: Path) -> None:
    with pool(3) as workers:
        found = list(workers.map(TASKS + "meet", [(str(tmp_path), 3)] * 3))
    assert sorted(index for index, _ in found) == [0, 1, 2]
    assert len({child for _, child in found}) == 3


def test_map_yields_what_is_done_first_and_takes_items_lazily(tmp_path: Path) -> None:
    told = tmp_path / "go on"
    taken: list[int] = []

    def items() -> Iterator[tuple[object, ...]]:
        for number in range(50):
            taken.append(number)
            yield (str(told) if number == 0 else "",)

    with pool(2) as workers:
        results = workers.map(TASKS + "wait_for", items())
        index, _ = next(results)
        assert index == 1
        assert len(taken) < 10
        told.touch()
        assert {index for index, _ in results} == set(range(50)) - {1}


def test_map_goes_on_after_every_kind_of_end() -> None:
    ends = ["pid", "abort", "fail", "refuse", "pid"]
    with pool(2) as workers:
        found = dict(workers.map(TASKS + "one_of", [(end,) for end in ends]))
    kinds = {n: value.kind for n, value in found.items() if isinstance(value, Failure)}
    assert kinds == {1: "crashed", 2: "fault", 3: "refused"}


def test_an_item_that_cannot_be_sent_is_the_callers_error() -> None:
    with pool() as workers, pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        list(workers.map(TASKS + "add", [(threading.Lock(),)]))


def test_leaving_kills_the_children_at_once() -> None:
    with pool(2) as workers:
        results = workers.map(TASKS + "one_of", [("pid",), ("hang",), ("hang",)])
        next(results)
        children = [worker._process for worker in workers._all]
    assert any(children)
    assert all(child.returncode is not None for child in children if child)
    with pytest.raises(RuntimeError, match="closed"):
        run(workers, "pid")
