"""The reference is what the program says of itself, and the README's commands work."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

import juesuan
from juesuan.auditing.rules import RULES
from juesuan.cli import main
from juesuan.notation.edition import load

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "disclosure" / "disclosure.pdf"
COMMAND = re.compile(r"^ {4}juesuan (.+?)(?: +#.*)?$", re.MULTILINE)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference() -> str:
    return (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_the_reference_is_fresh() -> None:
    assert reference() == generator().page(), "run `make docs`"


def test_every_command_and_option_is_in_the_reference() -> None:
    for name, command in generator().commands().items():
        assert f"### juesuan {name}" in reference()
        for action in command._actions:
            assert all(option in reference() for option in action.option_strings)
            assert action.help, f"{name} {action.dest} has no help"


def test_every_rule_and_equation_is_in_the_reference() -> None:
    for rule in RULES.values():
        assert f"### {rule.id}\n" in reference()
        assert rule.says in reference()
    for form in load("2023").forms:
        assert all(equation.text in reference() for equation in form.equations)


def test_every_public_name_has_a_docstring() -> None:
    for name in juesuan.__all__:
        if not name.startswith("_"):
            assert getattr(juesuan, name).__doc__


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_readme_work(
    page: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / page).read_text("utf-8")
    found = [shlex.split(line) for line in COMMAND.findall(text)]
    assert {words[0] for words in found} == set(generator().commands())
    monkeypatch.chdir(tmp_path)
    for words in found:
        real = [_real(word) for word in words]
        assert main(real) in ((0, 1) if words[0] in ("audit", "score") else (0,)), words
        said = capsys.readouterr()
        assert said.out or words[0] == "template", words


def _real(word: str) -> str:
    """A word of the README with the files of the repository in it."""
    if word.endswith(".pdf"):
        return str(EXAMPLE)
    return str(ROOT / word) if word.startswith("examples/") else word
