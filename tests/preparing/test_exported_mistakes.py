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
OPENINGS, BUDGET, CARRY = "301001局本级年初余额表.csv", "2024年预算指标执行表.csv", "结转结余.csv"
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


def _month_dropped(month: str) -> Spoil:
    def change(lines: list[str]) -> None:
        lines[:] = [line for line in lines if not line.startswith(month)]

    return _edited(VOUCHERS, change)


def _doubled(*words: str) -> Spoil:
    """Every line of a voucher pasted once more at the end."""

    def change(lines: list[str]) -> None:
        number = lines[_at(lines, *words)].split(",")[1]
        lines += [line for line in lines if line.split(",")[1:2] == [number]]

    return _edited(VOUCHERS, change)


def _column_dropped(name: str, title: str) -> Spoil:
    def change(lines: list[str]) -> None:
        head = _at(lines, title)
        lines[head] = lines[head].replace(title, "")

    return _edited(name, change)


def _titled(name: str, title: str) -> Spoil:
    return _edited(name, lambda lines: lines.insert(0, title))


PIPES = ("供水管网施工", "7101 行政支出")
MISTAKES: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "凭证少了一行": (
        _dropped(VOUCHERS, *PIPES),
        ("凭证 记-0041（2024-03-22）借贷不平", "借方少 110,617.28 元", VOUCHERS),
    ),
    "少导了一个月": (
        _month_dropped("2024-03"),
        (
            "单位 301001 平时发生额与年末结转分录转出的数不等",
            "2、3 月没有一张凭证",
            "未结清:301001",
        ),
    ),
    "一张凭证贴了两遍": (
        _doubled(*PIPES),
        ("7101 平时", "凭证 记-0041（2024-03-22）的各行都有两遍"),
    ),
    "少了功能分类列": (
        _column_dropped(BALANCES, "支出功能分类"),
        (f"{BALANCES} 第", "“功能分类”：缺少这些列，编不出决算", "导出时带上辅助核算"),
    ),
    "目录里没有的经济分类": (
        _replaced(VOUCHERS, PIPES, "31005 基础设施建设", "31055 基础设施建设"),
        ("“经济分类”：目录中没有这个科目", "（现为“31055”）", VOUCHERS),
    ),
    "预算按万元填了元": (
        _titled(BUDGET, ",,,,,,单位：万元"),
        ("预算是支出的一万倍左右", f"“{BUDGET}”或账簿的金额单位", "预算金额单位"),
    ),
    "没有的日期": (
        _replaced(VOUCHERS, PIPES, "2024-03-22", "2024-13-22"),
        ("“凭证日期”：没有这一天（现为“2024-13-22”）", VOUCHERS),
    ),
    "没有给年初余额": (
        lambda home: (home / OPENINGS).unlink(),
        ("账簿里没有任何年初余额，单位 301001 年末的结转结余不对", "请另放一份年初余额表"),
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
