"""Hostile text stays text where it is written, and no terminal obeys it."""

import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.outputs import STEERING, is_inert

from juesuan.cli import main
from juesuan.model.page import Limits, Line
from juesuan.publishing import markdown
from juesuan.publishing.screen import clean, still
from juesuan.sources.markdown import read_markdown

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"

Captured = pytest.CaptureFixture[str]

LIVE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://x/y.png)",
    "<javascript:alert(1)>",
    "http://x.example/a",
    "www.x.example",
    "a@x.example",
    "| a | b |",
    "# 伪造的标题",
    "\n\n# 伪造的标题\n\n",
    "```",
    "`x`",
    "**粗**",
    "_x_",
    "</td></tr></table><script>1</script>",
    "&lt;script&gt;",
    "---",
    "1. x",
    "\x1b[31m红\x1b]0;t\x07\x9b31m",
    "\u202e反\u2066\u200b",
    "$x$",
    "{{7*7}}",
)


@pytest.mark.parametrize("payload", LIVE)
def test_what_is_written_is_inert_and_reads_as_it_was(payload: str) -> None:
    page = markdown.page(
        [
            markdown.line("# {}决算", payload),
            markdown.line("{}，开头的字", payload),
            markdown.table([["单位", payload], [payload, "1.00"]]),
        ]
    )
    assert is_inert(page)
    document = read_markdown("x.md", page.encode(), Limits())
    heading, first, grid = document.pages[0].blocks
    assert isinstance(heading, Line)
    assert isinstance(first, Line)
    assert not isinstance(grid, Line)
    assert (heading.text, heading.heading) == (f"{clean(payload)}决算".strip(), 1)
    assert first.text == f"{clean(payload)}，开头的字".strip()
    assert [cell.text for cell in grid.cells] == ["单位", clean(payload), clean(payload), "1.00"]


@given(st.text(max_size=30))
def test_any_text_is_inert_and_reads_as_it_was(text: str) -> None:
    page = markdown.page([markdown.line("名称：{}。", text), markdown.table([[text, "x"]])])
    document = read_markdown("x.md", page.encode("utf-8", "replace"), Limits())
    first, grid = document.pages[0].blocks
    assert isinstance(first, Line)
    assert not isinstance(grid, Line)
    shown = clean(text).encode("utf-8", "replace").decode()
    assert " ".join(first.text.split()) == f"名称：{shown}。"
    assert " ".join(grid.cells[0].text.split()) == shown


@given(st.text())
def test_nothing_steering_is_said(text: str) -> None:
    assert not STEERING.search(still(text).replace("\r\n", "\n").removeprefix("\ufeff"))


def test_json_keeps_what_it_must_escape(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a\u202eb.md"
    shutil.copy(CLEAN, path)
    assert main(["audit", str(path), "--format", "json"]) == 0
    captured = capsys.readouterr().out
    assert "\\u202e" in captured
    assert json.load(io.StringIO(captured))["file"] == "a\u202eb.md"
