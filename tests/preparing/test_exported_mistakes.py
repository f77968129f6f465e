"""What goes wrong with real exports: one clear message each, and nothing is made of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from juesuan.books import BooksError, open_books
from juesuan.model.accounts import Unfit
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

BOOKS = Path(__file__).parents[2] / "examples" / "qinghe-2024" / "books"
VOUCHERS, BALANCES = "301001局本级凭证明细.csv", "301002水利服务中心辅助余额表.csv"
EDITION = load("2024")
Spoil = Callable[[Path], object]


def _edited(name: str, change: Callable[[list[str]], object]) -> Spoil:
    def spoil(home: Path) -> None:
        encoding = "gb18030" if name == VOUCHERS else "utf-8-sig"
        lines = (home / name).read_bytes().decode(encoding).split("\r\n")
        change(lines)
        (home / name).write_bytes("\r\n".join(lines).encode(encoding))

    return spoil


def _at(lines: list[str], *words: str) -> int:
    return next(n for n, line in enumerate(lines) if all(word in line for word in words))


def _replaced(name: str, words: tuple[str, ...], old: str, new: str) -> Spoil:
    def change(lines: list[str]) -> None:
        at = _at(lines, *words)
        assert old in lines[at]
        lines[at] = lines[at].replace(old, new)

    return _edited(name, change)


def _dropped(name: str, *words: str) -> Spoil:
    return _edited(name, lambda lines: lines.pop(_at(lines, *words)))


PIPES = ("供水管网施工", "7101 行政支出")
MISTAKES: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "凭证少了一行": (
        _dropped(VOUCHERS, *PIPES),
        ("凭证 记-0041（2024-03-22）借贷不平", "借方少 110,617.28 元", VOUCHERS),
    ),
    "运转类不分公用和其他": (
        _replaced(BALANCES, ("办公费",), "运转类（公用经费）", "运转类项目"),
        ("这个词分不清（现为“运转类项目”）", "公用经费（基本支出）或其他运转类（项目支出）"),
    ),
}


def problems(home: Path) -> tuple[str, ...]:
    try:
        prepare(open_books(home, EDITION.books), EDITION)
    except BooksError as error:
        return tuple(map(str, error.problems))
    except Unfit as error:
        return tuple(str(error).splitlines())
    return ()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_an_export_gives_one_clear_message(name: str, tmp_path: Path) -> None:
    home = tmp_path / "账"
    shutil.copytree(BOOKS, home)
    spoil, words = MISTAKES[name]
    spoil(home)
    messages = problems(home)
    assert len(messages) == 1, messages
    for word in words:
        assert word in messages[0]
