"""What the command loads itself: what it needs to start a child soon, and little more."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.test_cli import PLANTED, environment


def ran(code: str) -> str:
    """What a process that runs some code complains of; "" where it ends well."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=False, env=environment())
    return done.stderr.decode() if done.returncode else ""


def test_the_parent_stays_light() -> None:
    code = (
        "import sys\nfrom juesuan.cli import main\n"
        f"main(['audit', {str(PLANTED)!r}])\n"
        "heavy = {'numpy', 'highspy', 'pypdfium2', 'selectolax', 'rich', 'PIL',"
        " 'juesuan.cli.overview', 'juesuan.desk.filing', 'juesuan.cli.sarif_words',"
        " 'juesuan.model.review', 'juesuan.notation.edition', 'juesuan.auditing'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or None)"
    )
    assert ran(code) == ""


def test_the_command_looks_for_garbage_seldom() -> None:
    code = (
        "import gc, sys\nfrom juesuan.__main__ import SELDOM, main\n"
        "sys.argv = ['juesuan', 'show']\nmain()\nsys.exit(gc.get_threshold() != SELDOM)"
    )
    assert ran(code) == ""


def test_a_child_is_at_work_before_the_parent_knows_what_a_report_is() -> None:
    """What is only needed to show a report is loaded while the document is read."""
    code = (
        "import sys\nimport juesuan.cli\nimport juesuan.cli.commands.audit\n"
        "late = {'juesuan.model.reading', 'juesuan.model.report', 'juesuan.tasks.results'}\n"
        "sys.exit(','.join(late & set(sys.modules)) or None)"
    )
    assert ran(code) == ""
