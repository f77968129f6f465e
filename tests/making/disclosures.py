"""A whole disclosure of made-up accounts, for what writers make of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from random import Random

from tests.making.accounts import ledger, tables

from juesuan.composing.page_tables import form_table, plain_table
from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    Series,
    Text,
)
from juesuan.model.number import UNITS, Address, Facts
from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load

NAME = "云川市青禾区档案馆"
CARD = (
    ("项目名称", "数字档案扩容（二期）", "", ""),
    ("年度资金总额", "全年预算数", "全年执行数", "得分"),
    ("", "120.00", "96.00", "8.00"),
)


@lru_cache(maxsize=16)
def disclosure(name: str = "2023", seed: int = 1, department: str = NAME) -> Disclosure:
    """One with every kind of block: tables of every layout, both charts, numbers, a gap, a card."""
    return written_by(load(name), seed, department)


def written_by(edition: Edition, seed: int, department: str) -> Disclosure:
    """The same in the styles of an edition that need not be one of those declared."""
    facts = tables(edition, ledger(Random(seed), edition))  # noqa: S311 - accounts, no secrets
    return Disclosure(
        year=edition.year,
        department=department,
        title=f"{edition.year}年度{department}部门决算",
        edition=edition.id,
        date=date(edition.year + 1, 8, 30),
        unit=edition.unit,
        blocks=tuple(_blocks(edition, facts, department)),
        shown=facts,
    )


def _blocks(edition: Edition, facts: Facts, department: str) -> Iterator[Block]:
    yield CoverPage((f"{edition.year}年度", department, "部门决算"), f"{edition.year + 1}年8月30日")
    yield Contents("目录")
    yield Heading(1, "第一部分 部门概况", "部分-1")
    yield Heading(2, "一、部门职责", "职责")
    yield Text(("（一）收集、整理、保管本区档案；<负责> #1 * 的 `开放`。",))
    yield Heading(1, f"第二部分 {edition.year}年度部门决算表", "部分-2")
    for number, form in enumerate(edition.forms, 1):
        yield Heading(2, f"{'一二三四五六七八九'[number - 1]}、{form.title}", f"表-{form.id}")
        yield form_table(form, facts, edition, department)
    yield Heading(1, f"第三部分 {edition.year}年度部门决算情况说明", "部分-3")
    yield from _narrative(edition, facts)
    yield Heading(1, "第四部分 附件", "部分-4")
    yield Heading(2, "附件1 项目支出绩效自评表", "附件-1")
    yield plain_table("自评表-1", "card", card(), 0, {})


def _narrative(edition: Edition, facts: Facts) -> Iterator[Block]:
    total = "01:收入总计:1"
    yield Heading(2, "一、收入支出决算总体情况说明", "总体")
    yield Text((f"{edition.year}年度收、支总计均为", _number(facts, total), "万元。"))
    yield Heading(3, "（一）收入决算结构情况", "收入-1")
    yield Text(("主要原因是", Gap("02:合计:1@上年", "收入增减的原因"), "。"))
    yield from charts()


def charts() -> Iterator[Chart]:
    """One of columns and one of shares, a share of it too small for a label."""
    years = Series("收、支总计", (Decimal("39.5"), Decimal("50.7")), ("39.50", "50.70"), ("", ""))
    yield Chart("图1", "columns", "收、支总计变动情况", "万元", ("2022年度", "2023年度"), (years,),
                "2022年度39.50万元，2023年度50.70万元。")  # fmt: skip
    names = ("甲类馆藏", "乙类馆藏", "丙类馆藏")
    values = (Decimal(60), Decimal(39), Decimal(1))
    shares = Series("馆藏", values, ("60.00", "39.00", "1.00"), ("", "", ""))
    alt = "甲类馆藏60.00万元，乙类馆藏39.00万元，丙类馆藏1.00万元。"
    yield Chart("图2", "share", "馆藏构成情况", "万元", names, (shares,), alt)


def card() -> Grid:
    """A small card with merged cells."""
    cells = [
        Cell(text, row, column, columns=3 if (row, column) == (0, 1) else 1)
        for row, line in enumerate(CARD)
        for column, text in enumerate(line)
        if not (row == 0 and column > 1)
    ]
    return Grid(tuple(cells), len(CARD), 4)


def _number(facts: Facts, says: str) -> LinkedNumber:
    address = Address.parse(says)
    return LinkedNumber(spelling.shown(facts[address].value, UNITS["万元"]), says, address)
