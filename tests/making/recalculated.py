"""Workbooks that LibreOffice has reckoned anew, whatever their cells say they come to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(books: dict[str, bytes], home: Path) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them, all formulas reckoned again; skips without it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("没有 LibreOffice（soffice），不重算工作簿")
    profile, made, out = home / "profile", home / "made", home / "out"
    for folder in (profile / "user", made, out):
        folder.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    for name, data in books.items():
        (made / f"{name}.xlsx").write_bytes(data)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out)]
    files = [str(made / f"{name}.xlsx") for name in books]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.xlsx").read_bytes() for name in books}
