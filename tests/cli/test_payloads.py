"""Hostile text in every field of every output: it stays text, and no terminal obeys it."""

import csv
import html.parser
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.cli import main
from juesuan.model.page import Limits, Line
from juesuan.publishing import markdown
from juesuan.publishing.screen import clean, still
from juesuan.sources.markdown import read_markdown

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"

Captured = pytest.CaptureFixture[str]

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
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
FIELDS = {
    "meta": [2],
    "unit": [1, 2],
    "project": [1, 9, 10],
    "indicator": [3, 6],
    "profile": [1],
    "reason": [1, 2],
    "sangong_counts": [3, 12],
    "procurement": [0],
}


def hostile_books(home: Path, payload: str) -> Path:
    """The books of the example with the payload in every field of words."""
    to = home / "books"
    shutil.copytree(BOOKS, to)
    for path in to.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        for row in rows[1:]:
            for index in FIELDS.get(path.stem, []):
                if index < len(row) and row[index]:
                    row[index] = payload + row[index]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return to


class Elements(html.parser.HTMLParser):
    """The elements and attributes of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


def is_inert(text: str) -> bool:
    """Whether Markdown holds no element but tables, no link, no picture, no forged heading."""
    elements = Elements()
    elements.feed(text)
    plain = re.sub(r"\\.", "", text)
    live = "](" in text or re.search(
        r"\]\(|!\[|://|www\.|@|`|(?m:^#+ 伪造)|\*\*|(?m:^---)|\{\{", plain
    )
    return elements.found <= {"table", "tr", "td", "rowspan", "colspan"} and not live


@pytest.mark.parametrize("payload", [LIVE[0], LIVE[2], LIVE[3], LIVE[10], LIVE[19], "|"])
def test_nothing_from_the_books_is_live(payload: str, tmp_path: Path, capsys: Captured) -> None:
    home = hostile_books(tmp_path, payload)
    assert main(["prepare", str(home), "--out", str(tmp_path / "p")]) in (0, 1)
    main(["score", str(home), "--out", str(tmp_path / "s")])
    if (tmp_path / "p").exists():
        main(["trace", str(tmp_path / "p"), "03:2010301:2"])
        main(["score", str(home), "--format", "json"])
    said = capsys.readouterr()
    assert not STEERING.search(said.out + said.err)
    pages = [*tmp_path.glob("[ps]/**/*.md")]
    assert pages
    for page in pages:
        text = page.read_text("utf-8")
        assert is_inert(text), page.name
        assert not STEERING.search(text)


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


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_field_of_a_document_steers_a_terminal(
    form: str, tmp_path: Path, capsys: Captured
) -> None:
    odd = "\x1b[31mX\x1b]0;t\x07\u009b31m\u202eY\u2066\u200b"
    text = CLEAN.read_text("utf-8")
    for word in (
        "文化体育和旅游局",
        "公共文化服务提升专项经费",
        "文化和旅游",
        "图书馆",
        "部门概况",
    ):
        text = text.replace(word, word[:2] + odd + word[2:])
    path = tmp_path / f"a{odd.replace('/', '')}.md"
    path.write_text(text, "utf-8")
    main(["audit", str(path), "--format", form])
    main(["audit", str(path), "--explain", f"01:{odd}:1"])
    main(["read", str(path), "--format", "csv" if form == "text" else "json"])
    main(["rules", odd])
    main(["show", odd])
    with pytest.raises(SystemExit):
        main(["audit", str(path), f"--{odd}"])
    main(["audit", f"{path}x", "--out", str(tmp_path / odd)])
    said = capsys.readouterr()
    assert not STEERING.search(
        (said.out + said.err).replace("\r\n", "\n").replace("\ufeffaddress", "")
    )


def test_json_keeps_what_it_must_escape(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a\u202eb.md"
    shutil.copy(CLEAN, path)
    assert main(["audit", str(path), "--format", "json"]) == 0
    said = capsys.readouterr().out
    assert "\\u202e" in said
    assert json.load(io.StringIO(said))["file"] == "a\u202eb.md"
