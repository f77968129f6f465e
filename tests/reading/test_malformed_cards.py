"""A number of a self-evaluation that is not the spelling of one is said so, never read as blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.page import Limits, Unreadable
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document
from juesuan.tasks.rescore import score_file

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
CELLS = [
    ("<td>279.43</td><td>268.30</td>", "<td>279..43</td><td>268.30</td>", "279..43"),
    ("<td>279.43</td><td>268.30</td>", "<td>2,79.43</td><td>268.30</td>", "2,79.43"),
    ("<td>276.43</td><td>265.46</td>", "<td>276.43</td><td>（265.46）</td>", "（265.46）"),
    ("268.3万元</td><td>5</td><td>5</td>", "268.3万元</td><td>5</td><td>5.0.0</td>", "5.0.0"),
    ("47,316人次</td><td>15</td>", "47,316人次</td><td>1O</td>", "1O"),
]


def found(text: str) -> list[Finding]:
    reading = read(open_document("表.md", text.encode()), load("2023"))
    return list(examine(reading, load(reading.meta.edition)).findings)


@pytest.mark.parametrize("was, now, cell", CELLS)
def test_the_cell_is_named_and_nothing_false_follows(was: str, now: str, cell: str) -> None:
    text = CLEAN.read_text("utf-8")
    assert was in text
    said = found(text.replace(was, now, 1))
    assert [f.message for f in said if f.severity == "错误"] == []
    (told,) = [f for f in said if f.severity == "提示"]
    assert told.rule == "格式.数字"
    assert cell in told.message
    assert any(f.rule == "PF-未读" and cell in f.message for f in said if f.severity == "未核")


def test_a_mistake_in_another_card_is_still_found() -> None:
    was, now, _ = CELLS[0]
    text = CLEAN.read_text("utf-8").replace(was, now, 1)
    other = "<td>308.68</td><td>326.63</td><td>309.48</td>"
    assert other in text
    said = found(text.replace(other, "<td>308.68</td><td>326.63</td><td>301.48</td>", 1))
    assert any(f.rule == "PF-01" and f.severity == "错误" for f in said)


def test_a_card_with_such_a_number_is_not_scored_again() -> None:
    was, now, cell = CELLS[0]
    text = CLEAN.read_text("utf-8").replace(was, now, 1)
    source = Source("表.md", text.encode())
    with pytest.raises(Unreadable, match="不能重算") as caught:
        score_file(source, "", (), Limits())
    assert cell in str(caught.value)
