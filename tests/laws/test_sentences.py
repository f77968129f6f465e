"""Sentences written from true accounts are read back as the same claims, never contradicted."""

from __future__ import annotations

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
from juesuan.composing.narrative import Paragraph, narrate
from juesuan.model.number import Address, Fact, Facts
from juesuan.notation import sentence
from juesuan.notation.edition import Edition, load
from juesuan.notation.formula import FormulaError
from juesuan.notation.sentence import Manner, Refused
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

CHANGES = str.maketrans("", "", "增加减少长下降")
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


def written(paragraphs: list[Paragraph]) -> str:
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
        (said.says, said.words.translate(CHANGES))
        for paragraph in paragraphs
        for said in paragraph.said
        if any(map(str.isdigit, said.words))
    )
    claims = Counter(
        (claim.says, claim.printed.removesuffix("万元"))
        for claim in found.claims
        if any(map(str.isdigit, claim.printed)) and claim.relation == "="
    )
    assert claims == wanted
    assert [f.message for f in audit(found, load(found.meta.edition)) if f.severity == "错误"] == []


def one(text: str, **facts: str) -> str:
    """A template written from amounts in 元 by address."""
    known = {Address.parse(name): Decimal(value) for name, value in facts.items()}
    return sentence.write(sentence.parse("", {"text": text}), known.get, {"年": "2023"}, Manner())[
        0
    ]


CHANGE = "<{01:甲:1 - 01:甲:1@上年 | 增减}万元|{01:甲:1 - 01:甲:1@上年 | 持平}>"


@pytest.mark.parametrize(
    "now,before,said",
    [("20000", "10000", "增加1万元"), ("10000", "22500", "减少1.25万元"), ("5", "5", "持平")],
)
def test_a_choice_takes_the_first_words_that_can_say_the_number(
    now: str, before: str, said: str
) -> None:
    """增加, 减少 and 持平 refuse what they cannot say."""
    assert one(CHANGE, **{"01:甲:1": now, "01:甲:1@上年": before}) == said


def test_an_optional_part_is_left_out_where_its_number_is_unknown() -> None:
    """Nothing is said of a year that is not known; the rest stands."""
    text = "{年}年共{01:甲:1}万元[，增长{01:甲:1 / 01:甲:1@上年 - 1 | %}]。"
    assert one(text, **{"01:甲:1": "12345678.9"}) == "2023年共1,234.57万元。"
    with pytest.raises(Refused):
        one(CHANGE, **{"01:甲:1": "1"})


@pytest.mark.parametrize("text", ["[{01:甲:1}", "<{01:甲:1}|", "{01:甲:1 | 很多}", "]"])
def test_a_template_that_is_not_one_is_refused(text: str) -> None:
    """Unclosed brackets and unknown phrases are named."""
    with pytest.raises(FormulaError):
        sentence.parse("", {"text": text})
