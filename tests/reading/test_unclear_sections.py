"""A section on 财政拨款支出 that may be of one budget or of all: read by the text's own numbers."""

# ruff: noqa: E501 - a paragraph of a document is one line
import pytest

from juesuan.auditing import audit
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

TITLE = "三、财政拨款支出决算情况说明\n"
TOTAL = "本部门2022年度财政拨款本年支出年初预算数为800.00万元，决算数为840.00万元，完成年初预算的105.00%。其中：\n"
CLASSES = (
    "（一）农林水支出年初预算数为500.00万元，决算数为550.00万元，完成年初预算的110.00%。\n"
    "（二）城乡社区支出年初预算数为300.00万元，决算数为290.00万元，完成年初预算的96.67%。\n"
)
GENERAL = (
    "2022年度一般公共预算财政拨款支出840.00万元，其中：基本支出500.00万元，项目支出340.00万元。"
)
FUND = "政府性基金预算财政拨款支出90.00万元。"


def reading(text: str) -> Reading:
    head = "青禾县林业局2022年度部门决算\n第二部分 情况说明\n二、支出决算情况说明\n本年支出合计900.00万元。\n"
    return read_document(open_document("文.md", f"{head}{TITLE}{text}".encode()))


def bound(text: str) -> dict[str, str]:
    return {claim.printed: claim.says for claim in reading(text).claims}


def errors(text: str) -> list[str]:
    taken = reading(text)
    findings = audit(taken, load(taken.meta.edition))
    return [finding.message for finding in findings if finding.severity == "错误"]


def test_what_may_be_of_any_budget_is_held_against_itself() -> None:
    read = bound(TOTAL + CLASSES)
    assert read["840.00万元"] == "文:财政拨款支出:1"
    assert read["105.00%"] == "文:财政拨款支出:1 / 文:财政拨款支出:1@年初预算"
    assert read["290.00万元"] == "文:212:1"
    assert errors(TOTAL + CLASSES) == []


@pytest.mark.parametrize(
    "true, wrong, name",
    [
        ("105.00%", "150.00%", "财政拨款支出"),
        ("96.67%", "69.67%", "城乡社区支出"),
        ("决算数为550.00", "决算数为505.00", "农林水支出"),
    ],
)
def test_a_slip_in_it_is_found_and_named(true: str, wrong: str, name: str) -> None:
    (message,) = errors((TOTAL + CLASSES).replace(true, wrong))
    assert name in message


def test_it_is_no_more_than_what_was_spent_in_all() -> None:
    more = TOTAL.replace("840.00", "940.00").replace("105.00%", "117.50%")
    assert errors(more)


def test_a_passage_that_begins_with_the_general_budget_is_of_that() -> None:
    read = bound(GENERAL)
    assert read["840.00万元"] == "05:合计:1"
    assert read["500.00万元"] == "05:合计:2"


def test_nor_is_it_where_it_speaks_of_another_budget_too() -> None:
    read = bound(GENERAL + FUND)
    assert read["840.00万元"] == "05:合计:1"
    assert read["90.00万元"] == "07:合计:3"
    assert "500.00万元" not in read
