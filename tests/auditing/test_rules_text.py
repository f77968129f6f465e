"""The rules on the running text, where more than a case tells what they must do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.auditing.test_rule_cases import section
from tests.making.golden_forms import facts_of, golden

from juesuan.auditing.rules import RULES
from juesuan.model.finding import Finding
from juesuan.model.number import WAN, Address, Fact, Facts
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition, load
from juesuan.reading.text import running_text
from juesuan.sources.open import open_document

CELLS = {
    "03:合计:2": "12.00",
    "03:2210201:1": "6.00",
    "03:2210203:1": "6.00",
    "05:221:1": "12.00",
    "05:22102:1": "12.00",
    "05:2210201:1": "6.00",
    "05:2210203:1": "6.00",
    "06:30101:1": "5.00",
    "06:30102:1": "4.00",
    "06:30113:1": "3.00",
    "07:合计:3": "2.00",
    "09:三公经费:8": "1.00",
}
HOUSING = "住房保障支出（类）住房改革支出（款）"


def document(text: str, told: Mapping[str, str] | None = None) -> tuple[Reading, Edition]:
    """A small document of 2023: the cells above, a text, and the counts it tells."""
    edition = load("2023")
    facts = facts_of({Address.parse(name): printed for name, printed in CELLS.items()}, edition)
    counts = {
        (address := Address("文", name, "1")): Fact(address, WAN * int(n), printed=n, name=name)
        for name, n in (told or {}).items()
    }
    opened = open_document("试.md", text.encode())
    forms = {name: replace(form, notes=()) for name, form in facts.forms.items()}
    reading = Reading(Meta("清河区档案局", 2023, "2023"), Facts({**facts, **counts}, forms))
    return replace(reading, prose=running_text(opened, edition).prose), edition


def found(name: str, text: str, told: Mapping[str, str] | None = None) -> list[Finding]:
    """What one rule says of a text."""
    return list(RULES[name].check(*document(text, told)))


def test_a_blank_form_is_one_finding() -> None:
    edition = load("2023")
    form = open_document(
        "样张.md", (section("总体", "支出XXX万元，增加（减少）XX%。") * 20).encode()
    )
    empty = replace(golden("jinan-lixia-2023")[0], facts=facts_of({}, edition))
    reading = replace(empty, prose=running_text(form, edition).prose)
    assert [f.rule for rule in RULES.values() for f in rule.check(reading, edition)] == [
        "样张.空白"
    ]


def test_a_hedged_list_may_leave_out() -> None:
    hedged = section("基本支出", "人员经费12万元，主要包括：基本工资、津贴补贴等。")
    assert found("列举.基本支出", hedged.replace("基本工资", "基本工资、住房公积金")) == []
    (remark,) = found(
        "列举.基本支出",
        section("基本支出", "人员经费12万元，主要包括：基本工资、奖金、津贴补贴等。"),
    )
    assert remark.severity == "提示"
    (error,) = found(
        "列举.基本支出", section("基本支出", "人员经费12万元，主要包括：基本工资、奖金、津贴补贴。")
    )
    assert error.severity == "错误"
    assert "“住房公积金”（3.00）" in error.message


def test_a_short_name_and_a_doubtful_year_are_not_held_against_a_document() -> None:
    reading, edition = document(
        section("国有资产", "截至2023年12月31日，清河区档案管理局共有车辆0辆。")
    )
    assert list(RULES["名称.一致"].check(reading, edition)) == []
    other = section("国有资产", "截至2022年12月31日，共有车辆0辆。")
    assert found("年度.一致", "# 2022年度部门决算情况说明\n\n" + other) == []


def test_the_year_in_the_title_of_a_section_is_that_of_the_account() -> None:
    head = "# 2023年度部门决算情况说明\n\n"
    for title in ("五、2022年度预算绩效管理情况说明", "三、2022年度支出决算情况说明"):
        (wrong,) = found("年度.一致", f"{head}{title}\n\n无。\n")
        assert title in wrong.message
    for title in ("五、2023年度预算绩效情况说明", "（二）2022年度一般公共预算结转资金使用情况"):
        assert found("年度.一致", f"{head}{title}\n\n无。\n") == []
