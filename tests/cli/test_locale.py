"""Names of files are UTF-8, whatever the locale of the machine says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.test_files import BOOKS, CLEAN, posix, shell

POOR = "export LC_ALL=C LANG=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0; "


@posix
@pytest.mark.parametrize(
    "line, written",
    [
        (f"$juesuan prepare '{BOOKS}' --out 编", "编/回执.txt"),
        ("$juesuan audit 决算.md --format json --out 果/", "果/决算.json"),
        ("$juesuan template 模板.xlsx", "模板.xlsx"),
    ],
)
def test_names_are_chinese_whatever_the_locale_says(
    line: str, written: str, tmp_path: Path
) -> None:
    shutil.copy(CLEAN, tmp_path / "决算.md")
    status, _, err = shell(POOR + line, tmp_path)
    assert (status, (tmp_path / written).is_file()) == (0, True), err
