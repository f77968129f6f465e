"""A region's text of an older year behind tables as they were then: its year, names and columns.

Before 2019 one row of 财政拨款收入, 用事业基金弥补收支差额, classes under their old names; before 2020
neither a column nor a table of 国有资本经营预算; 三公 before the fund, with or without its marks.
"""

# fmt: off
# ruff: noqa: E501 - the head of a table is one line
from __future__ import annotations

import re

from tests.documents.shapes import (
    END,
    FISCAL_END,
    FISCAL_FOOT,
    FOOT,
    FUNDS,
    INCOME,
    classes,
    form06,
    joined,
    numbered,
    sangong_row,
    sided,
)
from tests.documents.west import INCOMES, SPENDINGS
from tests.making.regional import FOLDER, SEED, Told, figures, manner

from juesuan.notation.edition import load

ONE_INCOME = [("财政拨款收入", "一般公共预算财政拨款收入"), *INCOME[3:]]
OLD_FOOT = [FOOT[0], ("用事业基金弥补收支差额", "使用非财政拨款结余"), *FOOT[2:]]
ONE_ROW, NO_CAPITAL, NO_DISASTER = 2019, 2020, 2019
FIRST = 2018  # of the names of economic codes
CAPITAL, DISASTER = ("223", "234"), "224"


def older(name: str, year: int, unit: str = "万元", *, marked: bool = True) -> str:
    """A true disclosure in the words of a region, moved to another year, behind tables in a unit."""
    how = manner(name)
    text = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n")[2]
    facts, edition = figures(how["类款"], SEED), load("2023")
    told = Told(edition, facts, year=max(year, FIRST))
    told.rate, told.thousands = int(how["率"]), "千分位" in how
    body = told.filled(re.sub(r"20\d\d(?=年)", lambda m: str(int(m[0]) - int(how["年"]) + year), text))
    tables = Told(edition, facts, unit=unit, year=max(year, FIRST))
    before, title, rest = re.split(r"^(.*决算.*)$", body, maxsplit=1, flags=re.MULTILINE)
    _tables(tables, title.partition(str(year))[0], year, marked=marked)
    return "\n".join([before + title, "第二部分 部门决算表", *tables.parts, rest])


def _classes(it: Told, year: int) -> list[tuple[str, str]]:
    former = [f"{code}={it.edition.functional.name(code, year)}" for _, code in classes(it) if it.edition.functional.name(code, year)]
    rows = [(label.partition("、")[2], code) for label, code in classes(it, former)]
    gone = (*(CAPITAL if year < NO_CAPITAL else ()), *([DISASTER] if year < NO_DISASTER else ()))
    kept = [(label, code) for label, code in rows if code not in gone]
    return [(f"{n}.{label}", code) for n, (label, code) in enumerate(kept, 1)]


def _tables(it: Told, owner: str, year: int, *, marked: bool) -> None:
    unit, capital = f"金额单位：{it.unit}", year >= NO_CAPITAL
    income = numbered(INCOME if year >= NO_CAPITAL else INCOME[:2] + INCOME[3:] if year >= ONE_ROW else ONE_INCOME)
    left, right = joined(income, FOOT if year >= ONE_ROW else OLD_FOOT, _classes(it, year), END)
    it.line("收入支出决算总表", "公开01表", f"编制单位：{owner} {unit}")
    it.table([["收入", "", "", "支出"], ["项目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"], ["栏次", "", "1", "栏次", "", "2"], *sided(it, "01", [(left, "1"), (right, "1")])])
    for title, form, columns in (("收入决算表", "02", INCOMES), ("支出决算表", "03", SPENDINGS)):
        numbers = [str(n) for n in range(1, len(columns) + 1)]
        it.line(title, f"公开{form}表", unit)
        it.coded(form, [["项目", "", *columns], ["功能分类科目编码", "科目名称"], ["栏次", "", *numbers]], ",".join(numbers))
    it.line("财政拨款收入支出决算总表", "公开04表", unit)
    funds = FUNDS if capital else FUNDS[:2]
    foot = [row for row in FISCAL_FOOT if capital or "国有" not in row[0]]
    left, right = joined(numbered([(name, name) for name in funds]), foot, _classes(it, year), [*FISCAL_END[:4], *FISCAL_END[5 - capital:]])
    it.table([["收入", "", "", "支出"], ["项目", "行次", "金额", "项目", "行次", "合计", *funds], ["栏次", "", "1", "栏次", "", *map(str, range(2, 3 + len(funds)))], *sided(it, "04", [(left, "1"), (right, ",".join(map(str, range(2, 3 + len(funds)))))])])
    it.line("一般公共预算财政拨款支出决算表", "公开05表", unit)
    it.coded("05", [["项目", "", "本年支出合计", "基本支出", "项目支出"], ["功能分类科目编码", "科目名称"], ["栏次", "", *"123"]], "1,2,3")
    it.line("一般公共预算财政拨款基本支出决算表", "公开06表", unit)
    form06(it, [["人员经费", "", "", "公用经费"], ["经济分类科目编码", "科目名称", "金额"] * 3], ["301 303", "302", "307 310 312 399"], ["人员经费合计", "公用经费合计", ""])
    three = "“三公”" if marked else "三公"
    it.line(f"一般公共预算财政拨款{three}经费支出决算表", "公开07表", unit)
    it.table([[f"{year}年度预算数", *[""] * 5, f"{year}年度决算数"], ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"] * 2, ["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2, sangong_row(it)])
    it.line("政府性基金预算财政拨款收入支出决算表", "公开08表", unit)
    it.table([["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"], ["功能分类科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""], ["合计", "", *[""] * 6]])
    it.line("注：本部门无政府性基金收支，故本表无数据。")
    if capital:
        it.line("国有资本经营预算财政拨款支出决算表", "公开09表", unit)
        it.table([["项目", "", "本年支出"], ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"], ["合计", "", "", "", ""]])
        it.line("注：本部门无国有资本经营预算支出，故本表无数据。")
