"""Words carry roles: budgets, last year's amounts and things bought are told from the outturn."""

from __future__ import annotations

import pytest

from juesuan.auditing import audit
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

ALWAYS = (
    "三、支出决算情况说明\n本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；"
    "项目支出290.00万元，占37.66%。\n"
)
TITLES = {
    "三公": "七、财政拨款“三公”经费支出决算情况说明",
    "总体": "一、收入支出决算总体情况说明",
    "资产": "十二、国有资产占用情况说明",
    "一般": "五、一般公共预算财政拨款支出决算情况说明",
    "收入": "二、收入决算情况说明",
    "支出": "三、支出决算情况说明",
    "财政": "四、财政拨款收入支出决算总体情况说明",
    "基本": "六、一般公共预算财政拨款基本支出决算情况说明",
    "基金": "八、政府性基金预算财政拨款收入支出决算情况说明",
    "运行": "十、机关运行经费支出情况说明",
    "采购": "十一、政府采购支出情况说明",
}


def reading(section: str, text: str, tables: str = "") -> Reading:
    """What is read of a document of text, with some tables before it."""
    head = f"青禾县林草局2023年度部门决算\n\n{tables}\n第三部分 情况说明\n"
    body = f"{head}{ALWAYS}{TITLES[section]}\n{text}\n"
    return read(open_document("试.md", body.encode()))


def errors(section: str, text: str, tables: str = "") -> list[str]:
    """The 错误 of such a document."""
    found = reading(section, text, tables)
    return [f.message for f in audit(found, load(found.meta.edition)) if f.severity == "错误"]


def bound(section: str, text: str) -> dict[str, str]:
    """Printed number to formula, for those of one section."""
    return {c.printed: c.says for c in reading(section, text).claims}


SPENT = (
    "“三公”经费支出决算为160.00万元，其中：因公出国（境）费52.00万元，"
    "公务用车运行维护费100.00万元，公务接待费8.00万元。"
)
BUDGETED = [
    "“三公”经费预算为170.00万元，其中：因公出国（境）费40.00万元、公务用车运行维护费120.00万元、公务接待费10.00万元。",
    "“三公”经费支出预算170.00万元，其中因公出国（境）费40.00万元；公务用车运行维护费120.00万元；公务接待费10.00万元。",
    "“三公”经费年初预算为170.00万元。其中：因公出国（境）费40.00万元，公务用车运行维护费120.00万元，公务接待费10.00万元。",
    "“三公”经费全年预算数为170.00万元，包括：因公出国（境）费支出40.00万元，公务用车运行维护费支出120.00万元，公务接待费支出10.00万元。",
    "“三公”经费预算安排170.00万元，其中：公务接待费10.00万元、因公出国（境）费40.00万元、公务用车运行维护费120.00万元。",
    "“三公”经费调整预算170.00万元，其中：公务接待费10.00万元，占5.88%；因公出国（境）费40.00万元，占23.53%。",
    "2023年度“三公”经费批复下达预算170.00万元，其中：因公出国（境）费40.00万元、公务接待费10.00万元。",
    "“三公”经费预算共计170.00万元，其中：因公出国（境）费预算40.00万元、公务用车运行维护费120.00万元、公务接待费10.00万元。",
    "2023年“三公”经费年初安排的预算为170.00万元，公务接待费10.00万元。",
    "“三公”经费预算为170.00万元，完成预算的94.12%，其中：因公出国（境）费52.00万元。",
    "“三公”经费预算为170.00万元，比上年减少5.00万元，其中：公务接待费10.00万元，比上年减少1.00万元。",
    "“三公”经费年初预算为165.00万元，其中：公务接待费9.00万元；调整后预算为170.00万元，其中：公务接待费10.00万元。",
]


@pytest.mark.parametrize("text", BUDGETED, ids=range(len(BUDGETED)))
@pytest.mark.parametrize("first", [True, False])
def test_the_parts_of_a_budget_are_budgets(text: str, first: bool) -> None:  # noqa: FBT001 - order
    """In either order, beside what was spent."""
    assert errors("三公", text + SPENT if first else SPENT + text) == []


SPOKEN = [
    "“三公”经费支出预算为170.00万元，支出决算为160.00万元，其中：因公出国（境）费52.00万元，公务接待费8.00万元。",
    "“三公”经费支出160.00万元，完成预算170.00万元的94.12%，其中：因公出国（境）费52.00万元。",
    "公务接待费预算为10.00万元，公务接待费支出8.00万元，完成预算的80.00%。",
    "“三公”经费预算为170.00万元，实际支出160.00万元，其中：公务接待费8.00万元。",
]


@pytest.mark.parametrize("text", SPOKEN, ids=range(len(SPOKEN)))
def test_what_follows_the_outturn_is_outturn(text: str) -> None:
    """A budget said before it does not reach beyond."""
    assert errors("三公", text + SPENT) == []


@pytest.mark.parametrize(
    "text,wrong",
    [
        (BUDGETED[0], "52.00万元，公务用车运行维护费100.00|54.00万元，公务用车运行维护费100.00"),
        (BUDGETED[0], "因公出国（境）费40.00|因公出国（境）费45.00"),
        (BUDGETED[3], "公务接待费支出10.00|公务接待费支出18.00"),
        (BUDGETED[2], "公务用车运行维护费120.00|公务用车运行维护费102.00"),
        (SPOKEN[2], "80.00%|88.00%"),
        (SPOKEN[0], "公务接待费8.00万元|公务接待费9.00万元"),
    ],
)
def test_a_wrong_number_is_found_in_its_role(text: str, wrong: str) -> None:
    """Against its own total or what is said of it elsewhere."""
    was, now = wrong.split("|")
    again = (
        "公务接待费预算为10.00万元，因公出国（境）费预算为40.00万元，"
        "公务用车运行维护费年初预算为120.00万元。"
    )
    whole = text + SPENT + SPENT.replace("，其中", "。其中") + again
    assert was in whole
    assert errors("三公", whole.replace(was, now, 1)) != []


LAST_YEAR = [
    "2022年度收入总计800.00万元，其中：本年收入合计750.00万元，年初结转和结余50.00万元。",
    "上年收入总计800.00万元，其中：本年收入合计750.00万元，年初结转和结余50.00万元。",
    "上年度收入总计为800.00万元，增加100.00万元。",
    "收入总计上年为800.00万元。",
    "上年同期收入总计800.00万元。",
    "2022年收入总计800.00万元，2023年收入总计900.00万元，增长12.50%。",
    "去年收入总计800.00万元，支出总计800.00万元。",
    "2022年度收入、支出总计800.00万元；2023年度收入、支出总计900.00万元。",
    "收入总计2022年度决算数为800.00万元。",
    "2021年度收入总计700.00万元，其中：本年收入合计650.00万元。",
    "其中上年结转和结余30.00万元。",
    "2022年末收入总计为800.00万元，本年收入合计为750.00万元。",
]
THIS = (
    "2023年度收入总计900.00万元，其中：本年收入合计870.00万元，年初结转和结余30.00万元。"
    "与上年相比，收入总计增加100.00万元，增长12.50%。"
)


@pytest.mark.parametrize("text", LAST_YEAR, ids=range(len(LAST_YEAR)))
@pytest.mark.parametrize("first", [True, False])
def test_amounts_that_name_last_year_are_last_years(text: str, first: bool) -> None:  # noqa: FBT001
    """In either order, beside this year's."""
    assert errors("总体", text + THIS if first else THIS + text) == []


def test_last_year_said_and_implied_must_agree() -> None:
    """900.00 with 100.00 more than last year leaves 800.00 for last year."""
    for text in (LAST_YEAR[0], LAST_YEAR[1], LAST_YEAR[3], LAST_YEAR[4], LAST_YEAR[8]):
        assert errors("总体", THIS + text.replace("800.00", "820.00")) != []


OWNED = (
    "截至2023年12月31日，本部门共有车辆5辆，其中：应急保障用车2辆、其他用车3辆；"
    "单价100万元（含）以上设备（不含车辆）4台（套）。"
)
BOUGHT = [
    "2023年新增购置车辆1辆，新增购置单价100万元（含）以上设备（不含车辆）0台（套）。",
    "本年购置车辆1辆，其中：应急保障用车1辆、其他用车0辆。购置单价100万元以上设备（不含车辆）0台。",
    "2023年度部门预算安排购置车辆0辆，其中：机要通信用车0辆，应急保障用车0辆。",
    "当年报废其他用车1辆；处置单价100万元以上设备（不含车辆）1台。",
    "新购应急保障用车1辆、单价100万元以上设备（不含车辆）2台（套）。",
    "本年更新执法执勤用车1辆，购入单价100万元（含）以上设备（不含车辆）1台。",
    "2022年末共有车辆6辆，其中：应急保障用车3辆、其他用车3辆。",
    "上年共有车辆6辆，其中应急保障用车3辆；单价100万元以上设备（不含车辆）3台。",
    "2023年没有购置车辆。单价100万元以上设备（不含车辆）0台。",
    "2024年计划购置应急保障用车2辆。",
    "2023年增加车辆1辆，其中：其他用车1辆。",
    "本年度采购单价100万元（含）以上设备（不含车辆）1台，更新其他用车1辆。",
]


@pytest.mark.parametrize("text", BOUGHT, ids=range(len(BOUGHT)))
@pytest.mark.parametrize("first", [True, False])
def test_what_is_bought_is_not_what_is_owned(text: str, first: bool) -> None:  # noqa: FBT001
    """In either order, clause by clause and into lists."""
    assert errors("资产", text + "\n" + OWNED if first else OWNED + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "共有车辆5辆，比上年增加1辆，其中：应急保障用车2辆（含本年新购1辆）、其他用车3辆。",
        "共有车辆5辆（上年6辆），其中，应急保障用车2辆、其他用车3辆，单价100万元以上设备（不含车辆）4台，其中本年新购1台。",
    ],
)
def test_changes_told_within_a_list_are_no_part_of_it(text: str) -> None:
    """The uses add up without what was bought or what there was before."""
    assert errors("资产", text) == []


@pytest.mark.parametrize(
    "was,now", [("应急保障用车2辆", "应急保障用车3辆"), ("车辆5辆", "车辆6辆")]
)
def test_uses_that_do_not_add_up_are_found(was: str, now: str) -> None:
    """With or without what was bought beside them."""
    assert errors("资产", OWNED.replace(was, now)) != []
    assert errors("资产", OWNED.replace(was, now) + BOUGHT[1]) != []


def test_owned_counts_that_differ_are_found() -> None:
    """What is owned, said twice."""
    assert errors("资产", OWNED + "年末单价100万元（含）以上设备（不含车辆）5台（套）。") != []


def test_each_number_is_bound_in_its_role() -> None:
    """A sentence of three roles."""
    text = (
        "“三公”经费预算为170.00万元，其中：公务接待费10.00万元。"
        "“三公”经费支出160.00万元，其中：公务接待费8.00万元，上年公务接待费9.00万元。"
    )
    says = bound("三公", text)
    assert says["10.00万元"] == "09:三公经费:6"
    assert says["8.00万元"] == "09:三公经费:12"
    assert says["9.00万元"] == "09:三公经费:12@上年"


MIXED = [
    (
        "三公",
        "2023年度“三公”经费预算170.00万元，决算160.00万元。其中：因公出国（境）费预算40.00万元，决算52.00万元；公务用车运行维护费预算120.00万元，决算100.00万元；公务接待费预算10.00万元，决算8.00万元。",
    ),
    (
        "三公",
        "2023年“三公”经费年初预算安排170.00万元，其中，因公出国（境）费40.00万元，公务用车购置及运行维护费120.00万元（其中：公务用车购置费0.00万元，公务用车运行维护费120.00万元），公务接待费10.00万元。“三公”经费支出决算160.00万元，其中，因公出国（境）费52.00万元，公务用车购置及运行维护费100.00万元，公务接待费8.00万元。",
    ),
    (
        "三公",
        "“三公”经费支出决算为160.00万元，预算为170.00万元，其中：因公出国（境）费40.00万元，公务用车运行维护费120.00万元，公务接待费10.00万元。公务接待费支出8.00万元。",
    ),
    (
        "三公",
        "“三公”经费支出决算数160.00万元（预算数170.00万元），其中：因公出国（境）费52.00万元，公务接待费8.00万元。公务接待费预算10.00万元。",
    ),
    (
        "三公",
        "“三公”经费预算为170.00万元，支出160.00万元，完成94.12%，其中：公务接待费8.00万元，占5.00%。",
    ),
    ("三公", "公务接待费支出8.00万元，上年支出9.00万元，减少1.00万元，下降11.11%。"),
    ("三公", "公务接待费支出8.00万元，2022年支出9.00万元，同比减少1.00万元，下降11.11%。"),
    ("三公", "公务接待费支出8.00万元，比2022年9.00万元减少1.00万元，下降11.11%。"),
    (
        "三公",
        "2022年“三公”经费支出150.00万元，其中：公务接待费9.00万元；2023年“三公”经费支出160.00万元，其中：公务接待费8.00万元。公务接待费比上年减少1.00万元。",
    ),
    (
        "三公",
        "2023年公务接待费支出8.00万元，国内公务接待20批次，150人次；2022年公务接待费支出9.00万元，国内公务接待25批次，180人次。2023年国内公务接待20批次。",
    ),
    ("三公", "公务用车保有量为3辆，上年公务用车保有量为4辆。公务用车运行维护费支出6.00万元。"),
    (
        "三公",
        "2022年末公务用车保有量为4辆，2023年末公务用车保有量为3辆，公务用车运行维护费支出6.00万元。截至年末，公务用车保有量为3辆。",
    ),
    (
        "一般",
        "2023年度一般公共预算财政拨款支出770.00万元，其中：卫生健康支出（类）700.00万元，占90.91%。2022年度一般公共预算财政拨款支出750.00万元，其中：卫生健康支出（类）690.00万元，占92.00%。",
    ),
    (
        "一般",
        "一般公共预算财政拨款支出年初预算为800.00万元，其中：基本支出500.00万元，项目支出300.00万元；支出决算为770.00万元，完成年初预算的96.25%，其中：基本支出480.00万元，项目支出290.00万元。",
    ),
    (
        "一般",
        "一般公共预算财政拨款支出年初预算为800.00万元，其中：基本支出500.00万元，项目支出300.00万元；支出决算为770.00万元，其中：基本支出480.00万元，项目支出290.00万元。基本支出比年初预算减少20.00万元。",
    ),
    ("总体", "2023年度收入总计900.00万元，较上年度增加100.00万元；2022年度收入总计800.00万元。"),
    ("总体", "2023年度收入总计900.00万元（2022年度为800.00万元），增加100.00万元，增长12.50%。"),
    (
        "总体",
        "与2022年度收入总计800.00万元相比，2023年度收入总计900.00万元，增加100.00万元，增长12.50%。",
    ),
    (
        "总体",
        "2023年预算收入总计850.00万元，2023年度收入总计900.00万元，本年收入合计870.00万元，年初结转和结余30.00万元。",
    ),
    ("总体", "2024年预计收入总计950.00万元。2023年度收入总计900.00万元。"),
    (
        "总体",
        "上年结转和结余30.00万元，本年收入合计870.00万元，收入总计900.00万元。上年度收入总计800.00万元。",
    ),
    (
        "资产",
        "本部门2023年末共有车辆5辆，其中，应急保障用车2辆、其他用车3辆，2023年购置车辆1辆，其中：其他用车1辆。单价100万元（含）以上设备（不含车辆）4台（套），当年购置1台（套）。",
    ),
    (
        "资产",
        "2023年部门预算安排购置车辆0辆；机要通信用车0辆。年末共有车辆2辆，其中：机要通信用车2辆。",
    ),
    (
        "资产",
        "共有车辆5辆，其中：应急保障用车2辆、其他用车3辆。本年报废车辆2辆，其中：应急保障用车1辆，其他用车1辆；新增设备（不含车辆）1台。",
    ),
]


@pytest.mark.parametrize("section,text", MIXED, ids=range(len(MIXED)))
def test_roles_carry_in_any_order_and_wording(section: str, text: str) -> None:
    """True sentences: budgets, years and things bought beside what is meant."""
    assert errors(section, text) == []


@pytest.mark.parametrize(
    "text",
    [
        ("三公", "公务接待费支出8.00万元，上年支出9.00万元，减少2.00万元，下降11.11%。"),
        ("总体", "2023年度收入总计900.00万元，2022年度收入总计820.00万元，增加100.00万元。"),
    ],
)
def test_a_change_that_does_not_lead_from_last_year_is_found(text: tuple[str, str]) -> None:
    """Last year's amount in its own words, this year's, and the change."""
    assert errors(*text) != []
