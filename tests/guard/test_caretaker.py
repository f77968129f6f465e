"""What a command spills is gone afterwards, however the command ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from juesuan.guard.caretaker import passing_folder

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
PATIENCE = 3000  # looks, 0.02 s apart: what never goes must fail the test, not hang it
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

HOLDER = """
import sys, time
from pathlib import Path
from juesuan.guard.caretaker import passing_folder

with passing_folder(Path(sys.argv[1]), "juesuan-") as folder:
    (folder / "deep").mkdir()
    (folder / "deep" / "rows").write_text("1")
    print(folder, flush=True)
    time.sleep(600)
"""


def emptied(folder: Path) -> bool:
    """Whether the folder is empty, soon enough."""
    for _ in range(PATIENCE):
        if not any(folder.iterdir()):
            return True
        time.sleep(0.02)
    return False


def test_the_folder_is_there_inside_and_gone_afterwards(tmp_path: Path) -> None:
    with passing_folder(tmp_path, "juesuan-") as folder:
        (folder / "行").write_text("1", "utf-8")
        assert folder.parent == tmp_path
    assert not any(tmp_path.iterdir())


def test_the_folder_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), passing_folder(tmp_path, "juesuan-") as folder:
        (folder / "行").write_text(str(1 / 0), "utf-8")
    assert not any(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with (
        pytest.raises(FileNotFoundError),
        passing_folder(tmp_path / "无此文件夹", "juesuan-") as folder,
    ):
        folder.touch()


def test_two_folders_have_two_names(tmp_path: Path) -> None:
    with passing_folder(tmp_path, "juesuan-") as one, passing_folder(tmp_path, "juesuan-") as two:
        assert one != two


@POSIX
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_folder_of_a_killed_process_goes(tmp_path: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert Path(process.stdout.readline().strip()).is_dir()
        process.send_signal(end)
        assert process.wait() != 0
    assert emptied(tmp_path)


@POSIX
def test_prepare_when_killed_leaves_nothing(tmp_path: Path) -> None:
    spare, place = tmp_path / "tmp", tmp_path / "年报 2023"
    spare.mkdir()
    place.mkdir()
    command = [sys.executable, "-m", "juesuan", "prepare", str(BOOKS), "--out", str(place / "out")]
    with subprocess.Popen(
        command, env=os.environ | {"TMPDIR": str(spare)}, stdout=subprocess.DEVNULL
    ) as process:
        while not (any(place.glob(".juesuan-*")) and any(spare.iterdir())):
            assert process.poll() is None, "it ended by itself"
            time.sleep(0.005)
        process.kill()
    assert emptied(place)
    assert emptied(spare)


def test_an_interrupt_while_the_command_starts_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTED_AT_START, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "juesuan", "--version"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")])},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


INTERRUPTED_AT_START = """
import sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "juesuan.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
"""
