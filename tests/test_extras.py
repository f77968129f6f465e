"""A plain install reads, audits and scores; what an extra brings is asked for in words."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from juesuan.extras import BRINGS, EXTRA_OF

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
CLEAN, PLANTED = EXAMPLES / "disclosure" / "clean.md", EXAMPLES / "disclosure" / "disclosure.pdf"
BOOKS = EXAMPLES / "lixia-2023" / "books"
PLAIN = {
    *("PIL", "highspy", "lxml", "numpy", "pypdfium2", "python_calamine", "rich"),
    *("selectolax", "xlrd", "xlsxwriter"),
}

# Every process that is started finds this first: what an extra brings is not to be had.
HIDDEN = f"""
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {set(EXTRA_OF)}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a plain install, for the command and for the children it starts."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "sitecustomize.py").write_text(HIDDEN, "utf-8")
    path = os.pathsep.join([str(folder), str(ROOT / "src")])
    return os.environ | {"PYTHONPATH": path, "JUESUAN_DEBUG": "0"}


def juesuan(plain: dict[str, str], *words: str | Path) -> tuple[int, str, str]:
    """Run a command in a plain install; its status, stdout and stderr."""
    command = [sys.executable, "-m", "juesuan", *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False, env=plain, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def test_nothing_of_the_extras_can_be_imported_here(plain: dict[str, str]) -> None:
    for package in EXTRA_OF:
        command = [sys.executable, "-c", f"import {package}"]
        done = subprocess.run(command, capture_output=True, check=False, env=plain)
        assert b"ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize("file, status", [(CLEAN, 0), (PLANTED, 1)])
def test_a_plain_install_audits(
    plain: dict[str, str], file: Path, status: int, tmp_path: Path
) -> None:
    forms = [word for form in ("text", "json", "html") for word in ("--format", form)]
    code, _, err = juesuan(plain, "audit", file, *forms, "--out", f"{tmp_path}/")
    assert (code, err.count("已写入")) == (status, err.count("\n"))
    written = {path.suffix: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert written.keys() == {".txt", ".json", ".html"}
    assert all(written.values())


def test_a_plain_install_reads_and_scores_and_tells(plain: dict[str, str], tmp_path: Path) -> None:
    code, out, _ = juesuan(plain, "read", PLANTED, "--draw", tmp_path)
    assert code == 0
    assert json.loads(out)["facts"]
    assert list(tmp_path.glob("*.png"))
    code, out, err = juesuan(plain, "score", PLANTED, "--format", "json")
    assert (code in (0, 1), err) == (True, "")
    assert json.loads(out)
    telling = [["show", "2024", "03"], ["rules"], ["audit", str(CLEAN), "--explain", "05:合计:1"]]
    script = f"from juesuan.cli import main; assert not any(map(main, {telling}))"
    subprocess.run([sys.executable, "-c", script], check=True, env=plain, capture_output=True)


@pytest.mark.parametrize(
    "words, extra",
    [
        (["prepare", BOOKS, "--out", "OUT/编出"], "books"),
        (["score", BOOKS], "books"),
        (["serve"], "portal"),
    ],
)
def test_a_command_that_lacks_its_extra_says_which(
    plain: dict[str, str], tmp_path: Path, words: list[str | Path], extra: str
) -> None:
    code, out, err = juesuan(plain, *(str(w).replace("OUT", str(tmp_path)) for w in words))
    assert (code, out) == (2, "")
    assert f'pip install "juesuan[{extra}]"' in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_frame_that_lacks_its_extra_says_which(plain: dict[str, str]) -> None:
    code = (
        "import juesuan\n"
        f"report = juesuan.audit({str(CLEAN)!r})\n"
        "try:\n    report.__arrow_c_stream__()\n"
        "except ImportError as error:\n    print(error)"
    )
    told = subprocess.check_output([sys.executable, "-c", code], env=plain, encoding="utf-8")
    assert 'pip install "juesuan[books]"' in told


def imported() -> Iterator[tuple[Path, str]]:
    """Every package that a module of ours imports, at its head or later."""
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name.partition(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield file, (node.module or "").partition(".")[0]


def test_every_package_is_plain_or_of_an_extra() -> None:
    """A new import finds its place: a command without it must be able to say what to install."""
    ours = {"juesuan", "__future__", *sys.stdlib_module_names}
    strange = [(f.name, name) for f, name in imported() if name not in ours | PLAIN | {*EXTRA_OF}]
    assert strange == []


def test_the_extras_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert extras.keys() == {*BRINGS, "all", "dev"}
    (whole,) = map(Requirement, extras["all"])
    assert whole.extras == set(BRINGS)
    names = {Requirement(one).name for one in project["dependencies"]}
    assert names & {"ibis-framework", "pydantic", "python-docx", "typst"} == set()
