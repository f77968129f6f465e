"""Tables cut in two: joined where the second says that it goes on, left apart where it does not."""

from __future__ import annotations

import pytest

from juesuan.notation.edition import load
from juesuan.reading.tables import tables
from juesuan.sources.open import open_document

HEAD = "| 科目编码 | 科目名称 | 本年支出合计 |\n|---|---|---|\n"
ROWS = "|  | 合计 | 30.00 |\n| 201 | 一般公共服务支出 | 20.00 |\n\n"
FIRST = f"支出决算表\n\n金额单位：万元\n\n{HEAD}{ROWS}"
SECOND = f"{HEAD}| 208 | 社会保障和就业支出 | 10.00 |\n"


def heights(between: str) -> list[int]:
    document = open_document("文.md", f"{FIRST}{between}\n\n{SECOND}".encode())
    return [table.grid.height for table in tables(document, load("2023").marks)]


@pytest.mark.parametrize(
    "between",
    ["支出决算表（续）", "支出决算表（续表）", "支出决算表续表1", "续表", "支出决算表(续)"],
)
def test_a_table_that_is_said_to_go_on_does(between: str) -> None:
    assert heights(between) == [4]


@pytest.mark.parametrize("between", ["支出决算表", "收入决算表（续）", "正文一段。"])
def test_another_table_of_the_same_head_is_another(between: str) -> None:
    assert heights(between) == [3, 2]
