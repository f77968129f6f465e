"""No test asks the clock, and no law fixes how often it is tried: the lane says that."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import costs

HERE = Path(__file__).parent
CLOCKS = {"monotonic", "perf_counter", "process_time", "time", "now", "today", "utcnow"}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the tests, with its place and what is called."""
    for file in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call):
                yield f"{file.name}:{node.lineno}", ast.unparse(node.func), node


# How the time a pattern takes grows with the text: a ratio of CPU times far from its limit.
GROWTH = ("test_patterns.py", "time.process_time")


def test_no_test_asks_the_clock() -> None:
    asked = [
        (where, name)
        for where, name, _ in calls()
        if name.rpartition(".")[2] in CLOCKS and (where.partition(":")[0], name) != GROWTH
    ]
    assert asked == []


def test_no_law_has_a_deadline_or_a_fixed_number_of_examples() -> None:
    fixed = [
        (where, ast.unparse(word))
        for where, name, call in calls()
        if name == "settings" and not where.startswith("conftest.py")
        for word in call.keywords
        if not re.match(r"max_examples=examples\(|suppress_health_check=", ast.unparse(word))
    ]
    assert fixed == []


def test_only_the_lane_chooses_a_profile() -> None:
    chosen = [
        where for where, name, _ in calls() if name.endswith(("load_profile", "register_profile"))
    ]
    assert {where.partition(":")[0] for where in chosen} == {"conftest.py"}


def test_what_is_dear_is_a_test() -> None:
    tests = {
        f"{file.relative_to(HERE.parent).as_posix()}::{node.name}"
        for file in HERE.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.FunctionDef)
    }
    plain = {re.sub(r"::\w+(?=::)", "", test) for test in costs.dear()}  # without its class
    assert plain - tests == set()


@pytest.mark.parametrize(
    "seconds, dear", [([0.2], False), ([0.3], True), ([0.2] * 24, False), ([0.2] * 26, True)]
)
def test_a_test_is_dear_by_one_call_or_by_all(seconds: list[float], *, dear: bool) -> None:
    assert costs.is_dear(seconds) == dear
