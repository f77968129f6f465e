"""What sentences say by their words alone, and that no root is told twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.auditing import examine
from juesuan.auditing.text.saying import fits, percent, printed, sayings, unsaid
from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.text import Paragraph
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

SECTIONS = {
    "收入": "二、收入决算情况说明",
    "支出": "四、支出决算情况说明",
    "一般公共预算": "五、一般公共预算财政拨款支出决算情况说明",
    "三公": "九、财政拨款“三公”经费支出决算情况说明",
}
HEAD = (
    "青禾县林草局2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n三、支出决算情况说明\n"
    "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；项目支出290.00万元，占37.66%。\n"
)


def found_in(section: str, text: str) -> list[Finding]:
    """The errors and remarks on a small text."""
    document = f"{HEAD}{SECTIONS[section]}\n{text}\n"
    reading = read_document(open_document("例.md", document.encode()))
    findings = examine(reading, load(reading.meta.edition)).findings
    return [f for f in findings if f.severity in ("错误", "提示")]


def test_a_number_is_as_exact_as_it_is_printed() -> None:
    number = printed("1,234.5")
    assert (number.value, number.half) == (Decimal("1234.5"), Decimal("0.05"))
    assert (number.low, number.high) == (Decimal("1234.45"), Decimal("1234.55"))
    assert printed("7").half == Decimal("0.5")


def test_a_share_fits_within_all_roundings() -> None:
    assert fits(printed("62.34"), printed("480.00"), printed("770.00"))
    assert not fits(printed("61.34"), printed("480.00"), printed("770.00"))
    assert fits(printed("50"), printed("0.00"), printed("0.00"))
    assert percent(Decimal(290), Decimal(770)) == "37.66%"


def test_sentences_end_with_stops_and_semicolons() -> None:
    paragraph = Paragraph("", "", "甲；乙。丙", (0,), (Place(line=1),))
    assert [(saying.start, saying.text) for saying in sayings([paragraph])] == [
        (0, "甲；"),
        (2, "乙。"),
        (4, "丙"),
    ]


def test_words_that_an_error_has_already_are_not_told_again() -> None:
    remark = Finding("矛盾.占比", "错误", "", places=((Place(line=3), "支出290万元，占36.66%"),))
    error = Finding("claim", "错误", "", places=((Place(line=3), "占36.66%"),))
    other = Finding("claim", "错误", "", places=((Place(line=4), "占36.66%"),))
    hint = Finding("claim", "提示", "", places=((Place(line=3), "占36.66%"),))
    assert list(unsaid([remark], [error])) == []
    assert list(unsaid([remark], [other, hint])) == [remark]
    longer = Finding("claim", "错误", "", places=((Place(line=3), "占36.66%的主要原因是调整"),))
    assert list(unsaid([remark], [longer])) == []


def test_words_that_an_error_only_cannot_be_true_beside_are_told() -> None:
    remark = Finding("矛盾.占比", "错误", "", places=((Place(line=3), "支出290万元，占36.66%"),))
    spots = ((Place(line=9), "完成预算87%"), (Place(line=3), "占36.66%"))
    assert list(unsaid([remark], [Finding("system", "错误", "", places=spots)])) == []
    witness = Finding("system", "错误", "", places=spots, witnesses=1)
    assert list(unsaid([remark], [witness])) == [remark]


@pytest.mark.parametrize(
    "section, text, rule",
    [
        ("收入", "本年收入合计770.00万元，其中：财政拨款收入770.00万元，占162.34%。", "claim"),
        ("三公", "公务接待费3.00万元，比上年增加1.20万元，与上年持平。", "system"),
        ("三公", "林草局机关接待支出3.00万元，比上年增加1.20万元，与上年持平。", "矛盾.增减与持平"),
    ],
)
def test_one_root_is_one_error(section: str, text: str, rule: str) -> None:
    errors = [f.rule for f in found_in(section, text) if f.severity == "错误"]
    assert errors == [rule]


@pytest.mark.parametrize(
    "section, text",
    [
        (
            "一般公共预算",
            (
                "一般公共预算财政拨款支出640.44万元，完成年初预算106.74%，"
                "决算数大于预算数40.44万元，主要原因是工资调标。"
            ),
        ),
        (
            "三公",
            (
                "“三公”经费支出3.00万元，其中：公务用车购置及运行费2.50万元，占83.33%；"
                "公务接待费0.50万元，占16.67%。公务用车保有量1辆，接待3批次、30人次。"
            ),
        ),
        ("支出", "本年支出合计770.00万元，比上年减少30.00万元，下降3.75%，主要原因是压减。"),
    ],
)
def test_true_sentences_are_no_errors(section: str, text: str) -> None:
    assert [f.message for f in found_in(section, text) if f.severity == "错误"] == []
