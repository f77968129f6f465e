"""No input of any option of any command is ever written, whichever way its path is spelled."""

import argparse
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.cli.arguments import parser
from juesuan.cli.inputs import Given, OutputOption, TextOption

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
BOOKS = ROOT / "examples" / "lixia-2023" / "books"

Captured = pytest.CaptureFixture[str]


def commands() -> dict[str, argparse.ArgumentParser]:
    (chosen,) = (a for a in parser("x")._actions if isinstance(a, argparse._SubParsersAction))
    return dict(chosen.choices)


def takes_text(action: argparse.Action) -> bool:
    """Whether an argument takes words of the user's own, which may name a path."""
    free = action.choices is None and action.nargs != 0 and action.dest != "help"
    kind = action.type
    return free and isinstance(kind, type) and issubclass(kind, Given | TextOption | OutputOption)


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every command with one argument that it may read and one that it writes."""
    for name, command in commands().items():
        actions = [action for action in command._actions if takes_text(action)]
        for read in actions:
            for written in actions:
                given = isinstance(read.type, type) and issubclass(read.type, Given)
                if given and written.type is OutputOption:
                    yield name, read.dest, written.dest


def line(command: str, given: dict[str, str]) -> list[str]:
    """A command line with these values, and some value wherever one is required."""
    words = [command]
    for action in commands()[command]._actions:
        value = given.get(action.dest)
        if action.option_strings:
            required = "other" if action.required else None
            words += [action.option_strings[-1], v] if (v := value or required) else []
        elif action.dest != "help" and (value or action.nargs != "?"):
            words.append(value or str(CLEAN))
    return words


def test_every_path_that_is_written_says_so() -> None:
    for command in commands().values():
        for action in command._actions:
            if takes_text(action) and action.dest in ("out", "draw"):
                assert action.type is OutputOption
    assert len(list(pairs())) >= 10


SPELLINGS = ("same", "dots", "symlink", "hard link", "case", "folder link")


def spelled(path: Path, way: str) -> str:
    """The path of a file in another way."""
    if way == "dots":
        return f"{path.parent}/./x/../{path.name}"
    if way == "case":
        return str(path.with_name(path.name.swapcase()))
    other = path.with_name("other-name")
    if way == "symlink":
        other.symlink_to(path)
    elif way == "hard link":
        os.link(path, other)
    elif way == "folder link":
        other.symlink_to(path.parent, target_is_directory=True)
        return str(other / path.name)
    return str(path if way == "same" else other)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("way", SPELLINGS)
@pytest.mark.parametrize("names", list(pairs()), ids="-".join)
def test_no_input_of_any_option_is_written(
    names: tuple[str, str, str], way: str, tmp_path: Path, capsys: Captured
) -> None:
    command, read, written = names
    path = tmp_path / "Input.md"
    shutil.copy(CLEAN, path)
    (tmp_path / "x").mkdir()
    out = spelled(path, way)
    assert main(line(command, {read: str(path), written: out})) == 2
    captured = capsys.readouterr()
    assert "不会被改写" in captured.err
    assert captured.out == ""
    assert path.read_bytes() == CLEAN.read_bytes()


def test_nothing_is_put_into_a_folder_of_books(tmp_path: Path, capsys: Captured) -> None:
    home = tmp_path / "books"
    shutil.copytree(BOOKS, home)
    before = sorted(home.rglob("*"))
    for words in (["prepare", str(home), "--out"], ["score", str(home), "--out"]):
        for out in (home, home / "out", home / "." / "a" / "b"):
            assert main([*words, str(out)]) == 2
            assert "输入文件" in capsys.readouterr().err
    assert sorted(home.rglob("*")) == before


def test_a_picture_never_covers_an_input(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "page-001.png"
    shutil.copy(ROOT / "examples" / "disclosure" / "disclosure.pdf", path)
    before = path.read_bytes()
    assert main(["read", str(path), "--draw", str(tmp_path)]) == 2
    assert "不会被改写" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_file_of_an_audited_folder_is_not_covered_by_a_report(
    tmp_path: Path, capsys: Captured
) -> None:
    shutil.copy(CLEAN, tmp_path / "a.md")
    kept = tmp_path / "a.json"
    kept.write_text('{"mine": 1}', "utf-8")
    assert main(["audit", str(tmp_path), "--format", "json", "--out", f"{tmp_path}/"]) == 2
    assert "不会被改写" in capsys.readouterr().err
    assert kept.read_text("utf-8") == '{"mine": 1}'


def test_reports_in_the_audited_folder_are_known_again(tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(CLEAN, tmp_path / "a.md")
    formats = [word for form in ("text", "json", "html") for word in ("--format", form)]
    for _ in range(2):  # the second time over the reports of the first
        assert main(["audit", str(tmp_path), *formats, "--out", f"{tmp_path}/"]) == 0
    file = str(tmp_path / "a.md")
    made = {
        "r.json": ["read", file],
        "r.csv": ["read", file, "--format", "csv"],
        "e.txt": ["audit", file, "--explain", "01:收入总计:1"],
        "e.json": ["audit", file, "--explain", "01:收入总计:1", "--format", "json"],
    }
    for name, words in made.items():
        assert main([*words, "--out", str(tmp_path / name)]) == 0
    for path in [*tmp_path.iterdir()]:  # by what they hold and not by how they are called
        if path.name != "a.md":
            path.rename(path.with_name(f"{path.name.replace('.', '-')}.md"))
    capsys.readouterr()
    assert main(["audit", str(tmp_path), "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count('"file"') == 1
    assert captured.err.count("跳过") == len(made) + 3 + 3
