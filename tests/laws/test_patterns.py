"""No text is worse than linear for any regular expression of the program."""

import ast
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.making import patterns
from tests.making.patterns import Found

LENGTH = 24_000
NOTICED = 0.25  # CPU seconds that make it worth measuring how the time grows
HOPELESS = 30.0
SEEN = 0.6  # CPU seconds after which a pattern known to blow up has shown that it does
WORST = 9.0  # four times the text may cost so many times more; squares cost 16
PARTS = 8
# Patterns put together of parts that are not written where they are compiled.
MADE = {
    "juesuan/notation/speech/measure.py",  # data of the editions
    "juesuan/notation/speech/narrative.py",  # data of the editions
    "juesuan/notation/speech/misspellings.py",  # data of the editions
    "juesuan/auditing/rules/structure.py",  # globals of the module, tried below
    "juesuan/auditing/rules/staff.py",  # its own words before a number of at most six digits
    "juesuan/reading/projects/statements.py",  # the number of a paragraph
    "juesuan/publishing/screen.py",  # the few marks of colour that a screen was made with
}


class TooLong(Exception):
    """More CPU time than any linear search could take."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more CPU time; other processes do not count."""

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def cost(pattern: re.Pattern[str], method: str, text: str, most: float) -> float:
    """The CPU time of trying a pattern on a text."""
    begun = time.process_time()
    with at_most(most):
        found = getattr(pattern, method)(text)
        for _ in found if method == "finditer" else ():
            pass
    return time.process_time() - begun


def grows(pattern: re.Pattern[str], method: str, long: str, short: str, most: float) -> bool:
    """Whether four times the text costs far more than four times the time."""
    try:
        if cost(pattern, method, long, most) < NOTICED:
            return False
        once = min(cost(pattern, method, short, most) for _ in range(3))
        return min(cost(pattern, method, long, most) for _ in range(2)) > WORST * max(once, 1e-4)
    except TooLong:
        return True


def weakness(one: Found, most: float = HOPELESS) -> str:
    """A text that a pattern is worse than linear for, "" for none."""
    pattern = re.compile(one.source, one.flags)
    texts = zip(
        patterns.attacks(one.source, one.flags, LENGTH),
        patterns.attacks(one.source, one.flags, LENGTH // 4),
        strict=False,
    )
    for long, short in texts:
        for method in one.methods:
            if grows(pattern, method, long, short, most):
                return f"{one.where}: {method} {long[:20]!r} {one.source[:80]}"
    return ""


@pytest.mark.law
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_is_linear(part: int) -> None:
    """Whatever is pumped: each repeated part, what stands before it, the whole."""
    found = patterns.collect()
    assert len(found) > 200
    assert [said for one in found[part::PARTS] if (said := weakness(one))] == []


@pytest.mark.parametrize(
    "source, method",
    [
        (r"\d+x", "finditer"),
        (r"^(?:[-\s]*\d+[-\s]*)+$", "match"),
        (r"占.*?\d+%", "finditer"),
        (r"\s+$", "finditer"),
    ],
)
def test_a_pattern_that_blows_up_is_found(source: str, method: str) -> None:
    """The test itself sees squares and worse."""
    assert weakness(Found(source, int(re.UNICODE), "here", (method,)), SEEN)


def test_no_pattern_hides_from_the_test() -> None:
    """A pattern in a call is written out there, or made in a place that is known."""
    hidden = [
        f"{where}:{call.lineno}"
        for where, tree in patterns.trees().items()
        for call in _inside_functions(tree)
        if not isinstance(call.args[0], ast.Constant) and where not in MADE
    ]
    assert hidden == []


def _inside_functions(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            yield from patterns.calls(node)
