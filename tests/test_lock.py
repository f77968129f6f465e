"""An install from the lock is the lock: whatever is released later has no say in it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements" / "dev.txt").read_text("utf-8")


def pins() -> dict[str, Version]:
    """What the lock holds for this platform."""
    found: dict[str, Version] = {}
    for line in LOCK.replace("\\\n", " ").splitlines():
        text = line.partition("#")[0].partition(" --hash")[0].strip()
        if text:
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate():
                (version,) = wanted.specifier
                found[canonicalize_name(wanted.name)] = Version(version.version)
    return found


def wanted(name: str, extra: str) -> list[Requirement]:
    """What an installed distribution, or one extra of it, asks for on this platform."""
    asked = map(Requirement, distribution(name).requires or ())
    return [one for one in asked if one.marker is None or one.marker.evaluate({"extra": extra})]


def test_the_lock_answers_everything_that_is_asked_for_extras_too() -> None:
    held, todo, seen = pins(), [("juesuan", "dev")], set()
    while todo:
        name, extra = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for one in wanted(name, extra):
            asked = canonicalize_name(one.name)
            if asked != "juesuan":
                assert asked in held, f"{name} asks for {one}, which the lock lacks"
                assert one.specifier.contains(held[asked], prereleases=True), (name, str(one))
            todo += [(asked, ""), *((asked, more) for more in one.extras)]
    assert ("coverage", "toml") in seen, "the extra that once brought a newer release"
    assert {name for name, _ in seen} >= held.keys(), "the lock holds what nobody asks for"


def test_every_pin_has_a_hash() -> None:
    lines = [line for line in LOCK.replace("\\\n", " ").splitlines() if line[:1].isalpha()]
    assert [line for line in lines if "--hash=sha256:" not in line] == []


def wheel(folder: Path, name: str, version: str, *lines: str) -> str:
    """Make a small wheel; return its hash."""
    info = f"{name}-{version}.dist-info"
    metadata = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines])
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": metadata + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},{_digest(text)},{len(text)}\n" for path, text in files.items())
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in (files | {f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}).items():
            archive.writestr(inner, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(text: str) -> str:
    raw = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return f"sha256={raw.decode().rstrip('=')}"


@pytest.mark.law  # a fresh environment, as `.ci/run` makes one of the lock itself
@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
def test_a_newer_release_changes_nothing(tmp_path: Path) -> None:
    """Today's trap: a pinned package asks for an extra of another, and a newer one is to be had."""
    index, project = tmp_path / "index", tmp_path / "project"
    index.mkdir()
    (project / "requirements").mkdir(parents=True)
    toml = "Provides-Extra: toml"
    base = wheel(index, "ours_base", "1.0", toml)
    over = wheel(index, "ours_over", "1.0", "Requires-Dist: ours-base[toml]>=1")
    wheel(index, "ours_base", "2.0", toml, "Requires-Dist: nowhere-to-be-had")
    wheel(index, "ours_over", "1.0.1", "Requires-Dist: ours-base[toml]>=2")
    pinned = f"ours-base==1.0 --hash=sha256:{base}\nours-over==1.0 --hash=sha256:{over}\n"
    (project / "requirements" / "dev.txt").write_text(pinned, "utf-8")
    shutil.copy(ROOT / "Makefile", project)
    quiet = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_" + "LINKS": str(index)}
    clean = {k: v for k, v in os.environ.items() if not re.match("PIP_|MAKE|MFLAGS|VENV$", k)}
    command = ["make", f"PYTHON={sys.executable}", "VENV=fresh", "fresh/.locked"]
    done = subprocess.run(
        command, cwd=project, env=clean | quiet, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    code = "import ours_base, ours_over; print(ours_base.VERSION, ours_over.VERSION)"
    told = subprocess.check_output([project / "fresh/bin/python", "-c", code], text=True)
    assert told.split() == ["1.0", "1.0"]
