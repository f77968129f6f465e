"""The law of modules: a name stands once, and every module has its tests."""

import ast
from collections.abc import Iterator

from tests.test_house import ROOT, SOURCE, here, module_name, python_files

# A command has a task and a page of arguments; a format is read by one room, written by another.
PAIRED = {
    *("audit", "explain", "letter", "mark", "pack", "prepare", "publish", "read", "score"),
    *("template", "trace"),
}
FORMATS = {"html", "docx", "workbook", "markdown", "text"}


def test_the_name_of_a_module_stands_once() -> None:
    homes: dict[str, list[str]] = {}
    for file in python_files("src"):
        if not file.stem.startswith("__"):
            homes.setdefault(file.stem, []).append(here(file))
    doubled = {name: files for name, files in homes.items() if len(files) > 1}
    assert {name: doubled[name] for name in doubled.keys() - PAIRED - FORMATS} == {}


# Rooms of which some module has no test file of its own yet. This list only ever shrinks.
UNTESTED = {
    *"__main__ auditing books bookwork cli composing juesuan preparing".split(),
    *"projects publishing reading stages tasks".split(),
}


def untested() -> Iterator[tuple[str, str]]:
    """Yield room and file of modules with code and without tests/<room>/…/test_<module>.py."""
    for file in python_files("src"):
        body = ast.parse(file.read_text("utf-8")).body
        code = [
            node for node in body if not isinstance(node, ast.Expr | ast.Import | ast.ImportFrom)
        ]
        *inside, last = module_name(file, SOURCE).split(".")[1:] or ["juesuan"]
        homes = (ROOT.joinpath("tests", *inside), ROOT.joinpath("tests", *inside, last))
        tested = any((home / f"test_{last.strip('_')}.py").is_file() for home in homes)
        if not tested and any("__all__" not in ast.unparse(node) for node in code):
            yield [*inside, last][0], here(file)


def test_every_module_has_its_tests() -> None:
    lacking = list(untested())
    assert [file for name, file in lacking if name not in UNTESTED] == []
    assert UNTESTED - {name for name, _ in lacking} == set(), "done: take it off the list"
