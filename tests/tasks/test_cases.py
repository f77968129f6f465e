"""Small inputs of others, each with what is right: what holds must go on holding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from juesuan.auditing import Audit, examine
from juesuan.model.page import Unreadable
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

CASES = Path(__file__).parents[3] / "shared" / "cases"
HOLD = "01 02 04 05 06 07 10 11 12 13 14 15 17 18 20 21 24 25 26 27 28 30 32 34 35".split()
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="没有 ../shared/cases，案例未测")


def audited(number: str) -> tuple[Reading, Audit]:
    """One case read and audited; raises Unreadable."""
    file = next(CASES.glob(f"{number}-*.md"))
    reading = read(open_document(file.name, file.read_bytes()))
    return reading, examine(reading, load(reading.meta.edition))


def wanting(wanted: dict[str, Any], reading: Reading, audit: Audit) -> Iterator[str]:
    """What of the right answer is missing, in words."""
    errors = [f.message for f in audit.findings if f.severity == "错误"]
    told = [str(f) for f in audit.findings if f.severity in ("错误", "提示")]
    if len(errors) > wanted.get("errors", len(errors)):
        yield f"too many 错误: {errors}"
    yield from (f"not told: {p}" for p in wanted.get("must", ()) if not _in(p, told))
    yield from (f"told: {p}" for p in wanted.get("never", ()) if _in(p, told))
    if "exit" in wanted and int(bool(errors)) not in wanted["exit"]:
        yield f"exit {int(bool(errors))}"
    bound = [claim.printed for claim in reading.claims]
    numbers = wanted.get("bound", ())
    yield from (f"not bound: {n}" for n in numbers if not any(p.startswith(n) for p in bound))
    left = [n.text for n in reading.numerals if n.claim is None and not n.not_amount]
    if len(left) > wanted.get("unchecked", len(left)):
        yield f"not understood: {left}"
    for name in ("department", "year"):
        if name in wanted and getattr(reading.meta, name) != wanted[name]:
            yield f"{name}: {getattr(reading.meta, name)}"


def _in(pattern: str, texts: list[str]) -> bool:
    return any(re.search(pattern, text) for text in texts)


@pytest.mark.parametrize("number", HOLD)
def test_a_case_is_judged_rightly(number: str) -> None:
    """As its neighbour says: so many errors, these words, those never, or refused."""
    wanted = json.loads((CASES / "expect.json").read_text("utf-8"))[number]
    if wanted.get("exit") == [2]:
        with pytest.raises(Unreadable, match=wanted["stderr"]):
            audited(number)
        return
    assert list(wanting(wanted, *audited(number))) == []
