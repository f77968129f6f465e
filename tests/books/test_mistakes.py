"""Mistakes that officers make: one clear message each, in the words of the workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.making.books_written import Tables, posting, problems, right

Spoil = Callable[[Tables], object]


class Mistake(NamedTuple):
    """What is done to books that are right, and the words that the one message must have."""

    spoil: Spoil
    words: tuple[str, ...]


def _set(table: str, row: int, **given: object) -> Spoil:
    return lambda tables: tables[table][row].update(given)


def _drop(table: str, column: str) -> Spoil:
    return lambda tables: [row.pop(column, None) for row in tables[table]]


def _renamed(table: str, old: str, new: str) -> Spoil:
    def spoil(tables: Tables) -> None:
        for row in tables[table]:
            if old in row:
                row[new] = row.pop(old)

    return spoil


def _twice(table: str, row: int) -> Spoil:
    return lambda tables: tables[table].append(dict(tables[table][row]))


MISTAKES = {
    "单位表漏了": Mistake(lambda t: t.pop("单位"), ("单位：", "缺少这张表")),
    "账里有名册没有的单位": Mistake(
        _set("账簿", 0, 单位编码="101009"), ("账簿 第2行", "单位编码", "“单位”表中没有它", "101009")
    ),
    "同一单位登了两次": Mistake(_twice("单位", 0), ("单位 第2行", "与第 4 行重复")),
    "余额行贴了两次": Mistake(_twice("账簿", 5), ("账簿 第7行", "与第 8 行重复")),
    "科目编码多打一位": Mistake(
        _set("账簿", 0, 科目编码="9001"), ("账簿 第2行", "科目编码", "不认识的预算会计科目")
    ),
    "8 类明细被表格软件吞了零": Mistake(
        _set("账簿", 5, 科目编码="8101.1"), ("账簿 第7行", "科目编码")
    ),
    "功能分类只到款": Mistake(
        _set("账簿", 1, 功能分类="20103"), ("账簿 第3行", "功能分类", "7 位数字")
    ),
    "经济分类填了政府预算的": Mistake(
        _set("账簿", 1, 经济分类="50201"), ("账簿 第3行", "经济分类", "目录中没有它的上级科目")
    ),
    "支出漏了经济分类": Mistake(
        _set("账簿", 1, 经济分类=""), ("账簿 第3行", "预算支出须带经济分类")
    ),
    "五十行支出漏了支出类型": Mistake(
        lambda t: t["账簿"].extend(
            posting("7101", 借方发生额=n + 1, 支出类型="") for n in range(50)
        ),
        ("账簿 第8行", "支出类型", "这样的共 50 行"),
    ),
    "项目支出没有项目编码": Mistake(
        _set("账簿", 1, 支出类型="项目"), ("账簿 第3行", "项目支出须带项目编码")
    ),
    "运转类不分公用和其他": Mistake(
        _set("账簿", 1, 支出类型="运转类项目"), ("账簿 第3行", "支出类型", "运转类项目")
    ),
    "资金性质写了别的词": Mistake(
        _set("账簿", 0, 资金性质="财政"), ("账簿 第2行", "资金性质", "财政", "一般公共")
    ),
    "金额是大写": Mistake(
        _set("账簿", 1, 借方发生额="壹仟元整"), ("账簿 第3行", "借方发生额", "壹仟元整")
    ),
    "金额带了三位小数": Mistake(
        _set("账簿", 1, 借方发生额="1.005"), ("账簿 第3行", "借方发生额", "1.005")
    ),
    "余额与发生额不符": Mistake(
        _set("账簿", 0, 年末余额=1201), ("账簿 第2行", "年末余额", "这一行不平")
    ),
    "贷方列的列名写错": Mistake(
        _renamed("账簿", "贷方发生额", "收入数"), ("账簿", "贷方发生额", "缺少这一列")
    ),
    "没有单位性质": Mistake(_drop("单位", "单位性质"), ("单位", "单位性质", "缺少这一列")),
    "两个年度": Mistake(
        lambda t: t["年度信息"].append({"决算年度": 2022}), ("决算年度", "须有且只有一个年度")
    ),
    "年末结转没有标出": Mistake(
        lambda t: t["账簿"].append(posting("6001", 借方发生额=1200.5)),
        ("年末结转分录", "单位 101001 科目 6", "余额为零"),
    ),
    "涉密单位列进来了": Mistake(
        _set("单位", 1, 涉密单位="是"), ("单位 第3行", "涉密单位", "不能编入公开的决算")
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_one_clear_message(name: str, tmp_path: Path) -> None:
    tables = right()
    MISTAKES[name].spoil(tables)
    (problem,) = problems(tables, tmp_path)
    for word in MISTAKES[name].words:
        assert word in str(problem)
    inner = ("unit_code", "acct", "true", "None", "anchor")
    assert not [word for word in inner if word in str(problem)]


def test_there_are_twenty() -> None:
    assert len(MISTAKES) >= 20
