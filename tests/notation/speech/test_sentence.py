"""Templates: a number is put into words, what cannot be said is left out, what is wrong is told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from juesuan.model.number import Address
from juesuan.notation import formula
from juesuan.notation.edition import load
from juesuan.notation.formula import FormulaError, Term, parse
from juesuan.notation.speech import sentence
from juesuan.notation.speech.measure import Manner, Refused
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.notation.speech.sentence import SentenceWords, Slot

SECTION = Section(
    "甲节", (), (Subject("甲", ("甲",), parse("01:甲:1")), Subject("乙", ("乙",), parse("01:乙:1")))
)
WORDS = SentenceWords(load("2023").measures, (SECTION,))


def say(text: str, **facts: str) -> str:
    """A template written from amounts in 元 by address."""
    values = {Address.parse(name): Decimal(value) for name, value in facts.items()}
    template = sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    return sentence.write(template, values.get, {"年": "2023"}, Manner())[0]


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


@pytest.mark.parametrize(
    "text, words",
    [
        ("[{甲}", "缺少“]”"),
        ("<{甲}|", "缺少“>”"),
        ("]", "没有对应的开头"),
        ("{甲 | 很多}", "没有名为“很多”的说法"),
        ("{甲 | 增加}", "是否应为“增减”"),
        ("{甲甲}", "没有名为“甲甲”的数，是否应为“甲”"),
        ("{甲 | 占}", "没有说占谁"),
        ("{科目}", "没有名为“科目”的数"),
    ],
)
def test_a_template_that_is_not_one_is_refused(text: str, words: str) -> None:
    """Unclosed brackets, unknown names and measures are told, with the nearest."""
    with pytest.raises(FormulaError, match="“甲节”的句子“一”") as error:
        sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    assert words in str(error.value)


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
    text, numbers = sentence.write_each(template, values.get, contexts, Manner())
    return text, [number.says for number in numbers]


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
    values = {Address.parse("01:甲:1"): Decimal(10000), Address.parse("01:乙:1"): Decimal(0)}
    text = "{甲}<，{甲}和{乙 | 非零}|[，{乙 | 非零}]，无>"
    template = sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    written, numbers = sentence.write(template, values.get, {}, Manner())
    assert written == "1万元，无"
    assert [(number.says, number.words) for number in numbers] == [("01:甲:1", "1万元")]


def test_a_name_without_a_value_refuses_and_a_full_stop_ends_a_list() -> None:
    assert say("<{部门}|{年}年>{甲}[；{乙}]；。", **{"01:甲:1": "10000"}) == "2023年1万元。"


def test_names_of_another_section_are_known_after_those_of_its_own() -> None:
    other = Section(
        "丙节", (), (Subject("甲", (), parse("02:甲:1")), Subject("丙", (), parse("3")))
    )
    words = SentenceWords(WORDS.measures, (SECTION, other))
    template = sentence.parse(SECTION, {"id": "一", "text": "{甲}{丙}"}, words)
    says = [formula.write(part.expression) for part in template.parts if isinstance(part, Slot)]
    assert says == ["01:甲:1", "3"]


def test_variables_of_rows_are_put_in_and_others_stay() -> None:
    expression = parse("05:{项}:1 / 05:{类}:1 - Σ 05:{款}:1")
    bound = sentence.bind(expression, {"项": "2010101", "款": "20101"})
    assert formula.write(bound) == "05:2010101:1 / 05:{类}:1 - Σ 05:20101:1"


def test_a_share_is_of_what_is_named_else_of_the_subjects_whole_else_of_the_sections() -> None:
    whole, part = parse("02:丁:1"), parse("02:丙:1")
    subjects = (
        Subject("丙", (), part, whole=whole),
        Subject("戊", (), part),
        Subject("己", (), part, shared=True),
    )
    section = Section("丁节", (), subjects, whole=parse("02:合计:1"))
    words = SentenceWords(WORDS.measures, (section,))

    def shares(text: str) -> list[str]:
        template = sentence.parse(section, {"id": "一", "text": text}, words)
        return [formula.write(p.expression) for p in template.parts if isinstance(p, Slot)]

    assert shares("{丙 | 占}，{戊 | 占}，{己 | 占 戊}") == [
        "02:丙:1 / 02:丁:1",
        "02:丙:1 / 02:合计:1",
        "02:丙:1 / 02:丙:1",
    ]
    with pytest.raises(FormulaError, match="“己”没有说占谁"):
        shares("{己 | 占}")
