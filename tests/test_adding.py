"""The pages on adding things: each is done as it says, in a copy, and proves itself."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs" / "adding").glob("*.md"))
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:# |<!-- )(?P<path>[\w./-]+)(?P<change>（[^）]+）)?(?: -->)?\n")
PYTHON = (sys.executable, "-m")
PYTEST = (*PYTHON, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist")


class Fence(NamedTuple):
    """A block of a page: `sh` is run, `text` must be in what came out, all others are files."""

    language: str
    body: str


def fences(page: Path) -> list[Fence]:
    return [Fence(*found.groups()) for found in FENCED.finditer(page.read_text("utf-8"))]


def copied(home: Path) -> Path:
    """The project as a clone has it, but for what no page speaks of."""
    for folder in ("src", "tests", "docs"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE"):
        shutil.copy(ROOT / name, home / name)
    return home


def lay(home: Path, fence: Fence) -> None:
    """Write a file as a block says, at the end of the one that is there, or after a line of it."""
    head = FILE.match(fence.body)
    assert head, f"a block that is no command names its file first: {fence.body[:60]}"
    path, text = home / head["path"], fence.body[head.end() :]
    path.parent.mkdir(parents=True, exist_ok=True)
    change = (head["change"] or "").strip("（）")
    if not change:
        assert not path.exists(), f"{head['path']} is there already"
        path.write_text(text, "utf-8")
    elif change == "加在末尾":
        path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
    else:
        assert change.startswith("加在“"), change
        line = change.removeprefix("加在“").removesuffix("”之后")
        before, mark, after = path.read_text("utf-8").partition(f"{line}\n")
        assert mark, f"{head['path']} has no line “{line}”"
        path.write_text(f"{before}{mark}{text}{after}", "utf-8")


def ran(home: Path, command: str) -> str:
    """What a command says; it may find mistakes (1) where it audits, and must not fail."""
    first, *rest = shlex.split(command)
    words = [*PYTEST, *rest] if first == "pytest" else [*PYTHON, first, *rest]
    env = os.environ | {"PYTHONPATH": str(home / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        words, cwd=home, env=env, capture_output=True, encoding="utf-8", check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode in ((0, 1) if rest[:1] == ["audit"] else (0,)), f"{command}\n{said}"
    return said


def commands(body: str) -> Iterator[str]:
    yield from (line for line in body.splitlines() if line and not line.startswith("#"))


@pytest.mark.law  # a copy of the project, and processes of its own, for each page
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    home, said, blocks = copied(tmp_path / "juesuan"), "", fences(page)
    assert any(block.language == "sh" for block in blocks), "a page ends with what proves it"
    for language, body in blocks:
        if language == "sh":
            said = "".join(ran(home, command) for command in commands(body))
        elif language == "text":
            missing = [line for line in body.splitlines() if line.strip() not in said]
            assert not missing, f"{missing} not in\n{said}"
        else:
            lay(home, Fence(language, body))


def test_every_page_is_listed() -> None:
    index = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert PAGES
    assert [page.name for page in PAGES if f"docs/adding/{page.name}" not in index] == []
