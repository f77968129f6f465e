"""Sentences are put into words: what cannot be said is left out, what is wanted is a gap."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from juesuan.model.disclosure import Gap, LinkedNumber, Run
from juesuan.model.number import Address
from juesuan.notation import formula
from juesuan.notation.edition import load
from juesuan.notation.formula import FormulaError, Term, parse
from juesuan.notation.speech import sentence
from juesuan.notation.speech.measure import Manner, Refused
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.notation.speech.phrasing import Material, bind, paragraphs
from juesuan.notation.speech.sentence import SentenceWords

SECTION = Section(
    "甲节", (), (Subject("甲", ("甲",), parse("01:甲:1")), Subject("乙", ("乙",), parse("01:乙:1")))
)
WORDS = SentenceWords(load("2023").measures, (SECTION,))


def words(runs: tuple[Run, ...]) -> str:
    """What a reader sees."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


def material(values: Mapping[Address, Decimal], **reasons: str) -> Material:
    """Amounts in 元 by address, and reasons."""
    return Material(values.get, {"年": "2023"}, Manner(), reasons)


def runs_of(text: str, facts: Mapping[str, str], **reasons: str) -> tuple[Run, ...]:
    """A template written from amounts in 元 by address."""
    values = {Address.parse(name): Decimal(value) for name, value in facts.items()}
    template = sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    (runs,) = paragraphs(template, material(values, **reasons))
    return runs


def say(text: str, **facts: str) -> str:
    """The same in words."""
    return words(runs_of(text, facts))


CHANGE = "<{甲 | 增减}|{甲 | 持平}>"


@pytest.mark.parametrize(
    "now, before, words",
    [("20000", "10000", "增加1万元"), ("10000", "22500", "减少1.25万元"), ("5", "5", "持平")],
)
def test_a_choice_takes_the_first_words_that_can_say_the_number(
    now: str, before: str, words: str
) -> None:
    """增加, 减少 and 持平 refuse what they cannot say."""
    assert say(CHANGE, **{"01:甲:1": now, "01:甲:1@上年": before}) == words


@pytest.mark.parametrize(
    "text, words",
    [
        ("{甲 | 占 乙}", "占乙的25%"),
        ("{甲 | 预算}", "年初预算为2万元"),
        ("{甲 | 预算 全年预算}", "全年预算为4万元"),
        ("{甲 | 完成}", "完成年初预算的50%"),
        ("{甲 | 增减 年初预算}", "减少1万元"),
        ("{甲 | 升降}", "增长100%"),
        ("{甲 | 大小}", "决算数小于年初预算数"),
        ("{乙 | 非零}", "4万元"),
    ],
)
def test_a_measure_puts_the_cells_of_its_subject_into_its_formula(text: str, words: str) -> None:
    """Budgets, last year and the whole are found from the subject."""
    facts = {
        "01:甲:1": "10000",
        "01:乙:1": "40000",
        "01:甲:1@上年": "5000",
        "01:甲:1@年初预算": "20000",
        "01:甲:1@全年预算": "40000",
    }
    assert say(text, **facts) == words


def test_an_optional_part_is_left_out_where_its_number_is_unknown() -> None:
    """Nothing is said of a year that is not known; the rest stands."""
    text = "{年}年共{甲}[，{甲 | 升降}]。"
    assert say(text, **{"01:甲:1": "12345678.9"}) == "2023年共1,234.57万元。"
    with pytest.raises(Refused):
        say(CHANGE, **{"01:甲:1": "1"})


ROWS = Section("乙节", (), rows=Term(Address("05", "{项}", "1")))
LISTED = {
    "id": "逐项",
    "text": "{序}.{项名}为{科目 | 非零}",
    "each": "项",
    "of": "05",
    "join": "；",
}


def listed(amounts: Mapping[str, str], **changes: str) -> tuple[str, list[str]]:
    """The list of the items with these amounts in 元, and what each number says."""
    values = {Address("05", code, "1"): Decimal(value) for code, value in amounts.items()}
    contexts = [{"项": code, "项名": f"甲{code[-1]}"} for code in amounts]
    template = sentence.parse(ROWS, LISTED | changes, SentenceWords(WORDS.measures, (ROWS,)))
    (runs,) = paragraphs(template, material(values), contexts)
    return words(runs), [run.says for run in runs if isinstance(run, LinkedNumber)]


def test_a_list_says_each_item_once_and_ends_as_declared() -> None:
    amounts = {"2010101": "10000", "2010102": "25000"}
    assert listed(amounts, end="。") == (
        "1.甲1为1万元；2.甲2为2.5万元。",
        ["05:2010101:1", "05:2010102:1"],
    )


def test_items_that_cannot_be_said_are_left_out_and_those_after_them_count_on() -> None:
    text, says = listed({"2010101": "10000", "2010102": "0", "2010103": "30000"})
    assert text == "1.甲1为1万元；2.甲3为3万元"
    assert says == ["05:2010101:1", "05:2010103:1"]
    with pytest.raises(Refused):
        listed({"2010101": "0"})


def test_only_the_numbers_that_were_said_are_told() -> None:
    runs = runs_of(
        "{甲}<，{甲}和{乙 | 非零}|[，{乙 | 非零}]，无>", {"01:甲:1": "10000", "01:乙:1": "0"}
    )
    assert runs == (LinkedNumber("1万元", "01:甲:1", Address("01", "甲", "1")), "，无")


def test_a_name_without_a_value_refuses_and_a_full_stop_ends_a_list() -> None:
    assert say("<{部门}|{年}年>{甲}[；{乙}]；。", **{"01:甲:1": "10000"}) == "2023年1万元。"


def test_each_of_a_list_may_be_a_paragraph_of_its_own() -> None:
    values = {Address("05", code, "1"): Decimal(10000) for code in ("2010101", "2010102")}
    contexts = [{"项": code, "项名": f"甲{code[-1]}"} for code in ("2010101", "2010102")]
    data = LISTED | {"join": "\n", "before": "{年}年如下："}
    template = sentence.parse(ROWS, data, SentenceWords(WORDS.measures, (ROWS,)))
    texts = [words(runs) for runs in paragraphs(template, material(values), contexts)]
    assert texts == ["2023年如下：", "1.甲1为1万元", "2.甲2为1万元"]


def test_an_empty_list_says_what_it_says_for_none() -> None:
    data = LISTED | {"none": "{年}年没有。"}
    template = sentence.parse(ROWS, data, SentenceWords(WORDS.measures, (ROWS,)))
    assert [words(runs) for runs in paragraphs(template, material({}), ())] == ["2023年没有。"]


def test_subjects_are_said_one_by_one_in_the_same_words() -> None:
    data = {"id": "一", "over": ["甲", "乙"], "join": "；", "text": "{序}{名称}{主体}"}
    template = sentence.parse(SECTION, data, WORDS)
    values = {Address.parse("01:甲:1"): Decimal(10000), Address.parse("01:乙:1"): Decimal(20000)}
    contexts = [{"主体": name, "名称": name} for name, _ in template.variants]
    (runs,) = paragraphs(template, material(values), contexts)
    assert words(runs) == "1甲1万元；2乙2万元"
    with pytest.raises(FormulaError, match="没有名为“丙”的数"):
        sentence.parse(SECTION, {**data, "over": ["丙"]}, WORDS)


WHY = "{甲}[，因为{甲 | 原因}]"


def test_a_change_without_a_reason_is_a_gap() -> None:
    facts = {"01:甲:1": "20000", "01:甲:1@上年": "10000"}
    runs = runs_of(WHY, facts)
    assert runs[-1] == Gap("01:甲:1@上年", "甲比上年增减的原因")
    assert words(runs_of(WHY, facts, **{"01:甲:1@上年": "新增一项"})) == "2万元，因为新增一项"


def test_no_reason_is_asked_for_where_nothing_changed_or_nobody_knows() -> None:
    assert words(runs_of(WHY, {"01:甲:1": "1", "01:甲:1@上年": "1"})) == "0万元"
    assert words(runs_of(WHY, {"01:甲:1": "10000"})) == "1万元"


def test_a_reason_may_be_given_for_the_same_number_under_another_address() -> None:
    values = {Address.parse("01:甲:1"): Decimal(2), Address.parse("01:甲:1@上年"): Decimal(1)}
    other = Address("02", "合计", "7")
    template = sentence.parse(SECTION, {"id": "一", "text": "因为{甲 | 原因}"}, WORDS)
    given = material(values, **{"02:合计:7@上年": "新增"})._replace(same=lambda _: (other,))
    assert [words(runs) for runs in paragraphs(template, given)] == ["因为新增"]


def test_a_purpose_is_asked_for_whatever_the_amount() -> None:
    runs = runs_of("用于{甲 | 用途}", {"01:甲:1": "1"})
    assert runs[-1] == Gap("01:甲:1@用途", "甲的主要用途")


def test_words_may_hang_on_a_number_without_printing_it() -> None:
    text = "<{甲 | 为零}无。|{甲 | 有数}有。>"
    assert say(text, **{"01:甲:1": "0"}) == "无。"
    assert say(text, **{"01:甲:1": "7"}) == "有。"


def test_variables_of_rows_are_put_in_and_others_stay() -> None:
    expression = parse("05:{项}:1 / 05:{类}:1 - Σ 05:{款}:1")
    bound = bind(expression, {"项": "2010101", "款": "20101"})
    assert formula.write(bound) == "05:2010101:1 / 05:{类}:1 - Σ 05:20101:1"
