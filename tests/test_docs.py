"""The reference is what the program says of itself, and the README's commands work."""

import importlib.util
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.test_house import RANKS

import juesuan
from juesuan.auditing.rules import RULES, document_rules, project_rules
from juesuan.cli import main
from juesuan.notation.edition import load
from juesuan.notation.overlay import keys

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "disclosure" / "disclosure.pdf"
EXTRAS = {  # an environment of an older lock lacks what these commands need
    "sqlalchemy": ("archive", "history", "peers", "account"),
    "starlette": ("serve",),
    "argon2": ("account",),
}
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


def test_the_guide_to_preparing_is_fresh_and_its_commands_are_commands() -> None:
    text = (ROOT / "docs" / "prepare.md").read_text("utf-8")
    assert text == generator().preparing(), "run `make docs`"
    options = {"prepare": "--mapping", "trace": ""}
    named = COMMAND.findall(text)
    assert {line.split()[0] for line in named} == set(options)
    known = generator().commands()
    for line in named:
        words = [word for word in line.split() if word.startswith("--")]
        assert set(words) <= set(known[line.split()[0]]._option_string_actions)


def test_the_reference_is_fresh() -> None:
    assert reference() == generator().page(), "run `make docs`"


def test_the_page_of_the_notation_is_fresh_and_whole() -> None:
    page = (ROOT / "docs" / "notation.md").read_text("utf-8")
    assert page == generator().notation(), "run `make docs`"
    for folder in ("", "books", "wording"):
        assert [key for key in keys(folder) if f"| `{key}` |" not in page] == []


def test_the_catalogue_of_messages_is_fresh_and_no_kind_lacks_an_example() -> None:
    page = (ROOT / "docs" / "messages.md").read_text("utf-8")
    assert page == generator().messages(), "run `make docs`"
    assert "（没有例子）" not in page
    names = {rule.id for rule in (*document_rules(), *project_rules())}
    assert [name for name in sorted(names) if f"### {name}\n" not in page] == []


def test_the_page_of_nouns_is_fresh_and_every_class_says_what_it_is() -> None:
    page = (ROOT / "docs" / "nouns.md").read_text("utf-8")
    assert page == generator().nouns(), "run `make docs`"
    assert "|  |" not in page


def test_the_page_of_the_house_shows_every_room_at_its_rank() -> None:
    page = (ROOT / "docs" / "house.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", page, re.MULTILINE)
    shown = {name: int(rank) for rank, names in rows for name in re.findall(r"`(\w+)`", names)}
    home = ROOT / "src" / "juesuan"
    rooms = {p.stem for p in home.iterdir() if p.suffix in ("", ".py") and "__" not in p.stem}
    assert shown == {name: RANKS[name] for name in (*rooms, "juesuan")}


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_findings_above_the_fold_are_real(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(EXAMPLE), "--format", "json"]) == 1
    said = "\n".join(
        f"{found['message']}\n{' '.join(found['because'])}"
        for found in json.loads(capsys.readouterr().out)["findings"]
    )
    head = (ROOT / page).read_text("utf-8").partition("![")[0]
    numbers = re.findall(r"\d[\d,]*\.\d+", "".join(re.findall(r"^ {4}.*$", head, re.MULTILINE)))
    assert len(numbers) > 5
    assert [number for number in numbers if number not in said] == []


FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PAGES = [ROOT / "CONTRIBUTING.md", *ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(FENCED.sub("", page.read_text("utf-8")))
    assert [link for link in links if not (page.parent / link).exists()] == []


MODULE = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|toml|md))?)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_named_is_there(page: Path) -> None:
    """A page that names a file of ours names one that exists, but for those it tells to write."""
    text = page.read_text("utf-8")
    homes = (ROOT, ROOT / "src" / "juesuan", ROOT / "src" / "juesuan" / "editions", ROOT / "docs")
    first = {path.split("/")[0] for path in MODULE.findall(text)}
    ours = first & {p.name for home in homes for p in home.iterdir()}
    named = (path for path in MODULE.findall(text) if path.split("/")[0] in ours)
    missing = [path for path in named if not any((home / path).exists() for home in homes)]
    assert [path for path in missing if f"# {path}" not in text] == []


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


@pytest.mark.law
def test_the_commands_of_the_readmes_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page after the other; what both say alike is tried once."""
    pages = [
        [shlex.split(line) for line in COMMAND.findall((ROOT / page).read_text("utf-8"))]
        for page in ("README.md", "README.zh-CN.md")
    ]
    for named in pages:
        assert {words[0] for words in named} == set(generator().commands())
        for package, needing in EXTRAS.items():
            if importlib.util.find_spec(package) is None:
                named[:] = [words for words in named if words[0] not in needing]
            elif "serve" in needing:
                monkeypatch.setattr("juesuan.portal.listening.listen", told_only)
    monkeypatch.chdir(tmp_path)
    for words in [*pages[0], *(words for words in pages[1] if words not in pages[0])]:
        real = [_real(word) for word in words]
        judging = words[0] in (
            "audit",
            "mark",
            "pack",
            "score",
            "publish",
        )  # the example contradicts itself once
        assert main(real) in ((0, 1) if judging else (0,)), words
        said = capsys.readouterr()
        quiet = words[0] in ("template", "audit", "letter", "mark", "pack") or "--final" in words
        assert said.out or (quiet and said.err), words


def told_only(settings: Any, _: object, ready: Callable[[Any], object]) -> None:  # noqa: ANN401 - a command told to serve says where, and goes home
    """Listen to nobody."""
    ready(settings)


def _real(word: str) -> str:
    """A word of the README with the files of the repository in it."""
    if word.endswith(".pdf") and not word.startswith("批注版"):
        return str(EXAMPLE)
    return str(ROOT / word) if word.startswith("examples/") else word
