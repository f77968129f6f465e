"""What is wrong with a command line is said in Chinese, whatever is wrong with it."""

import argparse
import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import juesuan.cli.commands
from juesuan.cli.arguments import parsed, parser
from juesuan.cli.catalogue import MESSAGES
from juesuan.cli.inputs import BooksInput, Documents, Given, OutputOption, TextOption
from juesuan.cli.parsing import KINDS

WORD = re.compile(r"(?<![-.\w'])[a-z]{2,}(?![\w'-])")  # no option, no word of the user's


def commands() -> dict[str, argparse.ArgumentParser]:
    (choice,) = (a for a in parser("x")._actions if isinstance(a, argparse._SubParsersAction))
    return dict(choice.choices)


def wrong() -> Iterator[list[str]]:
    """Every way in which each argument can be wrong, and what lacks or is too much."""
    yield from ([], ["nonsense"], ["--versions"])
    for name, command in commands().items():
        needed = [a for a in command._actions if a.required]
        base = [name, *(w for a in needed for w in [*a.option_strings[:1], "a"])]
        yield [*base, "--nonsense", "x"]
        if needed:
            yield [name]
        for action in command._actions:
            if action.option_strings and action.nargs == 0:
                yield [*base, f"{action.option_strings[-1]}=x"]
            elif action.option_strings:
                yield [*base, action.option_strings[-1]]
            if action.option_strings and (action.choices or action.type not in (None, str)):
                yield [*base, action.option_strings[-1], "x"]


def test_every_command_has_its_file_and_every_file_its_command() -> None:
    files = {file.stem for file in Path(juesuan.cli.commands.__file__).parent.glob("[!_]*")}
    assert files - {"explain"} == commands().keys()
    for name in commands():
        assert callable(import_module(f"juesuan.cli.commands.{name}").run)


def outcome(words: list[str]) -> object:
    """None for words that are right, else the status."""
    try:
        parsed("x", words)
    except SystemExit as end:
        return end.code
    return None


@pytest.mark.parametrize("words", [*wrong()], ids=" ".join)
def test_no_word_of_english_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    if outcome(words) is None:
        assert words[-1] == "x", "only a word of some kind may happen to be right"
        return
    message = capsys.readouterr().err.removeprefix("juesuan: 用法不对：")
    reason, ask, _ = message.partition("。用法见 juesuan")
    assert ask
    assert not WORD.search(re.sub("'[^']*'|--[a-z-]+( x)?", "", reason)), message


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for name in commands():
        with pytest.raises(SystemExit):
            parsed("x", [name, "--help"])
        text = capsys.readouterr().out
        assert text.startswith(f"用法：juesuan {name}")
        assert "\n选项:\n" in text
        assert not re.search("usage|options|arguments", text)


def test_every_message_is_one_of_argparse() -> None:
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    looked_up = (node.args[0] for node in calls if ast.unparse(node.func) == "_")
    messages = {node.value for node in looked_up if isinstance(node, ast.Constant)}
    assert MESSAGES.keys() <= messages


def test_others_in_the_process_hear_argparse_as_before() -> None:
    with pytest.raises(SystemExit):
        parsed("x", ["--nonsense"])
    other = argparse.ArgumentParser(prog="other", exit_on_error=False)
    other.add_argument("--count", type=int)
    assert other.format_usage().startswith("usage: ")
    with pytest.raises(argparse.ArgumentError, match="invalid int value"):
        other.parse_args(["--count", "x"])


def test_every_argument_is_an_input_an_output_or_neither() -> None:
    roles = {
        (name, action.dest): action.type
        for name, command in commands().items()
        for action in command._actions
        if action.nargs != 0 and action.choices is None
    }
    assert all(kind in KINDS for kind in roles.values())
    read = {
        key for key, kind in roles.items() if isinstance(kind, type) and issubclass(kind, Given)
    }
    written = {key for key, kind in roles.items() if kind is OutputOption}
    assert read >= {("audit", "files"), ("audit", "prior"), ("audit", "codes"), ("read", "codes")}
    assert read >= {("prepare", "books"), ("prepare", "prior"), ("score", "file")}
    assert written >= {key for key in roles if key[1] == "out"}
    assert ("read", "draw") in written
    assert {roles["audit", "files"], roles["prepare", "books"], roles["show", "form"]} == {
        Documents,
        BooksInput,
        TextOption,
    }


def test_an_argument_without_a_role_is_not_taken() -> None:
    with pytest.raises(TypeError, match="--new"):
        commands()["audit"].add_argument("--new", metavar="文件")
