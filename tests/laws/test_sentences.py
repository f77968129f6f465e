"""Sentences written from true accounts are read back as the same claims, never contradicted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.accounts import closing, ledger, tables
from tests.making.rendering import document

from juesuan.auditing import audit
from juesuan.composing.narrative import Text, narrate
from juesuan.model.number import Address, Fact, Facts
from juesuan.notation import sentence
from juesuan.notation.edition import Edition, load
from juesuan.notation.formula import FormulaError, parse
from juesuan.notation.measure import Manner, Refused
from juesuan.notation.narrative import Section, Subject
from juesuan.notation.sentence import SentenceWords
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

PRINTED = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def two_years(random: Random, edition: Edition) -> Facts:
    """This year's tables, last year's as @上年, and a budget for every item."""
    before = ledger(random, edition)
    this = tables(edition, ledger(random, edition, closing(before)))
    found = dict(this.items())
    for address, fact in tables(edition, before).items():
        moved = address._replace(period="上年")
        found[moved] = Fact(moved, fact.value)
    budgets = {
        row: Decimal(random.randint(0, 10**9)) / 100 for row in this.rows("05") if len(row) == 7
    }
    total = sum(budgets.values(), Decimal(0))
    for row, value in {**budgets, "合计": total}.items():
        address = Address("05", row, "1", "年初预算")
        found[address] = Fact(address, value)
    found.update({fact.address: fact for fact in told(random, found)})
    return Facts(found, this.forms)


def told(random: Random, tables_of: dict[Address, Fact]) -> Iterator[Fact]:
    """What only the text tells: operating funds, procurement, vehicles and counts."""
    zero = Decimal(0)
    basic = tables_of.get(Address("06", "公用经费合计", "1"))
    running = (basic.value if basic else zero) // 2
    goods, works, services = (Decimal(random.randint(0, 10**8)) / 100 for _ in range(3))
    received = tables_of[Address("09", "三公经费", "12")].value
    abroad = tables_of[Address("09", "三公经费", "8")].value
    kept, lent = random.randint(0, 4), random.randint(0, 4)
    amounts = {
        "机关运行经费": running,
        "政府采购支出总额": goods + works + services,
        "政府采购货物": goods,
        "政府采购工程": works,
        "政府采购服务": services,
        "中小企业合同": goods + works,
        "小微企业合同": goods,
        "国内接待费": received,
        "出国团组": Decimal(int(abroad > 0)),
        "出国人次": Decimal(3 * int(abroad > 0)),
        "国内接待批次": Decimal(2 * int(received > 0)),
        "国内接待人次": Decimal(9 * int(received > 0)),
        "车辆": Decimal(kept + lent),
        "机要通信用车": zero,
        "应急保障用车": Decimal(kept),
        "其他用车": Decimal(lent),
        "大型设备": Decimal(1),
    }
    for name, value in amounts.items():
        yield Fact(Address("文", name, "1"), value)
    for period in ("上年", "年初预算"):
        change = Decimal(random.randint(-5, 5) * 1000)
        yield Fact(Address("文", "机关运行经费", "1", period), max(running + change, zero))


def written(paragraphs: list[Text]) -> str:
    """The narrative as a document prints it, section by section."""
    titles = {section.id: section.titles[0] for section in load("2023").narrative.sections}
    lines, section = [], ""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.section != section:
            section = paragraph.section
            lines += ["", f"## {'一二三四五六七八九十'[number % 10]}、{titles[section]}", ""]
        lines += [paragraph.text, ""]
    return "\n".join(lines)


@settings(max_examples=examples(500))  # each a whole document
@given(st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_what_is_written_is_read_back_and_never_contradicted(name: str, seed: int) -> None:
    """The same formulas with the same words, number by number; no 错误."""
    random, edition = Random(seed), load(name)  # noqa: S311 - accounts, not secrets
    facts = two_years(random, edition)
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    context = {"年": str(edition.year), "上年": str(edition.year - 1), "部门": department}
    paragraphs = list(narrate(facts, edition, {**context, "原因": "年中按规定程序调整了预算"}))
    text = document(edition, facts, random, "tab", department) + written(paragraphs)
    found = read(open_document("试.md", text.encode()))
    wanted = Counter(
        (number.says, PRINTED.findall(number.words)[-1])
        for paragraph in paragraphs
        for number in paragraph.numbers
        if any(map(str.isdigit, number.words))
    )
    claims = Counter(
        (claim.says, claim.printed.removesuffix("万元"))
        for claim in found.claims
        if any(map(str.isdigit, claim.printed)) and claim.relation == "="
    )
    assert claims == wanted
    assert [f.message for f in audit(found, load(found.meta.edition)) if f.severity == "错误"] == []


SECTION = Section(
    "甲节", (), (Subject("甲", ("甲",), parse("01:甲:1")), Subject("乙", ("乙",), parse("01:乙:1")))
)
WORDS = SentenceWords(load("2023").measures, (SECTION,))


def one(text: str, **facts: str) -> str:
    """A template written from amounts in 元 by address."""
    known = {Address.parse(name): Decimal(value) for name, value in facts.items()}
    template = sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    return sentence.write(template, known.get, {"年": "2023"}, Manner())[0]


CHANGE = "<{甲 | 增减}|{甲 | 持平}>"


@pytest.mark.parametrize(
    "now,before,said",
    [("20000", "10000", "增加1万元"), ("10000", "22500", "减少1.25万元"), ("5", "5", "持平")],
)
def test_a_choice_takes_the_first_words_that_can_say_the_number(
    now: str, before: str, said: str
) -> None:
    """增加, 减少 and 持平 refuse what they cannot say."""
    assert one(CHANGE, **{"01:甲:1": now, "01:甲:1@上年": before}) == said


@pytest.mark.parametrize(
    "text, said",
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
def test_a_measure_puts_the_cells_of_its_subject_into_its_formula(text: str, said: str) -> None:
    """Budgets, last year and the whole are found from the subject."""
    facts = {
        "01:甲:1": "10000",
        "01:乙:1": "40000",
        "01:甲:1@上年": "5000",
        "01:甲:1@年初预算": "20000",
        "01:甲:1@全年预算": "40000",
    }
    assert one(text, **facts) == said


def test_an_optional_part_is_left_out_where_its_number_is_unknown() -> None:
    """Nothing is said of a year that is not known; the rest stands."""
    text = "{年}年共{甲}[，{甲 | 升降}]。"
    assert one(text, **{"01:甲:1": "12345678.9"}) == "2023年共1,234.57万元。"
    with pytest.raises(Refused):
        one(CHANGE, **{"01:甲:1": "1"})


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


@pytest.mark.parametrize("name", EDITIONS)
def test_every_measure_reads_what_it_writes(name: str) -> None:
    """Both directions of each measure: every sign it can say, every name it takes."""
    measures = load(name).measures
    for measure in measures.values():
        if measure.style == "个数":
            continue  # counts are heard with the words around them
        reader = measures[measure.like or measure.id]
        for value, sign in (("0.25", "above"), ("-0.25", "below"), ("0", "zero")):
            for budget in ("年初预算", "全年预算", "调整预算", "预算"):
                for whole in ("", "本年支出合计的"):
                    if sign not in measure.writes:
                        continue
                    named = {"预算": budget, "分母": whole}
                    scale = 1 if measure.style == "百分数" else 10000
                    text = measure.write(Decimal(value) * scale, Manner(), named)
                    match = reader.heard(text)
                    assert match, (measure.id, text)
                    assert not measure.style or match["n"].strip("-0.") in ("", "25", "2500")
