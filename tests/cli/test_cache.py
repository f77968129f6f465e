"""Long work that is stopped is taken up again, with the same results."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.making.short_text import CLEAN, DEPARTMENT, ERROR, WRONG

from juesuan.cli import main
from juesuan.cli.outputs import Output

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "收 件"
    home.mkdir()
    for number in range(3):
        text = WRONG if number == 1 else CLEAN
        (home / f"{number}.md").write_text(f"{text}\n\n第{number}份", "utf-8")
    (home / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return home


EVERY = [word for form in ("text", "html", "json", "sarif") for word in ("--format", form)]


def audit(out: str, *words: str) -> dict[str, bytes]:
    """Every file that an audit of the folder writes."""
    assert main(["audit", "收 件", "--out", out, *words]) == 2
    return {path.name: path.read_bytes() for path in Path(out).iterdir()}


def test_cached_and_uncached_audits_give_the_same_bytes(folder: Path, capsys: Captured) -> None:
    plain = audit("一", *EVERY)
    assert audit("二", "--cache", "存", *EVERY) == plain
    assert "以前审过" not in capsys.readouterr().err
    assert audit("三", "--cache", "存", *EVERY) == plain
    assert "其中 3 份以前审过" in capsys.readouterr().err
    for path in Path("存").rglob("*.juesuan"):
        path.write_bytes(path.read_bytes()[:-1])
    assert audit("四", "--cache", "存", *EVERY) == plain
    assert "以前审过" not in capsys.readouterr().err
    (folder / "1.md").write_text(CLEAN, "utf-8")
    changed = audit("五", "--cache", "存")
    assert changed == audit("六")
    assert "其中 2 份以前审过" in capsys.readouterr().err


def test_waivers_need_no_new_audit_and_rules_do(capsys: Captured) -> None:
    audit("一", "--cache", "存")
    waiver = f'id = "{ERROR}"\ndepartment = "{DEPARTMENT}"\nreason = "核过"\nby = "王某"\n'
    Path("juesuan.toml").write_text(f'[[waiver]]\n{waiver}until = "2026-12-31"\n', "utf-8")
    capsys.readouterr()
    waived = audit("二", "--cache", "存", "--date", "2026-12-31")
    assert "豁免" in waived["1.txt"].decode()
    assert "其中 3 份" in capsys.readouterr().err
    audit("三", "--cache", "存", "--date", "2026-12-31", "--ignore", "标点")
    assert "以前审过" not in capsys.readouterr().err


def test_stopped_work_is_taken_up_again(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Output.put

    def stopping(self: Output, *args: object) -> None:
        put(self, *args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Output, "put", stopping)
        words = ["audit", "收 件", "--out", "一", "--cache", "存", "--jobs", "1"]
        assert main(words) == 130
    capsys.readouterr()
    assert audit("二", "--cache", "存") == audit("三")
    assert "份以前审过" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill on this system")
def test_killed_work_is_taken_up_again(capsys: Captured) -> None:
    words = ["audit", "收 件", "--out", "一", "--cache", "存", "--jobs", "1"]
    with subprocess.Popen([sys.executable, "-m", "juesuan", *words], env=os.environ) as process:
        while process.poll() is None and not [*Path("存").rglob("[!.]*.juesuan")]:
            time.sleep(0.02)
        process.kill()
    assert audit("二", "--cache", "存") == audit("三")
    assert "份以前审过" in capsys.readouterr().err


def test_the_cache_lies_outside_of_what_is_audited(folder: Path, capsys: Captured) -> None:
    assert main(["audit", "收 件", "--cache", "收 件/存"]) == 2
    assert "请放到别处" in capsys.readouterr().err
    (folder.parent / "挡").write_text("", "utf-8")
    assert main(["audit", "收 件", "--cache", "挡/存"]) == 2
    assert "写不了" in capsys.readouterr().err
