"""A fault of our own ends with 3 and is named as ours; it is never taken for an error found."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from typing import NoReturn

import pytest

import juesuan
from juesuan.cli import main
from juesuan.cli.commands import audit, prepare, rules
from juesuan.guard import Failure, Fault
from juesuan.sources.folders import Source

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
PLANTED = ROOT / "examples" / "disclosure" / "disclosure.pdf"
FAULT = Failure("fault", "程序内部错误（KeyError，read/tables.py 第 1 行）")

Captured = pytest.CaptureFixture[str]


def broken(_: Namespace) -> NoReturn:
    raise KeyError("绝密内容 5,066.83")


def test_an_exception_nobody_foresaw_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    for command in (audit, prepare, rules):
        monkeypatch.setattr(command, "run", broken)
    monkeypatch.delenv("JUESUAN_DEBUG", raising=False)
    for words in (["audit", "x"], ["prepare", "x", "--out", "y"], ["rules"]):
        assert main(words) == 3
        said = capsys.readouterr()
        (line,) = said.err.splitlines()
        assert line.startswith("juesuan: 程序内部错误（KeyError，")
        assert re.search(r"cli/commands/__init__\.py 第 \d+ 行", line)
        assert "发给维护者" in line
        assert "绝密" not in line


def test_the_traceback_is_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(rules, "run", broken)
    monkeypatch.setenv("JUESUAN_DEBUG", "1")
    assert main(["rules"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_memory_that_does_not_suffice_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def hungry(_: Namespace) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(rules, "run", hungry)
    assert main(["rules"]) == 2
    assert "内存不足" in capsys.readouterr().err


def test_a_fault_in_a_child_ends_with_3_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    good = juesuan.audit(PLANTED)
    paths = [Source(name, name) for name in ("甲.md", "乙.md", "丙.md")]
    outcomes = [good, FAULT, Failure("refused", "文件是空的")]

    def three(*_: object, **__: object) -> object:
        return iter(zip(paths, outcomes, strict=True))

    monkeypatch.setattr(juesuan, "audit_all", three)
    assert main(["audit", *(source.name for source in paths)]) == 3
    said = capsys.readouterr()
    assert "乙.md：程序内部错误" in said.err
    assert "丙.md：文件是空的" in said.err
    assert "云川市" in said.out


@pytest.mark.parametrize("words", [["read"], ["score"], ["audit", "--explain", "05:合计:1"]])
def test_a_fault_in_the_child_of_one_file_ends_with_3(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(juesuan, "task", lambda *_, **__: FAULT)
    assert main([words[0], str(CLEAN), *words[1:]]) == 3
    assert "程序内部错误" in capsys.readouterr().err


def test_a_caller_in_python_can_tell_a_fault_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(juesuan, "task", lambda *_, **__: FAULT)
    with pytest.raises(Fault, match="内部错误"):
        juesuan.read(CLEAN)


def test_the_exit_statuses_are_told_everywhere(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "--help"])
    assert "3 程序自身出错" in " ".join(capsys.readouterr().out.split())
    for name in ("README.md", "README.zh-CN.md"):
        assert "\n| 3 | " in (ROOT / name).read_text("utf-8")
