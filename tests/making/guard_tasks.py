"""Tasks for the guard's tests: what a parser may do on a bad day."""

import os
import pathlib
import re
import subprocess
import sys
import time
from typing import NoReturn

from juesuan.model.number import Address, Facts
from juesuan.model.page import Limits, Place, Unreadable
from juesuan.sources.markdown import read_markdown


def add(one: int, two: int) -> int:
    return one + two


def pid() -> int:
    return os.getpid()


def wait_for(path: str) -> int:
    """Say who is here once a file is there; at once where none is named."""
    while path and not pathlib.Path(path).exists():
        time.sleep(0.01)
    return os.getpid()


def meet(folder: str, count: int) -> int:
    """Come back only when so many are here at the same time."""
    pathlib.Path(folder, str(os.getpid())).touch()
    while len(list(pathlib.Path(folder).iterdir())) < count:
        time.sleep(0.01)
    return os.getpid()


def one_of(name: str) -> object:
    """Whatever the task of that name does."""
    return globals()[name]()


def hang() -> NoReturn:
    while True:
        pass


def abort() -> NoReturn:
    os.abort()


def die(status: int) -> None:
    os.kill(os.getpid(), status)


def leave() -> NoReturn:
    sys.exit(3)


def fill_memory() -> int:
    return len(bytearray(2**32))


def fill_answer(size: int) -> bytes:
    return b"x" * size


def refuse() -> NoReturn:
    raise Unreadable("文件是空的")


def lack() -> NoReturn:
    raise ModuleNotFoundError(name="ibis.expr")


def fail() -> NoReturn:
    raise ValueError("绝密内容 5,066.83")


def chat() -> str:
    print("print")  # noqa: T201 - what is tested
    os.write(1, b"C library\n")
    subprocess.run(["echo", "child"], check=False)
    return sys.stdin.read()


def values() -> object:
    document = read_markdown("x", b"# 1\na\t2\n", Limits())
    return document, Facts({}, {}), Address("01", "总计", "1"), {1, frozenset([Place(1)])}


def foreign() -> pathlib.Path:
    return pathlib.Path("x")


class Gadget:
    """A value whose pickle calls whatever it likes."""

    def __init__(self, call: object, *args: object) -> None:
        self.call = (call, args)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def gadget(path: str) -> object:
    return Gadget(os.mkdir, path)


def hang_in_a_pattern(path: str) -> None:
    """Say who is here, then search for longer than anyone waits, with the GIL held."""
    pathlib.Path(path).write_text(str(os.getpid()), "utf-8")
    re.match("(a+)+$", "a" * 80 + "b")


def hang_in_c(path: str) -> None:
    """Say who is here, then never come back."""
    pathlib.Path(path).write_text(str(os.getpid()), "utf-8")
    time.sleep(600)
