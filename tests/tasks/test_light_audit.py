"""What a child loads to audit one document: nothing it does not need, whoever adds a module."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "disclosure"
ROOMS = {"auditing", "model", "notation", "projects", "reading", "secrecy", "sources", "tasks"}
BESIDE = {"editions", "extras", "guard", "packed", "stages"}
SCREEN = {"juesuan.publishing", "juesuan.publishing.screen"}
SOLVER = {"highspy", "numpy"}  # of the joint system
PDFIUM = {"pypdfium2", "pypdfium2_cfg", "pypdfium2_raw"}
NEEDLESS = {
    *("juesuan.model.books", "juesuan.model.review", "juesuan.notation.feed"),
    *("juesuan.notation.schema", "juesuan.secrecy.marking_forms", "juesuan.secrecy.plain_form"),
}
CODE = """
import json, sys
before = set(sys.modules)
import juesuan.guard.__main__
from juesuan.model.page import Limits
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file
audit_file(Source(sys.argv[1], sys.argv[1]), "", (), Limits())
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.mark.parametrize(
    "name, libraries, needless",
    [
        ("clean.md", {"selectolax"}, {"juesuan.sources.pdf", "juesuan.sources.workbook"}),
        ("disclosure.pdf", PDFIUM, {"juesuan.sources.html", "juesuan.sources.markdown"}),
    ],
)
def test_the_child_stays_light(name: str, libraries: set[str], needless: set[str]) -> None:
    """It enters the rooms of an audit alone, and loads the libraries of its kind of document."""
    command = [sys.executable, "-c", CODE, str(EXAMPLES / name)]
    done = subprocess.run(command, capture_output=True, check=True)
    modules = set(json.loads(done.stdout))
    ours = {name for name in modules if name.startswith("juesuan.")} - SCREEN
    assert {name.split(".")[1] for name in ours} <= ROOMS | BESIDE
    assert modules & (NEEDLESS | needless) == set()
    others = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in others if not name.startswith("_")} <= (
        {"juesuan", "cython_runtime"} | SOLVER | libraries
    )
