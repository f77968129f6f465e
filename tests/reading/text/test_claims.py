"""Clauses read into claims: of what was named last, until a clause is about something unknown."""

from __future__ import annotations

import pytest

from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

TEXT = (
    "栖云县林草局2023年度部门决算\n\n第三部分 情况说明\n三、支出决算情况说明\n"
    "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；项目支出290.00万元。\n"
    "九、财政拨款“三公”经费支出决算情况说明\n"
    "因公出国（境）费全年预算为41.69万元，支出决算为41.69万元{}完成全年预算的100%。\n"
)
ITEM = (
    "栖云县林草局2023年度部门决算\n\n第三部分 情况说明\n五、一般公共预算财政拨款支出决算情况说明\n"
    "{}、农林水支出（类）林业和草原（款）行政运行（项）。年初预算为12.00万元，支出决算为12.50万元。\n"
)
COMPLETED = "09:三公经费:8 / 09:三公经费:2"


@pytest.mark.parametrize("ordinal", ["9", "38", "138"])
def test_items_are_numbered_however_many_there_are(ordinal: str) -> None:
    reading = read_document(open_document("文.md", ITEM.format(ordinal).encode()), load("2023"))
    (number,) = [n for n in reading.numerals if n.text == ordinal]
    assert number.not_amount == "序号"
    assert {c.says for c in reading.claims} == {"05:2130201:1", "05:2130201:1@年初预算"}


def printed(between: str) -> dict[str, str]:
    document = open_document("文.md", TEXT.format(between).encode())
    claims = read_document(document, load("2023")).claims
    return {claim.says: claim.printed for claim in claims}


@pytest.mark.parametrize("between", ["，", "，与2023年预算基本持平。", "，与上年持平。"])
def test_a_comparison_leaves_the_subject_as_it_was(between: str) -> None:
    assert printed(between)[COMPLETED] == "100%"


@pytest.mark.parametrize("between", ["，其中考察学习支出增加3.20万元，"])
def test_a_clause_about_something_unknown_leaves_no_subject(between: str) -> None:
    assert COMPLETED not in printed(between)


NAMED = (
    "栖云县林草局2023年度部门决算\n\n第三部分 情况说明\n十三、预算绩效情况说明\n"
    "{}专项经费项目绩效自评综述：全年预算数为20.00万元，执行数为10.00万元，完成预算的50%。\n\n"
    "附件1 2023年度部门预算项目支出绩效自评情况汇总表\n\n<table>\n"
    "<tr><th>序号</th><th>项目名称</th><th>全年预算数</th><th>全年执行数</th><th>得分</th></tr>\n"
    "<tr><td>1</td><td>造林2号区（第3批100亩）专项经费</td><td>20.00</td><td>10.00</td>"
    "<td>95</td></tr>\n</table>\n"
)


@pytest.mark.parametrize(
    "name, reason", [("造林2号区(第3批100亩)", "项目名称中的数"), ("造林4处(第3批100亩)", "")]
)
def test_a_number_in_the_name_of_a_listed_project_is_no_amount(name: str, reason: str) -> None:
    document = open_document("文.md", NAMED.format(name).encode())
    reading = read(document, load("2023"), formless=True)
    (number,) = [n for n in reading.numerals if n.text == "100" and n.section == "绩效"]
    assert number.not_amount == reason


@pytest.mark.parametrize("years", ["1949—1978年", "1949年", "2021-2023年", "1998年至2003年"])
def test_years_are_no_amounts(years: str) -> None:
    text = ITEM.format("一").replace("年初预算", f"整理{years}的档案。年初预算")
    reading = read_document(open_document("文.md", text.encode()), load("2023"))
    told = [n for n in reading.numerals if n.text in years]
    assert {n.not_amount for n in told} <= {"日期", "评分标准的分档"}
    assert len(told) >= years.count("1") // 2
