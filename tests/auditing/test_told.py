"""The text as a witness between cells that may equally be wrong; a row that a table leaves out."""

from __future__ import annotations

import pytest

from juesuan.auditing import audit
from juesuan.auditing.tables.check import Amounts
from juesuan.auditing.tables.told import Told
from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

HEAD = "青禾市某某中心2023年度部门决算\n\n"
THREE = """九、“三公”经费支出决算表

单位：万元

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 合计 | {} | 15.00 |
| 因公出国（境）费 | | |
| 公务用车购置及运行维护费 | 14.00 | 11.00 |
| 公务用车购置费 | | |
| 公务用车运行维护费 | 14.00 | 11.00 |
| 公务接待费 | 6.00 | 4.00 |

"""
TEXT = "七、“三公”经费支出决算情况说明\n\n“三公”经费支出预算为{}万元，支出决算为15.00万元。\n"


def errors(text: str) -> list[Finding]:
    """The 错误 of a document."""
    reading = read_document(open_document("试.md", (HEAD + text).encode()))
    findings = audit(reading, load(reading.meta.edition))
    return [finding for finding in findings if finding.severity == "错误"]


def test_what_the_text_tells_of_a_cell_speaks_against_what_it_prints() -> None:
    """60 could be put right in three cells; the text says in which."""
    assert not errors(THREE.format("20.00") + TEXT.format("20.00"))
    (error,) = errors(THREE.format("60.00") + TEXT.format("20.00"))
    assert error.actual == "60.00"


def test_a_slip_that_the_text_repeats_is_not_held_to_be_one() -> None:
    """It may stand so in both; all the cells are named."""
    (error,) = errors(THREE.format("60.00") + TEXT.format("60.00"))
    assert "其中之一" in error.message or error.actual != "60.00"


def test_nothing_told_says_nothing() -> None:
    reading = read_document(open_document("试.md", (HEAD + THREE.format("20.00")).encode()))
    amounts, cell = Amounts(reading.facts), Address("09", "三公经费", "1")
    assert not Told().confirms(cell, amounts)
    assert not Told().says_otherwise(cell, 1.0, amounts)


def coded(title: str, columns: str, *rows: str) -> str:
    """A table of codes."""
    width = columns.count("|") + 3
    head = f"{title}\n\n单位：万元\n\n| 科目编码 | 科目名称 | {columns} |\n|{'---|' * width}\n"
    return head + "".join(f"| {row} |\n" for row in rows) + "\n"


ROWS = (
    ("合计", "", "90.00", "60.00", "30.00"),
    ("210", "卫生健康支出", "90.00", "60.00", "30.00"),
    ("21004", "公共卫生", "90.00", "60.00", "30.00"),
    ("2100402", "卫生监督机构", "60.00", "60.00", ""),
    ("2100408", "基本公共卫生服务", "18.00", "", "18.00"),
    ("2100409", "重大公共卫生服务", "12.00", "", "12.00"),
)


@pytest.mark.parametrize("gone", [4, 5])
def test_a_row_that_03_has_and_05_lacks_is_named(gone: int) -> None:
    """Not the rows beside it, that are right."""
    wide = "本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出"
    every = [" | ".join((*row, "", "", "")) for row in ROWS]
    narrow = [" | ".join(row) for row in ROWS]
    first = coded("三、支出决算表", wide, *every)
    title, columns = "五、一般公共预算财政拨款支出决算表", "本年支出合计 | 基本支出 | 项目支出"
    assert not errors(first + coded(title, columns, *narrow))
    (error,) = errors(first + coded(title, columns, *narrow[:gone], *narrow[gone + 1 :]))
    assert f"05表似漏列“{ROWS[gone][0]} {ROWS[gone][1]}”一行" in error.message
