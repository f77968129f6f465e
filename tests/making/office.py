"""What LibreOffice makes of files, with a profile and fonts of its own: no machine has a say."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
import pytest

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
RECKON = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(files: Mapping[str, bytes], kind: str, home: Path) -> dict[str, bytes]:
    """Files by name as LibreOffice saves them in another kind; skips without it.

    `kind` is a suffix, and a filter of LibreOffice's after a colon where it knows several. The
    formulas of a workbook are reckoned again, whatever its cells say they come to.
    """
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("没有 LibreOffice（soffice），不用它打开文件")
    profile, made, out, fonts = (home / name for name in ("profile", "made", "out", "fonts.conf"))
    for folder in (profile / "user", made):
        folder.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECKON, "utf-8")
    faces = noto.serif_path().parent
    fonts.write_text(FONTS.format(fonts=faces, cache=home / "faces"), "utf-8")
    for name, data in files.items():
        (made / name).write_bytes(data)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), *(str(made / name) for name in files)]
    ended = subprocess.run(
        command,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    suffix = kind.partition(":")[0]
    saved = {name: (out / name).with_suffix(f".{suffix}") for name in files}
    assert all(path.is_file() for path in saved.values()), ended.stdout + ended.stderr
    return {name: path.read_bytes() for name, path in saved.items()}
