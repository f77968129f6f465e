"""Narratives without tables in many wordings: a planted mistake is found once, no other is."""

from __future__ import annotations

import pytest

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.sources.open import open_document

HEAD = "栖云县农机服务中心2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n"
REST = (
    "八、政府性基金预算财政拨款收入支出决算情况说明\n"
    "2023年度政府性基金预算财政拨款收入20.00万元，政府性基金预算财政拨款支出20.00万元。\n"
    "十、其他重要事项情况说明\n（一）机关运行经费支出情况\n"
    "2023年度机关运行经费支出55.20万元，比上年减少4.80万元，降低8.00%，主要原因是压减。\n"
    "（二）政府采购支出情况\n2023年度政府采购支出总额120.50万元，其中：政府采购货物支出60.25万元、"
    "政府采购工程支出0.00万元、政府采购服务支出60.25万元。\n"
)
INCOME, SPENDING = "二、收入决算情况说明\n", "三、支出决算情况说明\n"
GENERAL, PUBLIC = (
    "五、一般公共预算财政拨款支出决算情况说明\n",
    "七、财政拨款“三公”经费支出决算情况说明\n",
)
WHOLE = "一、收入支出决算总体情况说明\n"
OWNED = "（三）国有资产占用情况\n"


def reading(text: str) -> Reading:
    """What is read of a narrative with one section of these words."""
    return read(open_document("文.md", f"{HEAD}{text}\n{REST}".encode()), load("2023"))


def said(text: str) -> list[Finding]:
    """What is found in it but for what its missing tables, forms and reasons bring."""
    found = reading(text)
    kept = ("错误", "提示")
    rules = ("equation", "claim", "system", "基数.为零", "车辆.用途之和")
    findings = audit(found, load(found.meta.edition))
    return [f for f in findings if f.severity in kept and f.rule in rules]


def bound(text: str) -> dict[str, str]:
    """What the printed numbers were taken for."""
    return {claim.printed: claim.says for claim in reading(text).claims}


RIGHT = {
    "brackets behind a total": (
        f"{WHOLE}2023年度收入总计1,030.50万元（其中：本年收入合计905.60万元，"
        "使用非财政拨款结余14.90万元，年初结转和结余110.00万元）；"
        "支出总计1,030.50万元〔其中：本年支出合计890.10万元，结余分配10.00万元，"
        "年末结转和结余130.40万元〕。"
    ),
    "brackets behind names": (
        f"{INCOME}本年收入合计（905.60万元）中，财政拨款收入（800.00万元）占88.34%，"
        "事业收入【90.00万元】占9.94%，其他收入（15.60万元）占1.72%。"
    ),
    "last year in brackets": (
        f"{SPENDING}本年支出合计890.10万元（上年900.10万元，减少10.00万元），"
        "包括基本支出（600.10万元，占67.42%）和项目支出（290.00万元，占32.58%）。"
    ),
    "what a bracket excludes": (
        f"{INCOME}本年收入合计905.60万元（不含上年结转20.00万元），其中：财政拨款收入（"
        f"不含基金20.00万元）795.60万元；事业收入90.00万元。\n{SPENDING}本年支出合计（"
        "含年中追加30.00万元）910.10万元，较上年（900.10万元）减少10.00万元。"
    ),
    "parts of a change": (
        f"{INCOME}本年收入合计895.60万元，比上年增加10.00万元，增长1.13%，其中："
        "财政拨款收入8.00万元，占80.00%；其他收入2.00万元。财政拨款收入800.00万元，"
        "事业收入80.00万元，其他收入15.60万元。"
    ),
    "last year by other words": (
        f"{PUBLIC}2023年度“三公”经费支出决算为40.00万元，前一年度为44.00万元，"
        "减少4.00万元，下降9.09%。上年度公务用车运行维护费41.00万元，今年37.00万元；"
        "去年公务接待费3.00万元，今年3.00万元，与去年持平。"
        "2022年“三公”经费支出44.00万元。"
    ),
    "parts of last year": (
        f"{INCOME}本年收入合计895.60万元，上年同期为885.60万元，其中："
        "财政拨款收入790.00万元，事业收入80.00万元，其他收入15.60万元。"
        "财政拨款收入800.00万元，事业收入80.00万元，其他收入15.60万元。"
    ),
    "three budgets": (
        f"{GENERAL}2023年度一般公共预算财政拨款支出年初预算为780.00万元，"
        "调整预算为810.00万元，支出决算为800.00万元，完成年初预算的102.56%，"
        f"完成调整预算的98.77%。\n{PUBLIC}“三公”经费全年预算为50.00万元，"
        "支出决算为40.00万元，完成全年预算的80.00%。"
    ),
    "decimals of all sorts": (
        f"{INCOME}本年收入合计1234.5万元，其中：财政拨款收入1000万元，占81%；"
        f"事业收入200.25万元，占16.22%；其他收入34.25万元，占2.8%。\n{SPENDING}"
        "本年支出合计0.12亿元，其中：基本支出700万元；项目支出500万元。"
    ),
    "units on their own": (
        f"{SPENDING}本年支出合计890.10万元，其中：基本支出600.10万元，占67.42%；"
        "项目支出290.00万元，占32.58%。\n分单位看：中心本级本年支出570.00万元，"
        "推广站本年支出合计200.00万元，监理所本年支出合计120.10万元。"
    ),
    "the year to come": (
        f"{SPENDING}本年支出合计890.10万元，其中：基本支出600.10万元；项目支出290.00万元。"
        "2024年预计本年支出合计950.00万元，其中：基本支出640.00万元，项目支出310.00万元。"
    ),
    "vehicles bought in brackets": (
        f"{OWNED}截至2023年12月31日，本部门车辆共计12辆（当年新购2辆、报废1辆），其中："
        "机要通信用车2辆、执法执勤用车6辆、其他用车4辆。采购单价100万元以上设备3台（套）"
        "，年末8台（套）。"
    ),
    "year on year beside a budget": (
        f"{PUBLIC}“三公”经费支出预算为50.00万元，支出决算为40.00万元，比预算减少20.00%，"
        "同比增长5.26%，上年为38.00万元；比预算减少10.00万元，同比增加2.00万元。"
    ),
    "changes of parts not known here": (
        f"{SPENDING}基本支出600.10万元，比上年增加60.00万元，增长11.11%，"
        "其中人员经费增加50.00万元，增长12.00%，公用经费增加10.00万元，增长8.00%。"
    ),
    "several at once": (
        f"{SPENDING}与2022年相比，基本支出、项目支出分别减少60.00万元、减少42.63万元。"
        "基本支出600.10万元，比上年减少60.00万元；项目支出290.00万元，比上年减少42.63万元。"
    ),
    "parts of single units": (
        f"{SPENDING}本年支出合计890.10万元，其中：中心本级支出570.00万元，包括基本支出"
        "400.00万元、项目支出170.00万元；推广站支出320.10万元，包括基本支出200.10万元、"
        "项目支出120.00万元。\n基本支出600.10万元，项目支出290.00万元。"
    ),
    "a sentence behind a list": (
        f"{INCOME}本年收入合计895.60万元。其中：财政拨款收入800.00万元。较上年增加10.00万元。"
        "财政拨款收入比上年增加8.00万元，本年收入合计比上年增加10.00万元。"
    ),
    "a budget behind a list": (
        f"{PUBLIC}公务用车购置及运行维护费37.00万元，其中：公务用车购置费0万元，"
        "公务用车运行维护费37.00万元；预算41.00万元，其中：公务用车购置费2.00万元，"
        "公务用车运行维护费39.00万元。公务用车运行维护费预算39.00万元。"
    ),
    "where it came from": (
        f"{GENERAL}一般公共预算财政拨款支出800.00万元，其中当年预算790.00万元、"
        "上年结转10.00万元。\n一般公共预算财政拨款支出年初预算780.00万元。"
    ),
    "a budget of nobody's": (
        f"{GENERAL}年初预算780.00万元（其中基本支出450.00万元，项目支出330.00万元）。"
        "一般公共预算财政拨款支出800.00万元，其中：基本支出460.00万元，项目支出340.00万元。"
    ),
    "some parts only": (
        f"{INCOME}本年收入合计895.60万元，其中：财政拨款收入800.00万元。\n{SPENDING}"
        "本年支出合计890.10万元，其中项目支出280.00万元。"
    ),
}
WRONG = {
    "parts of more than the whole": (
        f"{SPENDING}本年支出合计890.10万元，其中：基本支出600.10万元；项目支出300.00万元。",
        "错误",
        "少 10.00",
    ),
    "income of more than its total": (
        (
            f"{INCOME}本年收入合计895.60万元，其中：财政拨款收入820.00万元，"
            "事业收入80.00万元，其他收入15.60万元。"
        ),
        "错误",
        "少 20.00",
    ),
    "parts of less than the whole": (
        (
            f"{INCOME}本年收入合计905.60万元，其中：财政拨款收入800.00万元，占88.34%；"
            "事业收入80.00万元，占8.83%；其他收入15.60万元，占1.72%。"
        ),
        "提示",
        "少 10.00 万元",
    ),
    "a list in brackets": (
        (
            f"{WHOLE}2023年度收入总计1,030.50万元（其中：本年收入合计905.60万元，"
            "使用非财政拨款结余24.90万元，年初结转和结余110.00万元）；支出总计1,030.50万元（"
            "其中：本年支出合计890.10万元，结余分配10.00万元，年末结转和结余130.40万元）。"
        ),
        "错误",
        "差 10.00",
    ),
    "a share behind a bracket": (
        (
            f"{INCOME}本年收入合计905.60万元，其中：财政拨款收入（800.00万元）占78.34%，"
            "事业收入（105.60万元）占11.66%。"
        ),
        "错误",
        "应为 88.34%",
    ),
    "a change in brackets": (
        (
            f"{SPENDING}本年支出合计890.10万元（上年900.10万元，减少20.00万元），"
            "包括基本支出（600.10万元，占67.42%）和项目支出（290.00万元，占32.58%）。"
        ),
        "错误",
        "应减少 10.00 万元",
    ),
    "a budget in brackets": (
        (
            f"{PUBLIC}“三公”经费年初预算为50.00万元（其中：公务用车运行维护费45.00万元、"
            "公务接待费5.00万元），支出决算为40.00万元，完成年初预算的80.00%。"
            "公务接待费支出决算为3.00万元，完成年初预算的66.00%。"
        ),
        "错误",
        "应为 60.00%",
    ),
    "a list after last year": (
        (
            f"{INCOME}本年收入合计895.60万元，上年同期为885.60万元，增加10.00万元，增长1.13%。"
            "其中：财政拨款收入800.00万元，占99.33%；事业收入80.00万元；其他收入15.60万元。"
        ),
        "错误",
        "应为 89.33%",
    ),
    "the adjusted budget": (
        (
            f"{GENERAL}2023年度一般公共预算财政拨款支出年初预算为780.00万元，"
            "调整预算为810.00万元，支出决算为800.00万元，完成年初预算的102.56%，"
            "完成调整预算的102.56%。"
        ),
        "错误",
        "应为 98.77%",
    ),
    "nothing budgeted": (
        (
            f"{GENERAL}1.农林水支出（类）农业农村（款）行政运行（项）。年初预算为0.00万元，"
            "支出决算为30.00万元，完成年初预算的100.00%，决算数与年初预算数持平。"
        ),
        "错误",
        "不能计算完成率",
    ),
    "level with a budget": (
        (
            f"{GENERAL}2023年度一般公共预算财政拨款支出决算为800.00万元，"
            "年初预算为780.00万元，决算数与年初预算数持平。"
        ),
        "错误",
        "相差 20.00 万元",
    ),
    "vehicles": (
        (
            f"{OWNED}截至2023年12月31日，本部门车辆共计12辆（当年新购2辆），其中："
            "机要通信用车2辆、执法执勤用车6辆、其他用车5辆。"
        ),
        "错误",
        "合计 13 辆",
    ),
    "two decimals among none": (
        (
            f"{INCOME}本年收入合计1234.5万元，其中：财政拨款收入1000万元，占81%；"
            "事业收入200.25万元，占16.22%；其他收入34.25万元，占3.8%。"
        ),
        "错误",
        "应为 2.77%",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_found_in_what_is_right(name: str) -> None:
    assert [f.message for f in said(RIGHT[name])] == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_and_only_once(name: str) -> None:
    text, severity, message = WRONG[name]
    (found,) = said(text)
    assert found.severity == severity
    assert message in found.message


def test_what_a_bracket_may_limit_is_bound_to_nothing() -> None:
    """不含基金20.00万元 makes another number of the amount before it."""
    found = bound(RIGHT["what a bracket excludes"])
    assert not {"905.60万元", "795.60万元", "910.10万元"} & set(found)
    assert "90.00万元" in found


def test_a_bracket_gives_its_amounts_the_role_of_what_stands_before_it() -> None:
    found = bound(WRONG["a budget in brackets"][0])
    assert found["45.00万元"].endswith("@年初预算")
    assert found["40.00万元"] == "09:三公经费:7"
    found = bound(RIGHT["last year in brackets"])
    assert found["900.10万元"] == "03:合计:1@上年"
    assert found["290.00万元"] == "03:合计:3"


def test_what_may_be_part_of_a_change_is_bound_to_nothing() -> None:
    found = bound(RIGHT["parts of a change"])
    assert not {"8.00万元", "2.00万元", "80.00%"} & set(found)


def test_an_amount_in_brackets_before_its_unit_has_no_sure_sign() -> None:
    """Said as malformed, and bound to nothing."""
    found = reading(f"{WHOLE}2023年度年初结转和结余（10.10）万元，本年收入合计905.60万元。")
    assert [n.malformed for n in found.numerals if n.malformed] == ["用括号括起，正负不明"]
    assert "10.10万元" not in {c.printed for c in found.claims}


@pytest.mark.parametrize(
    "change, says",
    [
        ("比上年减少4.80万元，降低9.00%", "上年机关运行经费支出是 60.00 万元，应下降约 8.00%"),
        ("比上年减少4.80万元，增长8.00%", "增减的方向相反，应写“下降8.00%”"),
        ("比上年增加4.80万元，降低8.00%", "增减的方向相反，应写“减少4.80万元”"),
    ],
)
def test_a_change_and_a_rate_that_differ_are_told_which_rate_it_should_be(
    change: str, says: str
) -> None:
    text = f"{HEAD}\n{REST}".replace("比上年减少4.80万元，降低8.00%", change)
    found = read(open_document("文.md", text.encode()), load("2023"))
    (finding,) = (f for f in audit(found, load("2023")) if f.rule == "system")
    assert says in finding.message


def test_two_sections_that_tell_one_total_differently_are_one_finding() -> None:
    """The tables' equations hold told numbers too; the shares of the wrong total follow from it."""
    (finding,) = said(
        f"{WHOLE}2023年度收入总计1,030.50万元，支出总计1,030.50万元（其中：本年支出合计890.10万元，"
        f"结余分配10.00万元，年末结转和结余130.40万元）。\n{SPENDING}本年支出合计980.10万元，"
        "其中：基本支出600.10万元，占61.23%；项目支出380.00万元，占38.77%。"
    )
    assert (finding.actual, finding.expected) == ("980.10万元", "890.10")
