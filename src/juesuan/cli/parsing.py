"""What arguments are made of: the parser that speaks Chinese, and options of several commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from juesuan.cli.bounds import BOUNDS
from juesuan.cli.inputs import BooksInput, Documents, Given, OutputOption, TextOption
from juesuan.cli.streams import say, tell
from juesuan.model.page import GB, MB, Limits
from juesuan.publishing.screen import clean

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - argparse has no other name
Add = Callable[..., argparse.Action]

EXITS = (
    "退出码：0 没有错误；1 至少有一个“错误”；2 用法不对，或有文件读不了（其余文件照审）；"
    "3 程序自身出错（标准错误里写明该把什么发给维护者）。"
)


def count(text: str) -> int:
    """A whole number above nothing."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


KINDS = (Given, BooksInput, Documents, OutputOption, TextOption, count)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and does not guess abbreviations."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - those of argparse
        look = argparse.RawDescriptionHelpFormatter
        super().__init__(formatter_class=look, add_help=False, allow_abbrev=False, **settings)
        self.add_argument("-h", "--help", action="help", help="显示这份帮助")

    def add_argument(self, *flags: str, **settings: Any) -> argparse.Action:  # noqa: ANN401 - as above
        """Add an argument; one that takes a word must say what the word is, for `Inputs`."""
        takes = settings.get("action", "store") in ("store", "append", "extend")
        if takes and "choices" not in settings and settings.get("type") not in KINDS:
            raise TypeError(f"{flags[0]}: its type must be one of {KINDS}")
        return super().add_argument(*flags, **settings)

    def _print_message(self, message: str, _: object = None) -> None:
        """Help and version, said like any result: argparse keeps quiet where that fails."""
        say(message)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End with a word on stderr, which may be closed."""
        if message:
            tell(message.rstrip("\n"))
        raise SystemExit(status)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more, then end with status 2."""
        self.exit(2, f"juesuan: 用法不对：{clean(message)}。用法见 {self.prog} --help\n")


def command(commands: Commands, name: str, does: str, more: str = "") -> Add:
    """A command, as what adds arguments to it."""
    text = f"{does}。{more}"
    return commands.add_parser(name, help=does, description=text, epilog=EXITS).add_argument


def reading(add: Add) -> None:
    """How documents are read: by which edition and which codes."""
    add(
        "--edition",
        type=TextOption,
        metavar="版本",
        help="指定版本，例如 2024-310000；默认由文件的年度和地区决定",
    )
    codes = "自备的支出功能科目表（CSV：code,name，可有 from,to），优先于自带的科目"
    add("--codes", type=Given, metavar="CSV", help=codes)


def shown(add: Add) -> None:
    """For people or for programs."""
    add(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text 给人看（默认），json 给程序用",
    )


def limited(add: Add) -> None:
    """The limits of a reading; refused in `bounded`, as those of the environment are."""
    for bound in BOUNDS:
        usual = getattr(Limits(), bound.field)
        shown = usual if not bound.size else f"{usual // GB}G" if usual >= GB else f"{usual // MB}M"
        text = f"{bound.says}；默认 {shown}，账套另有较宽的默认值；也可设 {bound.variable}"
        add(bound.option, type=TextOption, metavar="大小" if bound.size else "N", help=text)
